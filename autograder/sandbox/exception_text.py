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

from autograder.sandbox.untrusted_text import clean, telling

TYPES = {name for name, kind in vars(builtins).items()
         if isinstance(kind, type) and issubclass(kind, BaseException)}  # fmt: skip
TYPES |= {"LinAlgError", "AxisError", "_ArrayMemoryError", "_UFuncNoLoopError", "UFuncTypeError"}
# {} stands for a name of the submission, # for a number, @ for a shape
KNOWN = """
name '{}' is not defined
name '{}' is not defined. Did you mean: '{}'?
cannot access local variable '{}' where it is not associated with a value
No module named '{}'
module '{}' has no attribute '{}'
'{}' object has no attribute '{}'
'{}' object is not callable
'{}' object is not subscriptable
'{}' object is not iterable
'{}' object does not support item assignment
'{}' object cannot be interpreted as an integer
'{}'
{} object is not an iterator
cannot unpack non-iterable {} object
unsupported operand type(s) for {}: '{}' and '{}'
bad operand type for unary -: '{}'
{}() takes # positional arguments but # were given
{}() takes # positional argument but # were given
{}() missing # required positional argument: '{}'
{}() missing # required positional arguments: '{}' and '{}'
{}() got an unexpected keyword argument '{}'
{} indices must be integers or slices, not {}
{} index out of range
not enough values to unpack (expected #, got #)
too many values to unpack (expected #)
too many values to unpack (expected #, got #)
operands could not be broadcast together with shapes @ @
shapes @ and @ not aligned: # (dim #) != # (dim #)
matmul: Input operand # has a mismatch in its core dimension #, with gufunc signature \
(n?,k),(k,m?)->(n?,m?) (size # is different from #)
index # is out of bounds for axis # with size #
axis # is out of bounds for array of dimension #
cannot reshape array of size # into shape @
could not broadcast input array from shape @ into shape @
too many indices for array: array is #-dimensional, but # were indexed
all the input array dimensions except for the concatenation axis must match exactly
only length-1 arrays can be converted to Python scalars
only 0-dimensional arrays can be converted to Python scalars
The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()
setting an array element with a sequence.
assignment destination is read-only
division by zero
float division by zero
math domain error
can't start new thread
maximum recursion depth exceeded
maximum recursion depth exceeded in comparison
[Errno 1] Operation not permitted
the returned value is too large to be graded
""".strip().splitlines()
_NAME, _NUMBER, _SHAPE = (
    r"([\w.]+|[-+*/@%<>=&|^]+)",
    r"-?\d{1,4}",
    r"\((?:\d{1,4}(?:, ?\d{1,4}){0,3},?)?\)",
)
# words that fill the names' places without standing in a submission
NATIVE = set(
    "NoneType int float str list tuple dict bool function method type ndarray numpy np math "
    "builtin_function_or_method float64 int64 bool_ generator range module object".split()
)


def _pattern(line: str) -> str:
    filled = re.escape(line).replace(re.escape("{}"), _NAME)
    return filled.replace(re.escape("#"), _NUMBER).replace("@", _SHAPE)


_PATH = re.compile(r"(?<![\w.])/[\w.@+~-]+(?:/[\w.@+~-]*)+")
_KNOWN = re.compile("|".join(f"(?:{_pattern(line)})" for line in KNOWN))


class ErrorText(NamedTuple):
    """What is told of an exception: its type, its text, and where it was raised; each may lack."""

    kind: str
    message: str = ""
    place: str = ""

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
    name, message = error.get("type"), _message(error)
    kind = name if isinstance(name, str) and name in TYPES else "an exception of its own kind"
    line, label = error.get("line"), _text(error, "cell", 80)[len("<cell ") : -len(">")]
    lines, written = source.count("\n") + 1, re.fullmatch(r"\d{1,3}", label) or label in source
    place = _place(error) if written and type(line) is int and line <= lines else ""
    return ErrorText(kind, message if _harmless(message, source) else "", place)


def _harmless(message: str, source: str) -> bool:
    if message in source:
        return True
    match = _KNOWN.fullmatch(message)
    words = (
        [word for group in match.groups() if group for word in group.split(".")] if match else []
    )
    written = {*re.findall(r"\w+|[^\w\s]+", source), *NATIVE}
    known = match is not None and all(word in written for word in words)
    return known and telling(re.findall(r"\d+", message))


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
