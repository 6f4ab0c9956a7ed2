"""A file without anything that the assignment asks for is told as that; a trace makes it right."""

import shutil

import pytest

from autograder.course.course import Course
from autograder.submission.cells import extract_cells
from autograder.submission.wrong_file import wrong_file
from tests.support import notebooks
from tests.support.notebooks import DOUBLE, code, notebook, setup, solution
from tests.support.places import TOY

ELSEWHERE = """
course = "Arithmetic 101"
files = ["signs.py", "factors.py"]
packages = ["arith"]
modules = ["signs"]
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course with two assignments, the first of which knows where its exercises come from."""
    root = tmp_path_factory.mktemp("course")
    shutil.copytree(TOY / "source", root / "source")
    shutil.copytree(TOY / "exercises", root / "exercises")
    (root / "exercises/arithmetic/elsewhere").mkdir()
    (root / "exercises/arithmetic/elsewhere/about.toml").write_text(ELSEWHERE, encoding="utf-8")
    notebooks.write(root / "source/arithmetic/arithmetic.ipynb", notebooks.toy())
    other = notebook(solution("halve", "def halve(x): ..."), notebooks.test_cell("halve", 1))
    notebooks.write(root / "source/division/division.ipynb", other)
    notebooks.write(root / "source/broken/broken.ipynb", {"cells": [{}]})
    return Course(root, root / "exercises")


def told(course, *cells):
    """Return what is told of a submission to `arithmetic`."""
    assignment = course.assignment("arithmetic")
    return wrong_file(extract_cells(notebook(*cells), assignment), assignment)


def test_the_notebook_of_another_assignment_is_told_by_its_name(course):
    said = told(course, code("import math"), solution("halve", "def halve(x): return x / 2"))
    assert said.startswith("This looks like the notebook of `division` and holds nothing that")
    assert said.endswith("it has no score until a person has looked at it.")
    assert told(course, code("def halve(x): return (x")) == said


@pytest.mark.parametrize(
    "used",
    ["from arith.factors import *\nprint(double(3))", "import arith.signs as s\ns.double(3)",
     "%load_ext autoreload\nfrom signs import double, negate", "x = 1\n  from arith import signs",
     "try:\n    import arith\nexcept ImportError:\n    pass"],
)  # fmt: skip
def test_the_notebook_of_the_course_it_comes_from_asks_for_the_files_with_the_code(course, used):
    said = told(course, code(used))
    assert said.startswith("This looks like Arithmetic 101's own notebook or another")
    assert "the code stands in signs.py and factors.py, so hand these in" in said


@pytest.mark.parametrize(
    "other",
    ["x = 3", "print(double(3), negate(4))", "# about double(x)", "import arithmetic",
     "def doubles(x): ...", "def redouble(x): ...", "y = double", "if double == negate: pass",
     "undouble = lambda x: x / 2"],
)  # fmt: skip
def test_whatever_else_defines_nothing_says_what_is_asked_for(course, other):
    assert told(course, code(other)).startswith(
        "It defines nothing that `arithmetic` asks for (`double`, `negate`)"
    )


@pytest.mark.parametrize(
    "empty", [(), (code(""), code("  \n")), (setup("import numpy as np\nimport toy_given"),)]
)
def test_a_file_without_code_is_told(course, empty):
    assert told(course, *empty).startswith("There is no code in it")


@pytest.mark.parametrize(
    "trace",
    [DOUBLE, "def double(x:\n", "class negate:\n    pass", "double = lambda x: 2 * x",
     "double: object = abs", "double, half = make()", "if True:\n    def double(x): return 2 * x",
     "globals()['double'] = abs", "exec('def double(x): return 2 * x')",
     "setattr(__main__, \"negate\", abs)", "def double(x):\n    raise NotImplementedError()",
     "class Old:\n    def double(self, x):\n        return 2 * x"],
)  # fmt: skip
def test_one_trace_of_one_function_makes_it_the_right_file(course, trace):
    assert told(course, code("import arith.signs"), code(trace)) == ""


def test_a_solution_cell_makes_it_the_right_file_whatever_it_holds(course):
    assert told(course, solution("double", "")) == ""
    assert told(course, solution("negate", "x = (")) == ""


def test_the_untouched_release_is_the_right_file(course):
    stub = "def double(x):\n    raise NotImplementedError()"
    assert told(course, *notebooks.toy(stub, "pass")["cells"]) == ""


def test_it_waits_for_a_person_in_the_place_of_a_zero(grade):
    graded = grade(notebook=notebook(code("x = 3")))
    assert (graded.score, graded.status) == (None, "error")
    assert [each.score for each in graded.exercises] == [None, None]
    assert graded.as_json()["error"].startswith("It defines nothing that `arithmetic` asks for")


def test_nothing_of_the_submission_stands_in_the_sentence(course):
    said = told(course, code("from arith.evil_name import *\nevil_name = '<b>evil_name</b>'"))
    assert "evil_name" not in said
