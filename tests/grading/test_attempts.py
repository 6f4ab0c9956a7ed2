"""A submission that is graded with hidden inputs of its own, beside those of the class."""

import pytest

from autograder.submission.cells import extract_cells
from autograder.testing import caching
from tests.support import notebooks

THREEFOLD = "def double(x):\n    return 3 * x"


@pytest.fixture
def cells(toy):
    return extract_cells(notebooks.toy(double=THREEFOLD), toy)


def answers(graded):
    return [check.answers for each in graded.exercises for check in each.checks if check.answers]


def test_another_seed_draws_other_inputs_and_the_same_one_the_same(toy_grader, cells):
    one, other, again = (toy_grader.grade_cells(cells, "ada", seed=seed) for seed in (1, 2, 1))
    assert answers(one) == answers(again)
    assert answers(one) != answers(other)


def test_what_comes_after_is_drawn_from_the_graders_own_seed(toy_grader, cells):
    before = toy_grader.grade_cells(cells, "ada")
    own = toy_grader.grade_cells(cells, "ada", seed=5)
    after = toy_grader.grade_cells(cells, "ada")
    assert answers(before) == answers(after) != answers(own)
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
