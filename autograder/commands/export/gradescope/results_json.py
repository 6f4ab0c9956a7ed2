"""A graded submission as Gradescope's results.json: points for each check, feedback, no causes.

Where anything is held back there is no score anywhere in it: any number would be a false one. What
only instructors may see stands in a test that is hidden from students.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

from autograder.feedback import wording
from autograder.testing.results import Check, Exercise, Graded, Outcome

Result = dict[str, Any]
HELD_BACK = (
    "Held back for review: not everything could be graded, so there is no score yet. This is not "
    "your fault; a person will look at it."
)
FRAME: Result = {
    "output_format": "text",
    "test_output_format": "text",
    "test_name_format": "text",
    "visibility": "visible",
    "stdout_visibility": "hidden",  # a fault of the grader may show hidden values there
}


def of_graded(graded: Graded, note: str = "", isolation: str = "") -> Result:
    """Return the results of a submission; ``note``: what its student should know beside it."""
    if graded.error:
        return of_fault(graded.error, graded.seconds)
    score = graded.score
    said = HELD_BACK if score is None else f"{score:g} of {graded.max_score:g} points."
    tests = [test for number, exercise in enumerate(graded.exercises, 1)
             for test in _tests(exercise, number, score is not None)]  # fmt: skip
    causes = _causes(graded)
    made = FRAME | {"execution_time": round(graded.seconds, 3), "output": _lines(said, note)}
    if score is not None:
        made["score"] = score
    made["extra_data"] = _extra(graded, isolation)
    return made | {"tests": [*tests, *([_hidden(causes)] if causes else [])]}


def of_fault(cause: str, seconds: float = 0.0) -> Result:
    """Return results without a score: the grader failed, and ``cause`` is for instructors."""
    extra = {"status": "error"}
    return FRAME | {"execution_time": round(seconds, 3), "output": HELD_BACK,
                    "extra_data": extra, "tests": [_hidden(cause)]}  # fmt: skip


def of_nothing(why: str, max_score: float) -> Result:
    """Return 0 points for a submission that holds nothing to grade, and the reason in words.

    Its student reads this at once and hands in again: the service shows no text without a score.
    """
    said = f"Nothing was graded: {why} Until you hand in again you have 0 of {max_score:g} points."
    extra = {"status": "nothing to grade"}
    return FRAME | {"execution_time": 0.0, "output": said, "score": 0.0,
                    "extra_data": extra, "tests": []}  # fmt: skip


def _tests(exercise: Exercise, number: int, scored: bool) -> Iterator[Result]:
    """Yield what to do next about an exercise, then its checks."""
    told = [wording.announced_step(exercise), wording.background(exercise)]
    named = [each.slug for each in exercise.misconceptions]
    about: Result = {
        "name": f"{exercise.exercise}: {wording.headline(exercise)}",
        "number": str(number),
        "output": _lines(*told),
        "visibility": "visible",
        "tags": [exercise.exercise],
        "extra_data": {
            "exercise": exercise.exercise,
            "misconception": next(iter(named), None),
            "misconceptions": named,
        },
    }
    yield about if exercise.score is None else about | _status(exercise.outcome == "pass")
    points = _points(exercise) if scored else [{}] * len(exercise.checks)
    for place, (check, earned) in enumerate(zip(exercise.checks, points, strict=True), 1):
        yield _check(exercise, check) | {"number": f"{number}.{place}"} | earned


def _check(exercise: Exercise, check: Check) -> Result:
    hint = f"Hint: {check.hint}" if check.hint else ""
    seen = str(check.microscope.summary) if check.microscope else ""
    told = _lines(check.rationale, "" if seen in check.rationale else seen, hint)
    made: Result = {
        "name": check.title,
        **({"output": told} if told else {}),
        "visibility": "visible",
        "tags": [exercise.exercise],
        "extra_data": {"exercise": exercise.exercise, "check": check.name,
                       "outcome": str(check.outcome)},
    }  # fmt: skip
    judged = check.outcome is not Outcome.ERROR
    return made | _status(check.outcome is Outcome.PASS) if judged else made


def _status(passed: bool) -> Result:
    return {"status": "passed" if passed else "failed"}


def _points(exercise: Exercise) -> list[Result]:
    """Return score and max score of each check, which add up to those of the exercise.

    The exercise's score is rounded to hundredths: the checks that hold share it, the others share
    the rest, each by its weight.
    """
    held = [check.outcome is Outcome.PASS for check in exercise.checks]
    score = exercise.score or 0.0
    weights = [check.weight for check in exercise.checks]
    won = iter(_shared(score, [w for w, h in zip(weights, held, strict=True) if h]))
    lost = iter(_shared(exercise.max_score - score,
                        [w for w, h in zip(weights, held, strict=True) if not h]))  # fmt: skip
    shares = [(next(won), True) if h else (next(lost), False) for h in held]
    return [{"score": share if passed else 0.0, "max_score": share} for share, passed in shares]


def _shared(total: float, weights: Sequence[float]) -> list[float]:
    """Return ``total`` shared out by weight, in hundredths as far as it goes."""
    whole = sum(weights)
    if not whole:
        return [0.0] * len(weights)
    upto = [round(total * part / whole, 2) for part in accumulate(weights)]
    upto[-1] = total
    return [round(high - low, 9) for low, high in zip([0.0, *upto], upto, strict=False)]


def _causes(graded: Graded) -> str:
    faults = ((e.exercise, check) for e in graded.exercises for check in e.checks
              if check.outcome is Outcome.ERROR)  # fmt: skip
    return _lines(*(f"{name}, check {check.name}: {check.cause}" for name, check in faults))


def _hidden(cause: str) -> Result:
    return {"name": "For instructors: what went wrong", "output": cause, "visibility": "hidden"}


def _extra(graded: Graded, isolation: str) -> Result:
    """Return what may be told beside the grade: the receipt, but not the seed of hidden inputs."""
    receipt = {key: value for key, value in (graded.receipt or {}).items() if key != "seed"}
    scores = {each.exercise: each.score for each in graded.exercises}
    return {"status": graded.status, "assignment": graded.assignment, "exercises": scores,
            "max_score": graded.max_score, "isolation": isolation, "receipt": receipt}  # fmt: skip


def _lines(*lines: str) -> str:
    return "\n".join(filter(None, lines))
