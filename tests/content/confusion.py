"""Measures the diagnosis and writes docs/diagnosis.md: ``python -m tests.content.confusion``."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course.course import Course
from autograder.course.exercise_files import ALTERNATIVES, MISCONCEPTIONS
from autograder.course.known_solutions import read_known_solutions
from autograder.grading.grader import Grader
from autograder.submission.cells import cells_with

ROOT = Path(__file__).resolve().parents[2]
AFRESH = Path(__file__).parent / "afresh"
PAGE = ROOT / "docs/diagnosis.md"
NONE = "no name"
HEAD = """# How well mistakes are named

A failing exercise is compared with what known mistakes do on the same hidden inputs: which checks
end how, in which words, with which numbers. All failing checks must agree, or no name is given.
The code's text plays no part (`autograder/grading/diagnosis/`; the mistakes: `misconceptions/` in
the folder of each exercise).

This page is measured, not written: `python -m tests.content.confusion` makes it, and a test
(`tests/content/test_confusion.py`) holds it to be true.

- **known mistakes**: each one of the bank handed in as a submission; *as listed*: named as the one
  that behaves the same (below).
- **left out**: the same, but with the mistake and those that behave the same taken out of the bank:
  any name is then a wrong one.
- **right solutions**: `alternatives/` in the folder of each exercise.
- **strangers**: mistakes that the bank does not have, and two mistakes at once
  (`tests/content/afresh/strangers/`).
- **first set**: other code with the same mistake, written without sight of the bank's code
  (`tests/content/afresh/named/`). Matching and bank were improved on it; in its first run, before
  that, six exercises had 116 of 128 right names (90.6 %) and 2 wrong ones (1.6 %).
- **second set**: the same once more, written while the rest stood still
  (`tests/content/afresh/unseen/`); in its first run 79 of 84 right names (94.0 %) and no wrong one,
  and nothing was improved on it since.
