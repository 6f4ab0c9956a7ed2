"""Judgements that suites of several exercises share: each fails in a student's words."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from autograder.testing.compare import changed, mismatch, sentence
from autograder.testing.gradients import GradientDiff, Knowledge, WrongGradient, compare_gradients

Suspects = Callable[[], Mapping[str, Any]]


def expect(
    got: Any, expected: Any, what: str, tried: str, suspects: Suspects = dict, **tolerance: float
) -> None:
    """Like `assert_close`; where a suspect gives just what the student got, it is named.

    ``tried``: a sentence on what was tried, behind the rationale. ``suspects``: called when the
    check fails; returns by the words of each mistake ("the ½ is missing") what it would give, an
    array or number like ``expected``. ``tolerance``: rtol and atol. Raises AssertionError.
    """
    words = mismatch(got, expected, **tolerance)
    assert words is None, sentence(what, words or "", f"{suspicion(got, suspects)}{tried}")


def suspicion(got: Any, suspects: Suspects) -> str:
    """The mistake whose outcome is the student's, as a sentence; empty when none is."""
    with np.errstate(all="ignore"):
        for mistake, value in suspects().items():
            if np.isfinite(value).all() and mismatch(got, value) is None:
                return f"It looks as if {mistake}. "
    return ""


def gradient_of(gradients: Any, name: str, tried: str) -> Any:
    """Return one gradient of what a backward function returned: ``gradients[name]``, unchecked.

    Raises AssertionError with a sentence where that is no dictionary or has no such key.
    """
    assert isinstance(gradients, dict), (
        f"The function should return a dictionary of gradients, but it returns "
        f"{describe(gradients)}. {tried}"
    )
    assert name in gradients, f"The dictionary of gradients has no key {name}. {tried}"
    return gradients[name]


def expect_gradients(
    got: Any,
    expected: Mapping[str, np.ndarray],
    tried: str,
    names: Iterable[str],
    what: str = "",
    known: Knowledge | None = None,
    **tolerance: float,
) -> None:
    """Compare gradient for gradient, in the order in which a backward pass finds them.

    ``got``: what the student returned, anything at all. ``expected``: finite real arrays by name,
    each compared in its own shape. ``names``: those to compare, in that order; ``what`` comes
    before a name in the sentence ("the gradient "). ``known``: what the suite knows of the
    gradients beyond their values. Raises AssertionError for the first wrong one, with a picture of
    all of them where there is something to be seen.
    """
    names = tuple(names)
    for name in names:
        value = gradient_of(got, name, tried)
        if words := mismatch(value, expected[name], **tolerance):
            seen = _seen(lambda: compare_gradients(got, expected, names, known, **tolerance))
            if seen is None or seen.is_blank:
                raise AssertionError(sentence(f"{what}{name}", words, tried))
            first = next((panel for panel in seen.wrong if panel.name == name), None)
            told = first.words if first else words
            raise WrongGradient(sentence(f"{what}{name}", told, tried), seen)


@contextmanager
def with_picture(microscope: Callable[[], GradientDiff]) -> Iterator[None]:
    """Add what the microscope shows, where it shows something, to a judgement that fails."""
    try:
        yield
    except WrongGradient:
        raise
    except AssertionError as failure:
        seen = _seen(microscope)
        if seen is None or not seen.wrong or seen.is_blank:
            raise
        raise WrongGradient(str(failure), seen) from None


def _seen(microscope: Callable[[], GradientDiff]) -> GradientDiff | None:
    """What the microscope shows; a fault in it costs the picture, never the check."""
    try:
        return microscope()
    except AssertionError:
        # what it would show cannot be read either
        return None
    except Exception:
        logging.getLogger("autograder").exception("a wrong gradient could not be magnified")
        return None


def expect_unchanged(before: Mapping[str, Any], after: Any, entries: tuple[str, ...] = ()) -> None:
    """Fail with the name of the first argument, or entry of the cache, that a call has changed."""
    assert isinstance(after, (list, tuple)), "The arguments could not be read after the call."
    for (name, value), now in zip(before.items(), after, strict=False):
        what = changed(value, now, name)
        for place, each in enumerate(entries):
            what = f"{each} of the cache" if what == f"cache[{place}]" else what
        assert what is None, (
            f"The call has changed {what}, which belongs to the caller: any code "
            f"that uses it afterwards gets other numbers."
        )


def expect_all_unchanged(
    names: Sequence[str],
    before: Sequence[Sequence[Any]],
    after: Sequence[Sequence[Any]],
    entries: tuple[str, ...] = (),
) -> None:
    """Do as `expect_unchanged` does for several calls; what they share is looked at once."""
    seen = set()
    for given, now in zip(before, after, strict=True):
        for name, value, found in zip(names, given, now, strict=False):
            if id(value) not in seen:
                seen.add(id(value))
                expect_unchanged({name: value}, [found], entries)


def describe(value: Any) -> str:
    """What a value is, in a word or two."""
    if value is None:
        return "nothing (None): is there a return?"
    known: dict[type, str] = {tuple: "a tuple", list: "a list", dict: "a dictionary", str: "text"}
    if isinstance(value, np.ndarray):
        return "an array"
    return known.get(type(value), "something else")
