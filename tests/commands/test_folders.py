"""A course whose folders are called otherwise: every command finds the class."""

import json
from pathlib import Path

import pytest

from autograder.__main__ import main
from autograder.grading.grader import close_graders
from tests.support import notebooks, toy_class

STRUCTURE = "classes/{assignment_id}/{nbgrader_step}/{student_id}"
SETTINGS = f"""
c.CourseDirectory.submitted_directory = "handed in"
c.CourseDirectory.autograded_directory = "graded"
c.CourseDirectory.directory_structure = {STRUCTURE!r}
c.CourseDirectory.source_directory = "source"
"""
WORK = {"ana": notebooks.toy(), "bo": notebooks.toy("def double(x):\n    return 3 * x")}


def place(root: Path, step: str, student: str) -> Path:
    folder = STRUCTURE.format(nbgrader_step=step, student_id=student, assignment_id="arithmetic")
    return root / folder / "arithmetic.ipynb"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = toy_class.release(tmp_path_factory.mktemp("another structure"))
    # nbgrader takes the given files from source/ in the same structure
    source = place(root, "source", ".").parent
    source.parent.mkdir(parents=True)
    source.symlink_to(root / "source/arithmetic")
    with (root / "nbgrader_config.py").open("a") as config:
        config.write(SETTINGS)
    for student, notebook in WORK.items():
        notebooks.write(place(root, "handed in", student), notebook)
    assert main(["grade", "arithmetic", "--jobs", "1", "--course", str(root)]) == 0
    yield root
    close_graders()


def call(course, capsys, *words):
    code = main([*words, "--course", str(course)])
    return code, *capsys.readouterr()


def test_grading_writes_where_nbgrader_would(course):
    assert {path.parent.name for path in course.glob("classes/arithmetic/graded/*/*.ipynb")} == {
        *WORK
    }
    assert not (course / "autograded").exists()


def test_a_second_run_grades_nobody(course, capsys, monkeypatch):
    monkeypatch.setattr("autograder.classroom.convert.Converter.__init__", None)
    code, out, _ = call(course, capsys, "grade", "arithmetic", "--json", "--jobs", "1")
    assert code == 0
    assert {json.loads(line)["score"] for line in out.splitlines()} == {5, 15}


def test_replay_finds_the_receipt(course, capsys):
    code, out, _ = call(course, capsys, "replay", "ana", "arithmetic")
    assert code == 0
    assert "the same outcome in all" in out


def test_regrade_finds_what_is_recorded(course, capsys):
    code, out, _ = call(course, capsys, "regrade", "arithmetic", "--json")
    assert code == 0
    assert json.loads(out.splitlines()[-1])["summary"]["unchanged"] == 2


def test_the_report_finds_everybody(course, capsys, tmp_path):
    page = tmp_path / "page.html"
    code, *_ = call(course, capsys, "report", "arithmetic", "--into", str(page))
    assert code == 0
    text = page.read_text(encoding="utf-8")
    assert "ana" in text and "bo" in text
    assert "not graded yet" not in text


def test_an_export_knows_who_has_handed_in(course, capsys, tmp_path):
    table = tmp_path / "grades.csv"
    code, *_ = call(course, capsys, "export", "csv", "--into", str(table))
    assert code == 0
    assert table.read_text(encoding="utf-8").count(",graded,") == 2
