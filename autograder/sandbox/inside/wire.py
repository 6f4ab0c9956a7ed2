"""The wire format between grader and box: numbers, arrays and text. No pickle, no verdicts.

A frame is ``>QII`` (sequence number, tree length, blob length), a msgpack tree and the raw bytes of
the arrays in the order in which the tree names them, so no two arrays can share bytes.
In the tree None, bool, int, float and str stand for themselves; all else is ``[tag, ...]``:
``t`` tuple, ``l`` list, ``d`` dict, ``a`` array, ``s`` NumPy scalar, ``h`` handle of an object that
stays in the box, ``n`` a NumPy number type such as ``np.float32``, ``o`` an object that cannot
cross, by the name of its type.
"""

import math
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgpack
import numpy as np

HEADER = struct.Struct(">QII")
DTYPES = frozenset(
    "|b1 |i1 <i2 <i4 <i8 |u1 <u2 <u4 <u8 <f2 <f4 <f8 <c8 <c16".split()  # fixed and numeric only
)
NUMBER_TYPES = {np.dtype(name).type: name for name in DTYPES}
MAX_TREE = 256 * 1024
MAX_BLOB = 64 * 1024 * 1024
MAX_DEPTH = 16
MAX_NODES = 20_000
MAX_DIMENSIONS = 32
_INT64 = range(-(2**63), 2**63)


class WireError(ValueError):
    """A frame that breaks the format."""


@dataclass(frozen=True)
class Handle:
    """An object that stays in the box, known outside by its number."""

    number: int
    type_name: str


@dataclass(frozen=True)
class Opaque:
    """Something that cannot cross, known by the name of its type alone."""

    type_name: str


class Encoder:
    """Turns one value into a tree and a blob; objects it does not know go to ``keep``."""

    def __init__(self, keep: Callable[[Any], Handle] | None = None) -> None:
        self._keep = keep
        self._nodes = 0
        self.blob: list[bytes] = []

    def lower(self, value: Any, depth: int = 0) -> Any:
        """Return ``value`` as plain msgpack types; array bytes are added to ``blob``."""
        self._nodes += 1
        if depth > MAX_DEPTH or self._nodes > MAX_NODES:
            return ["o", "nested too deeply"]
        kind = type(value)
        if value is None or kind in (bool, float, str):
            return value
        if kind is int:
            return value if value in _INT64 else ["o", "int beyond 64 bits"]
        if kind in (tuple, list):
            return ["t" if kind is tuple else "l", *(self.lower(v, depth + 1) for v in value)]
        if kind is Handle:
            return ["h", value.number, value.type_name]
        if kind is Opaque:
            return ["o", value.type_name]
        if kind is type and value in NUMBER_TYPES:
            return ["n", NUMBER_TYPES[value]]
        if isinstance(value, dict) and all(type(k) in (str, int) for k in value):
            return ["d", *([k, self.lower(v, depth + 1)] for k, v in value.items())]
        if isinstance(value, np.ndarray | np.generic):
            return self._array(value)
        return self._other(value)

    def _array(self, value: Any) -> Any:
        array = np.asarray(value)
        if array.dtype.kind == "f" and array.dtype.itemsize > 8:
            array = array.astype(np.float64)
        if array.dtype.str not in DTYPES:
            array = array.astype(array.dtype.newbyteorder("<"))
        if array.dtype.str not in DTYPES:
            return ["o", f"array of dtype {array.dtype}"]
        self.blob.append(array.tobytes())
        tag = "s" if isinstance(value, np.generic) else "a"
        return [tag, array.dtype.str, list(array.shape)]

    def _other(self, value: Any) -> Any:
        if self._keep is None:
            return ["o", type(value).__name__]
        handle = self._keep(value)
        return ["h", handle.number, handle.type_name]


