"""Measures the diagnosis and writes docs/diagnosis.md: ``python -m tests.content.confusion``."""

import ast
import re
import sys
from collections.abc import Callable, Iterable, Iterator
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
HEAD = """# How well mistakes are named

A failing exercise is compared with what known mistakes do on the same hidden inputs: which checks
end how, in which words, with which numbers, by which exceptions. All failing checks must agree, or
no name is given. Where no single mistake fits, two at once are tried: `edits.toml` beside the tests
has the mistakes as edits of one program, so a pair is made and run where it may be the one. The
code's text plays no part (`autograder/grading/diagnosis/`; the mistakes: `misconceptions/` in the
folder of each exercise).

This page is measured, not written: `python -m tests.content.confusion` makes it, and a test
(`tests/content/test_confusion.py`) holds it to be true.
"""
OF_THE_BANK = """
## The bank itself

- **known mistakes**: each one of the bank handed in as a submission; *as listed*: named as the one
  that behaves the same (below).
- **left out**: the same, but with the mistake and those that behave the same taken out of the bank.
  A single name is then a wrong one; *as two*: two others that together do the same, as plain
  dropout is no scaling in training and scaling in test mode.
- **right solutions**: `alternatives/` in the folder of each exercise.
- **strangers**: mistakes that the bank does not have, alone or with another
  (`tests/content/afresh/strangers/`).
"""
# folder: title, and what there is to know of it
SINGLE = {
    "named": ("first set", "Matching and bank were improved on it; in its first run, before that, "
              "six exercises had 116 of 128 right names (90.6 %) and 2 wrong ones (1.6 %)."),
    "unseen": ("second set", "Written later; in its first run 79 of 84 right names (94.0 %) and no "
               "wrong one. The bank got other ways to write a mistake since, two of which it "
               "showed."),
    "singles": ("third set", "Written while pairs were made and exceptions compared anew; in its "
                "first run 90 of 91 right names (98.9 %) and no wrong one."),
    "later": ("fourth set", "For the assignments that came later, written after their banks, in "
              "other words; for `shrinkage` in its first run 46 of 49 right names (93.9 %) and no "
              "wrong one, and its bank got two other ways to write a mistake since. For "
              "`normalization`, by the hand that wrote the bank: 26 of 44 (59 %), 18 without a "
              "name, none wrong; its checks say more since, because of this set, which so no "
              "longer measures them."),
}  # fmt: skip
DOUBLE = {
    "pairs_tried": ("first pairs", "The way to pairs was found on these."),
    "pairs": ("second pairs", "Written blind; in their first run 87 of 98 got both names (88.8 %), "
              "6 one of them, 4 none, and 1 (1.0 %) a wrong one. Since then pairs that nothing "
              "tells apart get no name, and the bank has one more way to leave gradients out."),
    "slips": ("slips", "A known mistake, and something small beside it that the bank may not have "
              "(line `Is:`: what it has). Written blind; in their first run 21 of 26 got just "
              "these names, 4 none, and 1 the right one and a wrong one: that one's words said too "
              "much, and say less since."),
}  # fmt: skip
CRASHING = {
    "crashes": ("crashes", "Code that is stopped by an exception; *right*: no name, or where the "
                "crash is a known mistake (line `Is:`) its name. Written blind; in their first run "
                "no false name among 57, and all 6 right ones."),
}  # fmt: skip
GROUPS = (
    ("One mistake, in code written afresh", SINGLE, ("right", "none", "wrong")),
    ("Two mistakes at once", DOUBLE, ("right", "part", "none", "wrong")),
    ("Crashes", CRASHING, ("right", "none", "wrong")),
)
COLUMNS = {"right": "right", "part": "one of two", "none": "no name", "wrong": "wrong name"}
Names = tuple[str, ...]


@dataclass(frozen=True)
class Named:
    """One program: the names that are right for it, and those that the diagnosis gave."""

    program: str
    right: Names
    given: Names

    @property
    def verdict(self) -> str:
        """Return "right", "part", "none" or "wrong"."""
        right, given = set(self.right), set(self.given)
        if given == right:
            return "right"
        return "wrong" if given - right else "part" if given else "none"


@dataclass
class Measured:
    """What the diagnosis said in one exercise; ``sets``: of programs written afresh."""

    exercise: str
    known: list[Named] = field(default_factory=list)
    left_out: list[Named] = field(default_factory=list)
    right: list[Named] = field(default_factory=list)
    strangers: list[Named] = field(default_factory=list)
    sets: dict[str, list[Named]] = field(default_factory=dict)
    like: dict[str, str] = field(default_factory=dict)


