"""The course on disk: its assignments, exercises, points, given helpers and reference solutions."""

import ast
import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from autograder.course.folders import CourseFolders, Step
from autograder.sandbox.inside.cells import parse, run_cell
from autograder.sandbox.launch import HELPERS, module_name

if TYPE_CHECKING:  # on Gradescope there is none
    from traitlets.config import Config

EXERCISES = Path(__file__).parents[1] / "exercises"


def notebooks_in(folder: Path) -> list[str]:
    """Return the names of an assignment's notebooks, as nbgrader finds them, in order."""
    return sorted(path.stem for path in folder.glob("*.ipynb") if path.name[0] != ".")


def test_cell_of(exercise: str) -> str:
    """Return the name of an exercise's test cell."""
    return f"test_{exercise}"


def exercise_of(cell: str) -> str:
    """Return the exercise whose test cell has this name; of another cell, its name."""
    return cell.removeprefix("test_")


class CourseError(Exception):
    """The course cannot be used as it is; the message says what to do."""

    # of the command line: wrong usage
    exit_code = 2


@dataclass(frozen=True)
class SourceCell:
    """A cell of the instructor's notebook; ``role``: setup, solution, test, given or free."""

    grade_id: str
    role: str
    source: str
    points: float


@dataclass(frozen=True)
class Assignment:
    """A notebook of an assignment, ``source/<name>/<stem>.ipynb``, with its helpers.

    The helpers lie beside it or in ``helpers/``. Most assignments have one notebook, called as they
    are. ``called``: its name, where it is another one.
    """

    name: str
    folder: Path
    suites: Path  # the folder of its exercises: hidden tests and what proves them
    called: str = ""

    @property
    def stem(self) -> str:
        """Return the notebook's name."""
        return self.called or self.name

    @property
    def notebook(self) -> Path:
        """Return the path of the source notebook."""
        return self.folder / f"{self.stem}.ipynb"

    @cached_property
    def stems(self) -> list[str]:
        """Return the names of all notebooks of the assignment."""
        return notebooks_in(self.folder)

    @property
    def label(self) -> str:
        """Return what commands call it: the assignment, and of several notebooks which."""
        return self.name if len(self.stems) < 2 else f"{self.name}/{self.stem}"

    @cached_property
    def given(self) -> list[Path]:
        """Return the given helper modules, which the sandbox loads too.

        They lie in the package ``helpers/``, or beside the notebook.
        """
        return sorted([*self.folder.glob("*.py"), *self.folder.glob(f"{HELPERS}/*.py")])

    @cached_property
    def cells(self) -> list[SourceCell]:
        """Return the cells of the source notebook that matter to grading, in order."""
        found = [cell for cell in self.source["cells"] if cell["cell_type"] == "code"]
        return [_source_cell(cell) for cell in found]

    @cached_property
    def source(self) -> dict[str, Any]:
        """Return the source notebook as JSON; CourseError where it cannot be read."""
        try:
            found: dict[str, Any] = json.loads(self.notebook.read_text(encoding="utf-8"))
            found["cells"]
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise CourseError(
                f"cannot read {self.notebook.name} of '{self.name}': {error}"
            ) from None
        if twice := _twice(found):
            raise CourseError(
                f"two cells of {self.notebook.name} are called '{twice}', as copies are: give one "
                "another ID in nbgrader's side bar, or nbgrader will refuse them"
            )
        return found

    @property
    def order(self) -> list[str]:
        """Return the names that nbgrader knows cells by, in the order of the notebook."""
        named = (cell["metadata"].get("nbgrader", {}) for cell in self.source["cells"])
        return [meta["grade_id"] for meta in named if "grade_id" in meta]

    @cached_property
    def points(self) -> dict[str, float]:
        """Return the points of each exercise, in the order of the notebook."""
        return {
            exercise_of(cell.grade_id): cell.points for cell in self.cells if cell.role == "test"
        }

    @property
    def marked_by_hand(self) -> dict[str, float]:
        """Return the points of each question that a person marks, in the order of the notebook."""
        named = (cell["metadata"].get("nbgrader", {}) for cell in self.source["cells"])
        return {
            meta["grade_id"]: float(meta.get("points", 0))
            for meta in named
            if meta.get("task") or (meta.get("grade") and meta.get("solution"))
        }

    def parts_of(self, exercise: str) -> tuple[str, ...]:
        """Return the other exercises whose functions the reference solution of this one uses."""
        used = {exercise}
        waiting = [exercise]
        while waiting:
            own = waiting.pop()
            code = "\n".join(cell.source for cell in self.cells
                             if cell.role == "solution" and cell.grade_id == own)  # fmt: skip
            names = {node.id for node in ast.walk(parse(code, own)) if isinstance(node, ast.Name)}
            waiting += [name for name in self.points if name in names - used]
            used.update(waiting)
        return tuple(name for name in self.points if name in used - {exercise})

    @cached_property
    def reference(self) -> SimpleNamespace:
        """Return what the source notebook defines: given helpers and reference solutions."""
        namespace: dict[str, Any] = {"__name__": "reference"}
        with _importable(self.folder, self.given):
            for cell in self.cells:
                if cell.role in ("setup", "solution"):
                    error = run_cell(cell.source, f"<reference {cell.grade_id}>", namespace)
                    if error:
                        where = f"cell '{cell.grade_id}' of {self.notebook.name}"
                        raise CourseError(f"the reference fails in {where}: {error}")
        return SimpleNamespace(**namespace)


