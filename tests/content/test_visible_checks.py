"""What a visible check shows when it fails, what is said before the first exercise, and more.

A failing check shows its sentence and no traceback: at most eight lines, in a real kernel too.
"""

import contextlib
import inspect
import io
import linecache
import re
from collections import defaultdict

import pytest

from autograder.course.course import Course
from autograder.course.exercise_files import MISCONCEPTIONS
from autograder.course.known_solutions import read_known_solutions
from tests.support.kernels import COLOUR, shown_by_checks
from tests.support.places import ROOT
from tests.support.released import cells, helpers

COURSE = Course(ROOT)
NAMES = COURSE.names
MOST_LINES, MOST_WORDS = 8, 900
EXERCISES = [(name, each) for name in NAMES for each in COURSE.assignment(name).points]


def checks_of(reference):
    """The helpers' module with the visible checks, as the notebook has it."""
    (found,) = (value for name, value in vars(reference).items() if name.endswith("_checks"))
    return found


@pytest.fixture(scope="module")
def failing():
    """Return what a check says of some code for an exercise: lines, or none where it holds."""

    def lines(name, exercise, code):
        reference = COURSE.assignment(name).reference
        own = {**vars(reference), "__name__": "student"}
        linecache.cache["<cell>"] = len(code), None, code.splitlines(True), "<cell>"
        exec(compile(code, "<cell>", "exec"), own)
        check = getattr(checks_of(reference), f"check_{exercise}")
        # a check of a backward pass may take the forward pass too
        taken = [exercise, exercise.replace("backward", "forward")]
        more = len(inspect.signature(check).parameters)
        try:
            with contextlib.redirect_stdout(io.StringIO()):  # the student's own prints
                check(*(own[each] for each in taken[:more]))
        except AssertionError as error:
            return COLOUR.sub("", "\n".join(error._render_traceback_()))
        return ""

    return lines


@pytest.mark.parametrize(
    ("name", "exercise"),
    # the check of a net works out numerical gradients: a second for each of a hundred mistakes
    [pytest.param(*each, marks=[pytest.mark.slow] * ("Net" in each[1])) for each in EXERCISES],
)
def test_no_known_mistake_makes_a_check_say_more_than_eight_lines(failing, name, exercise):
    known = read_known_solutions(COURSE.assignment(name), MISCONCEPTIONS, exercise)
    told = [failing(name, exercise, each.code) for each in known]
    found = [each for each in told if each]
    assert len(found) > len(told) / 2
    assert [each for each in found if len(each.splitlines()) > MOST_LINES] == []
    assert {each.splitlines()[0] for each in found} == {f"✗ {exercise}"}


COST = "def compute_cost_with_regularization(A3, Y, parameters, lambd):\n"


def test_a_number_that_differs_is_told_with_the_expected_one_the_tolerance_and_the_cause(failing):
    told = failing("regularization", "compute_cost_with_regularization",
                   f"{COST}    return compute_cost(A3, Y)\n")  # fmt: skip
    assert "the penalty is missing" in told
    rows = dict(line.split(maxsplit=1) for line in told.splitlines()[-3:])
    assert rows == {
        "got": "1.6025016047573224", "expected": "1.7864859451590758", "tolerance": "1e-08",
    }  # fmt: skip


def test_an_exception_is_told_with_the_line_of_the_student(failing):
    code = (
        f"{COST}    def deeper(x):\n        return compute_cost(x, Y[5])\n    return deeper(A3)\n"
    )
    told = failing("regularization", "compute_cost_with_regularization", code)
    assert "IndexError" in told
    assert told.splitlines()[-1].split(maxsplit=2) == ["line", "3", "return compute_cost(x, Y[5])"]


def test_numbers_that_come_as_an_array_are_told_in_a_row(failing):
    code = """def min_norm_fit(X, y):
    w = np.linalg.lstsq(X, y, rcond=None)[0]
    return np.array([w.sum(), 0]) if np.ptp(X[0]) == 0 else w
"""
    told = failing("shrinkage", "min_norm_fit", code)
    assert "both should get the same weight" in told
    assert told.splitlines()[-1].split(maxsplit=1) == ["got", "[2. 0.]"]


def test_a_result_that_no_check_can_use_is_told_as_shortly(failing):
    odd = "def dropout_forward(x, dropout_param):\n    return [x, x], object()\n"
    assert 2 <= len(failing("dropout", "dropout_forward", odd).splitlines()) <= MOST_LINES


# In a real kernel


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_in_a_kernel_every_check_of_the_untouched_notebook_fails_in_eight_lines(name):
    checks = shown_by_checks(name)
    assert len(checks) == len(COURSE.assignment(name).points)
    for shown in checks:
        assert len(shown.splitlines()) <= MOST_LINES
        assert "is not written yet" in shown and "Traceback" not in shown


# What is read before the first exercise, and beside it


@pytest.mark.parametrize("name", NAMES)
def test_at_most_900_words_stand_before_the_first_todo(name):
    words = 0
    for cell in cells("release", name):
        source = "".join(cell["source"])
        if cell["cell_type"] == "code" and "raise NotImplementedError()" in source:
            break
        words += len(source.split())
    assert 200 < words <= MOST_WORDS


ANY_INPUT = [
    "[[1, 2], [3]]",
    "...",
    "'about 3'",
    "{}",
    "1 + 2j",
    "10 ** 400",
    "[None]",
    "float('nan')",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("answer", ANY_INPUT)
def test_a_cell_by_hand_survives_any_input(name, answer, capsys):
    checks = checks_of(COURSE.assignment(name).reference)
    text = "\n".join("".join(cell["source"]) for cell in cells("release", name))
    asked = re.findall(r'check_by_hand\("(.+?)"', text)
    assert len(asked) >= 3
    for each in asked:
        checks.check_by_hand(each, eval(answer))
        lines = capsys.readouterr().out.splitlines()
        assert 1 <= len(lines) <= 2
        assert lines[0].startswith(f"{each}: ") and "right" not in " ".join(lines)


@pytest.mark.parametrize("given", ["np.ones((12, 2))", "[[1], [1, 2]]", "'a'", "None", "1 / 0"])
def test_an_experiment_goes_on_with_the_recorded_run_whatever_comes_out(given, capsys):
    reference = vars(COURSE.assignment("shrinkage").reference)
    recall = reference["run_or_recall"]
    assert recall("ridge_path", lambda: eval(given, reference)).shape == (12, 5)
    told = " ".join(capsys.readouterr().out.split())
    assert told.endswith(": showing the course's recorded run.")


def test_what_assignments_share_is_the_same_in_all():
    versions, of = defaultdict(set), defaultdict(int)
    for name in NAMES:
        for path in helpers(name):
            versions[path.name].add(path.read_bytes())
            of[path.name] += 1
    own = {"__init__.py"}
    assert [name for name, found in versions.items() if len(found) > 1 and name not in own] == []
    assert {name for name, number in of.items() if number == len(NAMES)} >= {
        "ask_grader.py", "by_hand.py", "check_panel.py",
    }  # fmt: skip
