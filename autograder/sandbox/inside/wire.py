"""The wire format between grader and box: numbers, arrays and text. No pickle, no verdicts.

A frame is ``>QII`` (sequence number, tree length, blob length), a msgpack tree and the raw bytes of
the arrays in the order in which the tree names them, so no two arrays can share bytes.
In the tree None, bool, int, float and str stand for themselves; all else is ``[tag, ...]``:
``t`` tuple, ``l`` list, ``d`` dict, ``a`` array, ``s`` NumPy scalar, ``h`` handle of an object that
stays in the box, ``n`` a NumPy number type such as ``np.float32``, ``o`` an object that cannot
cross, by the name of its type. What the grader sends arrives as it lies in its memory: ``f`` is an
array's transposed view, ``v`` a view of the first columns of a wider array.
"""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgpack
import numpy as np

Bytes = bytes | bytearray | memoryview
HEADER = struct.Struct(">QII")
DTYPES = frozenset(
    "|b1 |i1 <i2 <i4 <i8 |u1 <u2 <u4 <u8 <f2 <f4 <f8 <c8 <c16".split()  # fixed and numeric only
)
NAMED = {name: np.dtype(name) for name in DTYPES}
NAMES = {dtype: name for name, dtype in NAMED.items()}
NUMBER_TYPES = {dtype.type: name for name, dtype in NAMED.items()}
MAX_TREE = 256 * 1024
MAX_BLOB = 64 * 1024 * 1024
MAX_DEPTH = 16
MAX_NODES = 20_000
MAX_DIMENSIONS = 32
MAX_LENGTH = 2**40  # of one dimension: what is longer can hold nothing
_INT64 = range(-(2**63), 2**63)
_PLAIN = frozenset({type(None), bool, float, str})
_KEYS = frozenset({str, int})
_PACKER = msgpack.Packer(use_bin_type=True, unicode_errors="replace")  # with a buffer of 1 MB


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


@dataclass(frozen=True)
class Lowered:
    """A value as it stood: nothing that happens to it later is sent."""

    tree: Any
    blob: list[bytes]
    nodes: int