def siblings(assignment: Assignment) -> list[Assignment]:
    """Return an assignment's notebooks, itself among them."""
    own, stems = assignment.stem, assignment.stems
    return [assignment if stem == own else replace(assignment, called=stem) for stem in stems]


def _refuse_patterns(name: str, of_what: str) -> None:
    """Raise CourseError where nbgrader, and pytest, would take a name for a pattern."""
    if found := {*name} & {*"[]*?"}:
        raise CourseError(
            f"{of_what} may not have {' or '.join(sorted(found))} in its name, for nbgrader finds "
            f"nothing there: rename '{name}'"
        )


def _twice(notebook: dict[str, Any]) -> str | None:
    """Return a name that two cells of a notebook have for nbgrader; None where there is none."""
    names = Counter(
        cell["metadata"]["nbgrader"].get("grade_id")
        for cell in notebook["cells"]
        if "nbgrader" in cell.get("metadata", {})
    )
    return next((name for name, count in names.items() if name and count > 1), None)


def _source_cell(cell: dict[str, Any]) -> SourceCell:
    meta = cell["metadata"].get("nbgrader", {})
    if meta.get("solution"):
        role = "solution"
    elif meta.get("grade"):
        role = "test"
    elif "setup" in cell["metadata"].get("tags", []):
        role = "setup"
    else:
        role = "given" if meta.get("locked") else "free"
    source = "".join(cell["source"])
    return SourceCell(meta.get("grade_id", ""), role, source, float(meta.get("points", 0)))


@contextmanager
def _importable(folder: Path, given: list[Path]) -> Iterator[None]:
    """Make the helpers importable for a moment; two assignments may use the same module names."""
    names = [module_name(path) for path in given]
    before = {name: sys.modules.pop(name) for name in names if name in sys.modules}
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        for name in names:
            sys.modules.pop(name, None)
        sys.modules.update(before)


class Course:
    """A course folder: the one with ``nbgrader_config.py``.

    ``config``: what that holds, where it is known, for the names of folders.
    """

    def __init__(
        self, root: Path, suites: Path = EXERCISES, config: "Config | None" = None
    ) -> None:
        self.root, self._suites = root.resolve(), suites
        self.folders = CourseFolders(self.root, config)
        self._assignments: dict[str, list[Assignment]] = {}

    @classmethod
    def find(cls, start: Path) -> "Course":
        """Return the course that ``start`` lies in; CourseError where there is none."""
        for folder in (start.resolve(), *start.resolve().parents):
            if (folder / "nbgrader_config.py").is_file():
                _refuse_patterns(str(folder), "the course's folder")
                return cls(folder)
        raise CourseError(
            f"no course at '{start}': run this in a folder with nbgrader_config.py, or name it "
            "with --course"
        )

    @property
    def names(self) -> list[str]:
        """Return the names of the assignments."""
        found = self.folders.assignments(Step.SOURCE)
        return [name for name in found if notebooks_in(self.folders.of(Step.SOURCE, ".", name))]

    @property
    def labels(self) -> list[str]:
        """Return what `assignment` takes for each notebook of the course."""
        return [each.label for name in self.names for each in self.notebooks(name)]

    def assignment(self, label: str) -> Assignment:
        """Return the assignment of that name, or of several notebooks one, as ``name/notebook``.

        Raises CourseError where there is none, or where it has several and none is named.
        """
        name, _, stem = label.partition("/")
        found = self.notebooks(name)
        chosen = [each for each in found if stem in ("", each.stem)]
        if len(chosen) != 1:
            known = ", ".join(each.label for each in found)
            raise CourseError(f"'{label}' is not one notebook: name one of {known}")
        return chosen[0]

    def notebooks(self, name: str) -> list[Assignment]:
        """Return an assignment, once for each of its notebooks; CourseError where there is none."""
        if name not in self.names:
            known = ", ".join(self.names) or "none"
            where = self.folders.name(Step.SOURCE)
            raise CourseError(f"there is no assignment '{name}' in {where}/ (there: {known})")
        _refuse_patterns(name, "an assignment")
        if name not in self._assignments:
            folder = self.folders.of(Step.SOURCE, ".", name)
            self._assignments[name] = [
                Assignment(name, folder, self._suites / name, stem if stem != name else "")
                for stem in notebooks_in(folder)
            ]
        return self._assignments[name]
