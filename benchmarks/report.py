"""Prints what was measured, and what was to be reached beside it."""

import os
import platform
import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from benchmarks.paths import ROOT
from benchmarks.targets import FEW, TOOLS, Found, estimate, largest, targets
from benchmarks.with_otter import OTTER

PACKAGES = ("numpy", "nbgrader", "pytest", "distributed")


def machine() -> dict[str, Any]:
    """Return what figures depend on."""
    try:
        model = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    except OSError:
        model = None
    return {"cores": len(os.sched_getaffinity(0)), "cpu": model[1] if model else "unknown",
            "system": f"{platform.system()} {platform.machine()}",
            "python": platform.python_version(), "load": round(os.getloadavg()[0], 2),
            **{name: _version(name) for name in PACKAGES}}  # fmt: skip


def engine() -> list[tuple[str, int]]:
    """Return what tells whether the engine has been edited, as then all is graded again."""
    return sorted((str(path), path.stat().st_mtime_ns) for path in ROOT.glob("autograder/**/*.py"))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def say_machine(about: dict[str, Any]) -> None:
    """Print the machine and the versions."""
    print(f"{about['cores']} cores, {about['cpu']}, {about['system']}; load before: "
          f"{about['load']}")  # fmt: skip
    packages = ", ".join(f"{name} {about[name]}" for name in PACKAGES)
    print(f"Python {about['python']}, {packages}, {OTTER.replace('==', ' ')}\n", flush=True)


def say_all(found: Found, judged: bool = True) -> None:
    """Print the tables, and unless the classes are too small for it, which targets are met."""
    if "isolated" in found:
        _say_isolated(found["isolated"])
    _say_ours(found)
    if found["tools"]:
        _say_tools(found)
    if "dask" in found:
        _say_dask(found["dask"])
    print()
    print("\n".join(estimate(found)), "\n")
    for target in targets(found):
        sign = "≥" if target.at_least else "≤"
        verdict = ("ok" if target.is_met else "MISSED") if judged else "-"
        print(f"{verdict:6} {target.words:62} {target.figure:8.1f}{target.unit:6} "
              f"{sign} {target.bound}{target.unit}")  # fmt: skip
    print(f"load {found['machine']['load']} before, {found['load_after']} after: what else ran has "
          "slowed all of this down, and not evenly")  # fmt: skip
    if found["engine_changed"]:
        print("! The engine was edited meanwhile: the figures do not belong together, and what was "
              "unchanged was graded again.")  # fmt: skip
    for name, reason in found["skipped"].items():
        print(f"left out: {name}: {reason}")


def _say_ours(found: Found) -> None:
    ours = found["ours"]
    print(f"\nautograder grade --jobs {ours['jobs']}, recorded in nbgrader's gradebook; "
          f"start-up {ours['start']:.2f} s")  # fmt: skip
    print(f"{'students':>9} {'wall s':>8} {'ms each':>8} {'without start-up':>17} {'per s':>7}")
    for count, each in ours["sizes"].items():
        start = f"{count:9} {each['wall']:8.2f} {each['each'] * 1e3:8.1f}"
        if count > FEW:  # of a few, the start-up is nearly all
            start += f" {each['net'] * 1e3:17.1f} {1 / each['net']:7.1f}"
        print(start)
    print(f"one core (--jobs 1): {found['serial'] * 1e3:.1f} ms each, without start-up")
    if twice := found.get("twice"):
        same = "the same scores" if twice["same_scores"] else "OTHER SCORES"
        print(f"{twice['students']} once more, unchanged: {twice['again']:.2f} s in all, "
              f"{twice['again_each'] * 1e3:.2f} ms each, {same}; "
              f"peak memory the first time {twice['peak_mib']:.0f} MiB")  # fmt: skip


def _say_tools(found: Found) -> None:
    count, _ = largest(found)
    start = found["ours"]["start"] / count
    print("\nOther tools, one submission after the other, their imports not counted where a "
          "process serves several;\nours: ms a submission right before and after, its start-up "
          f"counted where said as for {count} students")  # fmt: skip
    print(f"{'':42} {'n':>3} {'median s':>9} {'ours ms':>8} {'times':>7} {'with start-up':>14} "
          f"{'per core':>9}  same scores")  # fmt: skip
    for name, (words, _) in TOOLS.items():
        if each := found["tools"].get(name):
            median, ours = each["median"], each["ours"]
            print(f"{words:42} {each['n']:3} {median:9.2f} {ours * 1e3:8.1f} {each['times']:7.1f} "
                  f"{median / (ours + start):14.1f} {median / found['serial']:9.1f}  "
                  f"{each['agree']} of {each['n']}")  # fmt: skip
            if each["differ"]:
                print(f"  other scores: {', '.join(each['differ'])}")


def _say_isolated(isolated: Found) -> None:
    print("The limit is pure compute: ms a submission, median, one core, nothing recorded")
    for name, found in isolated.items():
        each, count = found["median"], found["submissions"]
        print(f"{name:15} pure {each['pure'] * 1e3:6.1f}, isolated {each['isolated'] * 1e3:6.1f}: "
              f"{each['ratio']:.2f} times; {count - len(found['differ'])} of {count} with the same "
              "verdict on every check")  # fmt: skip


def _say_dask(dask: Found) -> None:
    print(f"\n{dask['students']} students: {dask['local']:.2f} s with --jobs 2, "
          f"{dask['dask']:.2f} s on two Dask workers: {dask['share']:.0%} of the local rate, "
          f"{dask['net_share']:.0%} without start-up")  # fmt: skip
