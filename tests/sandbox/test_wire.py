import contextlib
import math
import struct

import msgpack
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.sandbox.inside import wire


def there_and_back(value, keep=None):
    frame = wire.dump(7, value, keep)
    number, tree, blob = wire.HEADER.unpack(frame[: wire.HEADER.size])
    assert number == 7
    assert len(frame) == wire.HEADER.size + tree + blob
    body = frame[wire.HEADER.size :]
    return wire.load(body[:tree], body[tree:])


@pytest.mark.parametrize(
    "value",
    [None, True, 3, -(2**63), 2.5, "λ", (1, "a"), [1, [2]], {"a": (1,), 3: None}, (), [], {}],
    ids=repr,
)
def test_plain_values_cross_unchanged(value):
    back = there_and_back(value)
    assert back == value
    assert type(back) is type(value)


@pytest.mark.parametrize("dtype", sorted(wire.DTYPES))
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 3), (2, 0, 4)], ids=str)
def test_arrays_keep_dtype_shape_and_bytes(dtype, shape):
    array = np.arange(math.prod(shape)).reshape(shape).astype(dtype)
    back = there_and_back(array)
    assert back.dtype == array.dtype
    assert back.shape == array.shape
    np.testing.assert_array_equal(back, array)


def test_numpy_scalars_stay_scalars():
    assert isinstance(there_and_back(np.float32(1.5)), np.float32)


def test_strided_and_foreign_endian_arrays_arrive_as_their_values():
    array = np.arange(12, dtype=">f8").reshape(3, 4)[::-1, ::2]
    keep = wire.Handle(0, "")
    np.testing.assert_array_equal(there_and_back(array, lambda _: keep), array)


LAYOUTS = {
    "plain": np.zeros((3, 4)),
    "a lone row cut out": np.zeros((1, 9))[:, :4],
    "transposed": np.zeros((4, 3)).T,
    "cut out": np.zeros((3, 9))[:, :4],
}


@pytest.mark.parametrize("array", LAYOUTS.values(), ids=LAYOUTS)
def test_what_the_grader_sends_lies_in_memory_as_it_did(array):
    array[...] = np.arange(array.size).reshape(array.shape)
    body = wire.dump(7, {"x": array})[wire.HEADER.size :]
    tree = wire.HEADER.unpack(wire.dump(7, {"x": array})[: wire.HEADER.size])[1]
    back = wire.load(body[:tree], body[tree:], lambda handle: handle)["x"]
    np.testing.assert_array_equal(back, array)
    assert back.flags.c_contiguous == array.flags.c_contiguous
    assert back.flags.f_contiguous == array.flags.f_contiguous
    assert back.flags.owndata == array.flags.owndata
    assert back.flags.writeable


def test_no_answer_says_how_its_arrays_lie():
    frame = wire.dump(7, np.zeros((4, 3)).T)
    tree = wire.HEADER.unpack(frame[: wire.HEADER.size])[1]
    body = frame[wire.HEADER.size :]
    with pytest.raises(wire.WireError):
        wire.load(body[:tree], body[tree:])


def test_two_names_of_one_array_arrive_as_two_arrays():
    array = np.zeros(3)
    first, second = there_and_back([array, array])
    first[0] = 1
    assert second[0] == 0


@pytest.mark.parametrize(
    "value",
    [np.array([object()]), np.array(["a"]), np.zeros(2, "M8[s]"), np.zeros(2, "i4,f8"), 2**70],
    ids=["object", "text", "datetime", "structured", "bigint"],
)
def test_what_is_no_plain_number_arrives_as_opaque(value):
    assert isinstance(there_and_back(value), wire.Opaque)


def test_unknown_objects_become_handles():
    kept = []

    def keep(value):
        kept.append(value)
        return wire.Handle(0, "thing")

    thing = object()
    assert there_and_back([thing], keep) == [wire.Handle(0, "thing")]
    assert kept == [thing]


def test_endless_nesting_is_cut_off():
    loop: list = []
    loop.append(loop)
    back = there_and_back(loop)
    while isinstance(back, list):
        back = back[0]
    assert isinstance(back, wire.Opaque)


def test_a_value_beyond_the_cap_is_refused():
    with pytest.raises(wire.WireError):
        wire.dump(0, np.zeros(wire.MAX_BLOB // 8 + 1))


@pytest.mark.parametrize(
    ("tree", "blob"),
    [
        (["a", "|O8", [1]], b"\0" * 8),
        (["a", "<f8", [-1]], b""),
        (["a", "<f8", [2**62, 4]], b""),
        (["a", "<f8", [2]], b"\0" * 8),
        (["a", "<f8", [1]], b"\0" * 16),
        (["a", "<f8", [1] * 65], b"\0" * 8),
        (["a", "<f8", True], b""),
        (["a", ["<f8"], [1]], b"\0" * 8),
        (["d", ["key"]], b""),
        (["d", [["list"], 1]], b""),
        (["z", 1], b""),
        ([], b""),
        ([1], b""),
        ({"a": 1}, b""),
        (["h", "no number", "type"], b""),
        (["o", 3], b""),
        (b"bytes", b""),
    ],
    ids=str,
)
def test_forged_trees_are_refused(tree, blob):
    with pytest.raises(wire.WireError):
        wire.load(msgpack.packb(tree), blob)


def test_a_deep_forged_tree_is_refused():
    with pytest.raises(wire.WireError):
        wire.load(b"\x92\xa1l" * 5000 + b"\xc0", b"")


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(st.data())
def test_a_mutated_frame_is_refused_or_harmless(data):
    value = {"value": (np.arange(6.0).reshape(2, 3), "text", [1, None, {"k": np.float32(2)}])}
    body = bytearray(wire.dump(1, value)[wire.HEADER.size :])
    tree_size = struct.unpack_from(">QII", wire.dump(1, value))[1]
    for _ in range(data.draw(st.integers(1, 6))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(body)))
    for tree in (bytes(body[:tree_size]), bytes(body[:cut])):
        with contextlib.suppress(wire.WireError):
            wire.load(tree, bytes(body[tree_size:]))
