"""Feedback in words: for the notebook's page, the gradebook's comment and the terminal."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, Template

from autograder.sandbox.exceptions import NotWritten, Raised
from autograder.testing.results import WRONG_FILE, Check, Exercise, Outcome

SIGNS = {Outcome.PASS: "✓", Outcome.FAIL: "✗", Outcome.SKIP: "–", Outcome.ERROR: "!"}


@cache
def _template() -> Template:
    folder = Path(__file__).parent / "templates"
    return Environment(loader=FileSystemLoader(folder), autoescape=True).get_template(
        "feedback.html.j2"
    )


def headline(exercise: Exercise) -> str:
    """Return the score and how many checks pass."""
    held = sum(check.outcome is Outcome.PASS for check in exercise.checks)
    whole = len(exercise.checks)
    count = "every check passes" if held == whole else f"{held} of {whole} checks pass"
    if exercise.score is None:
        # nothing was tried where the whole file was not
        return f"Held back for review: {count}" if held else "Held back for review"
    return f"{exercise.score:g} of {exercise.max_score:g} points: {count}"


def next_step(exercise: Exercise, details: bool = True) -> str:
    """Return the one thing to do next; without ``details`` nothing that a submission has said."""
    if exercise.score is None:
        return _held_back(exercise, details)
    failed = _failed(exercise)
    if not failed:
        return "Nothing left to do here."
    if exercise.note:
        return exercise.note
    # a worked example tells that something is wrong, other checks and exceptions tell what
    first = next((check for check in failed if check.cause or not check.example), failed[0])
    if exercise.misconceptions:
        raised = details and first.cause == Raised.__name__
        return f"{first.rationale} {_named(exercise)}" if raised else _named(exercise)
    if not first.cause:
        return f"{first.title}. {first.rationale}"
    if not details:
        return "Your code does not run to the end: see the message below the test cell."
    if first.cause == NotWritten.__name__:
        return f"{first.rationale}"
    return f"{first.rationale} (While checking this: {first.title}.)"


def _held_back(exercise: Exercise, details: bool) -> str:
    held = next(check for check in exercise.checks if check.outcome is Outcome.ERROR)
    if not held.fault:
        return "A check could not be run. This is not your fault; a person will look at it."
    # which holds no text of the submission
    if held.fault == WRONG_FILE:
        return held.rationale
    return held.rationale if details else "A time limit was reached; a person will look at it."


def _named(exercise: Exercise) -> str:
    """Return the known mistakes with their hints, one or two of them."""
    told = [f"{each.name} {each.hint}" for each in exercise.misconceptions]
    if len(told) == 1:
        return told[0]
    first, second = told
    return f"Two mistakes come together here. The first: {first} The second: {second}"


def announced_step(exercise: Exercise, details: bool = True) -> str:
    """Return `next_step`, with "Next: " before it where there is something to do."""
    step = next_step(exercise, details)
    return f"Next: {step}" if _failed(exercise) and exercise.score is not None else step


def background(exercise: Exercise) -> str:
    """Return what stands behind the next step, in a sentence or two; empty where nothing does."""
    failed = _failed(exercise)
    if exercise.score is None or not failed:
        return ""
    count = len(failed)
    if exercise.misconceptions:
        checks = {1: "the check that fails", 2: "both checks that fail"}
        what = checks.get(count, f"all {count} checks that fail")
        beliefs = " And: ".join(f"“{each.belief}”" for each in exercise.misconceptions)
        one = len(exercise.misconceptions) == 1
        known = "This one mistake explains" if one else "Together they explain"
        return f"You may have thought: {beliefs} That is where it goes wrong. {known} {what}."
    if count > 1 and not all(check.cause for check in failed):
        return (
            f"{count} checks fail, and no single well-known mistake explains them all: take "
            f"them one by one, in order."
        )
    return ""


def place_of_solution(exercise: Exercise) -> str:
    """Return where the solution was found, if that is not the solution cell; or nothing."""
    if not exercise.judged_by:
        return ""
    own = f"your own cell {exercise.judged_by} was graded instead"
    return f"The solution cell is not filled in; {own}."


def _failed(exercise: Exercise) -> list[Check]:
    return [check for check in exercise.checks if check.outcome is Outcome.FAIL]


def _tried(exercise: Exercise) -> list[Check]:
    return [check for check in exercise.checks if check.outcome is not Outcome.SKIP]


def as_html(exercise: Exercise) -> str:
    """Return the feedback of an exercise as a harmless piece of HTML."""
    state = {"pass": "pass", "error": "error"}.get(exercise.outcome, "fail")
    magnified = exercise.magnified
    return _template().render(
        state=state,
        headline=headline(exercise),
        next_step=next_step(exercise),
        background=background(exercise),
        place=place_of_solution(exercise),
        points=points_of(exercise),
        checks=_tried(exercise),
        left_out=_left_out(exercise),
        magnified=magnified and magnified.name,
        picture=_picture(magnified) if magnified else "",
        caption=_caption(magnified) if magnified else "",
    )


def points_of(exercise: Exercise) -> dict[str, str]:
    """Return what each check gives of what it is worth, by its name; nothing while it is held.

    Checks that were not tried stand together under their reason, which is their name here.
    """
    whole = sum(check.weight for check in exercise.checks)
    if exercise.score is None or not whole:
        return {}
    weights: dict[str, float] = {}
    for check in exercise.checks:
        name = check.rationale if check.outcome is Outcome.SKIP else check.name
        weights[name] = weights.get(name, 0) + check.weight
    held = {check.name for check in exercise.checks if check.outcome is Outcome.PASS}
    worth = {name: f"{weight / whole * exercise.max_score:.1f}" for name, weight in weights.items()}
    return {name: f"{'' if name in held else '0 of '}{worth[name]} points" for name in worth}


def as_text(exercise: Exercise) -> str:
    """Return the feedback of an exercise as plain lines, what to do next first."""
    first = [announced_step(exercise), background(exercise), place_of_solution(exercise),
             headline(exercise)]  # fmt: skip
    lines = [line(check, check is exercise.magnified) for check in _tried(exercise)]
    lines += [f"– {why} {'; '.join(titles)}" for why, titles in _left_out(exercise).items()]
    return "\n".join([*filter(None, first), *lines])


def _left_out(exercise: Exercise) -> dict[str, list[str]]:
    """Return the titles of the checks that were not tried, by the reason."""
    found: dict[str, list[str]] = {}
    for check in exercise.checks:
        if check.outcome is Outcome.SKIP:
            found.setdefault(check.rationale, []).append(check.title)
    return found


def line(check: Check, magnified: bool = False) -> str:
    """Return what became of a check: its sign, its title, why and a hint."""
    told = f"{SIGNS[check.outcome]} {check.title}"
    if check.rationale:
        told += f": {check.rationale}"
    if check.hint:
        told += f" Hint: {check.hint}"
    caption = _caption(check) if magnified else ""
    return f"{told}\n  {caption}" if caption else told


def _picture(check: Check) -> str:
    # needs NumPy, for which nobody waits who draws nothing
    from autograder.feedback.gradient_picture import draw

    return draw(check.microscope)


def _caption(check: Check) -> str:
    """Return what the microscope shows in words, where the check has not said it already."""
    summary = str(check.microscope.summary)
    return "" if summary in check.rationale else summary


def next_steps(exercises: Iterable[Exercise]) -> dict[str, str]:
    """Return what each exercise's feedback begins with, but for what a submission has said."""
    return {each.exercise: next_step(each, details=False) for each in exercises}


def comment(exercise: Exercise) -> str:
    """Return the gradebook's comment on an exercise.

    nbgrader renders it as Markdown, HTML included, so no text of a submission may stand in it.
    """
    return f"{headline(exercise)}. {announced_step(exercise, details=False)}"
