"""Turns the way in which a test ended into the outcome of a check."""

from dataclasses import dataclass
from functools import partial

import pytest

from autograder.sandbox.bits import Form, sentence
from autograder.sandbox.exceptions import NotJudged, StudentFault
from autograder.sandbox.untrusted_text import clean
from autograder.testing.gradients import WrongGradient
from autograder.testing.results import Check, Outcome

HELD_BACK = "This check could not be run: a fault in the grader. A person will look at it."

SETTINGS = ("weight", "hint", "needs", "drawn", "example")


@dataclass(frozen=True)
class CheckInfo:
    """What is written about a test where it stands: its exercise, its title and its settings."""

    exercise: str
    name: str
    title: str
    weight: float = 1
    hint: str = ""
    needs: tuple[str, ...] = ()
    drawn: bool = False
    example: bool = False
    implied_by: tuple[str, ...] = ()


_KNOWN = pytest.StashKey[CheckInfo]()


def info_of(item: pytest.Item) -> CheckInfo:
    """Return what is written about a test; read once, as no submission changes it."""
    found = item.stash.get(_KNOWN, None)
    if found is None:
        found = item.stash[_KNOWN] = _read(item)
    return found


def _read(item: pytest.Item) -> CheckInfo:
    name = item.name.removeprefix("test_")
    document = (getattr(item, "obj", None).__doc__ or "").strip()
    title = document.splitlines()[0].rstrip(".") if document else name.replace("_", " ")
    marker = item.get_closest_marker("check")
    settings = marker.kwargs if marker else {}
    written = {key: settings[key] for key in SETTINGS if key in settings}
    implied = item.get_closest_marker("implied")
    by = implied.kwargs["by"] if implied else ()
    return CheckInfo(exercise_of_test(item), name, title, implied_by=by, **written)


def exercise_of_test(item: pytest.Item) -> str:
    """Return the exercise that a test belongs to: the folder of its file."""
    return item.path.parent.name


def check_of(item: pytest.Item, error: BaseException | None) -> Check:
    """Return the outcome of a test that ended with ``error`` (None: it passed)."""
    about = info_of(item)
    check = partial(
        Check, about.name, about.title, about.weight, drawn=about.drawn, example=about.example
    )
    if error is None:
        return check(Outcome.PASS)
    if isinstance(error, pytest.skip.Exception):
        return check(Outcome.SKIP, str(error.msg))
    if isinstance(error, StudentFault):
        forms = tuple(each._replace(text=_sentence(clean(each.text, 500))) for each in error.forms)
        # no hint: what the check asks does not help code that does not get as far
        return check(
            Outcome.FAIL, forms[0].text, "", type(error).__name__,
            error.fault, error.exception, error.place, forms=forms,
        )  # fmt: skip
    if isinstance(error, AssertionError):
        # An outer pytest may have rewritten the suite's asserts: what it adds shows hidden values.
        rationale = str(error).partition("\nassert ")[0] or f"This does not hold: {about.title}."
        rationale = clean(rationale, 600)
        seen = error.microscope if isinstance(error, WrongGradient) else None
        forms = (sentence(rationale),)
        return check(Outcome.FAIL, rationale, about.hint, microscope=seen, forms=forms)
    if isinstance(error, NotJudged):
        told = f"Not judged; a person will look at it: {clean(str(error), 400)}."
        forms = (Form(told, error.bits),)
        return check(Outcome.ERROR, told, "", type(error).__name__, "time", forms=forms)
    return check(Outcome.ERROR, HELD_BACK, "", f"{type(error).__name__}: {error}")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")
