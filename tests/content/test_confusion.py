"""How often the diagnosis is right, on the banks and on code written afresh."""

import pytest

from autograder.course.course import Course
from tests.content.confusion import PAGE, Named, measure, page
from tests.support.places import ROOT

# the whole bank is run
pytestmark = pytest.mark.slow

EXERCISES = [(name, slug) for name in Course(ROOT).names
             for slug in Course(ROOT).assignment(name).points]  # fmt: skip


@pytest.fixture(scope="module")
def measured(remembering_graders):
    return {slug: measure(remembering_graders[name], slug) for name, slug in EXERCISES}


def of_set(measured, kind):
    return [each for found in measured.values() for each in found.sets[kind]]


def with_verdict(names, verdict):
    return [each for each in names if each.verdict == verdict]


@pytest.mark.parametrize("exercise", [slug for _, slug in EXERCISES])
def test_every_known_mistake_is_named_as_itself_or_as_the_one_it_is_listed_with(measured, exercise):
    found = measured[exercise]
    assert [each for each in found.known if each.verdict != "right"] == []
    assert set(found.like.values()) <= {each.program for each in found.known}
    assert not found.like.keys() & set(found.like.values())


@pytest.mark.parametrize("exercise", [slug for _, slug in EXERCISES])
def test_no_right_solution_gets_a_name(measured, exercise):
    assert [each for each in measured[exercise].right if each.given] == []


def test_a_mistake_that_the_bank_does_not_have_hardly_ever_gets_a_name(measured):
    left_out = [each for found in measured.values() for each in found.left_out]
    assert len([each for each in left_out if len(each.given) == 1]) <= 0.01 * len(left_out)
    assert len([each for each in left_out if each.given]) <= 0.08 * len(left_out)
    strangers = [each for found in measured.values() for each in found.strangers]
    assert len(strangers) >= 34
    assert [each for each in strangers if each.given] == []


@pytest.mark.parametrize(
    ("kind", "least"), [("named", 160), ("unseen", 80), ("singles", 90), ("later", 45)]
)
def test_mistakes_in_code_written_afresh_get_the_right_name(measured, kind, least):
    names = of_set(measured, kind)
    assert len(names) >= least
    assert len(with_verdict(names, "right")) >= 0.95 * len(names)
    assert len(with_verdict(names, "wrong")) < 0.03 * len(names), with_verdict(names, "wrong")


@pytest.mark.parametrize(("kind", "least"), [("pairs_tried", 70), ("pairs", 90)])
def test_of_two_mistakes_in_code_written_afresh_both_are_named(measured, kind, least):
    names = of_set(measured, kind)
    assert len(names) >= least
    assert len(with_verdict(names, "right")) >= 0.85 * len(names)
    assert len(with_verdict(names, "wrong")) < 0.03 * len(names), with_verdict(names, "wrong")


def test_a_small_slip_beside_a_known_mistake_hides_it_from_few(measured):
    names = of_set(measured, "slips")
    assert len(names) >= 20
    assert len(with_verdict(names, "right")) >= 0.8 * len(names)
    assert with_verdict(names, "wrong") == []


@pytest.mark.parametrize("exercise", [slug for _, slug in EXERCISES])
def test_code_that_is_stopped_by_an_exception_gets_no_false_name(measured, exercise):
    names = measured[exercise].sets["crashes"]
    assert len(names) >= 7
    assert with_verdict(names, "wrong") == []


@pytest.mark.parametrize(
    ("right", "given", "verdict"),
    [
        (("a", "b"), ("b", "a"), "right"), ((), (), "right"), (("a", "b"), ("b",), "part"),
        (("a",), (), "none"), (("a",), ("b",), "wrong"), (("a",), ("a", "b"), "wrong"),
        ((), ("a",), "wrong"),
    ],
)  # fmt: skip
def test_a_name_that_is_not_right_makes_all_of_them_wrong(right, given, verdict):
    assert Named("program", right, given).verdict == verdict


def test_the_page_says_what_is_measured(measured):
    assert PAGE.read_text(encoding="utf-8") == page(list(measured.values())), (
        "docs/diagnosis.md is stale: python -m tests.content.confusion"
    )
