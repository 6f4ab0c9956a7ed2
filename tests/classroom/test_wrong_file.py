"""In a class the wrong file waits for a person: in table, gradebook, report, export and page."""

import csv
import json
import shutil

import pytest

from tests.support import notebooks, toy_class
from tests.support.notebooks import code, notebook
from tests.support.shell import run

WRONG = notebook(code("import pandas"), code("def halve(x):\n    return x / 2"))
TOLD = "It defines nothing that `arithmetic` asks for (`double`, `negate`): it has no score until"


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A class of two, graded: ada has handed in a notebook that is about something else."""
    root = toy_class.release(tmp_path_factory.mktemp("a class"))
    toy_class.submit(root, {"ada": WRONG, "ben": notebooks.toy()})
    return root, run(root, "autograder", "grade", "arithmetic")


def test_the_table_says_why_and_the_command_that_somebody_is_not_graded(graded):
    _, done = graded
    assert f"! ada: {TOLD}" in done.stdout
    assert done.returncode == 1
    assert "15.00" in done.stdout


def test_the_gradebook_holds_no_score_and_asks_for_a_person(graded):
    root, _ = graded
    marks = [mark for mark in toy_class.marks(root) if mark[0] == "ada"]
    assert {name: (score, needed) for _, name, score, needed, _ in marks if needed is not None} == {
        "test_double": (None, 1), "test_negate": (None, 1),
    }  # fmt: skip


def test_nbgraders_own_command_records_the_same(graded, tmp_path):
    root, _ = graded
    left_out = shutil.ignore_patterns("autograded", "gradebook.db*", "feedback", "reports")
    other = toy_class.release(tmp_path / "other")
    shutil.copytree(root / "submitted", other / "submitted", ignore=left_out)
    assert run(other, "nbgrader", "autograde", "arithmetic").returncode == 0
    assert toy_class.marks(other) == toy_class.marks(root)


def test_the_report_lists_who_it_is_with_the_reason_and_what_to_do(graded):
    root, _ = graded
    assert run(root, "autograder", "report", "arithmetic").returncode == 0
    page = (root / "reports/arithmetic.html").read_text(encoding="utf-8")
    section = page.partition("It seems to be the wrong file")[2].partition("</section>")[0]
    assert "<strong>ada</strong>" in section
    assert "It defines nothing that `arithmetic` asks for" in section
    assert "Ask for the right file" in section
    assert "a check could not be run" not in page


def test_the_export_leaves_the_grade_out_and_says_that_a_person_is_needed(graded, tmp_path):
    root, _ = graded
    into = tmp_path / "grades.csv"
    done = run(root, "autograder", "export", "csv", "arithmetic", "--into", str(into))
    table = csv.DictReader(into.read_text(encoding="utf-8").splitlines())
    rows = {row["student_id"]: row for row in table}
    assert (rows["ada"]["score"], rows["ada"]["status"]) == ("", "held back")
    assert rows["ben"]["status"] == "graded"
    assert "1 not final, a person is needed (held back: 1)" in done.stderr


def test_the_feedback_page_tells_the_student(graded):
    root, _ = graded
    done = run(root, "nbgrader", "generate_feedback", "arithmetic", "--force")
    assert done.returncode == 0, done.stderr
    page = (root / "feedback/ada/arithmetic/arithmetic.html").read_text(encoding="utf-8")
    assert "it has no score until a person has looked at it" in page
    assert "0 of 1 checks" not in page


def test_a_replay_ends_the_same(graded):
    root, _ = graded
    done = run(root, "autograder", "replay", "ada", "arithmetic", "--json")
    assert json.loads(done.stdout)["same"], done.stdout


def test_with_the_right_file_the_next_run_gives_a_score(graded, tmp_path):
    root = shutil.copytree(graded[0], tmp_path / "later")
    toy_class.submit(root, {"ada": notebooks.toy()})
    done = run(root, "autograder", "grade", "arithmetic", "--json")
    assert toy_class.rows(done.stdout)["ada"]["score"] == 15


def test_what_a_person_has_marked_stays(graded, tmp_path):
    root = shutil.copytree(graded[0], tmp_path / "marked")
    mark_by_hand(root, "ada", 3)
    run(root, "autograder", "grade", "arithmetic")
    assert ("ada", "test_double", None, 0) in [mark[:4] for mark in toy_class.marks(root)]
    run(root, "autograder", "report", "arithmetic")
    page = (root / "reports/arithmetic.html").read_text(encoding="utf-8")
    assert "seems to be the wrong file" not in page


def mark_by_hand(root, student, points):
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        submission = book.find_submission("arithmetic", student)
        for grade in submission.notebooks[0].grades:
            grade.manual_score, grade.needs_manual_grade = points, False
        book.db.commit()
