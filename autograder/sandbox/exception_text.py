"""What a student is told of an exception. All that is known of it comes from the box: untrusted.

A call of a function sees hidden inputs, and the text of an exception could carry them out. So
of a call's exception only its line is told, where the submission has such a line, its type where
Python or NumPy has it, and its text where that stands in the submission itself or is one of
Python's or NumPy's own, filled in with names from the submission and a few small numbers. A cell
runs before any input is sent: it is told whole, but for paths, which are the grader's own.
"""

import builtins
import re
from typing import Any, NamedTuple

from autograder.sandbox.native_messages import own_words, reason, recognised
from autograder.sandbox.untrusted_text import clean, telling

TYPES = {name for name, kind in vars(builtins).items()
         if isinstance(kind, type) and issubclass(kind, BaseException)}  # fmt: skip
TYPES |= {"LinAlgError", "AxisError", "_ArrayMemoryError", "_UFuncNoLoopError", "UFuncTypeError"}
_PATH = re.compile(r"(?<![\w.])/[\w.@+~-]+(?:/[\w.@+~-]*)+")


class ErrorText(NamedTuple):
    """What is told of an exception: its type, its text, and where it was raised; each may lack."""

    kind: str
    message: str = ""
    place: str = ""

    @property
    def reason(self) -> str:
        """Why it was raised, in a form that other code shares; empty where that is not told."""
        return reason(self.kind, self.message)

    def __str__(self) -> str:
        return (
            f"{self.kind}: {self.message}{self.place}" if self.message else self.kind + self.place
        )


UNKNOWN = ErrorText("an unknown error")


def describe_cell_error(error: Any) -> ErrorText:
    """Return what is told of an exception at the top level of a cell."""
    if not isinstance(error, dict):
        return UNKNOWN
    whole = error.get("message")
    hidden = _PATH.sub("…", whole[:1000]) if isinstance(whole, str) else ""
    message = clean(hidden, 200)
    return ErrorText(_text(error, "type", 60), message, _place(error))


def describe_call_error(error: Any, source: str) -> ErrorText:
    """Return what is told of an exception in a call; ``source``: the submission's own code."""
    if not isinstance(error, dict):
        return UNKNOWN
    name = error.get("type")
    kind = name if isinstance(name, str) and name in TYPES else "an exception of its own kind"
    line, label = error.get("line"), _text(error, "cell", 80)[len("<cell ") : -len(">")]
    lines, written = source.count("\n") + 1, re.fullmatch(r"\d{1,3}", label) or label in source
    place = _place(error) if written and type(line) is int and line <= lines else ""
    return ErrorText(kind, _told(_message(error), source), place)


def _told(message: str, source: str) -> str:
    """Return what may be told of a message: it, its beginning, or nothing."""
    if message in source:
        return message
    told, names = recognised(message) or ("", [])
    words = {word for name in names for word in re.findall(r"\w+", name)}
    written = {*re.findall(r"\w+", source), *own_words()}
    # of a key such as W3 the submission may have the W alone
    strange = {word for word in words - written if word.rstrip("0123456789") not in written}
    return told if not strange and telling(re.findall(r"\d+", told)) else ""


def _message(error: dict[str, Any]) -> str:
    return _text(error, "message", 200)


def _text(error: dict[str, Any], key: str, limit: int) -> str:
    # to print a forged array could take minutes
    text = error.get(key)
    return clean(text, limit) if isinstance(text, str) else ""


def _place(error: dict[str, Any]) -> str:
    line, label = error.get("line"), _text(error, "cell", 80)
    label = label.removeprefix("<cell ").removesuffix(">")
    known = type(line) is int and 0 < line < 10**6 and label
    return f" (line {line} of the cell `{label}`)" if known else ""
