"""A few numbers stand for an answer: the same for the same, small, and without hidden values."""

import json

import numpy as np
import pytest

from autograder.sandbox.answer_sketch import same, same_call, sketch, sketch_of
from autograder.sandbox.inside.wire import Handle

A = np.arange(12.0).reshape(3, 4) - 5


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (A, A * (1 + 1e-12), True),
        (A, A.astype(np.float32), True),
        (A, A + 1e-3, False),
        (A, A[::-1], False),
        (A, A.T, False),
        (A, A.reshape(4, 3), False),
        (A, -A, False),
        (2.0, np.array([[2.0]]), True),
        (2, 2.0, True),
        ([1.0, 2.0], (1.0, 2.0), True),
        ([1.0, 2.0], [2.0, 1.0], False),
        (np.nan, np.nan, True),
        (np.array([np.nan, 1.0]), np.array([0.0, 1.0]), False),
        (None, 0.0, False),
        ("text", "other text", True),  # what it says is the submission's own affair
        ((A, {"mask": A > 0}), (A, {"mask": A > 0}), True),
        ((A, {"mask": A > 0}), (A, {"mask": A > 1}), False),
        ({"dW1": A}, {"dW1": A, "more": 1}, True),
        ({"dW1": A}, {"dW2": A}, False),
        ({"dW1": A}, {}, False),
        ({}, {}, True),
    ],
)
def test_answers_are_the_same_when_their_numbers_are(one, other, alike):
    kept = json.loads(json.dumps([sketch(one), sketch(other)]))
    assert same(*kept) == same(*reversed(kept)) == alike


@pytest.mark.parametrize(
    "value",
    [
        np.full(5, 1e308), np.full((2, 3), np.inf), np.empty(0), np.zeros((0, 3)), 1j * A, 2**62,
        {"a": {"b": {"c": {"d": {"e": {"f": {"g": {"h": A}}}}}}}}, list(range(10**4)),
        {str(n): n for n in range(10**4)}, Handle(1, "net"), "a" * 10**6, np.zeros(10**6), True,
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_whatever_a_submission_answers_has_a_small_sketch(value):
    kept = json.dumps(sketch(value), allow_nan=False)
    assert len(kept) < 20_000
    assert same(json.loads(kept), json.loads(kept))


def test_a_sketch_of_hidden_values_does_not_hold_them():
    assert not {str(number) for number in A.ravel() if abs(number) > 3} & set(
        json.dumps(sketch(A)).replace("]", ",").split(", ")
    )


def test_arguments_that_were_changed_count_and_must_agree_key_for_key():
    before, after = ({"value": 1.0, "args": [{"p": 0.5} | more]} for more in ({}, {"mask": A}))
    assert same_call(sketch_of(before), sketch_of(dict(before)))
    assert not same_call(sketch_of(before), sketch_of(after))
    assert same_call(sketch_of(None), sketch_of(None))
    assert not same_call(sketch_of(None), sketch_of(before))
