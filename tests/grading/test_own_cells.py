"""A function is judged as its own cell defines it, whatever the student's other cells do."""

import pytest

from autograder.feedback import wording
from tests.support import notebooks
from tests.support.notebooks import code, notebook, setup, solution

SETUP = setup("import numpy as np\nimport toy_given")
STUB = "def double(x):\n    raise NotImplementedError"
USES_HELPER = "def double(x):\n    return helper(x)"
HELPER = "def helper(x):\n    return 2 * x"


def scores(graded):
    return [exercise.score for exercise in graded.exercises]


def cells(*own_and_solutions):
    return notebook(SETUP, *own_and_solutions)


LATER = {
    "the function once more": "def double(x):\n    return 3 * x",
    "the function as a lambda": "double = lambda x: 3 * x",
    "the function deleted": "del double",
    "another meaning of np": "np = None",
    "a star import": "from math import *\ndouble = sqrt",
    "a replaced seed": "np.random.seed = lambda *a: None\nnp.random.rand = lambda *a: 1 / 0",
    "a patched module": "import toy_given\ntoy_given.__dict__.clear()",
    "a loop over its name": "for double in range(3):\n    pass",
    "an exit": "import sys\nsys.exit()",
    "an endless loop": "while True:\n    pass",
}


@pytest.mark.parametrize("own", LATER.values(), ids=LATER)
def test_what_stands_below_takes_no_points(grade, own):
    double, negate = "return np.add(x, x)", "return np.negative(x)"
    graded = grade(
        own, double=f"def double(x):\n    {double}", negate=f"def negate(x):\n    {negate}"
    )
    assert scores(graded) == [10, 5]


def test_what_stands_below_gives_no_points(grade):
    wrong = "def double(x):\n    return 3 * x"
    assert grade(notebooks.DOUBLE, double=wrong).exercises[0].score < 10


@pytest.mark.parametrize(
    "below",
    ["def helper(x):\n    return x", "del helper", "helper = None", "FACTOR = 3", "FACTOR += 1",
     "def helper(x, factor=5):\n    return factor * x"],
)  # fmt: skip
def test_a_helper_above_stays_as_it_was(grade, below):
    own = "FACTOR = 2\ndef helper(x):\n    return FACTOR * x"
    graded = grade(notebook=cells(code(own), solution("double", USES_HELPER), code(below),
                                  solution("negate", notebooks.NEGATE)))  # fmt: skip
    assert scores(graded) == [10, 5]


@pytest.mark.parametrize(
    "below",
    [
        HELPER,
        "def helper(x):\n    return inner(x)\ndef inner(x):\n    return FACTOR * x\nFACTOR = 2",
        "from operator import mul as m\nhelper = lambda x: m(2, x)",
        "if True:\n    def helper(x):\n        return 2 * x",
        "1 / 0\n" + HELPER,
        "while True:\n    pass\n" + HELPER,
        "%matplotlib inline\n" + HELPER,
        "class helper:\n    def __new__(cls, x):\n        return 2 * x",
        "from functools import partial\nhelper = partial(np.multiply, 2)",
        "TABLE = {}\nTABLE['two'] = 2\nhelper = lambda x: TABLE['two'] * x",
        "from toy_helpers import *\nfrom numpy import *\n" + HELPER,
    ],
)
def test_a_helper_below_counts_where_nothing_above_has_its_name(grade, below):
    graded = grade(below, double=USES_HELPER)
    assert scores(graded) == [10, 5]


def test_of_two_helpers_below_the_nearest_counts(grade):
    assert scores(grade(HELPER, "def helper(x):\n    return x", double=USES_HELPER)) == [10, 5]


def test_a_helper_in_two_cells_below_is_put_together(grade):
    first, second = "def helper(x):\n    return inner(x)", "inner = lambda x: 2 * x"
    assert scores(grade(first, second, double=USES_HELPER)) == [10, 5]


