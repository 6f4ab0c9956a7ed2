"""A submission that is graded with hidden inputs of its own, beside those of the class."""

import pytest

from autograder.sandbox.process import Process
from autograder.submission.cells import extract_cells
from autograder.testing import caching
from autograder.testing.results import Outcome
from tests.support import notebooks

THREEFOLD = "def double(x):\n    return 3 * x"


@pytest.fixture
def cells(toy):
    return extract_cells(notebooks.toy(double=THREEFOLD), toy)


@pytest.fixture
def graded(toy_grader, cells, monkeypatch):
    """Grades with a seed; returns the result, and all that the functions were called with."""
    given, request = [], Process.request

    def heard(process, message, seconds):
        given.append(repr([message.get(each) for each in ("target", "args", "many")]))
        return request(process, message, seconds)

    def grade(seed=None):
        given.clear()
        found = toy_grader.grade_cells(cells, "ada", seed=seed)
        return found, [*given]

    monkeypatch.setattr(Process, "request", heard)
    return grade


def test_another_seed_draws_other_inputs_and_the_same_one_the_same(graded):
    (_, one), (_, other), (_, again) = (graded(seed) for seed in (1, 2, 1))
    assert one == again
    assert one != other


def test_what_comes_after_is_drawn_from_the_graders_own_seed(graded, toy_grader):
    (_, before), (own, drawn), (after, same) = graded(), graded(5), graded()
    assert before == same != drawn
    assert (own.receipt["seed"], after.receipt["seed"]) == (5, toy_grader.seed)


def test_inputs_of_an_attempt_are_not_kept(graders):
    grader = graders["regularization"]
    source = extract_cells(grader.assignment.source, grader.assignment)
    grader.grade_cells(source, "ada")
    kept = {each: len(each.kept) for each in caching._keeping}
    for seed in (1, 2):
        assert grader.grade_cells(source, "ada", seed=seed).score == 40.0
    assert sum(kept.values()) > 0
    assert {each: len(each.kept) for each in kept} == kept


def test_answers_are_kept_only_where_known_mistakes_can_be_compared_with_them(graded):
    for seed, kept in ((None, True), (5, False)):
        result, _ = graded(seed)
        checks = [each for found in result.exercises for each in found.checks]
        failed = [each for each in checks if each.outcome is Outcome.FAIL]
        assert failed
        assert {bool(each.answers) for each in failed} == {kept}
