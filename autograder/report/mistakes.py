"""The known mistakes that a class made, in the words that its feedback used."""

from collections.abc import Iterable
from dataclasses import dataclass

from autograder.bank import MISCONCEPTIONS, Entry, read_bank
from autograder.course import Assignment
from autograder.feedback import next_step
from autograder.outcome import Check, Exercise, Outcome

FAILED = (Check("", "", 1, Outcome.FAIL),)


@dataclass(frozen=True)
class Mistake:
    """A known mistake: its name, what its feedback begins with, and the belief behind it."""

    name: str
    feedback: str = ""
    belief: str = ""


def read_mistakes(
    assignment: Assignment, named: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], Mistake]:
    """Return the mistakes ``named`` by exercise and slug; CourseError for a faulty bank.

    One that the bank no longer has goes by its slug.
    """
    wanted = sorted(named)
    entries = {
        (exercise, entry.slug): entry
        for exercise in {exercise for exercise, _ in wanted}
        for entry in read_bank(assignment, MISCONCEPTIONS, exercise)
    }
    return {key: _mistake(key[1], entries.get(key)) for key in wanted}


def _mistake(slug: str, entry: Entry | None) -> Mistake:
    if entry is None:
        return Mistake(slug.replace("_", " "))
    shown = next_step(Exercise(entry.exercise, 0, FAILED, entry)).removeprefix("Next: ")
    return Mistake(entry.name, shown, entry.belief)
