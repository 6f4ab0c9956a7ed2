"""How a visible check ends: a few lines that say what came out, and no traceback of ours.

The same file lies in the helpers of each assignment that uses it.
"""

import functools
import linecache
import textwrap

import numpy as np

from .notebook_output import say

WIDTH, LINES = 92, 8
SHOWN = 6  # numbers of an array in one line; of a larger one only those that differ
BOLD, PLAIN = "\x1b[1m", "\x1b[0m"  # no colour: front ends have a red ground of their own


class CheckFailed(AssertionError):
    """A visible check does not hold; what it says is one sentence, and rows (name, text) below."""

    def __init__(self, sentence, rows=()):
        super().__init__(sentence)
        self.exercise, self.rows = "", [row for row in rows if row[1]]

    def _render_traceback_(self):
        """Return the lines that IPython shows in place of a traceback: everywhere it runs."""
        rows = [f"  {name:<11}{_short(text, WIDTH - 13)}" for name, text in self.rows]
        room = LINES - 1 - len(rows)
        said = textwrap.wrap(str(self), WIDTH - 2, max_lines=room, placeholder=" …")
        title = f"{BOLD}✗ {self.exercise or 'the check'}{PLAIN}"
        return [title, *(f"  {line}" for line in said), *rows]


def _short(text, width):
    return text if len(text) <= width else text[: width - 2] + " …"


def visible_check(check):
    """Wrap `check_<exercise>`, which returns in words what holds: that, or a short failure."""
    exercise = check.__name__.removeprefix("check_")

    @functools.wraps(check)
    def checked(*given):
        told.clear()
        try:
            words = check(*given)
        except Exception as error:
            failed = error if isinstance(error, CheckFailed) else _unusable(error)
            failed.exercise = exercise
            raise failed.with_traceback(None) from None
        for line in (*told, f"\u2713 {exercise}: {words}, and the inputs were left alone."):
            say(line, hanging=12)

    return checked


def _unusable(error):
    words = " ".join(str(error).split())
    return CheckFailed(f"the check cannot use what came out ({type(error).__name__}: {words})")


told = []  # what came out, line by line: printed where the whole check holds


def fail(sentence, got="", expected="", tolerance=""):
    """Stop the check with a sentence, and numbers in rows below it where there are any."""
    raise CheckFailed(sentence, [("got", got), ("expected", expected), ("tolerance", tolerance)])


def stopped(name, f, error):
    """Return the failure that tells of an exception in `f`, with the student's line."""
    words = " ".join(str(error).split())
    return CheckFailed(f"{name} stops with {type(error).__name__}: {words}", [_line_of(f, error)])


def _line_of(f, error):
    """Return the row that shows the last line of an exception's way that is the student's own."""
    trace, frame = error.__traceback__, None
    while trace:
        if trace.tb_frame.f_globals.get("__name__") == getattr(f, "__module__", ""):
            frame = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    line = linecache.getline(*frame).strip() if frame else ""
    return (f"line {frame[1]}", line) if line else ("", "")


def numbers(what, got, expected, wrong, tolerance):
    """Return in a line each what `got` and `expected` are, and the tolerance of an entry.

    wrong: which entries differ, bool, in the shape of both. Of a large array those are told.
    """
    if np.size(got) <= SHOWN:
        return flat(got), flat(expected), f"{tolerance:g}"
    name = what.rpartition(" ")[2]
    places = [tuple(place) for place in np.argwhere(wrong)[:3]]
    shown = [
        ", ".join(f"{name}{[*map(int, place)]} = {array[place] + 0.0:.6g}" for place in places)
        for array in (got, expected)
    ]
    return *shown, f"{tolerance:g}; {np.sum(wrong)} of {np.size(got)} entries differ by more"


def flat(value):
    """Write an array on one line, 0 for -0."""
    with np.printoptions(precision=8, suppress=True):
        value = np.asarray(value)
        return " ".join(str(value + 0.0 if value.dtype.kind == "f" else value).split())
