"""A course that nbgrader could not use is refused in a sentence."""

import json
import re

import pytest

from autograder.course.course import Course, CourseError
from tests.support import notebooks


def course(folder, assignment="arithmetic", *more):
    """A course with one assignment; ``more``: cells at the end of its notebook."""
    folder.mkdir()
    (folder / "nbgrader_config.py").write_text("", encoding="utf-8")
    source = notebooks.toy()
    source["cells"] += more
    notebooks.write(folder / f"source/{assignment}/{assignment}.ipynb", source)
    return Course.find(folder)


def test_a_copied_cell_is_named(tmp_path):
    copy = notebooks.test_cell("negate", 5)
    with pytest.raises(
        CourseError, match=r"two cells of arithmetic\.ipynb are called 'test_negate'"
    ):
        _ = course(tmp_path / "course", "arithmetic", copy).assignment("arithmetic").points


def test_cells_without_a_name_are_no_copies_of_one_another(tmp_path):
    own = notebooks.code("1 + 1"), notebooks.code("2 + 2", "", locked=True)
    for cell in own:
        cell["metadata"]["nbgrader"] = {"grade": False}
    assert course(tmp_path / "course", "arithmetic", *own).assignment("arithmetic").points


@pytest.mark.parametrize("name", ["[2026] course", "what?"])
def test_a_folder_that_would_be_a_pattern_is_refused(tmp_path, name):
    with pytest.raises(CourseError, match=re.escape(f"rename '{tmp_path / name}'")):
        course(tmp_path / name)


def test_an_assignment_that_would_be_a_pattern_is_refused(tmp_path):
    with pytest.raises(
        CourseError, match=re.escape("an assignment may not have [ or ] in its name")
    ):
        course(tmp_path / "course", "week [1]").assignment("week [1]")


def test_other_signs_are_fine(tmp_path):
    found = course(tmp_path / "a course (1) é", "Übung 1 (abc)").assignment("Übung 1 (abc)")
    assert json.loads(found.notebook.read_text("utf-8")) == found.source
