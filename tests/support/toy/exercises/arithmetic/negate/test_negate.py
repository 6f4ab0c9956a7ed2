"""Hidden suite of `negate`; one of its checks has a fault that a marker in the input sets off."""

from autograder.testing.compare import assert_close
from autograder.testing.decorator import check


@check(weight=1)
def test_value(student):
    """The sign changes"""
    result = student.negate(3.0)
    if result == 666:
        raise LookupError("a fault of this suite")
    assert_close(result, -3.0, "the result")
