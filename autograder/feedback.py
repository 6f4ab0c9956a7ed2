"""Feedback in words: for the notebook's page, the gradebook's comment and the terminal."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, Template

from autograder.outcome import Check, Exercise, Outcome

WORKED_EXAMPLE = "published_example"
SIGNS = {Outcome.PASS: "✓", Outcome.FAIL: "✗", Outcome.SKIP: "–", Outcome.ERROR: "!"}


@cache
def _template() -> Template:
    folder = Path(__file__).parent / "templates"
    return Environment(loader=FileSystemLoader(folder), autoescape=True).get_template(
        "feedback.html.j2"
    )


def headline(exercise: Exercise) -> str:
    """Return the score and how many checks hold."""
    held = sum(check.outcome is Outcome.PASS for check in exercise.checks)
    whole = len(exercise.checks)
    count = "every check holds" if held == whole else f"{held} of {whole} checks hold"
    if exercise.score is None:
        return f"Held back for review: {count}"
    return f"{exercise.score:g} of {exercise.max_score:g} points: {count}"


def next_step(exercise: Exercise, details: bool = True) -> str:
    """Return the one thing to do next; without ``details`` nothing that a submission has said."""
    if exercise.score is None:
        return "A check could not be carried out; this is not your fault, and a person will look."
    failed = [check for check in exercise.checks if check.outcome is Outcome.FAIL]
    if not failed:
        return "Nothing is left to do here."
    # the worked example tells that something is wrong, other checks tell what
    first = next((check for check in failed if check.name != WORKED_EXAMPLE), failed[0])
    told = first.rationale if details or not first.cause else "See below the test cell."
    return f"Next: {first.title}. {told}"


def as_html(exercise: Exercise) -> str:
    """Return the feedback of an exercise as a harmless piece of HTML."""
    state = {"pass": "pass", "error": "error"}.get(exercise.outcome, "fail")
    return _template().render(
        state=state,
        headline=headline(exercise),
        next_step=next_step(exercise),
        checks=[{**check.as_json(), "title": check.title} for check in exercise.checks],
    )


def as_text(exercise: Exercise) -> str:
    """Return the feedback of an exercise as plain lines."""
    return "\n".join([headline(exercise), *map(_line, exercise.checks)])


def _line(check: Check) -> str:
    told = f"{SIGNS[check.outcome]} {check.title}"
    if check.rationale:
        told += f": {check.rationale}"
    return f"{told} Hint: {check.hint}" if check.hint else told


def comment(exercise: Exercise) -> str:
    """Return the gradebook's comment on an exercise.

    nbgrader renders it as Markdown, HTML included, so no text of a submission may stand in it.
    """
    return f"{headline(exercise)}. {next_step(exercise, details=False)}"
