"""Hidden suite of `double`, an exercise that only the engine's tests know."""

import numpy as np

from autograder.testing.compare import assert_close
from autograder.testing.decorator import check


@check(weight=3, hint="What does twice mean?")
def test_value(student, reference, rng):
    """Twice the input"""
    x = rng.standard_normal((2, 3))
    assert_close(student.double(x), reference.double(x), "the result")


@check(weight=1, needs=(test_value,))
def test_input_is_left_alone(student):
    """The input is left alone"""
    seen = student.double.observed(np.ones(2))
    assert (seen.args[0] == 1).all(), "the input was changed"


@check(weight=1)
def test_scalar(student):
    """A single number"""
    assert_close(student.double(2.0), 4.0, "the result")
