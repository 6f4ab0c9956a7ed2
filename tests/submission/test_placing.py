"""A notebook without nbgrader's metadata: solutions are found by what they define."""

import pytest

from autograder.submission.cells import extract_cells
from autograder.submission.normalise import normalise
from tests.support import notebooks
from tests.support.notebooks import DOUBLE, NEGATE, code, notebook, test_cell


def bare(*sources):
    """A notebook of code cells that no metadata tells apart."""
    return notebook(*map(code, sources))


def solutions(submitted, toy):
    return {c.exercise: c.source for c in extract_cells(submitted, toy) if c.exercise}


def test_a_cell_is_put_to_the_exercise_that_it_defines(toy):
    assert solutions(bare("x = 1", DOUBLE, NEGATE), toy) == {"double": DOUBLE, "negate": NEGATE}


@pytest.mark.parametrize(
    "broken",
    ["def double(x):\n    return (2 * x", "def double(x:\n    return 2 * x",
     "def double(x)\n  pass", 'def double(x):\n    """Twice x.\n    return 2 * x',
     "class double:\nreturn 3",
     "async def double(x):\n    yield from (x", "x = (1\ndef double(x):\n    return 2 * x"],
)  # fmt: skip
def test_also_where_the_cell_does_not_parse(toy, broken):
    assert solutions(bare(broken, NEGATE), toy) == {"double": broken, "negate": NEGATE}


@pytest.mark.parametrize(
    ("lost", "line"),
    [("def double(x):\n    return (2 * x", 2), ("def double(x):\n    y = [x\n    return y + y", 2),
     ("import math\n\ndef double(x)\n    return 2 * x", 3),
     ('def double(x):\n    """Twice.\n    return 2 * x', 2),
     ("def double(x):\n    return 2 * x\n  x = 3", 3)],
)  # fmt: skip
def test_the_syntax_error_is_told_with_its_line(grade, lost, line):
    double, negate = grade(notebook=bare(lost, NEGATE)).exercises
    assert negate.score == 5
    told = double.checks[0].rationale
    assert "its cell failed: " in told
    assert f"(line {line} of the cell `double`)" in told


def test_a_cell_that_defines_several_is_cut_between_them(toy, grade):
    both = f"import math\n\n{DOUBLE}\n\n\ndef helper():\n    pass\n\n\n@staticmethod\n{NEGATE}\n"
    cells = [(c.exercise, c.source.strip()) for c in extract_cells(bare(both), toy)[1:]]
    assert cells == [
        (None, "import math"), ("double", DOUBLE), (None, "def helper():\n    pass"),
        ("negate", f"@staticmethod\n{NEGATE}"),
    ]  # fmt: skip
    assert grade(notebook=bare(both)).score == 15


def test_a_syntax_error_costs_its_own_exercise_alone_though_another_stands_in_the_cell(grade):
    both = "def double(x):\n    return (2 * x\n\n" + NEGATE
    assert [each.score for each in grade(notebook=bare(both)).exercises] == [0, 5]


def test_what_stands_in_a_string_or_a_comment_is_no_definition(toy):
    quoted = f'"""\n{DOUBLE}\n"""\n# def double(x): return 0\ny = 1'
    assert solutions(bare(DOUBLE, quoted, NEGATE), toy) == {"double": DOUBLE, "negate": NEGATE}


def test_a_method_of_that_name_is_no_definition(toy):
    assert solutions(bare("class A:\n    def double(x): ...", NEGATE), toy) == {"negate": NEGATE}


def test_what_follows_the_visible_check_is_an_experiment(toy, grade):
    other = "def double(x):\n    return 3 * x"
    submitted = bare(DOUBLE, test_cell("double", 10)["source"], other, NEGATE)
    assert solutions(submitted, toy)["double"] == DOUBLE
    assert grade(notebook=submitted).score == 15


def test_without_a_check_the_last_definition_counts(toy):
    other = "def double(x):\n    return 3 * x"
    assert solutions(bare(other, DOUBLE, NEGATE), toy)["double"] == DOUBLE


def test_an_assignment_defines_too_where_no_def_does(toy):
    made = "double = lambda x: 2 * x"
    assert solutions(bare(made, NEGATE), toy)["double"] == made
    assert solutions(bare(DOUBLE, "double = None", NEGATE), toy)["double"] == DOUBLE
    assert solutions(bare("double == 3", NEGATE), toy) == {"negate": NEGATE}


def test_where_metadata_names_a_solution_it_counts(toy):
    submitted = notebooks.toy("x = 1", NEGATE, DOUBLE)
    assert solutions(submitted, toy) == {"double": "x = 1", "negate": NEGATE}


def test_given_cells_and_copies_of_them_are_no_solutions(toy):
    given = code("def double(x): ...", "test_double")
    assert solutions(notebook(given, code(NEGATE)), toy) == {"negate": NEGATE}


def test_the_notebook_that_is_recorded_has_the_solutions_metadata(toy):
    made = normalise(bare(f"{DOUBLE}\n\n\n{NEGATE}", "own = 1"), toy)
    about = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in made.cells]
    assert about == ["double", "negate", None]
    assert made.cells[0].metadata.nbgrader.solution
