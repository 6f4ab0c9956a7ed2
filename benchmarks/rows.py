"""The rows of one run: each measures one thing, and all take the same submissions."""

import json
import os
import re
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import report, with_dask, with_nbgrader, with_otter, with_pytest
from benchmarks.ours import SMALL, Ours, cores
from benchmarks.paths import ROOT
from benchmarks.scores import Scores, differing, recorded
from benchmarks.targets import MOST_TIMES_PURE, TOOLS

Part = tuple[list[float], Scores]  # seconds of some submissions, and their scores
PART = 2  # submissions that Otter's API grades between two measurements of our rate
ROWS = ("class", *TOOLS, "isolated", "dask")


@dataclass(frozen=True)
class Sizes:
    """How many submissions each row takes; ``times``: how often what is short is repeated."""

    classes: tuple[int, ...] = (10, 100, 1000, 4000)
    twice: int = 1000
    times: int = 7
    serial: int = 100
    stock: int = 12
    experiments: int = 4
    otter: int = 10
    otter_run: int = 4
    pytest: int = 8
    beside: int = 300
    isolated: int = 40
    dask: int = 600
    dask_times: int = 2


def _cause(error: Exception) -> str:
    """Return the line that names the cause: of a traceback, its last exception."""
    text = str(error).strip() or repr(error)
    named = re.findall(r"^\w[\w.]*(?:Error|Exception): .+", text, re.MULTILINE)
    return (named or text.splitlines())[-1][:300]


QUICK = Sizes((5, 10), 10, 1, 5, 2, 1, 2, 1, 2, 6, 4, 8, 1)


class Bench:
    """One run: its options, its folder, and what it has found so far."""

    def __init__(self, assignment: str, sizes: Sizes, folder: Path) -> None:
        self.assignment, self.sizes, self.folder = assignment, sizes, folder
        self.found: dict[str, Any] = {"machine": report.machine(), "assignment": assignment,
                                      "tools": {}, "skipped": {}}  # fmt: skip
        self.theirs: dict[str, Scores] = {}
        self._recent = 0.0  # our seconds a submission, right after the row before

    def run(self, rows: list[str]) -> dict[str, Any]:
        """Measure the rows asked for, and in any case our own rate, which they are held against."""
        print("autograder grade …", file=sys.stderr, flush=True)
        before = report.engine()
        ours = Ours(self.folder, self.assignment)
        sizes = self.sizes.classes if "class" in rows else self.sizes.classes[:2]
        self.found["ours"] = ours.growth(sizes, cores(), self.sizes.times)
        alone = ours.growth((self.sizes.serial,), 1, 1)
        self.found["serial"] = alone["sizes"][self.sizes.serial]["net"]
        for row in rows:
            print(f"{row} …", file=sys.stderr, flush=True)
            try:
                self._row(row, ours)
            except (RuntimeError, OSError) as error:
                self.found["skipped"][row] = _cause(error)
        for name, scores in self.theirs.items():
            differ = differing(ours.scores, scores)
            self.found["tools"][name] |= {"differ": differ, "agree": len(scores) - len(differ)}
        self.found["engine_changed"] = report.engine() != before
        self.found["load_after"] = round(os.getloadavg()[0], 2)
        return self.found

    def _row(self, row: str, ours: Ours) -> None:
        if row == "class":
            self.found["twice"] = ours.twice(self.sizes.twice, cores())
        elif row == "dask":
            count, times = self.sizes.dask, self.sizes.dask_times
            self.found["dask"] = with_dask.compare(ours, self.folder, count, times)
        elif row == "isolated":
            self.found["isolated"] = {each: self._isolated(each) for each in MOST_TIMES_PURE}
        else:
            self.found["tools"][row] = self._tool(row, ours)

    def _tool(self, row: str, ours: Ours) -> dict[str, Any]:
        """Measure a tool, in one part or several, and our own rate before and after each."""
        seconds: list[float] = []
        rates: list[float] = []
        ratios: list[float] = []
        scores: Scores = {}
        self._recent = self._recent or self._beside(ours)
        for taken, given in getattr(self, f"_{row.replace('-', '_')}")():
            before, self._recent = self._recent, self._beside(ours)
            rates.append((before + self._recent) / 2)
            ratios.append(statistics.median(taken) / rates[-1])
            seconds += taken
            scores |= given
        self.theirs[row] = scores
        return {"n": len(seconds), "median": statistics.median(seconds), "seconds": seconds,
                "ours": statistics.median(rates), "times": statistics.median(ratios),
                "ratios": ratios}  # fmt: skip

    def _beside(self, ours: Ours) -> float:
        """Return our seconds a submission now: a machine's speed changes within minutes."""
        count, jobs = self.sizes.beside, self.found["ours"]["jobs"]
        wall = ours.fresh(count, "--jobs", str(jobs))
        return (wall - self.found["ours"]["start"]) / (count - jobs) if count > SMALL else wall

    def _isolated(self, assignment: str) -> dict[str, Any]:
        line = [sys.executable, "-m", "benchmarks.pure", assignment, "--json",
                "--count", str(self.sizes.isolated)]  # fmt: skip
        done = subprocess.run(line, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True)
        if done.returncode:
            raise RuntimeError(done.stderr.decode(errors="replace"))
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    def _stock(self, experiments: bool = False) -> Iterator[Part]:
        root = self.folder / f"stock{experiments:d}"
        count = self.sizes.experiments if experiments else self.sizes.stock
        with_nbgrader.prepare(root, self.assignment, count, experiments)
        taken = with_nbgrader.grade(root, self.assignment)
        yield list(taken["each"].values()), recorded(root)

    def _experiments(self) -> Iterator[Part]:
        return self._stock(experiments=True)

    def _notebooks(self, count: int) -> dict[str, Path]:
        """Return the notebooks, without experiments, of the first students."""
        root = self.folder / "plain"
        if not root.exists():
            most = max(self.sizes.otter, self.sizes.otter_run, self.sizes.pytest)
            with_nbgrader.prepare(root, self.assignment, most, experiments=False)
        paths = sorted(root.glob(f"submitted/*/{self.assignment}/*.ipynb"))[:count]
        return {path.parent.parent.name: path for path in paths}

    def _each(self, grade: Callable[[Path], tuple[float, float]], count: int) -> Iterator[Part]:
        done = {name: grade(path) for name, path in self._notebooks(count).items()}
        yield [each[0] for each in done.values()], {name: each[1] for name, each in done.items()}

    def _pytest(self) -> Iterator[Part]:
        return self._each(lambda path: with_pytest.grade(self.assignment, path), self.sizes.pytest)

    def _package(self) -> Path:
        folder = self.folder / "otter"
        if not folder.exists():
            with_otter.install()
            with_otter.make_zip(folder, self.assignment)
        return folder / "autograder.zip"

    def _otter(self) -> Iterator[Part]:
        package, notebooks = self._package(), self._notebooks(self.sizes.otter)
        names = list(notebooks)
        for some in (names[start : start + PART] for start in range(0, len(names), PART)):
            done = with_otter.grade_by_api(package, [notebooks[name] for name in some])
            scores = {name: each[1] for name, each in zip(some, done, strict=True)}
            yield [each[0] for each in done], scores

    def _otter_run(self) -> Iterator[Part]:
        package = self._package()
        return self._each(
            lambda path: with_otter.grade_by_command(package, path), self.sizes.otter_run
        )
