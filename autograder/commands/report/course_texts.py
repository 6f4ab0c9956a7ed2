"""What the course itself says: the checks' titles, and known mistakes in feedback's words."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.course.course import Assignment, CourseError
from autograder.course.exercise_files import MISCONCEPTIONS, test_files
from autograder.course.known_solutions import KnownSolution, read_known_solutions
from autograder.feedback.wording import next_step
from autograder.testing.results import Check, Exercise, Outcome

Titles = dict[str, dict[str, str]]


def read_titles(assignment: Assignment) -> Titles:
    """Return the titles of each exercise's checks by their names, in order.

    Raises CourseError where a suite cannot be read.
    """
    files = {slug: test_files(assignment, slug) for slug in assignment.points}
    return {
        slug: {name: title for path in paths for name, title in _tests(path)}
        for slug, paths in files.items()
        if paths
    }


def title_of(name: str, titles: dict[str, str]) -> str:
    """Return a check's title, or what can be made of its name where the suites no longer have it.

    A parametrised test is one check for each parameter: ``name[parameter]``.
    """
    test, bracket, parameter = name.partition("[")
    return titles.get(test, test.replace("_", " ")) + (f" [{parameter}" if bracket else "")


def _tests(path: Path) -> Iterator[tuple[str, str]]:
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, SyntaxError) as error:
        raise CourseError(f"cannot read the suite {path.name}: {error}") from None
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test"):
            name = node.name.removeprefix("test_")
            first = (ast.get_docstring(node) or "").split("\n")[0].rstrip(".")
            yield name, first or name.replace("_", " ")


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
        for entry in read_known_solutions(assignment, MISCONCEPTIONS, exercise)
    }
    return {key: _mistake(key[1], entries.get(key)) for key in wanted}


def _mistake(slug: str, entry: KnownSolution | None) -> Mistake:
    if entry is None:
        return Mistake(slug.replace("_", " "))
    shown = next_step(Exercise(entry.exercise, 0, FAILED, (entry,)))
    return Mistake(entry.name, shown, entry.belief)