class Encoder:
    """Turns one value into a tree and a blob; objects it does not know go to ``keep``."""

    def __init__(self, keep: Callable[[Any], Handle] | None = None) -> None:
        self._keep = keep
        self._nodes = 0
        self.blob: list[bytes] = []

    def lowered(self, value: Any) -> Lowered:
        """Return ``value`` as it stands, to be part of another one."""
        nodes, blobs = self._nodes, len(self.blob)
        return Lowered(self.lower(value), self.blob[blobs:], self._nodes - nodes)

    def lower(self, value: Any, depth: int = 0) -> Any:
        """Return ``value`` as plain msgpack types; array bytes are added to ``blob``."""
        self._nodes += 1
        if depth > MAX_DEPTH or self._nodes > MAX_NODES:
            return ["o", "nested too deeply"]
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind is np.ndarray:
            return self._array(value, kind)
        if kind is int:
            return value if value in _INT64 else ["o", "int beyond 64 bits"]
        if kind is tuple or kind is list:
            return ["t" if kind is tuple else "l", *[self.lower(v, depth + 1) for v in value]]
        if kind is Lowered:
            self._nodes += value.nodes
            self.blob += value.blob
            return value.tree
        if kind is Handle:
            return ["h", value.number, value.type_name]
        if kind is Opaque:
            return ["o", value.type_name]
        if kind is type and value in NUMBER_TYPES:
            return ["n", NUMBER_TYPES[value]]
        if isinstance(value, dict) and _KEYS.issuperset(map(type, value)):
            return ["d", *[(k, self.lower(v, depth + 1)) for k, v in value.items()]]
        if isinstance(value, np.ndarray | np.generic):
            return self._array(value, kind)
        return self._other(value)

    def _array(self, value: Any, kind: type) -> Any:
        # as nearly all are
        if kind is np.ndarray and (name := NAMES.get(value.dtype)):
            tag = "a"
            if self._keep is None and value.base is not None and value.ndim:
                turned = value.flags.f_contiguous and not value.flags.c_contiguous
                tag = "f" if turned else "v"
            self.blob.append((value.T if tag == "f" else value).tobytes())
            return [tag, name, value.shape]
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

    def __init__(self, blob: Bytes, resolve: Callable[[Handle], Any] | None = None) -> None:
        self._blob, self._size = blob, len(blob)
        self._offset = 0
        self._nodes = 0
        self._resolve = resolve

    def lift(self, tree: Any, depth: int = 0) -> Any:
        """Return the value that ``tree`` stands for."""
        self._nodes += 1
        if depth > MAX_DEPTH + 1 or self._nodes > 2 * MAX_NODES:
            raise WireError("nested too deeply")
        if type(tree) in _PLAIN or type(tree) is int:
            return tree
        if type(tree) is not list or not tree or type(tree[0]) is not str:
            raise WireError("unknown node")
        tag = tree[0]
        if tag == "a" or tag == "s":
            return self._array(tree)
        # only the grader says how an array lies
        if (tag == "f" or tag == "v") and self._resolve:
            return _laid_out(self._array([tag, tree[1], tree[2][:: -1 if tag == "f" else 1]]), tag)
        if tag == "d":
            return self._dict(tree, depth + 1)
        if tag == "l":
            return [self.lift(v, depth + 1) for v in tree[1:]]
        if tag == "t":
            return tuple([self.lift(v, depth + 1) for v in tree[1:]])
        return self._object(tag, tree[1:])

    def finish(self) -> None:
        """Raise WireError unless the arrays used the blob up exactly."""
        if self._offset != self._size:
            raise WireError("bytes left over")

    def _dict(self, tree: list[Any], depth: int) -> dict[str | int, Any]:
        lifted = {}
        for item in tree[1:]:
            if type(item) is not list or len(item) != 2 or type(item[0]) not in _KEYS:
                raise WireError("bad dict")
            key, value = item
            lifted[key] = self.lift(value, depth)
        return lifted

    def _array(self, tree: list[Any]) -> Any:
        if len(tree) != 3 or type(tree[1]) is not str or type(tree[2]) is not list:
            raise WireError("bad array")
        tag, name, shape = tree
        dtype = NAMED.get(name)
        if dtype is None:
            raise WireError("dtype not allowed")
        if len(shape) > MAX_DIMENSIONS:
            raise WireError("bad shape")
        size = dtype.itemsize
        for length in shape:
            if type(length) is not int or not 0 <= length < MAX_LENGTH:
                raise WireError("bad shape")
            size *= length
        start = self._offset
        self._offset = end = start + size
        if end > self._size:
            raise WireError("array beyond the blob")
        try:  # a copy: no two values share bytes
            array = np.ndarray(shape, dtype, self._blob, start).copy()
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


def _laid_out(array: np.ndarray, tag: str) -> np.ndarray:
    if tag == "f":
        return array.T
    wider = np.zeros((*array.shape[:-1], 2 * array.shape[-1]), array.dtype)
    wider[..., : array.shape[-1]] = array
    return wider[..., : array.shape[-1]]


def dump(number: int, value: Any, keep: Callable[[Any], Handle] | None = None) -> bytes:
    """Return ``value`` as the frame of that sequence number; WireError where it is too large.

    Without ``keep`` it is the grader's: a long cell passes where an answer of that length does not.
    """
    encoder = Encoder(keep)
    tree = _PACKER.pack(encoder.lower(value))
    size = sum(map(len, encoder.blob))
    if len(tree) > (MAX_TREE if keep else MAX_BLOB) or size > MAX_BLOB:
        raise WireError("too large to send")
    return b"".join([HEADER.pack(number, len(tree), size), tree, *encoder.blob])


def load(tree: Bytes, blob: Bytes, resolve: Callable[[Handle], Any] | None = None) -> Any:
    """Return the value of a frame's tree and blob; raise WireError where they break the format."""
    try:
        lowered = msgpack.unpackb(tree, raw=False, strict_map_key=True, max_ext_len=0)
    except (ValueError, RecursionError) as error:  # every msgpack fault is a ValueError
        raise WireError("not msgpack") from error
    decoder = Decoder(blob, resolve)
    value = decoder.lift(lowered)
    decoder.finish()
    return value


def joined(data: Bytes, piece: bytes) -> Bytes:
    """Return ``data`` with the next piece of a stream; most often there is but one."""
    if not data:
        return piece
    data = data if isinstance(data, bytearray) else bytearray(data)
    data += piece
    return data