SOLVED_ELSEWHERE = {
    "below": (solution("double", STUB), code(notebooks.DOUBLE)),
    "above": (code(notebooks.DOUBLE), solution("double", STUB)),
    "below an emptied cell": (solution("double", ""), code(notebooks.DOUBLE)),
    "below, with an experiment at the end": (
        solution("double", STUB), code(notebooks.DOUBLE), code("def double(x):\n    return x"),
    ),
    "without a solution cell": (code(notebooks.DOUBLE),),
    "under another name": (
        solution("double", STUB), code("def twice(x):\n    return 2 * x\n\n\ndouble = twice"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("where", SOLVED_ELSEWHERE.values(), ids=SOLVED_ELSEWHERE)
def test_a_solution_in_an_own_cell_counts_while_the_solution_cell_holds_none(grade, where):
    graded = grade(notebook=cells(*where, solution("negate", notebooks.NEGATE)))
    assert scores(graded) == [10, 5]


def test_the_feedback_says_which_cell_was_judged(grade):
    wrong = code("def double(x):\n    return 3 * x")
    graded = grade(notebook=cells(solution("double", STUB), wrong))
    assert "cell 3" in wording.as_text(graded.exercises[0])
    right = grade(double="def double(x):\n    return 3 * x")
    assert "your own cell" not in wording.as_text(right.exercises[0])


def test_a_stub_in_an_own_cell_is_no_solution(grade):
    graded = grade(STUB, double=STUB)
    assert graded.exercises[0].score == 0
    assert "not written yet" in graded.exercises[0].checks[0].rationale


def test_a_cell_that_does_not_parse_is_told_though_an_experiment_defines_the_function(grade):
    graded = grade(notebooks.DOUBLE, double="def double(x:\n    return 2 * x")
    assert "SyntaxError" in graded.exercises[0].checks[0].rationale


def test_an_experiment_between_two_exercises_changes_neither(grade):
    own = code("def double(x):\n    return 'broken'\nnegate = None")
    graded = grade(notebook=cells(solution("double", notebooks.DOUBLE), own,
                                  solution("negate", notebooks.NEGATE)))  # fmt: skip
    assert scores(graded) == [10, 5]


def test_exercises_in_another_order_are_each_judged_in_their_place(grade):
    negate, double = solution("negate", notebooks.NEGATE), solution("double", notebooks.DOUBLE)
    graded = grade(notebook=cells(negate, code("del negate"), double, code("del double")))
    assert scores(graded) == [10, 5]


@pytest.mark.parametrize(
    "added",
    [
        "import math\n",
        "from math import fsum\nimport math\n",
        "import math as math\nx = 1 / 0\n",
        "import pandas as pd\nimport math\n",
        "try:\n    import math\nexcept ImportError:\n    pass\n",
    ],
)
@pytest.mark.parametrize("place", ["setup", "experiment", "test_negate"])
def test_an_import_added_to_a_given_cell_works(grade, added, place):
    submitted = notebooks.toy("def double(x):\n    return x * math.floor(2.5)")
    given = next(c for c in submitted["cells"] if c["metadata"]["nbgrader"]["grade_id"] == place)
    given["source"] += "\n" + added
    assert scores(grade(notebook=submitted)) == [10, 5]


def test_a_given_cell_that_was_changed_replaces_nothing(grade):
    submitted = notebooks.toy("def double(x):\n    return np.add(x, x)")
    submitted["cells"][0]["source"] = "np = None\nimport toy_given as np"
    assert scores(grade(notebook=submitted)) == [10, 5]


@pytest.mark.parametrize(
    "code",
    ["import pandas as pd\ndef double(x):\n    return pd.Series(x)",
     "from sklearn.utils import check_array as check\ndef double(x):\n    return check(x)",
     "def double(x):\n    import tensorflow as tf\n    return tf.add(x, x)",
     "import torch, pandas\ndef double(x):\n    return torch.add(x, x)",
     "import scipy.special\ndef double(x):\n    return scipy.special.expit(x)"],
)  # fmt: skip
def test_the_first_sentence_names_a_module_that_is_not_there(grade, code):
    first = wording.next_step(grade(double=code).exercises[0])
    module = next(m for m in ("sklearn", "tensorflow", "torch", "pandas", "scipy") if m in code)
    assert f"the module `{module}" in first
    assert "not available while code is being graded" in first


@pytest.mark.parametrize("first", [
    "from __future__ import annotations", "import math\nfrom __future__ import annotations",
])  # fmt: skip
def test_a_future_import_holds_in_the_cells_below_as_in_jupyter(grade, first):
    notebook = notebooks.toy("def double(x: Number) -> Number:\n    return 2 * x")
    notebook["cells"].insert(0, notebooks.code(first))
    assert grade(notebook=notebook).score == 15


def test_a_future_import_below_does_not_reach_up(grade):
    late = "from __future__ import annotations"
    graded = grade(late, double="def double(x: Number):\n    return 2 * x")
    assert graded.exercises[0].score == 0
