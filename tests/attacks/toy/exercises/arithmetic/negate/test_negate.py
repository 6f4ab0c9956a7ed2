"""Hidden suite of `negate`."""

from autograder.testing.compare import assert_close
from autograder.testing.decorator import check


@check(weight=1)
def test_value(student, rng):
    """The sign changes"""
    x = rng.standard_normal((2, 3))
    assert_close(student.negate(x), -x, "the result")
