"""The suites, proven by wrong and by unusual solutions."""

import re
from collections import defaultdict

import pytest

from autograder.course.course import Course
from autograder.course.exercise_files import ALTERNATIVES, MISCONCEPTIONS
from autograder.course.known_solutions import read_known_solutions
from autograder.sandbox.bits import PHRASE, frame
from tests.support.places import ROOT

# the whole bank is run
pytestmark = pytest.mark.slow

COURSE = Course(ROOT)
EXERCISES = [(name, slug) for name in COURSE.names for slug in COURSE.assignment(name).points]
GROSS = {"hard_coded_example", "no_penalty", "no_dropout", "masks_swapped", "lambda_forgotten",
         "printed_not_returned", "tuple_returned", "only_output_returned"}  # fmt: skip
MANY_DIGITS = re.compile(r"\d\.\d{4,}|\d{5,}|\d\.\d+e[+-]?\d+")


def bank(kind):
    """Every file of the bank as a parameter, named by exercise and slug."""
    return [
        pytest.param(assignment, entry, id=f"{exercise}-{entry.slug}")
        for assignment, exercise in EXERCISES
        for entry in read_known_solutions(COURSE.assignment(assignment), kind, exercise)
    ]


def lost(graded):
    """The tests that were not passed."""
    return {name for name, (outcome, _) in graded["checks"].items() if outcome != "pass"}


@pytest.mark.parametrize(("assignment", "entry"), bank(MISCONCEPTIONS))
def test_a_misconception_loses_the_points_it_should(grade_exercise, assignment, entry):
    graded = grade_exercise(assignment, entry.exercise, entry.code)
    assert graded["score"] < graded["max_score"]
    assert entry.loses, "no line `Loses:`"
    assert set(entry.loses) <= lost(graded)
    assert graded["exercise"].misconception.slug == (entry.like or entry.slug)
    if entry.slug in GROSS:
        assert graded["score"] < 0.25 * graded["max_score"]
    for name, (outcome, rationale) in graded["checks"].items():
        assert outcome in ("pass", "fail", "skip"), (name, outcome, rationale)
        assert not MANY_DIGITS.search(rationale), "a rationale may not tell a value"
        assert outcome == "pass" or len(rationale) > 10


@pytest.mark.parametrize(("assignment", "entry"), bank(ALTERNATIVES))
def test_an_alternative_keeps_every_point(grade_exercise, assignment, entry):
    graded = grade_exercise(assignment, entry.exercise, entry.code)
    assert lost(graded) == set(entry.loses), graded["checks"]
    assert set(entry.loses) <= {"test_published_example"}
    assert graded["exercise"].misconception is None
    assert (graded["score"] == graded["max_score"]) == (not entry.loses)


@pytest.mark.parametrize(("assignment", "exercise"), EXERCISES)
@pytest.mark.parametrize(
    "body",
    ["raise NotImplementedError", "pass", "return 0.0", "return {}", "return 1, 2", "return []",
     "return np.zeros((2, 3)), (np.zeros((2, 3)),) * 14", "return 'A3', ('cache',) * 14",
     "return np.nan", "return {'dW1': np.nan, 'dW2': None, 'dW3': 'text', 'dA1': [], 'dA2': {}}",
     "return dict.fromkeys(['dZ3', 'dW3', 'dA2', 'dZ2', 'dW2', 'dA1', 'dZ1', 'dW1'], 0.0)",
     "return object()", "return lambda: 1"],
)  # fmt: skip
def test_a_stub_or_a_constant_earns_nothing(grade_exercise, assignment, exercise, body):
    code = f"def {exercise}(*args, **kwargs):\n    {body}\n"
    graded = grade_exercise(assignment, exercise, code)
    assert graded["score"] == 0
    assert {outcome for outcome, _ in graded["checks"].values()} <= {"fail", "skip"}


@pytest.mark.parametrize(("assignment", "exercise"), EXERCISES)
def test_a_check_says_far_fewer_sentences_than_are_counted(grade_exercise, assignment, exercise):
    """All of them: what no known mistake has made it say may be a hundred times as many."""
    said = defaultdict(set)
    for entry in read_known_solutions(COURSE.assignment(assignment), MISCONCEPTIONS, exercise):
        graded = grade_exercise(assignment, exercise, entry.code)
        for name, (outcome, rationale) in graded["checks"].items():
            if outcome == "fail":
                said[name].add(frame(rationale.partition(" (Tried ")[0]))
    assert 1 < max(map(len, said.values())) < 2**PHRASE / 100


@pytest.mark.parametrize(("assignment", "exercise"), EXERCISES)
def test_the_bank_is_large_enough_and_told_well(assignment, exercise):
    wrong, right = (
        read_known_solutions(COURSE.assignment(assignment), kind, exercise)
        for kind in (MISCONCEPTIONS, ALTERNATIVES)
    )
    assert len(wrong) >= 10
    assert len(right) >= 6
    for entry in wrong:
        for told in (entry.name, entry.belief, entry.hint):
            assert len(told) > 5 and told[-1] in ".?!`”", (entry.slug, told)
    for entry in wrong + right:
        assert re.fullmatch("[a-z][a-z0-9_]*", entry.slug)
        assert len(entry.name) > 10, entry.slug
