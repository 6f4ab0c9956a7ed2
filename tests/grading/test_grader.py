"""What becomes of a submission, on an assignment of two small exercises (10 and 5 points)."""

import shutil

import pytest

from autograder.course.course import Course, CourseError
from autograder.grading.grader import Grader
from autograder.grading.suites.check_outcome import exercise_of_test
from autograder.grading.suites.direct_calls import plain
from autograder.sandbox.exceptions import BoxError
from autograder.sandbox.limits import Limits
from autograder.submission.cells import extract_cells
from autograder.testing.results import Outcome
from tests.support import notebooks
from tests.support.boxes import Boxes
from tests.support.places import TOY


def scores(graded):
    return [exercise.score for exercise in graded.exercises]


def outcomes(graded, number=0):
    return [str(check.outcome) for check in graded.exercises[number].checks]


def test_a_right_submission_gets_full_marks(grade):
    graded = grade()
    assert (graded.score, graded.max_score, graded.status) == (15, 15, "graded")


def test_an_untouched_stub_gets_nothing_and_is_called_not_written(grade):
    graded = grade(double="def double(x):\n    raise NotImplementedError()")
    assert scores(graded) == [0, 5]
    assert outcomes(graded) == ["fail", "skip", "skip"]
    assert graded.exercises[0].checks[0].rationale == "`double` is not written yet."


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("if np.ndim(x) == 0: raise NotImplementedError", "Part of `double` is not written yet"),
        ("if np.ndim(x) == 1: del globals()['double']", "`double` is not defined in the notebook"),
    ],
    ids=["raises then", "is gone then"],
)
def test_code_that_has_answered_before_is_half_written(grade, line, words):
    double = f"def double(x):\n    {line}\n    return 2 * x"
    *_, last = grade(double=double).exercises[0].checks
    assert (last.rationale, last.fault) == (f"{words}.", "half_written")


def test_partly_right_work_gets_its_weighted_share(grade):
    graded = grade(double="def double(x):\n    x *= 2\n    return x")
    assert scores(graded)[0] == 8
    assert graded.exercises[0].outcome == "partial"


def test_a_check_whose_need_failed_is_skipped_with_a_word(grade):
    graded = grade(double="def double(x):\n    return 3 * x")
    assert outcomes(graded) == ["fail", "skip", "fail"]
    assert "Twice the input" in graded.exercises[0].checks[1].rationale


def test_helpers_in_a_cell_of_the_students_own_work(grade):
    assert (
        grade("def helper(x):\n    return x + x", double="double = lambda x: helper(x)").score == 15
    )


def test_printing_and_warning_cost_nothing(grade):
    noisy = (
        "import warnings\ndef double(x):\n    print('x' * 10**6)\n    warnings.warn('hm')\n"
        "    return 2 * x"
    )
    assert grade(double=noisy).score == 15


def test_plots_and_progress_bars_are_tolerated(grade):
    plots = (
        "import matplotlib.pyplot as plt\nfrom tqdm.auto import tqdm\nfig, ax = plt.subplots()\n"
        "ax.plot([1], [2])\nfig, (a, b) = plt.subplots(1, 2)\nplt.show()\n"
        "total = sum(tqdm(range(3)))\ndef double(x):\n    return total * x - x"
    )
    assert grade(double=plots).score == 15


BROKEN = {
    "syntax error": "def double(x:\n    return",
    "exception at top level": "1 / 0",
    "missing function": "# nothing here",
    "os._exit at top level": "import os\nos._exit(0)",
    "os._exit in the function": "import os\ndef double(x):\n    os._exit(0)",
    "infinite loop in the function": "def double(x):\n    while True: pass",
    "endless recursion": "def double(x):\n    return double(x)",
    "a crash of the interpreter": "import ctypes\ndef double(x):\n    ctypes.string_at(0)",
    "too much memory": "def double(x):\n    return bytearray(2**33)",
    "sys.exit": "import sys\ndef double(x):\n    sys.exit()",
    "another package": "def double(x):\n    import pandas\n    return 2 * x",
}


