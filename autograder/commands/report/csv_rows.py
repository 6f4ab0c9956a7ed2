"""The report as CSV: the figures of each check, and a row for each student and check."""

import csv
import io
from collections.abc import Iterable, Iterator

from autograder.commands.output.spreadsheet_text import harmless
from autograder.commands.report.class_results import ClassResults, StudentReport
from autograder.commands.report.course_texts import title_of
from autograder.commands.report.figures import Figures
from autograder.sandbox.untrusted_text import clean
from autograder.testing.results import Outcome

Row = Iterable[object]
OF_CLASS = (
    "student", "exercise", "score", "max_score", "misconception", "check", "title", "outcome",
)  # fmt: skip
OF_CHECKS = (
    "exercise", "check", "title", "submissions", *map(str, Outcome), "discrimination", "low",
    "high", "meaning",
)  # fmt: skip


def as_csv(rows: Iterable[Row]) -> str:
    """Return rows as CSV (RFC 4180) in which no cell is a formula."""
    text = io.StringIO()
    csv.writer(text).writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def class_rows(results: ClassResults) -> Iterator[Row]:
    """Yield a heading and a row for each student and check; one row where nothing is graded."""
    yield OF_CLASS
    for work in results.works:
        yield from _of_student(results, work)


def check_rows(figures: Figures) -> Iterator[Row]:
    """Yield a heading and a row for each check."""
    yield OF_CHECKS
    for exercise in figures.exercises:
        for check in exercise.checks:
            item = check.item
            known = item.value is not None
            values = [f"{each:.3f}" if known else "" for each in (item.value, item.low, item.high)]
            counts = [check.outcomes[outcome] for outcome in Outcome]
            yield (exercise.name, check.name, check.title, check.count, *counts, *values,
                   item.words)  # fmt: skip


def _of_student(results: ClassResults, work: StudentReport) -> Iterator[Row]:
    if not work.exercises:
        yield (work.student, *[""] * (len(OF_CLASS) - 3), work.reason, str(work.status))
    for name, each in work.exercises.items():
        titles = dict(results.titles.get(name, {}))
        score = "" if each.score is None else f"{each.score:g}"
        named = "; ".join(each.misconceptions)
        about = (work.student, name, score, f"{each.max_score:g}", named)
        for check, outcome in each.checks.items():
            yield (*about, check, title_of(check, titles), outcome)


def _harmless(cell: object) -> str:
    """Return a cell's text on one line, with an apostrophe before what would be a formula.

    Numbers of our own come as numbers, or as text that a minus may begin: those stay.
    """
    text = clean(str(cell))
    return text if _is_number(text) else harmless(text)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
