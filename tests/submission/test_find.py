"""Which notebook of a folder is meant where none has the assignment's name."""

import json

import pytest

from autograder.course.folders import CourseFolders
from autograder.submission.find import MOST, submitted_notebook
from autograder.submission.read import UnreadableSubmission
from tests.support import notebooks

EMPTY = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture
def found(toy, tmp_path):
    """What is found in a folder with the right notebook, called otherwise, and so many others."""

    def find(others: int):
        folder = tmp_path / "submitted/eve/arithmetic"
        folder.mkdir(parents=True)
        (folder / "mine.ipynb").write_text(json.dumps(notebooks.toy(notebooks.DOUBLE)))
        for number in range(others):
            (folder / f"other{number}.ipynb").write_text(json.dumps(EMPTY))
        return submitted_notebook(CourseFolders(tmp_path), "eve", toy)

    return find


@pytest.mark.parametrize("others", [0, 1, MOST - 1])
def test_the_only_one_with_the_assignments_cells_is_meant(found, others):
    assert found(others).name == "mine.ipynb"


def test_a_folder_of_very_many_notebooks_is_not_read_through(found):
    with pytest.raises(UnreadableSubmission, match="several that could be the one"):
        found(MOST)
