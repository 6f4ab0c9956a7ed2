"""Hidden suite of `double`; all of its inputs are drawn, so that a leak of one can be seen."""

from autograder.testing.compare import assert_close, changed
from autograder.testing.decorator import check


@check(weight=3, hint="What does twice mean?")
def test_value(student, reference, rng):
    """Twice the input"""
    x = rng.standard_normal((2, 3))
    assert_close(student.double(x), reference.double(x), "the result")


@check(weight=1, needs=(test_value,))
def test_input_is_left_alone(student, rng):
    """The input is left alone"""
    x = rng.standard_normal((2, 3))
    seen = student.double.observed(x)
    word = changed([x], seen.args, "x")
    assert not word, "x was changed"


@check(weight=1)
def test_scalar(student, rng):
    """A single number"""
    x = float(rng.standard_normal((2, 3))[0, 0])
    assert_close(student.double(x), 2 * x, "the result")
