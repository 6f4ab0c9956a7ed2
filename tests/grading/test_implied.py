"""Tests that pass untried where others have passed, and what is refused of them."""

import pytest

from autograder.testing import implied
from tests.grading.test_needs import ZERO, checks, outcomes, refusal, suite  # noqa: F401  fixture
from tests.support import notebooks

TRIED = '''
from autograder.testing import assert_close, check, implied

tried = []

def test_small(student):
    """Small numbers are doubled"""
    tried.append("small")
    assert_close(student.double(1.0), 2.0, "the result")

def test_large(student):
    """Large numbers are doubled"""
    tried.append("large")
    assert_close(student.double(1e6), 2e6, "the result")

def test_all(student):
    """All numbers are doubled"""
    tried.append("all")
    for number in (1.0, 1e6, -3.0):
        assert_close(student.double(number), 2 * number, "the result")

def test_report(student):
    """What has been tried is told"""
    raise AssertionError(" ".join(tried))

implied(test_small, test_large, by=(test_all,))
'''
WRONG_BELOW_ZERO = "def double(x):\n    return 2 * abs(x)"


def tried(found) -> list[str]:
    return found[-1].rationale.split()


def test_what_is_implied_passes_untried(suite):  # noqa: F811
    found = checks(suite(test_a=TRIED), notebooks.DOUBLE)
    assert [str(check.outcome) for check in found] == ["pass", "pass", "pass", "fail"]
    assert tried(found) == ["all"]


def test_where_the_other_fails_each_is_tried_for_itself(suite):  # noqa: F811
    found = checks(suite(test_a=TRIED), WRONG_BELOW_ZERO)
    assert [str(check.outcome) for check in found] == ["pass", "pass", "fail", "fail"]
    assert sorted(tried(found)) == ["all", "large", "small"]


def test_the_checks_stand_in_the_order_of_the_file_all_the_same(suite):  # noqa: F811
    found = checks(suite(test_a=TRIED), WRONG_BELOW_ZERO)
    assert [check.name for check in found] == ["small", "large", "all", "report"]


def test_all_that_imply_a_test_must_pass(suite):  # noqa: F811
    never = "def test_never(student):\n    assert False, 'never'\n\nimplied(test_small"
    text = TRIED.replace("implied(test_small", never).replace(
        "(test_all,)", "(test_all, test_never)"
    )
    # what is implied comes last
    text = text.replace('tried.append("small")', 'raise AssertionError("tried")')
    found = {check.name: check.rationale for check in checks(suite(test_a=text), notebooks.DOUBLE)}
    assert found["small"] == "tried"


def test_a_test_that_needs_an_implied_one_is_tried(suite):  # noqa: F811
    more = (
        TRIED
        + '''
@check(needs=(test_small,))
def test_more(student):
    """Zero is doubled"""
    assert_close(student.double(0.0), 0.0, "the result")
'''
    )
    assert outcomes(suite(test_a=more), notebooks.DOUBLE)["more"] == "pass"


def test_parameters_are_tried_whatever_else_has_passed(suite):  # noqa: F811
    text = TRIED.replace("def test_small(student)", "def test_small(student, x)").replace(
        "def test_small", '@pytest.mark.parametrize("x", [1, 2])\ndef test_small'
    )
    found = checks(suite(test_a="import pytest" + text), notebooks.DOUBLE)
    assert tried(found).count("small") == 2


def test_tests_that_wait_for_each_other_are_refused(suite):  # noqa: F811
    text = TRIED + "implied(test_all, by=(test_small,))"
    assert refusal(suite(test_a=text)) == (
        "test_small and test_all wait for each other: none of them can be tried first"
    )


def test_what_implies_must_be_a_test_of_the_exercise(suite):  # noqa: F811
    text = ZERO + "from autograder.testing import implied\ndef helper(): ...\n"
    told = refusal(suite(test_a=text + "implied(test_zero, by=(helper,))"))
    assert told == "test_zero is implied by helper, which is no test of double"


@pytest.mark.parametrize("by", ["test_zero", refusal])
def test_what_implies_is_written_as_a_tuple_of_tests(by):
    with pytest.raises(TypeError, match=r"write by=\(test_value,\), with the comma"):
        implied(refusal, by=by)