def measure(grader: Grader, exercise: str) -> Measured:
    """Hand in everything there is for an exercise and take down the names."""
    assignment, found = grader.assignment, Measured(exercise)

    def named(code: str) -> Names:
        cells = cells_with(assignment, exercise, code)
        (graded,) = grader.grade_cells(cells, "student", frozenset([exercise])).exercises
        return _slugs(graded.misconceptions)

    bank = read_known_solutions(assignment, MISCONCEPTIONS, exercise)
    found.like = {entry.slug: entry.like for entry in bank if entry.like}
    for slug, behaviour in grader.diagnoses.known(exercise).items():
        group = found.like.get(slug, slug)
        alike = frozenset(e.slug for e in bank if group in (e.slug, e.like))
        for names, right, without in (
            (found.known, (group,), frozenset()),
            (found.left_out, (), alike),
        ):
            nearest = grader.diagnoses.nearest(exercise, behaviour, without)
            names.append(Named(slug, right, _slugs(nearest)))
    for entry in read_known_solutions(assignment, ALTERNATIVES, exercise):
        found.right.append(Named(entry.slug, (), named(entry.code)))
    for path in afresh("strangers", exercise):
        found.strangers.append(Named(path.stem, (), named(path.read_text(encoding="utf-8"))))
    for kind in (*SINGLE, *DOUBLE, *CRASHING):
        found.sets[kind] = [
            Named(path.stem, _right(path, kind, found.like), named(path.read_text("utf-8")))
            for path in afresh(kind, exercise)
        ]
    return found


def afresh(kind: str, exercise: str) -> list[Path]:
    """The files of one set for an exercise."""
    return sorted((AFRESH / kind / exercise).glob("*.py"))


def _right(path: Path, kind: str, like: dict[str, str]) -> Names:
    """The names that are right for a program: those of its file, or of the line `Is:` in it."""
    told = re.search(
        r"^Is: (.+)$", ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "", re.M
    )
    of_file = [] if kind in CRASHING else path.stem.partition("__")[0].split("+")
    slugs = told[1].split(", ") if told else of_file
    return tuple(dict.fromkeys(like.get(slug, slug) for slug in slugs))


def _slugs(entries: Iterable) -> Names:
    return tuple(entry.slug for entry in entries)


def page(measured: list[Measured]) -> str:
    """The page in Markdown."""
    return "\n".join([HEAD, *_groups(measured), OF_THE_BANK, *_of_the_bank(measured), "",
                      *_confusions(measured), *_alike(measured), ""])  # fmt: skip


def _groups(measured: list[Measured]) -> Iterator[str]:
    for title, sets, columns in GROUPS:
        yield f"## {title}\n"
        for kind, (name, words) in sets.items():
            yield f"- **{name}** (`tests/content/afresh/{kind}/`): {words}"
        heads = [f"{name}{': ' + COLUMNS[column] if column else ''}"
                 for name, _ in sets.values() for column in ("", *columns)]  # fmt: skip
        rows = [[number for kind in sets for number in _counts(each.sets[kind], columns)]
                for each in measured]  # fmt: skip
        yield from ("", *_table(measured, heads, rows), "")


def _counts(names: list[Named], columns: Iterable[str]) -> list[str]:
    verdicts = [each.verdict for each in names]
    return [str(len(names)), *(str(verdicts.count(column)) for column in columns)]


def _of_the_bank(measured: list[Measured]) -> Iterator[str]:
    heads = ["known mistakes", "as itself", "as listed", "otherwise", "left out: named",
             "as two", "right solutions: named", "strangers: named"]  # fmt: skip
    yield from _table(measured, heads, [_row(each) for each in measured])


def _row(found: Measured) -> list[str]:
    itself = sum(each.given == (each.program,) for each in found.known)
    listed = sum(each.verdict == "right" for each in found.known) - itself
    numbers = [len(found.known), itself, listed, len(found.known) - itself - listed]
    shares = [
        _share(found.left_out, lambda each: len(each.given) == 1),
        _share(found.left_out, lambda each: len(each.given) == 2),
        *(_share(names, lambda each: bool(each.given)) for names in (found.right, found.strangers)),
    ]
    return [*map(str, numbers), *shares]


def _share(names: list[Named], which: Callable[[Named], bool]) -> str:
    return f"{sum(map(which, names))} of {len(names)}"


def _table(measured: list[Measured], heads: list[str], rows: list[list[str]]) -> Iterator[str]:
    yield f"| exercise | {' | '.join(heads)} |"
    yield "|---" + "|---:" * len(heads) + "|"
    for each, row in zip(measured, rows, strict=True):
        yield f"| `{each.exercise}` | {' | '.join(row)} |"
    yield f"| **all** | {' | '.join(_sum(column) for column in zip(*rows, strict=True))} |"


def _sum(column: tuple[str, ...]) -> str:
    parts = [[int(number) for number in cell.split(" of ")] for cell in column]
    return " of ".join(str(sum(numbers)) for numbers in zip(*parts, strict=True))


def _confusions(measured: list[Measured]) -> Iterator[str]:
    """Everything off the diagonal of the confusion table."""
    titles = {kind: title for _, sets, _ in GROUPS for kind, (title, _) in sets.items()}
    yield "## Everything that did not get its own names\n"
    yield "| exercise | set | program | named |\n|---|---|---|---|"
    for found in measured:
        of_code = [(titles[kind], names) for kind, names in found.sets.items()]
        sets = [("known", found.known), *of_code, ("left out", found.left_out),
                ("right solution", found.right), ("stranger", found.strangers)]  # fmt: skip
        for words, names in sets:
            for each in names:
                if each.verdict != "right":
                    given = ", ".join(each.given) or "no name"
                    yield f"| `{found.exercise}` | {words} | {each.program} | {given} |"


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
