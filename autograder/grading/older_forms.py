"""Recognises older forms of an exercise by its signature: told to the student, never adapted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from autograder.course.course import Assignment
from autograder.course.elsewhere import OlderSignature, elsewhere
from autograder.sandbox.notebook_cells import Cell
from autograder.submission.definitions import parameters
from autograder.testing.results import Exercise


def noted(
    exercises: Iterable[Exercise], cells: Sequence[Cell], assignment: Assignment
) -> Iterator[Exercise]:
    """Yield the exercises, with a note where one loses points and has an older signature."""
    older = elsewhere(assignment).older
    for each in exercises:
        known = [form for form in older if form.exercise == each.exercise]
        loses = known and each.outcome in ("partial", "fail")
        yield replace(each, note=_note(each.exercise, cells, known)) if loses else each


def _note(exercise: str, cells: Sequence[Cell], older: Sequence[OlderSignature]) -> str:
    """Return what is told of the first form that fits; the last definition is the one to judge."""
    found = [given for cell in cells if (given := parameters(cell.source, exercise))]
    given = found[-1] if found else {}
    return next((form.says for form in older if _fits(form, given)), "")


def _fits(form: OlderSignature, given: Mapping[str, str]) -> bool:
    if form.parameter not in given or form.now in given:
        return False
    return form.default in (None, _number(given[form.parameter]))


def _number(text: str) -> float | None:
    with suppress(ValueError):
        return float(text)
    return None
