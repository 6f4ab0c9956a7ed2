"""A class is recorded as ``nbgrader autograde`` records it: row by row and file by file."""

import datetime
import json
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.commands.demo.notebooks import fill_in
from tests.support.places import ROOT
from tests.support.shell import run

# nbgrader grades the same classes
pytestmark = pytest.mark.slow

NAME = "regularization"
COST, BACKWARD = "compute_cost_with_regularization", "backward_propagation_with_regularization"
FORWARD, DROPPED = "forward_propagation_with_dropout", "backward_propagation_with_dropout"
RIGHT = dict.fromkeys((COST, BACKWARD, FORWARD, DROPPED), "right")
ANSWERS = {"answer_1_lambda": "It shrinks them.", "answer_2_prediction": "All units are needed."}
WORK = {
    "ada": (RIGHT, ANSWERS, ()),
    "ben": ({}, {}, ()),
    "carla ñ": (RIGHT | {COST: "misconceptions/biases_penalised"}, ANSWERS, ()),
    "dev": (RIGHT, {}, (f"test_{BACKWARD}", BACKWARD, "answer_1_lambda")),
    "late": (RIGHT, ANSWERS, ()),
    "later": ({COST: "right"}, {}, ()),
    "crash": (RIGHT | {FORWARD: "import os\nos._exit(1)"}, ANSWERS, ()),
    "own": (RIGHT, {"answer_1_lambda": "<script>alert(1)</script> ![x](javascript:1)"}, ()),
}
LATE = "2026-03-02 10:00:00.5 CET"
ON_TIME = "2026-02-01 10:00:00 UTC"
SETTINGS = """
c.LateSubmissionPlugin.penalty_method = "zero"
c.Grading.call_seconds = c.Grading.cell_seconds = 3.0
"""


def course(root: Path) -> Path:
    for folder in ("source", "release"):
        shutil.copytree(ROOT / folder, root / folder)
    config = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    (root / "nbgrader_config.py").write_text(config + SETTINGS, encoding="utf-8")
    done = run(root, "nbgrader", "generate_assignment", NAME, "--force")
    assert done.returncode == 0, done.stderr
    return root


def submit(root: Path, student: str, work, answers, drop) -> Path:
    from autograder.course.course import Course

    folder = root / "submitted" / student / NAME
    folder.mkdir(parents=True, exist_ok=True)
    notebook = folder / f"{NAME}.ipynb"
    shutil.copy(root / "release" / NAME / f"{NAME}.ipynb", notebook)
    fill_in(notebook, Course(ROOT).assignment(NAME), work, answers, drop)
    time = LATE if student.startswith("late") else ON_TIME
    (folder / "timestamp.txt").write_text(time)
    return folder