class Decoder:
    """Turns a tree and a blob back into values; whatever breaks the format raises WireError."""

    def __init__(self, blob: bytes, resolve: Callable[[Handle], Any] | None = None) -> None:
        self._blob = blob
        self._offset = 0
        self._nodes = 0
        self._resolve = resolve

    def lift(self, tree: Any, depth: int = 0) -> Any:
        """Return the value that ``tree`` stands for."""
        self._nodes += 1
        if depth > MAX_DEPTH + 1 or self._nodes > 2 * MAX_NODES:
            raise WireError("nested too deeply")
        if tree is None or type(tree) in (bool, int, float, str):
            return tree
        if type(tree) is not list or not tree or type(tree[0]) is not str:
            raise WireError("unknown node")
        tag, rest = tree[0], tree[1:]
        if tag == "l":
            return [self.lift(v, depth + 1) for v in rest]
        if tag == "t":
            return tuple(self.lift(v, depth + 1) for v in rest)
        if tag == "d":
            return self._dict(rest, depth)
        if tag in ("a", "s"):
            return self._array(tag, rest)
        return self._object(tag, rest)

    def finish(self) -> None:
        """Raise WireError unless the arrays used the blob up exactly."""
        if self._offset != len(self._blob):
            raise WireError("bytes left over")

    def _dict(self, items: list[Any], depth: int) -> dict[str | int, Any]:
        if not all(type(i) is list and len(i) == 2 and type(i[0]) in (str, int) for i in items):
            raise WireError("bad dict")
        return {key: self.lift(value, depth + 1) for key, value in items}

    def _array(self, tag: str, rest: list[Any]) -> Any:
        if len(rest) != 2 or type(rest[0]) is not str or type(rest[1]) is not list:
            raise WireError("bad array")
        if rest[0] not in DTYPES:
            raise WireError("dtype not allowed")
        dtype, shape = np.dtype(rest[0]), rest[1]
        if len(shape) > MAX_DIMENSIONS or not all(type(n) is int and 0 <= n < 2**40 for n in shape):
            raise WireError("bad shape")
        end = self._offset + math.prod(shape) * dtype.itemsize
        if end > len(self._blob):
            raise WireError("array beyond the blob")
        piece = self._blob[self._offset : end]
        self._offset = end
        try:
            array = np.frombuffer(piece, dtype).reshape(shape).copy()
        except ValueError as error:  # no bytes at all, and yet too large for NumPy
            raise WireError("bad shape") from error
        return array[()] if tag == "s" and not shape else array

    def _object(self, tag: str, rest: list[Any]) -> Any:
        if tag == "h" and len(rest) == 2 and type(rest[0]) is int and type(rest[1]) is str:
            handle = Handle(rest[0], rest[1][:80])
            return self._resolve(handle) if self._resolve else handle
        if tag == "n" and len(rest) == 1 and type(rest[0]) is str and rest[0] in DTYPES:
            return np.dtype(rest[0]).type
        if tag == "o" and len(rest) == 1 and type(rest[0]) is str:
            return Opaque(rest[0][:80])
        raise WireError("unknown tag")


def dump(number: int, value: Any, keep: Callable[[Any], Handle] | None = None) -> bytes:
    """Return ``value`` as the frame of that sequence number; WireError where it is too large.

    Without ``keep`` it is the grader's: a long cell passes where an answer of that length does not.
    """
    encoder = Encoder(keep)
    tree = msgpack.packb(encoder.lower(value), use_bin_type=True, unicode_errors="replace")
    size = sum(map(len, encoder.blob))
    if len(tree) > (MAX_TREE if keep else MAX_BLOB) or size > MAX_BLOB:
        raise WireError("too large to send")
    return b"".join([HEADER.pack(number, len(tree), size), tree, *encoder.blob])


def load(tree: bytes, blob: bytes, resolve: Callable[[Handle], Any] | None = None) -> Any:
    """Return the value of a frame's tree and blob; raise WireError where they break the format."""
    try:
        lowered = msgpack.unpackb(tree, raw=False, strict_map_key=True, max_ext_len=0)
    except (ValueError, RecursionError) as error:  # every msgpack fault is a ValueError
        raise WireError("not msgpack") from error
    decoder = Decoder(blob, resolve)
    value = decoder.lift(lowered)
    decoder.finish()
    return value
