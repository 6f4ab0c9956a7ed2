"""The installation: Python, the packages and their versions, and nbgrader's part of Jupyter."""

import json
import platform
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from autograder import distribution
from autograder.commands.doctor.findings import Finding, Place, fail, ok, warn

NAMED = ("numpy", "nbgrader", "jupyterlab")  # whose versions people ask for
EXTRAS = {
    "verify": "'autograder verify' cannot make mutants",
    "dask": "no grading on a cluster",
    "postgres": "no PostgreSQL gradebook",
    "lti": "no scores sent to a platform",
}
RENEW = "install the newer one (its wheel, or in a checkout: python -m pip install -e .)"
SERVER = ("formgrader", "validate_assignment", "assignment_list", "course_list")
LAB = "@jupyter/nbgrader"
REINSTALL = "python -m pip install --force-reinstall --no-deps nbgrader"


def python(_: Place) -> Iterator[Finding]:
    """Compare the running Python with the range that the package names."""
    from packaging.specifiers import SpecifierSet

    wanted = metadata.metadata(distribution())["Requires-Python"]
    version = platform.python_version()
    if version in SpecifierSet(wanted):
        yield ok("Python", f"{version} ({sys.executable})")
    else:
        yield fail(
            "Python", f"{version} is not in {wanted}", "make a new environment with such a Python"
        )


def packages(_: Place) -> Iterator[Finding]:
    """Compare all packages that are needed with their ranges."""
    needed = [each for each in _requirements() if not each.marker or each.marker.evaluate()]
    wrong = [each for each in needed if _trouble(each)]
    for each in wrong:
        wanted = f"python -m pip install {_quoted(each)}"
        yield fail("packages", f"{each.name} {_trouble(each)}", wanted)
    if not wrong:
        versions = ", ".join(f"{name} {metadata.version(name)}" for name in NAMED)
        yield ok("packages", f"{versions}; all {len(needed)} packages are within their ranges")


def optional(_: Place) -> Iterator[Finding]:
    """Tell which extras are missing; nothing is wrong with that."""
    for extra, without in EXTRAS.items():
        what = f"extra '{extra}'"
        asked = [r for r in _requirements() if r.marker and r.marker.evaluate({"extra": extra})
                 and not r.marker.evaluate()]  # fmt: skip
        if not asked:
            yield ok(what, f"unknown to this installation, an older one: {RENEW}")
            continue
        lacking = [f"{each.name} {_trouble(each)}" for each in asked if _trouble(each)]
        # our own name is on no index
        install = f"python -m pip install {' '.join(map(_quoted, asked))}"
        if lacking:
            yield ok(what, f"not installed ({', '.join(lacking)}): {without}; if wanted: {install}")
        else:
            yield ok(what, "installed")


def jupyter(_: Place) -> Iterator[Finding]:
    """Look for nbgrader's extensions as Jupyter finds them."""
    from jupyter_core.paths import jupyter_config_path, jupyter_path

    decided: dict[str, tuple[bool, Path]] = {}
    for folder in reversed(jupyter_config_path()):
        whole = Path(folder, "jupyter_server_config")
        for path in (*sorted(whole.with_suffix(".d").glob("*.json")), whole.with_suffix(".json")):
            decided |= {name: (on, path) for name, on in _extensions(path).items()}
    names = [f"nbgrader.server_extensions.{name}" for name in SERVER]
    off = [name for name in names if not decided.get(name, (False,))[0]]
    for name in off:
        where = f'in {decided[name][1]}: "{name}": true' if name in decided else REINSTALL
        yield warn("Jupyter", f"{name.rpartition('.')[2]} is not enabled", where)
    if not any(Path(folder, LAB).is_dir() for folder in jupyter_path("labextensions")):
        yield warn("Jupyter", "JupyterLab has no menu Nbgrader", REINSTALL)
    elif not off:
        yield ok("Jupyter", "nbgrader's extensions are enabled (menu Nbgrader, Formgrader)")


def _extensions(path: Path) -> dict[str, bool]:
    if not path.is_file():
        return {}
    found = json.loads(path.read_text(encoding="utf-8")).get("ServerApp", {})
    extensions: dict[str, bool] = found.get("jpserver_extensions", {})
    return extensions


def _requirements() -> list[Any]:
    from packaging.requirements import Requirement

    return [Requirement(line) for line in metadata.requires(distribution()) or []]


def _quoted(requirement: Any) -> str:
    """Return a requirement as a shell takes it, without its marker."""
    return f"'{str(requirement).partition(';')[0].strip()}'"


def _trouble(requirement: Any) -> str:
    """Return what is wrong with an installed package, or nothing."""
    try:
        version = metadata.version(requirement.name)
    except metadata.PackageNotFoundError:
        return "is missing"
    inside = requirement.specifier.contains(version, prereleases=True)
    return "" if inside else f"{version} is not in {requirement.specifier}"
