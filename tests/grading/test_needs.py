"""What a suite says of a check: what it needs, and what is refused before anything is graded."""

import shutil

import pytest

from autograder.commands.verify.objections import alternative_loses
from autograder.commands.verify.proof import ALTERNATIVE, Proof, Trial, TrialResult
from autograder.course.course import Course, CourseError
from autograder.grading.grader import Grader
from autograder.submission.cells import extract_cells
from autograder.testing import check
from autograder.testing.results import Check, Exercise, Outcome
from tests.support import notebooks
from tests.support.places import TOY

ZERO = '''import pytest
from autograder.testing import assert_close, check

def test_zero(student):
    """Nothing doubled"""
    assert_close(student.double(0.0), 0.0, "the result")
'''
PARAMETERS = '''
@pytest.mark.parametrize("x", [0.0, 1.0, 2.0])
def test_value(student, x):
    """Twice the input"""
    assert_close(student.double(x), 2 * x, "the result")

@check(needs=(test_value,))
def test_scalar(student):
    """A single number"""
    assert_close(student.double(2.0), 4.0, "the result")
'''


@pytest.fixture
def suite(toy, tmp_path):
    """The toy assignment, with the given files as the suite of `double`."""

    def write(**files: str):
        shutil.copytree(TOY / "exercises/arithmetic", tmp_path / "arithmetic")
        folder = tmp_path / "arithmetic/double"
        shutil.rmtree(folder)
        folder.mkdir()
        for name, text in files.items():
            (folder / f"{name}.py").write_text(text)
        return Course(toy.folder.parent.parent, tmp_path).assignment("arithmetic")

    return write


def refusal(assignment) -> str:
    with pytest.raises(CourseError) as refused:
        Grader(assignment)
    begin, _, words = str(refused.value).partition("cannot be loaded: ")
    assert begin == "the suites of 'arithmetic' "
    assert "\n" not in words
    return words


def checks(assignment, double: str):
    with Grader(assignment) as grader:
        graded = grader.grade_cells(extract_cells(notebooks.toy(double), assignment), "student")
    return graded.exercises[0].checks


def outcomes(assignment, double: str) -> dict[str, str]:
    return {check.name: str(check.outcome) for check in checks(assignment, double)}


def test_a_misspelt_need_cannot_be_written(suite):
    told = refusal(suite(test_a=ZERO + "@check(needs=(test_zeor,))\ndef test_more(student): ..."))
    assert told.endswith("NameError: name 'test_zeor' is not defined")


def test_the_name_of_a_test_is_refused_with_what_to_write(suite):
    told = refusal(suite(test_a=ZERO + '@check(needs=("test_zero",))\ndef test_more(student): ...'))
    assert "test_a.py:7: in <module> TypeError: " in told
    assert told.endswith("needs holds the tests themselves, not 'test_zero': write "
                         "needs=(test_value,), with the function from above")  # fmt: skip


@pytest.mark.parametrize("needs", ["test_zero", refusal])
def test_a_need_alone_is_refused_with_what_to_write(needs):
    with pytest.raises(TypeError, match=r"write needs=\(test_value,\), with the comma"):
        check(needs=needs)


def test_the_marker_holds_plain_names():
    def test_value(student): ...

    def test_scalar(student): ...

    (mark,) = check(needs=(test_value,))(test_scalar).pytestmark
    assert mark.kwargs["needs"] == ("test_value",)


def test_a_need_that_is_no_test_is_refused(suite):
    text = ZERO + "def helper(): ...\n\n@check(needs=(helper,))\ndef test_more(student): ..."
    told = refusal(suite(test_a=text))
    assert told == "test_more needs helper, which is no earlier test of double"


def test_a_need_that_comes_later_is_refused(suite):
    text = "from . import test_b as b\n\n@check(needs=(b.test_later,))\ndef test_more(student): ..."
    told = refusal(suite(test_a=ZERO + text, test_b="def test_later(student): ..."))
    assert told == "test_more needs test_later, which is no earlier test of double"


def test_a_need_of_the_same_name_is_refused(suite):
    told = refusal(suite(test_a=ZERO + "@check(needs=(test_zero,))\ndef test_zero(student): ..."))
    assert told == "test_zero needs test_zero, which is no earlier test of double"


def test_a_need_of_another_exercise_is_refused_though_there_is_an_own_test_of_its_name(suite):
    text = """
from autograder.exercises.dropout.dropout_backward import test_dropout_backward as other
from autograder.testing import check

def test_mask(student): ...

@check(needs=(other.test_mask,))
def test_more(student): ...
"""
    told = refusal(suite(test_a=text))
    assert told == "test_more needs dropout_backward.test_mask, which is no earlier test of double"


def test_a_need_may_stand_in_an_earlier_file(suite):
    text = """
from autograder.testing import check
from . import test_1 as first

@check(needs=(first.test_zero,))
def test_more(student): ...
"""
    assignment = suite(test_1=ZERO, test_2=text)
    wrong = "def double(x):\n    return 1.0"
    assert outcomes(assignment, wrong) == {"zero": "fail", "more": "skip"}
    assert outcomes(assignment, notebooks.DOUBLE) == {"zero": "pass", "more": "pass"}


def test_a_test_that_is_there_twice_is_refused(suite):
    told = refusal(suite(test_1=ZERO, test_2="from .test_1 import test_zero"))
    assert told == "double has two tests called test_zero"


def test_a_test_with_parameters_has_passed_when_all_of_them_have(suite):
    assignment = suite(test_a=ZERO + PARAMETERS)
    names = ["zero", "value[0.0]", "value[1.0]", "value[2.0]", "scalar"]
    assert outcomes(assignment, notebooks.DOUBLE) == dict.fromkeys(names, "pass")


@pytest.mark.parametrize("wrong", [0.0, 1.0, 2.0])
def test_a_test_with_parameters_has_failed_when_one_of_them_has(suite, wrong):
    code = f"def double(x):\n    return 2 * x + (x == {wrong})"
    found = checks(suite(test_a=ZERO + PARAMETERS), code)
    assert [str(each.outcome) for each in found if each.name.startswith("value")].count("fail") == 1
    assert found[-1].rationale == "Not tried: “Twice the input” comes first."


def test_a_suite_says_which_check_is_a_worked_example(suite):
    text = ZERO + "@check(example=True)\ndef test_by_hand(student): ..."
    found = checks(suite(test_a=text), notebooks.DOUBLE)
    assert {check.name: check.example for check in found} == {"zero": False, "by_hand": True}


def test_the_json_of_a_check_does_not_say_it(suite):
    text = ZERO + "@check(example=True)\ndef test_by_hand(student): ..."
    found = checks(suite(test_a=text), notebooks.DOUBLE)
    assert not any("example" in check.as_json() for check in found)


@pytest.mark.parametrize(
    ("example", "faults"), [(True, []), (False, ["the alternative 'own' loses points: test_draws"])]
)
def test_an_alternative_may_lose_a_worked_example_and_nothing_else(example, faults):
    lost = Check("draws", "The worked example", 1, Outcome.FAIL, example=example)
    trial = Trial(ALTERNATIVE, "arithmetic", "double", "own", (), frozenset({"test_draws"}))
    proof = Proof("arithmetic", "double", {}, [TrialResult(trial, Exercise("double", 10, (lost,)))])
    assert alternative_loses(proof) == faults
