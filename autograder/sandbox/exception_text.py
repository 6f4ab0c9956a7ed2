"""What a student is told of an exception. All that is known of it comes from the box: untrusted.

A call of a function sees hidden inputs, and the text of an exception could carry them out. So
of a call's exception only its line is told, where the submission has such a line, its type where
Python or NumPy has it, and its text where that stands in the submission itself or is one of
Python's or NumPy's own, filled in with names from the submission and a few small numbers. A cell
runs before any input is sent: it is told whole, but for paths, which are the grader's own.
"""

import builtins
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from autograder.sandbox import bits
from autograder.sandbox.bits import Form
from autograder.sandbox.native_messages import message_count, own_words, reason, recognised
from autograder.sandbox.untrusted_text import clean, telling

TYPES = {name for name, kind in vars(builtins).items()
         if isinstance(kind, type) and issubclass(kind, BaseException)}  # fmt: skip
TYPES |= {"LinAlgError", "AxisError", "_ArrayMemoryError", "_UFuncNoLoopError", "UFuncTypeError"}
_PATH = re.compile(r"(?<![\w.])/[\w.@+~-]+(?:/[\w.@+~-]*)+")


class ErrorText(NamedTuple):
    """What is told of an exception: its type, its text, and where it was raised; each may lack.

    ``message_bits`` and ``other_bits``: what the text and all else can carry, ``number_bits`` what
    the numbers in the text can. A cell's exception carries none, since no input has been sent by
    then.
    """

    kind: str
    message: str = ""
    place: str = ""
    message_bits: float = 0.0
    other_bits: float = 0.0
    number_bits: float = 0.0

    def forms(self, before: str, after: str = "") -> tuple[Form, ...]:
        """Return a sentence about it in full, and one without the exception's text."""
        full, bare = f"{before} {self}{after}", f"{before} {self.kind}{self.place}{after}"
        other = bits.FAULT + self.other_bits
        return (
            Form(full, other + self.message_bits, self.number_bits, bits.frame(full)),
            Form(bare, other),
        )

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


def describe_call_error(error: Any, source: str, lines: Mapping[str, int]) -> ErrorText:
    """Return what is told of an exception in a call.

    ``source``: the submission's own code; ``lines``: how many each of its cells has, by label.
    """
    if not isinstance(error, dict):
        return UNKNOWN
    name = error.get("type")
    kind = name if isinstance(name, str) and name in TYPES else "an exception type of its own"
    line, label = error.get("line"), _text(error, "cell", 80)[len("<cell ") : -len(">")]
    place = _place(error) if type(line) is int and line <= lines.get(label, 0) else ""
    where = bits.choice(sum(lines.values())) if place else 0.0
    told, carries = _told(_message(error), source)
    return ErrorText(
        kind, told, place, carries, bits.choice(len(TYPES) + 1) + where, bits.numbers(told)
    )


def _told(message: str, source: str) -> tuple[str, float]:
    """Return what may be told of a message: it, its beginning, or nothing; and what it carries."""
    if message in source:
        return message, bits.quotation(source)
    told, names = recognised(message) or ("", [])
    words = {word for name in names for word in re.findall(r"\w+", name)}
    written = {*re.findall(r"\w+", source), *own_words()}
    # of a key such as W3 the submission may have the W alone
    strange = {word for word in words - written if word.rstrip("0123456789") not in written}
    if strange or not telling(re.findall(r"\d+", told)):
        return "", 0.0
    others = bits.numbers(told) - sum(map(bits.numbers, names))
    return told, bits.choice(message_count()) + bits.names(names, len(written)) + others


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
