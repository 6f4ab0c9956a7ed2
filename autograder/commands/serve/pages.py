"""The page that opens in a browser: the class for instructors, and for students themselves."""

import datetime
from collections import Counter
from typing import Any

from autograder.commands.serve.attempts import Attempts
from autograder.commands.serve.shown import template
from autograder.commands.serve.tokens import Person

SECONDS = 10  # until the page is loaded again
SIGNS = {"pass": "✓", "partial": "✗", "fail": "✗", "error": "!"}
MANY = 3  # attempts in vain, from which on somebody is stuck


def page(attempts: Attempts, person: Person) -> str:
    """Return the page for a person: all rows for an instructor, else their own."""
    whose = None if person.instructor else person.name
    rows, handed_in = attempts.latest(whose), attempts.handed_in(whose)
    return template("class.html.j2").render(
        person=person,
        seconds=SECONDS,
        now=_clock(datetime.datetime.now().timestamp()),
        stuck=sorted(filter(_is_stuck, rows), key=lambda row: -row["asks"]),
        reasons=_reasons(rows) if person.instructor else [],
        assignments=_by_assignment(rows),
        handed_in=[{**row, "when": _clock(row["graded"])} for row in handed_in],
        signs=SIGNS,
        clock=_clock,
    )


def own(attempts: Attempts, person: Person) -> dict[str, Any]:
    """Return a person's latest answers, and what they have handed in."""
    return {"latest": attempts.latest(person.name), "handed_in": attempts.handed_in(person.name)}


def _is_stuck(row: dict[str, Any]) -> bool:
    return row["asks"] >= MANY and row["outcome"] in ("partial", "fail")


def _reasons(rows: list[dict[str, Any]]) -> list[tuple[str, str, int]]:
    """Return what stops most: assignment and exercise, the sentence, and how many students."""
    failing = (row for row in rows if row["outcome"] in ("partial", "fail"))
    found = Counter((f"{row['assignment']}: {row['exercise']}", row["told"]) for row in failing)
    return [(where, told, count) for (where, told), count in found.most_common(10)]


def _by_assignment(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return a table for each assignment: its exercises, and by student the latest answers."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        table = found.setdefault(row["assignment"], {"exercises": [], "students": {}})
        if row["exercise"] not in table["exercises"]:
            table["exercises"].append(row["exercise"])
        table["students"].setdefault(row["student"], {})[row["exercise"]] = row
    return found


def _clock(seconds: float) -> str:
    return datetime.datetime.fromtimestamp(seconds).astimezone().strftime("%H:%M:%S")
