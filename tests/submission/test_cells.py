import json

import pytest

from autograder.submission.cells import extract_cells
from autograder.submission.hashes import code_hash
from autograder.submission.normalise import normalise
from autograder.submission.read import UnreadableSubmission, read_notebook
from tests.support import notebooks
from tests.support.notebooks import code, notebook, setup, solution


def sources(content, assignment):
    return [cell.source for cell in extract_cells(content, assignment)]


SETUP = "import numpy as np\nimport toy_given"


def test_setup_solutions_and_own_cells_are_kept_in_order(toy):
    submitted = notebook(solution("double", "a"), code("own = 1"), solution("negate", "b"))
    assert sources(submitted, toy) == [SETUP, "a", "own = 1", "b"]


def test_the_setup_comes_from_the_course_whatever_the_student_made_of_it(toy):
    first, own = extract_cells(notebook(setup("import evil")), toy)
    assert first.source == SETUP
    # it is looked into only for names that nothing else defines
    assert own.spare


def test_experiments_and_visible_checks_are_left_out_also_as_copies(toy):
    submitted = notebooks.toy()
    submitted["cells"] += [code("print('an experiment')"), code("assert True")]
    assert len(sources(submitted, toy)) == 3


def test_of_two_cells_with_one_id_the_last_is_the_exercise(toy):
    submitted = notebook(solution("double", "old"), solution("double", "new"))
    cells = extract_cells(submitted, toy)
    assert [(c.source, c.exercise) for c in cells[1:]] == [("old", None), ("new", "double")]


def test_a_solution_cell_turned_into_markdown_is_still_the_solution(toy):
    cell = solution("double", "def double(x): ...") | {"cell_type": "markdown"}
    assert sources(notebook(cell), toy)[1:] == ["def double(x): ..."]


def test_cells_without_metadata_still_count(toy):
    assert sources({"cells": [{"cell_type": "code", "source": ["a\n", "b"]}]}, toy)[1:] == ["a\nb"]


def test_a_notebook_of_format_3_is_understood(toy):
    old = {"worksheets": [{"cells": [{"cell_type": "code", "input": "x = 1"}]}], "nbformat": 3}
    assert sources(old, toy)[1:] == ["x = 1"]


@pytest.mark.parametrize(
    "odd",
    [None, 3, "cell", [], {"cell_type": "code"}, {"cell_type": "code", "source": 3},
     {"cell_type": "code", "metadata": [], "source": ""},
     {"cell_type": "code", "metadata": {"nbgrader": {"grade_id": ["x"]}}, "source": [1]}],
    ids=repr,
)  # fmt: skip
def test_odd_cells_are_passed_over(odd, toy):
    assert sources({"cells": [odd]}, toy) == [SETUP]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"   \n", "is empty"),
        (b"{", "valid JSON"),
        (b"\xff\xfe\x00", "valid JSON"),
        (b"[" * 100_000, "200 brackets in one another"),
        (b"[]", "no list of cells"),
        (b'{"cells": {}}', "no list of cells"),
    ],
)
def test_an_unreadable_file_is_refused_in_one_sentence(tmp_path, content, said):
    path = tmp_path / "héllo wörld.ipynb"
    path.write_bytes(content)
    with pytest.raises(UnreadableSubmission, match=said) as caught:
        read_notebook(path)
    assert "\n" not in str(caught.value)
    assert path.name in str(caught.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(UnreadableSubmission, match="there is no file"):
        read_notebook(tmp_path / "none.ipynb")
    with pytest.raises(UnreadableSubmission, match="not a file"):
        read_notebook(tmp_path)


def test_a_byte_order_mark_is_tolerated(tmp_path):
    path = tmp_path / "bom.ipynb"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(notebook()).encode())
    assert read_notebook(path)["cells"] == []


def given_cell(content, name="setup"):
    return next(c for c in content["cells"] if c["metadata"]["nbgrader"]["grade_id"] == name)


@pytest.mark.parametrize(
    "added",
    ["import math", "from math import pi", "def helper(x):\n    return x", "EPS = 1e-8",
     "a, b = 1, 2",
     "try:\n    import numba\nexcept ImportError:\n    pass", "N: int = 3", "class Own:\n    pass"],
)  # fmt: skip
def test_what_is_added_to_a_given_cell_is_spare_also_after_nbgrader_has_restored_it(toy, added):
    content = notebooks.toy()
    given_cell(content)["source"] += f"\n{added}\n"
    direct = extract_cells(content, toy)
    assert [cell.source for cell in direct if cell.spare] == [f"{SETUP}\n{added}\n"]
    restored = normalise(content, toy)
    given_cell({"cells": restored.cells[:1]})["source"] = SETUP
    assert code_hash(extract_cells(restored, toy)) == code_hash(direct)


@pytest.mark.parametrize(
    "changed", [f"{SETUP}  ", f"# a remark\n{SETUP}", "", "x == 3", f"{SETUP}\nprint(np.pi)"]
)
def test_a_given_cell_to_which_no_name_is_added_leaves_nothing(toy, changed):
    content = notebooks.toy()
    given_cell(content)["source"] = changed
    assert len(normalise(content, toy).cells) == len(content["cells"])
    assert not [cell for cell in extract_cells(content, toy) if cell.spare]
