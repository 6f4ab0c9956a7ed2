"""Whether release/ and solutions/ still fit source/: generated once more, in memory, and compared.

nbgrader's own steps run as they are configured, but for the one that writes into the gradebook.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.commands.doctor.findings import Finding, Place, ok, some, warn

if TYPE_CHECKING:
    from autograder.course.course import Assignment

# nbgrader's and ours
WRITING = {"SaveCells", "SaveQuestions"}
NOT_RELEASED = {"__pycache__", ".ipynb_checkpoints", "datasets"}


def releases(place: Place) -> Iterator[Finding]:
    """Look at all assignments."""
    from autograder.course.folders import CourseFolders, Step

    folders = CourseFolders(place.root, place.config)
    for name in place.course.names:
        what, again = f"release, {name}", f"nbgrader generate_assignment {name} --force"
        release = folders.of(Step.RELEASE, ".", name)
        if not release.is_dir():
            yield warn(what, "it is not generated yet", again)
        elif old := [*_stale(place, name, release)]:
            yield warn(what, f"{some(old)} no longer fit source/", again)
        else:
            yield ok(what, "it fits source/")
        for each in place.notebooks_of(name):
            solved = folders.notebook(Step.SOLUTION, ".", name, each.stem)
            if solved.is_file() and not _fits(place, name, solved):
                words = f"{solved.name} no longer fits source/"
                yield warn(f"solutions, {name}", words, "autograder release")


def _stale(place: Place, name: str, release: Path) -> Iterator[str]:
    """Yield the released files that are not what source/ would give now."""
    notebooks = place.notebooks_of(name)
    source, made = notebooks[0].folder, {each.notebook.name for each in notebooks}
    names = {*_files(source, place), *_files(release, place)}
    for each in sorted(names - made):
        if _content(source / each) != _content(release / each):
            yield each
    for notebook in notebooks:
        try:
            released = json.loads((release / notebook.notebook.name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            released = None
        if released != _generated(place, notebook):
            yield notebook.notebook.name


def _files(folder: Path, place: Place) -> list[str]:
    """Return the files that nbgrader copies, by their place in the folder."""
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.utils import find_all_files

    ignored = CourseDirectory(config=place.config).ignore
    found = [Path(path).relative_to(folder) for path in find_all_files(str(folder), ignored)]
    return [path.as_posix() for path in found if not NOT_RELEASED & set(path.parts)]


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _generated(place: Place, assignment: "Assignment") -> Any:
    import nbformat
    from nbconvert.exporters import NotebookExporter
    from nbgrader.converters import GenerateAssignment

    exporter = NotebookExporter(config=place.config, default_preprocessors=[])
    exporter._preprocessors = []
    for step in GenerateAssignment(config=place.config).preprocessors:
        if str(getattr(step, "__name__", step)).rpartition(".")[2] not in WRITING:
            exporter.register_preprocessor(step)
    name, stem = assignment.name, assignment.stem
    about = {"student": ".", "assignment": name, "notebook": stem, "db_url": ""}
    resources: dict[str, Any] = {"nbgrader": about, "unique_key": stem}
    notebook = nbformat.read(assignment.notebook, as_version=4)
    for step in exporter._preprocessors:
        notebook, resources = step(notebook, resources)
    return json.loads(nbformat.writes(notebook))


def _fits(place: Place, name: str, solved: Path) -> bool:
    from autograder.commands.release import STAMP, fingerprint

    try:
        stamp = json.loads(solved.read_text(encoding="utf-8"))["metadata"].get(STAMP)
    except (ValueError, LookupError, TypeError):
        return False
    return bool(stamp == fingerprint(place.course, name))
