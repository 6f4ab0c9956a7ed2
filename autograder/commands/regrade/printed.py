"""A regrading in words: who moves, by how much and why, and what is to be done next."""

from collections.abc import Iterable

from autograder.commands.output import table
from autograder.commands.regrade.score_changes import HELD, LEFT, MOVED, REWORDED, Row
from autograder.sandbox.untrusted_text import clean

SIGNS = {"pass": "✓", "fail": "✗", "skip": "–", "error": "!"}
NAME = 40  # letters of a student's name that are shown
HEADS = ("student", "exercise", "before", "after", "of")


def render(rows: list[Row], summary: Row, stale: list[str]) -> str:
    """Return the report; ``stale``: the students whose feedback pages are out of date."""
    moved = [row for row in rows if row["status"] == MOVED]
    held = [row for row in rows if row["status"] == HELD]
    left = [row for row in rows if row["status"] == LEFT]
    lines = [*_why(rows), *_table([*moved, *(row for row in held if row["exercises"])])]
    lines += [_late(row) for row in rows if row["late_penalty"]]
    lines += [f"! {clean(row['submission'], NAME)}: {row['error']}" for row in held]
    lines += _left(left, summary["assignment"])
    return "\n".join([*lines, *_summary(summary), *_next(summary, stale)])


def _why(rows: list[Row]) -> Iterable[str]:
    """Yield what has changed, with the exercises that were graded again for it."""
    found: dict[str, dict[str, int]] = {}
    for exercise, why in (each for row in rows for each in row["again"].items()):
        counts = found.setdefault(why, {})
        counts[exercise] = counts.get(exercise, 0) + 1
    for why, counts in found.items():
        told = ", ".join(f"{exercise} of {count}" for exercise, count in counts.items())
        yield f"graded again, for {why}: {told}"


def _table(rows: list[Row]) -> list[str]:
    """Return a line for each exercise of each student that moves, its checks behind it."""
    cells, notes = [list(HEADS)], ["checks that end differently", ""]
    for row in rows:
        for move in row["exercises"]:
            name = clean(row["submission"], NAME)
            scores = [_points(move["before"]), _points(move["score"]), _worth(move)]
            cells.append([name, move["exercise"], *scores])
            notes.append(_note(move))
    pairs = zip(table.grid(cells, left=2), notes, strict=True)
    return [f"{line}  {note}".rstrip() for line, note in pairs] if len(cells) > 1 else []


def _points(score: float | None) -> str:
    return "–" if score is None else f"{score:.2f}"


def _worth(move: Row) -> str:
    old, new = move["max_before"], move["max_score"]
    shown = [f"{each:g}" for each in (old, new) if each is not None]
    return " → ".join(shown if old != new else shown[:1])


def _note(move: Row) -> str:
    checks = [_ending(each) for each in move["checks"]]
    manual, same_worth = move["manual"], move["max_before"] == move["max_score"]
    if not checks and same_worth:
        checks = ["its checks have other weights"]
    kept = [] if manual is None else [f"a person's score of {manual:g} stays"]
    return "; ".join([*checks, *kept])


def _ending(check: Row) -> str:
    old, now = SIGNS.get(check["before"], "new"), SIGNS.get(check["outcome"], "gone")
    between = "→" if check["before"] and check["outcome"] else " "
    return f"{old}{between}{now} {check['title']}"


def _late(row: Row) -> str:
    before, now = (f"{row['late_penalty'][when]:.2f}" for when in ("before", "now"))
    return f"late penalty of {clean(row['submission'], NAME)}: {now} in place of {before}"


def _left(rows: list[Row], assignment: str) -> Iterable[str]:
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row["error"], []).append(clean(row["submission"], NAME))
    name = assignment.partition("/")[0]
    for why, names in found.items():
        yield f"left to 'autograder grade {name}': {', '.join(names)} ({why})"


def _summary(summary: Row) -> Iterable[str]:
    for exercise, worth in summary["max_scores"].items():
        old, new = (f"{each:g}" if each is not None else "–" for each in worth.values())
        yield f"{exercise} is worth {new} points, formerly {old}"
    counts = [f"{summary[name]} {name}" for name in ("unchanged", "up", "down")]
    counts += [f"{summary[name]} {name}" for name in ("held", "left") if summary[name]]
    counts += [f"mean shift {summary['mean_shift']:+.2f} points"]
    if summary["late_penalties"]:
        counts += [f"{summary['late_penalties']} with a different late penalty"]
    if summary["reworded"]:
        counts += [f"{summary['reworded']} with the same score and different feedback"]
    yield f"{summary['submissions']} submissions: {', '.join(counts)}"


def _next(summary: Row, stale: list[str]) -> Iterable[str]:
    name = summary["assignment"].partition("/")[0]
    if not summary["recorded"]:
        yield f"nothing is recorded; to record it: autograder regrade {name} --apply"
    elif stale:
        yield f"feedback is out of date for {', '.join(clean(each, NAME) for each in stale)}:"
        yield f"  nbgrader generate_feedback {name} --force"


def stale_feedback(rows: list[Row], pages: set[str]) -> list[str]:
    """Return those who have a page that shows another grade than is recorded now."""
    changed = (row["submission"] for row in rows if row["status"] in (MOVED, REWORDED))
    return [student for student in changed if student in pages]
