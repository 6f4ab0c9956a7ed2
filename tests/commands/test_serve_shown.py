"""What students read of an attempt: the instructor chooses how much."""

import pytest

from autograder.commands.serve import grading_process, shown
from autograder.commands.serve.settings import ALL, OUTCOMES, REASONS
from autograder.submission.cells import cells_with
from autograder.testing.results import Outcome
from tests.support.places import ROOT

EXERCISE = "backward_propagation_with_regularization"
BANK = ROOT / f"autograder/exercises/regularization/{EXERCISE}/misconceptions"
MISTAKE = "lambda_forgotten"


@pytest.fixture(scope="module")
def attempt(graders):
    """A well-known mistake as an attempt, which is named by inputs that all attempts share."""
    grader = graders["regularization"]
    code = (BANK / f"{MISTAKE}.py").read_text(encoding="utf-8")
    cells = cells_with(grader.assignment, EXERCISE, code)
    found = grader.grade_cells(cells, "ada", frozenset([EXERCISE]), seed=77)
    return grading_process._named(grader, cells, found)


def page(graded):
    return shown.page(graded, parts(graded), {})


def parts(graded):
    return {each.exercise: shown.told(each) for each in graded.exercises}


def failing(graded):
    return [c for e in graded.exercises for c in e.checks if c.outcome is Outcome.FAIL]


def test_with_names_and_pictures_the_mistake_is_named(attempt):
    (seen,) = shown.shown(attempt, ALL).exercises
    assert [each.slug for each in seen.misconceptions] == [MISTAKE]
    assert "<svg" in page(shown.shown(attempt, ALL))


def test_with_reasons_there_is_neither_name_nor_picture(attempt):
    seen = shown.shown(attempt, REASONS)
    assert seen.exercises[0].misconceptions == ()
    assert all(check.rationale for check in failing(seen))
    assert not any(check.microscope for check in failing(seen))
    assert attempt.exercises[0].misconceptions[0].belief not in page(seen)


def test_with_outcomes_nothing_is_said_but_which_checks_pass(attempt):
    seen = shown.shown(attempt, OUTCOMES)
    said = f"{shown.as_json(seen, parts(seen), {})} {page(seen)}"
    assert [c.outcome for e in seen.exercises for c in e.checks] == [
        c.outcome for e in attempt.exercises for c in e.checks
    ]
    assert [c.rationale for c in failing(attempt) if c.rationale in said] == []
    assert [c.hint for c in failing(attempt) if c.hint and c.hint in said] == []


@pytest.mark.parametrize("level", [OUTCOMES, REASONS, ALL])
def test_the_receipt_with_the_seed_is_never_shown(attempt, level):
    assert attempt.receipt["seed"] == 77
    assert shown.as_json(shown.shown(attempt, level), {}, {})["receipt"] is None
