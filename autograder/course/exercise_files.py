"""The one list of the files that a grade rests on, by what they are for.

An exercise is a folder, ``<suites>/<assignment>/<exercise>/``: its hidden tests, its known mistakes
(``misconceptions/``, and ``edits.toml``, which makes two of them at once), right solutions that
look unusual (``alternatives/``) and the mutants that nothing can tell from the reference. What lies
above it serves several exercises.
"""

import os
import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from autograder.course.course import EXERCISES, Assignment, CourseError, siblings

MISCONCEPTIONS, ALTERNATIVES = "misconceptions", "alternatives"
EQUIVALENT_MUTANTS, EDITS = "equivalent_mutants.toml", "edits.toml"
# what proves the tests, or names mistakes, and takes no part in a check
BESIDE_THE_TESTS = {MISCONCEPTIONS, ALTERNATIVES, EQUIVALENT_MUTANTS, EDITS}


def test_files(assignment: Assignment, exercise: str) -> list[Path]:
    """Return the files with an exercise's hidden tests, in the order in which they run."""
    return sorted(assignment.suites.joinpath(exercise).glob("test_*.py"))


def own_files(assignment: Assignment, exercise: str) -> list[Path]:
    """Return the files that an exercise's checks are made of: its tests and what lies with them."""
    folder = assignment.suites / exercise
    return _files_below(folder, {folder / name for name in BESIDE_THE_TESTS})


def known_mistakes(assignment: Assignment, exercise: str) -> list[Path]:
    """Return the files that the names of an exercise's mistakes come from."""
    folder = assignment.suites / exercise
    return sorted([*folder.joinpath(MISCONCEPTIONS).glob("*.py"), *folder.glob(EDITS)])


def shared_files(assignment: Assignment) -> list[Path]:
    """Return the modules that the tests of any exercise may import, but for those of the engine.

    Tests that lie outside this package may use the modules of its own exercises too.
    """
    notebooks = siblings(assignment)
    folders = {assignment.suites / exercise for each in notebooks for exercise in each.points}
    inner = _files_below(assignment.suites, folders)
    above = [*assignment.suites.parent.glob("*.py"), *_of_the_package(assignment)]
    return list(dict.fromkeys([*inner, *sorted(above)]))


def grading_files(assignment: Assignment) -> list[Path]:
    """Return all files that decide over the checks: notebook, helpers, tests, shared modules."""
    own = [path for exercise in assignment.points for path in own_files(assignment, exercise)]
    return [assignment.notebook, *assignment.given, *own, *shared_files(assignment)]


def place_of(path: Path, assignment: Assignment) -> str:
    """Return a file's place below the folder of the suites, with ``/`` between its parts.

    What outside suites use of this package's exercises stands below ``package/``.
    """
    root = assignment.suites.parent
    if path.is_relative_to(root):
        return path.relative_to(root).as_posix()
    return f"package/{path.relative_to(EXERCISES).as_posix()}"


def signature(assignment: Assignment) -> tuple[tuple[str, int], ...]:
    """Return what tells whether anything that decides over the checks has changed on disk."""
    return tuple((str(path), path.stat().st_mtime_ns) for path in grading_files(assignment))


def check_exercises(assignment: Assignment) -> None:
    """Raise CourseError where an exercise of the notebook has no hidden tests."""
    found = tested(assignment)
    if assignment.points and not found:
        raise CourseError(f"there are no hidden suites for '{assignment.name}'")
    if bare := ", ".join(sorted({*assignment.points} - found)):
        raise CourseError(
            f"the notebook of '{assignment.label}' has test cells for {bare}, which lack hidden "
            f"tests: {assignment.name}/<exercise>/test_*.py in the folder of the suites; cells "
            "with tests of their own belong in a notebook of their own"
        )


def suites_without_cell(notebooks: Sequence[Assignment]) -> str:
    """Return in words which hidden tests an assignment has no test cell for, or nothing.

    They do not run, and cost nobody anything: so is an exercise that is withdrawn.
    """
    there = {exercise for each in notebooks for exercise in each.points}
    idle = ", ".join(sorted(tested(notebooks[0]) - there))
    where = f"the notebook of '{notebooks[0].name}'"
    return f"hidden tests for {idle} do not run: {where} has no test cell for them" if idle else ""


def tested(assignment: Assignment) -> set[str]:
    """Return the exercises that have hidden tests."""
    return {path.parent.name for path in assignment.suites.glob("*/test_*.py")}


def _files_below(folder: Path, left_out: Collection[Path]) -> list[Path]:
    """Return the files in a folder that are not hidden, in order; ``left_out``: and not in these.

    What is left out is not looked through: the known mistakes are most of all files.
    """
    found: list[Path] = []
    for place, folders, files in os.walk(folder):
        shown = {name: Path(place, name) for name in (*folders, *files) if _is_shown(name)}
        kept = {name: path for name, path in shown.items() if path not in left_out}
        folders[:] = [name for name in folders if name in kept]
        found += [kept[name] for name in files if name in kept and kept[name].is_file()]
    return sorted(found)


def _is_shown(name: str) -> bool:
    return name != "__pycache__" and not name.startswith(".")


def _of_the_package(assignment: Assignment) -> Iterable[Path]:
    """Return the modules of this package's exercises that the suites mention."""
    if assignment.suites.parent == EXERCISES:
        return []
    text = b"".join(path.read_bytes() for path in assignment.suites.rglob("*.py"))
    named = {name.decode() for name in re.findall(rb"\bexercises\.(\w+)", text)}
    folders = [EXERCISES, *(EXERCISES / name for name in sorted({*named, assignment.name}))]
    return [path for folder in folders for path in sorted(folder.glob("*.py"))]
