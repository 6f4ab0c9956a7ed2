"""Everything that is tried on the suites of an assignment."""

from collections.abc import Iterator

from traitlets.config import Config

from autograder.commands.verify.mutants import mutants
from autograder.commands.verify.proof import (
    ALTERNATIVE,
    MISCONCEPTION,
    MUTANT,
    REFERENCE,
    RELEASE,
    Trial,
)
from autograder.course.course import Assignment, CourseError
from autograder.course.exercise_files import ALTERNATIVES, MISCONCEPTIONS
from autograder.course.known_solutions import KnownSolution, read_known_solutions
from autograder.sandbox.notebook_cells import Cell
from autograder.submission.cells import cells_with, extract_cells


def trials_of(assignment: Assignment, exercise: str, untouched: list[Cell]) -> Iterator[Trial]:
    """Yield what is tried on one exercise; ``untouched``: the cells that students are given."""
    name, code = assignment.label, reference_code(assignment, exercise)
    yield Trial(REFERENCE, name, exercise, "", tuple(cells_with(assignment, exercise, code)))
    yield Trial(RELEASE, name, exercise, "", tuple(untouched))
    for kind, bank in ((MISCONCEPTION, MISCONCEPTIONS), (ALTERNATIVE, ALTERNATIVES)):
        for entry in read_known_solutions(assignment, bank, exercise):
            yield _of_bank(kind, assignment, entry)
    yield from mutant_trials(assignment, exercise)


def mutant_trials(assignment: Assignment, exercise: str) -> Iterator[Trial]:
    """Yield the mutants of an exercise's reference; CourseError without the tool for them."""
    for change, code in mutants(reference_code(assignment, exercise)).items():
        cells = tuple(cells_with(assignment, exercise, code))
        yield Trial(MUTANT, assignment.label, exercise, str(change), cells, change=change)


def reference_code(assignment: Assignment, exercise: str) -> str:
    """Return the solution cell of an exercise."""
    for cell in assignment.cells:
        if cell.role == "solution" and cell.grade_id == exercise:
            return cell.source
    raise CourseError(f"{assignment.notebook.name} has no solution cell '{exercise}'")


def released_cells(assignment: Assignment, config: Config) -> list[Cell]:
    """Return what students are given, made from the source by nbgrader: nothing in it is stale."""
    import nbformat
    from nbgrader.preprocessors import ClearSolutions

    try:
        notebook = nbformat.read(assignment.notebook, as_version=4)
        cleared, _ = ClearSolutions(config=config).preprocess(notebook, {})
    except (OSError, ValueError, RuntimeError) as error:
        raise CourseError(f"cannot clear {assignment.notebook.name}: {error}") from None
    return extract_cells(cleared, assignment)


def _of_bank(kind: str, assignment: Assignment, entry: KnownSolution) -> Trial:
    cells = tuple(cells_with(assignment, entry.exercise, entry.code))
    named = (entry.like or entry.slug) if kind == MISCONCEPTION else None
    loses = frozenset(entry.loses)
    return Trial(kind, assignment.label, entry.exercise, entry.slug, cells, loses, named=named)
