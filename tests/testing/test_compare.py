import numpy as np
import pytest

from autograder.testing.compare import as_real, assert_close, changed, mismatch, sentence

SQUARE = np.array([[1.0, 2.0], [3.0, 5.0]])
WIDE = np.array([[1.0, 2.0, 4.0], [3.0, 5.0, 7.0]])


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (5.0, 5.0),
        (5, 5.0),
        (np.int8(5), 5.0),
        (np.float32(0.5), 0.5),
        (np.array(5.0), 5.0),
        (np.array([5.0]), 5.0),
        (np.array([[5.0]]), 5.0),
        (5.0, np.array(5.0)),
        (np.array([[1, 2], [3, 5]]), SQUARE),
        (np.asfortranarray(SQUARE), SQUARE),
        (SQUARE * (1 + 1e-9), SQUARE),
        (np.array([True, False]), np.array([True, False])),
        (np.array([1.0, 0.0]), np.array([True, False])),
        (np.array([0.0, 1e-12]), np.array([0.0, 0.0])),
    ],
)
def test_equal_values_pass(got, expected):
    assert mismatch(got, expected) is None
    assert_close(got, expected, "it")


@pytest.mark.parametrize(
    ("got", "expected", "words"),
    [
        (None, 5.0, "is missing"),
        ("5.0", 5.0, "is text"),
        (b"5.0", 5.0, "is text"),
        ([], 5.0, "is a list"),
        ([5.0], 5.0, "is a list"),
        ((5.0,), 5.0, "is a tuple"),
        ({"cost": 5.0}, 5.0, "is a dict"),
        (object(), 5.0, "is a Python object"),
        (np.array([]), 5.0, "has the shape (0,) where () is needed"),
        (np.zeros((0, 2)), np.zeros((1, 2)), "has the shape (0, 2) where (1, 2) is needed"),
        (True, 1.0, "True/False"),
        (np.array([True, True]), np.ones(2), "True/False"),
        (1 + 0j, 1.0, "complex"),
        (np.ones(2, dtype=complex), np.ones(2), "complex"),
        (np.array(["1", "2"]), np.ones(2), "text"),
        (np.array([1.0, None]), np.ones(2), "Python objects"),
        (10**400, 1.0, "Python objects"),
        (np.array("2020-01-01", dtype="M8[D]"), 1.0, "not real numbers"),
        (np.nan, 1.0, "is NaN"),
        (np.inf, 1.0, "is infinite"),
        (np.array([1.0, np.nan]), np.ones(2), "is NaN (not a number) in 1 of 2 entries"),
        (np.array([1.0, -np.inf]), np.ones(2), "is infinite in 1 of 2 entries"),
    ],
)
def test_what_is_no_real_number_of_the_right_shape_fails(got, expected, words):
    assert words in (mismatch(got, expected) or "")


@pytest.mark.parametrize(
    "got", [np.array([5.0]), np.array(5.0), np.full((2, 1), 5.0), np.full((1, 1, 3), 5.0)]
)
def test_nothing_broadcasts_against_an_array(got):
    assert "has the shape" in (mismatch(got, np.full((1, 3), 5.0)) or "")


def test_an_array_of_equal_numbers_is_no_scalar():
    assert "has the shape (2,) where () is needed" in (mismatch(np.array([5.0, 5.0]), 5.0) or "")


def test_a_scalar_is_no_one_by_one_array():
    assert "the numbers are right" in (mismatch(5.0, np.array([[5.0]])) or "")


