"""What a student reads of an attempt, as the instructor has chosen: data, lines and a page."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Template

from autograder.commands.output.html import templates_in
from autograder.commands.serve.settings import ALL, OUTCOMES
from autograder.feedback import wording
from autograder.testing.results import Check, Exercise, Graded, Outcome

# what `told` returns, by exercise, and a sentence (``same``) where it was said before
Told = dict[str, dict[str, Any]]
TEMPLATES = Path(__file__).parent / "templates"


def shown(graded: Graded, level: str) -> Graded:
    """Return a result with no more in it than students are to read at this level.

    Nobody reads the receipt: it holds the seed.
    """
    exercises = tuple(_exercise(each, level) for each in graded.exercises)
    return replace(graded, exercises=exercises, receipt=None)


def _exercise(exercise: Exercise, level: str) -> Exercise:
    if level == ALL:
        return exercise
    checks = tuple(_check(each, level) for each in exercise.checks)
    note = "" if level == OUTCOMES else exercise.note
    return replace(exercise, checks=checks, misconceptions=(), note=note)


def _check(check: Check, level: str) -> Check:
    bare = replace(check, microscope=None)
    if level != OUTCOMES or check.outcome is not Outcome.FAIL or check.fault == "not_written":
        return bare
    return replace(bare, rationale="", hint="", cause="", fault="")


def told(exercise: Exercise) -> dict[str, Any]:
    """Return what is said of an exercise: its ``result``, plain ``lines``, and HTML (``page``)."""
    return {"result": exercise.as_json(), "lines": wording.as_text(exercise),
            "page": wording.as_html(exercise)}  # fmt: skip


def page(graded: Graded, parts: Told, left_out: dict[str, str]) -> str:
    """Return the feedback as a page that needs nothing else; ``left_out``: exercises, and why."""
    return template("answer.html.j2").render(graded=graded, parts=parts, left_out=left_out)


@cache
def template(name: str) -> Template:
    """Return a page's template; all text in it is escaped."""
    return templates_in(TEMPLATES).get_template(name)


def as_json(graded: Graded, parts: Told, left_out: dict[str, str]) -> dict[str, Any]:
    """Return a result as ``autograder grade --json`` prints it, of the exercises asked about.

    ``told``, ``same``, ``left_out``: in words what is said of each, that it was said before, and
    why nothing is.
    """
    exercises = [each["result"] for each in parts.values()]
    scores = [each["score"] for each in exercises]
    return graded.as_json() | {
        "exercises": exercises,
        "score": None if None in scores else round(sum(scores), 2),
        "max_score": sum(each["max_score"] for each in exercises),
        "told": {name: each["lines"] for name, each in parts.items()},
        "same": {name: each["same"] for name, each in parts.items() if "same" in each},
        "left_out": left_out,
    }
