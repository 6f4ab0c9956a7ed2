"""One submission in the terminal: each exercise's points, the checks that failed, what to do."""

import shutil
import textwrap

from autograder.feedback import wording
from autograder.sandbox.untrusted_text import shortened
from autograder.testing.results import Exercise, Graded, Outcome

WIDEST = 100  # of a line
SIGNS = {str(outcome): sign for outcome, sign in wording.SIGNS.items()}


def told(graded: Graded) -> str:
    """Return a submission's result in paragraphs, for someone who wants to know why."""
    name, result = shortened(graded.submission, 60), graded.as_json()
    if graded.wrong_file or not graded.exercises:
        return f"! {name}: {result['error']}"
    score = "no score" if graded.score is None else f"{graded.score:g}"
    lines = [f"{name}: {score} of {graded.max_score:g} points", ""]
    lines += [line for exercise in graded.exercises for line in _exercise(exercise)]
    return "\n".join(lines).rstrip()


def _exercise(exercise: Exercise) -> list[str]:
    sign = SIGNS.get(exercise.outcome, wording.SIGNS[Outcome.FAIL])
    lines = [f"{sign} {exercise.exercise}: {wording.headline(exercise)}"]
    if exercise.note and exercise.note not in wording.next_step(exercise):
        lines += [_paragraph(exercise.note), ""]
    if exercise.outcome != Outcome.PASS:
        failed = [each for each in exercise.checks if each.outcome is Outcome.FAIL]
        said = [wording.announced_step(exercise), wording.background(exercise),
                wording.place_of_solution(exercise), *map(wording.line, failed)]  # fmt: skip
        lines += [*map(_paragraph, filter(None, said)), ""]
    return lines


def _paragraph(text: str) -> str:
    width = min(shutil.get_terminal_size((WIDEST, 1)).columns, WIDEST)
    return textwrap.fill(
        text,
        width,
        initial_indent="  ",
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
