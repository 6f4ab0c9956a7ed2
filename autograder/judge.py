"""Turns the way in which a test ended into the outcome of a check."""

from typing import Any

import pytest

from autograder.microscope import WrongGradient
from autograder.outcome import Check, Outcome
from autograder.sandbox.faults import NotWritten, StudentFault
from autograder.text import clean

HELD_BACK = "This check could not be carried out: a fault of the grader. A person will look at it."


def exercise_of(item: pytest.Item) -> str:
    """Return the exercise that a test belongs to: its file's name without ``test_``."""
    return item.path.stem.removeprefix("test_")


def check_settings(item: pytest.Item) -> dict[str, Any]:
    """Return the weight, hint and needs written beside a test."""
    marker = item.get_closest_marker("check")
    unmarked = {"weight": 1, "hint": "", "needs": (), "drawn": False}
    return {**unmarked, **marker.kwargs} if marker else unmarked


def judge(item: pytest.Item, error: BaseException | None) -> Check:
    """Return the outcome of a test that ended with ``error`` (None: it passed)."""
    name = item.name.removeprefix("test_")
    document = (getattr(item, "obj", None).__doc__ or "").strip()
    title = document.splitlines()[0].rstrip(".") if document else name.replace("_", " ")
    settings = check_settings(item)
    known = (name, title, settings["weight"])
    if error is None:
        return Check(*known, Outcome.PASS)
    if isinstance(error, pytest.skip.Exception):
        return Check(*known, Outcome.SKIP, str(error.msg))
    if isinstance(error, StudentFault):
        rationale = clean(str(error), 500)
        rationale = rationale[:1].upper() + rationale[1:] + ("" if rationale.endswith(".") else ".")
        # what the check asks does not help code that does not get as far
        hint = "" if error.stops or isinstance(error, NotWritten) else settings["hint"]
        return Check(*known, Outcome.FAIL, rationale, hint, type(error).__name__)
    if isinstance(error, AssertionError):
        # An outer pytest may have rewritten the suite's asserts: what it adds shows hidden values.
        rationale = str(error).partition("\nassert ")[0] or f"It does not hold: {title}."
        seen = error.microscope if isinstance(error, WrongGradient) else None
        told = clean(rationale, 600)
        return Check(*known, Outcome.FAIL, told, settings["hint"], microscope=seen)
    return Check(*known, Outcome.ERROR, HELD_BACK, "", f"{type(error).__name__}: {error}")
