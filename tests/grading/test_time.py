"""What a submission's own cells and slow code may cost: time, and no points."""

import time

import pytest

from autograder.feedback import wording
from autograder.grading.grader import Grader
from autograder.sandbox.limits import Limits
from autograder.submission.cells import extract_cells
from tests.support import notebooks
from tests.support.notebooks import code, notebook, setup, solution

# the cells wait for limits
pytestmark = pytest.mark.slow

LIMITS = Limits(call_seconds=0.4, cell_seconds=0.5, own_cells_seconds=10.0, submission_seconds=4)
SETUP = setup("import numpy as np\nimport toy_given")
ENDLESS = "def double(x):\n    while True:\n        pass"
# it swallows what interrupts it, and must be killed
STUBBORN = "while True:\n    try:\n        while True: pass\n    except: pass\n"
# no bytecode between which to interrupt it
ONE_LONG_CALL = "big = sum(range(10**11))\n"
SLOW = {
    "a loop": "while True:\n    pass\n",
    "a nap": "import time\ntime.sleep(60)\n",
    "a loop that swallows all": STUBBORN,
    "one long call": ONE_LONG_CALL,
    "a slow class": "class Slow:\n    while True:\n        pass\n",
    "a slow default": "def f(x=sum(range(10**11))):\n    pass\n",
}


@pytest.fixture(scope="module")
def grader(toy):
    with Grader(toy, limits=LIMITS) as grader:
        yield grader


@pytest.fixture
def grade(grader):
    def run(*cells):
        return grader.grade_cells(extract_cells(notebook(SETUP, *cells), grader.assignment), "ada")

    return run


def scores(graded):
    return [exercise.score for exercise in graded.exercises]


DOUBLE, NEGATE = (
    solution("double", notebooks.DOUBLE),
    solution("negate", notebooks.NEGATE),
)


@pytest.mark.parametrize("slow", SLOW.values(), ids=SLOW)
def test_a_slow_own_cell_costs_nothing(grade, slow):
    assert scores(grade(code(slow), DOUBLE, code(slow), NEGATE)) == [10, 5]


@pytest.mark.parametrize("slow", SLOW.values(), ids=SLOW)
def test_what_its_cell_makes_before_and_after_is_there(grade, slow):
    before, after = (
        "import functools\nEPS = np.finfo(float).eps\n",
        "TWO = functools.partial(int, '2')\n",
    )
    right = solution("double", "def double(x):\n    return TWO() * x + 0 * EPS")
    assert scores(grade(code(before + slow + after), right, NEGATE)) == [10, 5]


def test_many_slow_own_cells_cost_nothing(grade):
    many = [code(f"t{n} = 0\nwhile True:\n    t{n} += 1\n") for n in range(12)]
    assert scores(grade(*many, DOUBLE, NEGATE)) == [10, 5]


MADE = (
    "EPS = np.finfo(float).eps",
    "EPS = {'eps': np.zeros(1)}['eps'][0]",
    "class EPS:\n    pass\n\n\nEPS = EPS() and 0.0",
    "import functools\nEPS = functools.reduce(min, [0.0, 1.0])",
    "EPS, _ = np.zeros(2)",
    "EPS: float = float('0')",
)
TROUBLE = (
    "import pandas as pd",
    "open('/etc/hostname').read()",
    "import time\nwhile True:\n    pass",
    "1 / 0",
    "raise SystemExit",
    "undefined_name",
)


@pytest.mark.parametrize("made", MADE)
@pytest.mark.parametrize("trouble", TROUBLE)
def test_only_the_statement_that_failed_is_left_out(grade, made, trouble):
    source = f"{trouble}\n{made}\ndef double(x):\n    return 2 * x + 0 * EPS"
    assert scores(grade(solution("double", source), NEGATE)) == [10, 5]


@pytest.mark.parametrize("slow", ["time.sleep(0.8)\n", ONE_LONG_CALL, STUBBORN])
def test_an_endless_exercise_and_slow_cells_cost_no_other_exercise(grade, slow):
    graded = grade(code("import time\n" + slow), solution("double", ENDLESS), code(slow), NEGATE)
    assert scores(graded) == [0, 5]


def test_a_process_that_is_started_again_does_not_run_slow_cells_again(toy):
    slow = code("import time\ntime.sleep(1.5)\n")
    dies = solution("double", "import os\n\n\ndef double(x):\n    os._exit(1)")
    started = time.monotonic()
    with Grader(toy, limits=Limits(cell_seconds=4)) as grader:
        cells = extract_cells(notebook(SETUP, slow, dies, NEGATE), toy)
        assert scores(grader.grade_cells(cells, "ada")) == [0, 5]
    # the process is started four times
    assert time.monotonic() - started < 4.5


def test_what_a_slow_statement_made_is_made_again_where_it_is_needed(toy):
    slow = "import time\ndef two():\n    time.sleep(0.6)\n    return 2\n\n\nTWO = two()\n"
    dies = "import os\n\n\ndef double(x):\n    os._exit(1)"
    cells = notebook(SETUP, code(slow), solution("double", dies),
                     solution("negate", "def negate(x):\n    return x - TWO * x"))  # fmt: skip
    with Grader(toy, limits=Limits(call_seconds=1, cell_seconds=2)) as grader:
        assert scores(grader.grade_cells(extract_cells(cells, toy), "ada")) == [0, 5]


@pytest.mark.parametrize(
    "slow",
    ["TWO = sum(range(10**11))", "def make():\n    while True: pass\n\n\nTWO = make()",
     "import time\nTWO = time.sleep(9) or 2", "TWO = [n for n in iter(int, 1)]",
     "import time\nwith open(time.sleep(9)) as TWO:\n    pass", STUBBORN + "    finally: TWO = 2"],
)  # fmt: skip
def test_what_needs_an_interrupted_statement_waits_for_a_person(grade, slow):
    graded = grade(code(slow), solution("double", "def double(x):\n    return TWO * x"), NEGATE)
    assert scores(graded) == [None, 5]
    told = wording.as_text(graded.exercises[0])
    assert "`TWO`" in told
    assert "c.Grading.cell_seconds" in told
    assert "TWO" not in wording.comment(graded.exercises[0])


def test_a_right_function_that_is_too_slow_as_a_whole_waits_for_a_person(toy):
    slow = "import time\n\n\ndef double(x):\n    time.sleep(0.3)\n    return 2 * x"
    limits = Limits(call_seconds=2, submission_seconds=1)
    with Grader(toy, limits=limits) as grader:
        graded = grader.grade_cells(extract_cells(notebooks.toy(slow), toy), "ada")
    assert scores(graded) == [None, 5]
    assert "c.Grading.submission_seconds" in wording.as_text(graded.exercises[0])


def test_what_one_exercise_leaves_of_its_time_goes_to_the_next(toy):
    slow = "import time\n\n\ndef negate(x):\n    time.sleep(0.7)\n    return -x"
    limits = Limits(call_seconds=2, submission_seconds=1)
    with Grader(toy, limits=limits) as grader:
        graded = grader.grade_cells(extract_cells(notebooks.toy(negate=slow), toy), "ada")
    assert scores(graded) == [10, 5]


def test_a_cell_that_crashes_the_parser_costs_no_exercise(grade):
    deep = code("x = " + "-" * 200_000 + "1")
    nested = code("x = " + "[" * 5000 + "]" * 5000)
    chain = code("x = y" + ".z" * 100_000)
    assert scores(grade(deep, nested, chain, DOUBLE, NEGATE)) == [10, 5]
