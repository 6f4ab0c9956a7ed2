"""How often the diagnosis is right, on the banks and on code written afresh."""

import pytest

from autograder.course.course import Course
from tests.content.confusion import NONE, PAGE, measure, page
from tests.support.places import ROOT

# the whole bank is run
pytestmark = pytest.mark.slow

EXERCISES = [(name, slug) for name in Course(ROOT).names
             for slug in Course(ROOT).assignment(name).points]  # fmt: skip


@pytest.fixture(scope="module")
def measured(remembering_graders):
    return {slug: measure(remembering_graders[name], slug) for name, slug in EXERCISES}


def wrong_names(found, pairs):
    return [pair for pair in pairs if pair[1] not in {NONE, *found.names(pair[0])}]


@pytest.mark.parametrize("exercise", [slug for _, slug in EXERCISES])
def test_every_known_mistake_is_named_as_itself_or_as_the_one_it_is_listed_with(measured, exercise):
    found = measured[exercise]
    assert [pair for pair in found.known if pair[1] not in found.names(pair[0])] == []
    assert all(other in dict(found.known) for other in found.like.values())
    assert not found.like.keys() & set(found.like.values())


@pytest.mark.parametrize("exercise", [slug for _, slug in EXERCISES])
def test_no_right_solution_gets_a_name(measured, exercise):
    assert {name for _, name in measured[exercise].right} == {NONE}


def test_a_mistake_that_the_bank_does_not_have_hardly_ever_gets_a_name(measured):
    left_out = [pair for found in measured.values() for pair in found.left_out]
    named = [pair for pair in left_out if pair[1] != NONE]
    assert len(named) <= 0.01 * len(left_out), named
    strangers = [pair for found in measured.values() for pair in found.strangers]
    assert len(strangers) >= 45
    named = [pair for pair in strangers if pair[1] != NONE]
    assert len(named) <= 0.03 * len(strangers), named


@pytest.mark.parametrize(("kind", "least"), [("afresh", 100), ("unseen", 80)])
def test_mistakes_in_code_written_afresh_get_the_right_name(measured, kind, least):
    pairs = [(found, *pair) for found in measured.values() for pair in getattr(found, kind)]
    right = sum(name in found.names(slug) for found, slug, name in pairs)
    wrong = [p for found in measured.values() for p in wrong_names(found, getattr(found, kind))]
    assert len(pairs) >= least
    assert right >= 0.9 * len(pairs)
    assert len(wrong) < 0.03 * len(pairs), wrong


def test_the_page_says_what_is_measured(measured):
    assert PAGE.read_text(encoding="utf-8") == page(list(measured.values())), (
        "docs/diagnosis.md is stale: python -m tests.content.confusion"
    )