@pytest.mark.slow
@pytest.mark.parametrize("code", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_cell_costs_only_its_own_exercise(grade, code):
    graded = grade(double=code)
    assert graded.status == "graded"
    assert scores(graded) == [0, 5]


def test_a_function_above_an_infinite_loop_at_top_level_still_counts(grade):
    assert grade(double=notebooks.DOUBLE + "\nwhile True: pass").score == 15


def test_an_own_cell_that_never_ends_costs_nothing(grade):
    assert grade("while True: pass").score == 15


@pytest.mark.slow
def test_several_own_cells_that_never_end_cost_nothing(grade):
    endless = [f"run = {number}\nwhile True: pass" for number in range(4)]
    assert grade(*endless).score == 15


def test_an_own_cell_that_kills_the_process_costs_nothing(grade):
    assert grade("import os\nos._exit(1)").score == 15


def test_the_cells_error_is_named_where_the_function_is_missing(grade):
    graded = grade(double="def double(x:\n    return")
    told = graded.exercises[0].checks[0].rationale
    assert "SyntaxError" in told
    assert "line 1" in told


@pytest.mark.slow
@pytest.mark.parametrize(
    "code",
    [
        "def double(x):\n    return x @ None",
        "def double(x):\n    return x.twice()",
        "def double(x):\n    return x * {}['two']",
        "def double(x):\n    if x is None:\n        y = 0\n    return y",
        "def double(x, factor):\n    return factor * x",
        "def double(x):\n    while True:\n        pass",
    ],
)
def test_code_that_does_not_get_through_is_not_given_the_checks_hint(grade, code):
    first = grade(double=code).exercises[0].checks[0]
    assert (first.outcome, first.hint) == ("fail", "")
    assert grade(double="def double(x):\n    return x").exercises[0].checks[0].hint


def test_a_raised_exception_is_told_with_its_line(grade):
    graded = grade(double="def double(x):\n    raise ValueError('odd shape')")
    assert "ValueError: odd shape (line 2 of the cell `double`)" in (
        graded.exercises[0].checks[0].rationale
    )


GARBAGE = [
    "None", "object()", "'text'", "{}", "[]", "()", "float('nan')", "np.array([])",
    "np.array([None])", "np.full((2, 3), np.nan)", "(i for i in range(3))", "lambda: 1",
    "np.zeros((7, 2, 3))", "1j", "2**80", "type", "x[0]", "np.ma.masked", "[[1, [2]]]",
]  # fmt: skip


@pytest.mark.parametrize("value", GARBAGE)
def test_a_garbage_result_fails_and_is_never_a_fault_of_the_grader(grade, value):
    graded = grade(double=f"def double(x):\n    return {value}")
    assert scores(graded) == [0, 5]


def test_a_suites_own_fault_is_held_back_and_never_a_zero(grade):
    graded = grade(negate="def negate(x):\n    return 666")
    assert scores(graded) == [10, None]
    assert (graded.status, graded.score) == ("error", None)
    check = graded.exercises[1].checks[0]
    assert check.outcome is Outcome.ERROR
    assert check.cause == "LookupError: a fault of this suite"
    assert "666" not in check.rationale
    assert graded.as_json()["error"] == "held back for review: negate"


def test_grading_twice_gives_the_same(grade):
    code = "import numpy as np\ndef double(x):\n    return 2 * x + (np.random.rand() < 0.5)"
    first, second = grade(double=code), grade(double=code)
    assert first.exercises == second.exercises


def test_after_three_stops_the_rest_of_an_exercise_is_left_out(toy):
    limits = Limits(call_seconds=0.2, cell_seconds=0.2, stops=1)
    with Grader(toy, limits=limits) as grader:
        loop = notebooks.toy(double="def double(x):\n    while True: pass")
        graded = grader.grade_cells(extract_cells(loop, toy), "student")
    assert outcomes(graded) == ["fail", "skip", "skip"]
    assert scores(graded) == [0, 5]


def test_a_suite_that_does_not_load_is_told_in_one_line(toy, tmp_path):
    (tmp_path / "arithmetic/double").mkdir(parents=True)
    (tmp_path / "arithmetic/double/test_double.py").write_text("import nonsense_module")
    broken = Course(toy.folder.parent.parent, tmp_path).assignment("arithmetic")
    with pytest.raises(CourseError, match=r"cannot be loaded.*nonsense_module"):
        Grader(broken)


def test_an_exercise_without_suite_is_told(toy, tmp_path):
    shutil.copytree(TOY / "exercises/arithmetic/double", tmp_path / "arithmetic/double")
    lacking = Course(toy.folder.parent.parent, tmp_path).assignment("arithmetic")
    with pytest.raises(CourseError, match="has test cells for negate, which lack hidden tests"):
        Grader(lacking)


def test_a_box_that_is_lost_is_replaced_and_nothing_with_it(toy):
    boxes = Boxes(toy)
    with Grader(toy, box=boxes) as grader:
        boxes.kill()
        graded = grader.grade_cells(extract_cells(notebooks.toy(), toy), "student")
        assert (graded.score, graded.status) == (15, "graded")


def test_a_box_that_cannot_be_replaced_is_an_error_and_no_zero(toy):
    boxes = Boxes(toy)
    with Grader(toy, box=boxes) as grader:
        boxes.kill()
        boxes.refusal = BoxError("no box today")
        graded = grader.grade_cells(extract_cells(notebooks.toy(), toy), "student").as_json()
        assert (graded["status"], graded["score"], graded["exercises"]) == ("error", None, [])
        assert graded["error"] == "the sandbox failed, nothing was graded: no box today"
        boxes.refusal = None
        assert grader.grade_cells(extract_cells(notebooks.toy(), toy), "next").score == 15


def test_suites_that_ended_are_an_error_and_no_hang(toy):
    with Grader(toy) as grader:
        grader._suites.close()
        graded = grader.grade_cells(extract_cells(notebooks.toy(), toy), "student")
        assert "pytest ended" in str(graded.error)


def test_exercises_are_judged_in_the_order_of_the_notebook(graders):
    grader = graders["dropout"]  # whose suites have another order as files
    judged = [exercise_of_test(item) for item in grader._suites._plugin.items]
    assert list(dict.fromkeys(judged)) == list(grader.assignment.points)


NEEDS_PYTEST = {
    "a fixture of its own": "@pytest.fixture\ndef x():\n    return 2.0\n\ndef test_more(x): ...",
    "one of ours, replaced": "@pytest.fixture\ndef student():\n    return 2.0",
    "one for all": "@pytest.fixture(autouse=True)\ndef each(): ...",
    "a parameter": "@pytest.mark.parametrize('x', [1.0])\ndef test_more(x): ...",
    "a marker": "@pytest.mark.skipif(False, reason='')\ndef test_more(): ...",
    "a class": "class TestMore:\n    def test_more(self): ...",
    "a setup": "def setup_module(): ...",
    "a plug-in": "pytest_plugins = []",
}


@pytest.mark.slow
@pytest.mark.parametrize("code", NEEDS_PYTEST.values(), ids=NEEDS_PYTEST.keys())
def test_a_file_with_what_needs_pytest_is_left_to_pytest(toy, tmp_path, code):
    folder = tmp_path / "arithmetic"
    shutil.copytree(TOY / "exercises/arithmetic", folder)
    suite = folder / "double/test_double.py"
    suite.write_text(f"import pytest\n{suite.read_text()}\n\n{code}\n")
    with Grader(Course(toy.folder.parent.parent, tmp_path).assignment("arithmetic")) as grader:
        direct = {exercise_of_test(item) for item in plain(grader._suites._plugin.items, folder)}
        assert direct == (set() if "plugins" in code else {"negate"})


def test_with_hooks_everything_is_left_to_pytest(graders, tmp_path):
    items = graders["dropout"]._suites._plugin.items
    assert len(plain(items, tmp_path)) == len(items)
    (tmp_path / "conftest.py").touch()
    assert not plain(items, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("code", [*BROKEN.values(), "def double(x):\n    return 3 * x"])
def test_pytest_gives_the_same_outcomes_as_a_plain_call(toy, grade, monkeypatch, code):
    direct = grade(double=code)
    monkeypatch.setattr("autograder.grading.suites.pytest_plugin.plain", lambda *_: frozenset())
    with Grader(toy, limits=Limits(call_seconds=0.5, cell_seconds=0.5)) as grader:
        by_pytest = grader.grade_cells(extract_cells(notebooks.toy(code), toy), "student")
    assert by_pytest.exercises == direct.exercises