"""


@dataclass
class Measured:
    """What the diagnosis said in one exercise: pairs of the right name and the name given."""

    exercise: str
    known: list[tuple[str, str]] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    right: list[tuple[str, str]] = field(default_factory=list)
    afresh: list[tuple[str, str]] = field(default_factory=list)
    unseen: list[tuple[str, str]] = field(default_factory=list)
    strangers: list[tuple[str, str]] = field(default_factory=list)
    like: dict[str, str] = field(default_factory=dict)

    def names(self, slug: str) -> set[str]:
        """The names that are right for a mistake: its own, or the one it is listed as."""
        return {self.like.get(slug, slug)}


def measure(grader: Grader, exercise: str) -> Measured:
    """Hand in everything there is for an exercise and take down the names."""
    assignment, found = grader.assignment, Measured(exercise)

    def graded(code: str):
        cells = cells_with(assignment, exercise, code)
        return grader.grade_cells(cells, "student", frozenset([exercise])).exercises[0]

    def named(result) -> str:
        return result.misconception.slug if result.misconception else NONE

    bank = read_known_solutions(assignment, MISCONCEPTIONS, exercise)
    found.like = {entry.slug: entry.like for entry in bank if entry.like}
    for slug, behaviour in grader.diagnoses.known(exercise).items():
        group = found.like.get(slug, slug)
        alike = frozenset(e.slug for e in bank if group in (e.slug, e.like))
        for pairs, without in ((found.known, frozenset()), (found.left_out, alike)):
            name = grader.diagnoses.nearest(exercise, behaviour, without)
            pairs.append((slug, name.slug if name else NONE))
    for entry in read_known_solutions(assignment, ALTERNATIVES, exercise):
        found.right.append((entry.slug, named(graded(entry.code))))
    for kind, pairs in (("named", found.afresh), ("unseen", found.unseen)):
        for path in afresh(kind, exercise):
            slug = path.stem.partition("__")[0]
            pairs.append((slug, named(graded(path.read_text(encoding="utf-8")))))
    for path in afresh("strangers", exercise):
        found.strangers.append((path.stem, named(graded(path.read_text(encoding="utf-8")))))
    return found


def afresh(kind: str, exercise: str) -> list[Path]:
    """The files of one set for an exercise."""
    return sorted((AFRESH / kind / exercise).glob("*.py"))


def page(measured: list[Measured]) -> str:
    """The page in Markdown."""
    return "\n".join([HEAD, *_table(measured), "", *_confusions(measured), *_alike(measured), ""])


def _table(measured: list[Measured]) -> Iterator[str]:
    heads = ["exercise", "known mistakes", "as itself", "as listed", "otherwise", "left out: named",
             "right solutions: named", "strangers: named"]  # fmt: skip
    heads += [f"{of} set{words}" for of in ("first", "second")
              for words in ("", ": right name", ": no name", ": wrong name")]  # fmt: skip
    yield f"| {' | '.join(heads)} |"
    yield "|---" + "|---:" * (len(heads) - 1) + "|"
    rows = [_row(each) for each in measured]
    for each, row in zip(measured, rows, strict=True):
        yield f"| `{each.exercise}` | {' | '.join(row)} |"
    sums = [_sum(column) for column in zip(*rows, strict=True)]
    yield f"| **all** | {' | '.join(sums)} |"


def _row(found: Measured) -> list[str]:
    itself = sum(slug == name for slug, name in found.known)
    listed = sum(slug != name and name in found.names(slug) for slug, name in found.known)
    numbers = [len(found.known), itself, listed, len(found.known) - itself - listed]
    shares = [_share(pairs) for pairs in (found.left_out, found.right, found.strangers)]
    return [*map(str, numbers), *shares, *_hits(found, found.afresh), *_hits(found, found.unseen)]


def _hits(found: Measured, pairs: list[tuple[str, str]]) -> list[str]:
    right = sum(name in found.names(slug) for slug, name in pairs)
    none = sum(name == NONE for _, name in pairs)
    return [str(number) for number in (len(pairs), right, none, len(pairs) - right - none)]


def _share(pairs: list[tuple[str, str]]) -> str:
    return f"{sum(name != NONE for _, name in pairs)} of {len(pairs)}"


def _sum(column: tuple[str, ...]) -> str:
    parts = [[int(number) for number in cell.split(" of ")] for cell in column]
    return " of ".join(str(sum(numbers)) for numbers in zip(*parts, strict=True))


def _confusions(measured: list[Measured]) -> Iterator[str]:
    """Every pair off the diagonal of the confusion table."""
    yield "## Everything that did not get its own name\n"
    yield "| exercise | set | mistake | named |\n|---|---|---|---|"
    for found in measured:
        sets = (("known", found.known), ("first set", found.afresh), ("second set", found.unseen))
        for words, pairs in sets:
            for slug, name in sorted(set(pairs)):
                if name not in found.names(slug):
                    yield f"| `{found.exercise}` | {words} | {slug} | {name} |"
        sets = (("left out", found.left_out), ("right solution", found.right),
                ("stranger", found.strangers))  # fmt: skip
        for words, pairs in sets:
            for slug, name in pairs:
                if name != NONE:
                    yield f"| `{found.exercise}` | {words} | {slug} | {name} |"


def _alike(measured: list[Measured]) -> Iterator[str]:
    yield "\n## Mistakes that behave the same, or are variants of one\n"
    yield "No check can tell these apart, or one hint serves both: the second name is given.\n"
    yield "| exercise | mistake | named as |\n|---|---|---|"
    for found in measured:
        for slug, name in found.like.items():
            yield f"| `{found.exercise}` | {slug} | {name} |"


def main() -> int:
    """Measure all exercises and write the page."""
    course = Course(ROOT)
    measured = []
    for name in course.names:
        with Grader(course.assignment(name)) as grader:
            for exercise in course.assignment(name).points:
                measured.append(measure(grader, exercise))
    PAGE.write_text(page(measured), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