@pytest.mark.parametrize(
    ("got", "expected", "words"),
    [
        (2 * SQUARE, SQUARE, "is too large by a factor of 2 everywhere"),
        (SQUARE / 2, SQUARE, "is too small by a factor of 2 everywhere"),
        (-3 * SQUARE, SQUARE, "has the wrong sign and is too large by a factor of 3 everywhere"),
        (SQUARE / 0.7, SQUARE, "is too large by a factor of 1.43 everywhere"),
        (-SQUARE, SQUARE, "has the wrong sign everywhere"),
        (-5.0, 5.0, "has the wrong sign"),
        (0 * SQUARE, SQUARE, "is zero everywhere"),
        (0.0, 5.0, "is zero"),
        (SQUARE.T, SQUARE, "is transposed"),
        (WIDE.T, WIDE, "has the shape (3, 2) where (2, 3) is needed: it is transposed"),
        (WIDE.reshape(3, 2), WIDE, "has the shape (3, 2) where (2, 3) is needed: the numbers"),
        (SQUARE + 0.5, SQUARE, "is off by the same amount everywhere"),
        (SQUARE + np.eye(2)[::-1] * [[1], [0]], SQUARE, "is wrong in 1 of 4 entries"),
        (SQUARE * [[1, 1], [0, 1]], SQUARE, "is wrong in 1 of 4 entries, which should not be zero"),
        (SQUARE**2 + 1, SQUARE, "is wrong in every entry"),
        (SQUARE * 1.0004, SQUARE, "is nearly right"),
        (10.0, 5.0, "is too large by a factor of 2"),
        (2.5, 5.0, "is too small by a factor of 2"),
        (6.0, 5.0, "is too large"),
        (4.0, 5.0, "is too small"),
        (np.array([0.0, 1.0]), np.zeros(2), "is wrong in 1 of 2 entries"),
        (np.full(2, 1e308), np.full(2, -1e308), "has the wrong sign everywhere"),
    ],
)
def test_a_pattern_in_what_is_wrong_is_named(got, expected, words):
    assert (mismatch(got, expected) or "").startswith(words)


def test_the_factor_of_a_lone_number_would_give_the_answer_away():
    assert mismatch(1.0, 1.7864859451590758) == "is too small"


def test_tolerances_are_the_callers():
    assert mismatch(1.001, 1.0) is not None
    assert mismatch(1.001, 1.0, rtol=1e-2) is None
    assert mismatch(1.001, 1.0, rtol=0, atol=1e-2) is None


@pytest.mark.parametrize("expected", [np.nan, np.inf, [], "text", None, 1j, np.array([1, np.nan])])
def test_a_suite_that_expects_nothing_is_the_graders_fault(expected):
    with pytest.raises(ValueError, match="grader"):
        mismatch(1.0, expected)


def test_assert_close_says_what_and_why():
    with pytest.raises(AssertionError) as failure:
        assert_close(2 * SQUARE, SQUARE, "the gradient", because="Tried with two examples.")
    message = "The gradient is too large by a factor of 2 everywhere. Tried with two examples."
    assert str(failure.value) == message


def test_a_sentence_keeps_the_case_of_a_name():
    assert sentence("dW1", "is zero everywhere") == "dW1 is zero everywhere."


def test_as_real_returns_floats_of_the_right_shape():
    value = as_real(np.array([[5]]), (), "the cost")
    assert value.shape == ()
    assert value.dtype == float


@pytest.mark.parametrize("got", [None, "5", [5.0], True, np.nan, np.inf, np.ones(2), np.zeros(0)])
def test_as_real_refuses_everything_else(got):
    with pytest.raises(AssertionError, match=r"^The cost (is|has|holds) "):
        as_real(got, (), "the cost")


def test_as_real_does_not_pretend_to_know_the_numbers():
    with pytest.raises(AssertionError) as failure:
        as_real(WIDE.T, WIDE.shape, "dW1")
    assert str(failure.value) == "dW1 has the shape (3, 2) where (2, 3) is needed."


@pytest.mark.parametrize(
    ("after", "name"),
    [
        ({"W": SQUARE, "cache": (WIDE, [1, "train"])}, None),
        ({"W": SQUARE + 1e-15, "cache": (WIDE, [1, "train"])}, 'arg["W"]'),
        ({"W": SQUARE[:1], "cache": (WIDE, [1, "train"])}, 'arg["W"]'),
        ({"W": None, "cache": (WIDE, [1, "train"])}, 'arg["W"]'),
        ({"W": SQUARE, "cache": (WIDE, [2, "train"])}, 'arg["cache"][1][0]'),
        ({"W": SQUARE, "cache": (WIDE, [1, "test"])}, 'arg["cache"][1][1]'),
        ({"W": SQUARE, "cache": [WIDE, (1, "train")]}, None),
        ({"W": SQUARE, "cache": (WIDE,)}, 'arg["cache"]'),
        ({"W": SQUARE}, 'arg ("cache" is gone)'),
        (
            {"W": SQUARE, "cache": (WIDE, [1, "train"]), "more": 1},
            "arg (it has more entries than before)",
        ),
        (None, "arg"),
        (object(), "arg"),
    ],
)
def test_changed_names_the_first_part_that_changed(after, name):
    before = {"W": SQUARE, "cache": (WIDE, [1, "train"])}
    assert changed(before, after, "arg") == name