def book(root: Path) -> Gradebook:
    return Gradebook(f"sqlite:///{root / 'gradebook.db'}", "regularization")


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The same class twice: graded by nbgrader, and by the class command in two processes."""
    theirs = course(tmp_path_factory.mktemp("theirs") / "le cours")
    for student, work in WORK.items():
        submit(theirs, student, *work)
    extras = theirs / "submitted/ada" / NAME
    (extras / "notes").mkdir()
    (extras / "notes/own data.csv").write_text("1,2\n")
    (extras / "helpers").mkdir()
    (extras / "helpers/reg_utils.py").write_text("forged = True\n")  # a given helper
    (extras / "link").symlink_to("/etc/passwd")
    with book(theirs) as found:
        duedate = datetime.datetime(2026, 3, 1)
        found.update_or_create_assignment(NAME, duedate=duedate)
        found.update_or_create_student("ada", first_name="Ada", email="ada@example.org")
        found.add_student("absent")
    ours = tmp_path_factory.mktemp("ours") / "le cours"
    shutil.copytree(theirs, ours, symlinks=True)
    grade(theirs, ours)
    return theirs, ours


def grade(theirs: Path, ours: Path, *options: str) -> None:
    done = run(theirs, "nbgrader", "autograde", NAME, *options)
    assert done.returncode == 0, done.stderr
    done = run(ours, "autograder", "grade", NAME, "--jobs", "2", *options)
    assert done.returncode == 0, done.stderr


def rows(root: Path) -> dict[str, list[dict]]:
    """Every row of every table, its random ids replaced by what they stand for."""
    with closing(sqlite3.connect(root / "gradebook.db")) as db:
        db.row_factory = sqlite3.Row
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        found = {table: [dict(row) for row in db.execute(f"SELECT * FROM {table}")]
                 for table in tables}  # fmt: skip
    names = {}
    for table in ("assignment", "notebook", "base_cell", "submitted_assignment",
                  "submitted_notebook", "grade", "comment", "source_cell"):  # fmt: skip
        for row in found[table]:
            known = [names.get(value, value) for key, value in sorted(row.items()) if key != "id"]
            own = [value for key, value in zip(sorted(set(row) - {"id"}), known, strict=True)
                   if key == "name" or key.endswith("_id")]  # fmt: skip
            names[row["id"]] = f"{table}({', '.join(map(str, own))})"
    return {
        table: sorted(
            ({key: names.get(value, value) for key, value in row.items()} for row in kept), key=str
        )
        for table, kept in found.items()
    }


def files(root: Path) -> dict[str, tuple]:
    """Every autograded file: its content, without the seconds it took, and its permissions."""
    found = {}
    for path in sorted((root / "autograded").rglob("*")):
        mode = stat.filemode(path.lstat().st_mode)
        content = path.read_bytes() if path.is_file() else b""
        if path.suffix == ".ipynb":
            whole = json.loads(content)
            whole["metadata"]["autograder"]["seconds"] = 0
            content = json.dumps(whole, indent=1)
        found[str(path.relative_to(root))] = (mode, content)
    return found


def assert_same(theirs: Path, ours: Path) -> None:
    expected, found = rows(theirs), rows(ours)
    assert found.keys() == expected.keys()
    for table in expected:
        assert found[table] == expected[table], table
    expected, found = files(theirs), files(ours)
    assert found.keys() == expected.keys()
    for path in expected:
        assert found[path] == expected[path], path


def test_rows_and_files_are_those_of_nbgrader(both):
    assert_same(*both)


def test_the_class_has_what_makes_a_difference(both):
    _, ours = both
    with book(ours) as found:
        scores = {each.student.id: each.score for each in found.assignment_submissions(NAME)}
        late = {each.student.id: each.late_submission_penalty
                for each in found.assignment_submissions(NAME)}  # fmt: skip
        comment = found.find_comment("answer_2_prediction", NAME, NAME, "ben").auto_comment
    assert scores["ada"] == 40
    assert scores["ben"] == 0
    assert 30 < scores["carla ñ"] < 40
    assert late["late"] == 40
    assert not late["ada"]
    assert comment == "No response."
    assert "forged" not in (ours / "autograded/ada" / NAME / "helpers/reg_utils.py").read_text()
    assert not (ours / "autograded/ada" / NAME / "link").exists()


def test_a_second_round_with_manual_scores_and_new_submissions_is_the_same(both):
    theirs, ours = both
    for root in both:
        with book(root) as found:
            grade_ = found.find_grade(f"test_{COST}", NAME, NAME, "carla ñ")
            grade_.manual_score, grade_.needs_manual_grade = 9.5, False
            answer = found.find_grade("answer_1_lambda", NAME, NAME, "ada")
            answer.manual_score, answer.needs_manual_grade = 3, False
            found.find_comment("answer_1_lambda", NAME, NAME, "ada").manual_comment = "Good."
            found.grant_extension(NAME, "later", days=30)
            found.db.commit()
        submit(root, "ben", RIGHT, ANSWERS, ())
        submit(root, "ada", {}, {}, (f"test_{COST}",))
    grade(theirs, ours, "--force")
    assert_same(theirs, ours)
    with book(ours) as found:
        again = found.find_grade(f"test_{COST}", NAME, NAME, "carla ñ")
        assert (again.manual_score, again.needs_manual_grade) == (9.5, True)


def test_nbgrader_goes_on_from_there(both):
    _, ours = both
    for command in (["generate_feedback", NAME, "--force"], ["export"]):
        done = run(ours, "nbgrader", *command)
        assert done.returncode == 0, done.stderr
    assert "every check passes" in (ours / f"feedback/ben/{NAME}/{NAME}.html").read_text()
    assert "ada@example.org" in (ours / "grades.csv").read_text()


def test_a_timestamp_that_is_no_time_is_told(both):
    _, ours = both
    place = ours / "submitted/own" / NAME / "timestamp.txt"
    for odd in (b"yesterday", b"\xff\xfe", b"9999999999999-01-01"):
        place.write_bytes(odd)
        done = run(ours, "autograder", "grade", NAME, "--student", "own")
        assert done.returncode == 1
        assert "! own: its timestamp.txt holds no time: put one there like" in done.stdout
    place.write_text(ON_TIME)
    assert run(ours, "autograder", "grade", NAME, "--student", "own").returncode == 0
