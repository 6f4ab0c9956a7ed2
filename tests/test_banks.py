"""The suites, proven by wrong and by unusual solutions."""

import ast
import re
from pathlib import Path

import pytest

from autograder.course import Course
from tests.conftest import ROOT

AUTOGRADER = Path(__file__).parent.parent / "autograder"
EXERCISES = [(name, slug) for name in Course(ROOT).names
             for slug in Course(ROOT).assignment(name).points]  # fmt: skip
GROSS = {"hard_coded_example", "no_penalty", "no_dropout", "masks_swapped", "lambda_forgotten",
         "printed_not_returned", "tuple_returned", "only_output_returned"}  # fmt: skip
MANY_DIGITS = re.compile(r"\d\.\d{4,}|\d{5,}|\d\.\d+e[+-]?\d+")


def bank(kind):
    """Every file of the bank as a parameter, named by exercise and slug."""
    return [
        pytest.param(assignment, exercise, path, id=f"{exercise}-{path.stem}")
        for assignment, exercise in EXERCISES
        for path in sorted((AUTOGRADER / kind / exercise).glob("*.py"))
    ]


def fields(path):
    """The docstring of a bank file: `name`, and what follows `Belief:`, `Hint:` and `Loses:`."""
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    found = {"name": text.split("\n")[0]}
    for key, value in re.findall(r"^(\w+): (.*(?:\n    .*)*)", text, flags=re.MULTILINE):
        found[key.lower()] = " ".join(value.split())
    return found


def loses(path):
    """The tests that a file says it loses."""
    return {name for name in fields(path).get("loses", "").split(", ") if name}


def lost(graded):
    """The tests that were not passed."""
    return {name for name, (outcome, _) in graded["checks"].items() if outcome != "pass"}


@pytest.mark.parametrize(("assignment", "exercise", "path"), bank("misconceptions"))
def test_a_misconception_loses_the_points_it_should(grade_exercise, assignment, exercise, path):
    graded = grade_exercise(assignment, exercise, path.read_text(encoding="utf-8"))
    assert graded["score"] < graded["max_score"]
    assert loses(path), "no line `Loses:`"
    assert loses(path) <= lost(graded)
    if path.stem in GROSS:
        assert graded["score"] < 0.25 * graded["max_score"]
    for name, (outcome, rationale) in graded["checks"].items():
        assert outcome in ("pass", "fail", "skip"), (name, outcome, rationale)
        assert not MANY_DIGITS.search(rationale), "a rationale may not tell a value"
        assert outcome == "pass" or len(rationale) > 10


@pytest.mark.parametrize(("assignment", "exercise", "path"), bank("alternatives"))
def test_an_alternative_keeps_every_point(grade_exercise, assignment, exercise, path):
    graded = grade_exercise(assignment, exercise, path.read_text(encoding="utf-8"))
    assert lost(graded) == loses(path), graded["checks"]
    assert loses(path) <= {"test_published_example"}
    assert (graded["score"] == graded["max_score"]) == (not loses(path))


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


@pytest.mark.parametrize("exercise", [exercise for _, exercise in EXERCISES])
def test_the_bank_is_large_enough_and_told_well(exercise):
    wrong = sorted((AUTOGRADER / "misconceptions" / exercise).glob("*.py"))
    right = sorted((AUTOGRADER / "alternatives" / exercise).glob("*.py"))
    assert len(wrong) >= 10
    assert len(right) >= 6
    for path in wrong:
        assert {"name", "belief", "hint", "loses"} <= fields(path).keys(), path.stem
    for path in wrong + right:
        assert re.fullmatch("[a-z][a-z0-9_]*", path.stem)
        assert len(fields(path)["name"]) > 10, path.stem
