"""Grades for other systems: what the tables hold, what they leave out, and what they say."""

import csv
import datetime
import io
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.plugins import CsvExportPlugin
from sqlalchemy import event
from traitlets.config import Config

from autograder import __main__ as cli
from autograder.commands.export.tables.read_gradebook import read_class
from autograder.commands.output.spreadsheet_text import acts, harmless, number
from autograder.course.course import Course
from autograder.course.folders import CourseFolders
from tests.support import notebooks, toy_class
from tests.support.places import TOY
from tests.support.shell import environment, run

DUE = datetime.datetime(2026, 3, 1)
ON_TIME, LATE = datetime.datetime(2026, 2, 27, 9, 30), datetime.datetime(2026, 3, 3)
PEOPLE = {
    # id: first name, last name, email, ID in the learning platform
    "ada": ("Ada", "Lovelace", "Ada@example.org", "1001"),
    "ben": ('Ben "B,"', "O'Neil\nJunior", "ben@example.org", "1002"),
    "çelik": ("Ömer", "Çelik", "omer@example.org", "sis-3"),
    "dot": (None, None, None, None),
    "eve": ("=cmd|' /C calc'!A0", "+1", "eve@example.org", "1005"),
    "=fay": ("Fay", "-2;=3", "=fay@example.org", "@1006"),
    "gus": ("Gus", "Absent", "gus@example.org", "1007"),
    "hal": ("Hal", "Waiting", "hal@example.org", "1008"),
}
# auto and manual score of double, negate, and the written question; penalty
WORK = {
    "ada": ((10, None), (5, None), (None, 4.5), None),
    "ben": ((7.5, None), (0, 2), (None, None), None),  # the written question waits
    "çelik": ((10 / 3, None), (5, None), (0, None), 2.25),
    "dot": ((2, None), (0, None), (0, None), 20.0),  # more penalty than points
    "eve": ((None, None), (5, None), (0, None), None),  # held back
    "=fay": ((10, None), (5, None), (0, 5), None),
}
SAME = {  # our columns and nbgrader's
    "raw_score": "raw_score", "score": "score", "late_penalty": "late_submission_penalty",
    "max_score": "max_score",
}  # fmt: skip
CELLS = ("test_double", "test_negate", "why")


@cache
def blank() -> bytes:
    """Return a gradebook that knows the assignments and nobody; made once, for it takes long."""
    with tempfile.TemporaryDirectory() as folder:
        empty_book(Path(folder, "gradebook.db")).close()
        return Path(folder, "gradebook.db").read_bytes()


def make_book(path: Path) -> Gradebook:
    path.write_bytes(blank())
    return Gradebook(f"sqlite:///{path}", "toy")


def empty_book(path: Path) -> Gradebook:
    book = Gradebook(f"sqlite:///{path}", "toy")
    for name in ("arithmetic", "algebra"):
        book.add_assignment(name, duedate=DUE)
        book.add_notebook(name, name)
    for cell, points in (("test_double", 10), ("test_negate", 5)):
        book.add_grade_cell(cell, "arithmetic", "arithmetic", max_score=points, cell_type="code")
        slug = cell.removeprefix("test_")
        book.add_solution_cell(slug, "arithmetic", "arithmetic")
    book.add_grade_cell("why", "arithmetic", "arithmetic", max_score=5, cell_type="markdown")
    book.add_solution_cell("why", "arithmetic", "arithmetic")
    book.add_grade_cell("test_score", "algebra", "algebra", max_score=3, cell_type="code")
    return book


def enter(book: Gradebook, student: str, marks, penalty) -> None:
    submission = book.add_submission("arithmetic", student)
    submission.timestamp = LATE if penalty else ON_TIME
    (notebook,) = submission.notebooks
    notebook.late_submission_penalty = penalty
    for grade in notebook.grades:
        grade.auto_score, grade.manual_score = marks[CELLS.index(grade.name)]
        grade.needs_manual_grade = grade.auto_score is None and grade.manual_score is None
    for comment in notebook.comments:
        comment.auto_comment = f"about {comment.name}, {student}"
    book.db.commit()


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A course with a gradebook which nbgrader's own functions have filled."""
    root = tmp_path_factory.mktemp("a course é")
    shutil.copytree(TOY / "source", root / "source")
    cells = notebooks.toy()
    cells["cells"].append(notebooks.code("", "why", grade=True, solution=True, points=5))
    notebooks.write(root / "source/arithmetic/arithmetic.ipynb", cells)
    url = f"sqlite:///{root}/gradebook.db"
    settings = f"c = get_config()\nc.CourseDirectory.db_url = {url!r}\n"
    settings += f"c.Grading.suites = {str(TOY / 'exercises')!r}\n"
    # the penalties above are nobody's rule
    settings += "c.Autograde.autograde_preprocessors = []\n"
    (root / "nbgrader_config.py").write_text(settings, encoding="utf-8")
    (root / "submitted/hal/arithmetic").mkdir(parents=True)
    with make_book(root / "gradebook.db") as book:
        for student, (first, last, email, lms) in PEOPLE.items():
            book.add_student(
                student, first_name=first, last_name=last, email=email, lms_user_id=lms
            )
        for student, (*marks, penalty) in WORK.items():
            enter(book, student, marks, penalty)
        book.grant_extension("arithmetic", "ada", days=2)
        book.db.commit()
    return root


@pytest.fixture
def export(made, tmp_path, capsys, monkeypatch):
    """Export and return the exit code, the rows and the lines on stderr."""
    into = tmp_path / "grades out.csv"

    def go(kind: str, *words: str, course: Path = made, separator: str = ",", into: Path = into):
        arguments = ["export", kind, *words, "--into", str(into), "--course", str(course)]
        code = cli.main(arguments)
        told = capsys.readouterr().err.splitlines()
        text = into.read_bytes().decode("utf-8") if into.is_file() else ""
        return code, list(csv.reader(io.StringIO(text), delimiter=separator)), told

    return go


def by_student(rows, key="student_id"):
    return {row[rows[0].index(key)]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]}


# ---- the table for people


def test_a_row_for_each_student_and_assignment_whoever_has_submitted_or_not(export):
    code, rows, _ = export("csv")
    assert code == 0
    assert len(rows) == 1 + 2 * len(PEOPLE)
    assert {row[0] for row in rows[1:]} == {"arithmetic", "algebra"}


def test_a_column_for_each_exercise_and_written_question_in_the_notebooks_order(export):
    _, rows, _ = export("csv", "arithmetic")
    assert rows[0][8:11] == ["double", "negate", "why"]
    assert by_student(rows)["ada"]["double"] == "10"
    assert by_student(rows)["ada"]["why"] == "4.5"


def test_a_manual_score_counts_in_the_place_of_the_automatic_one(export):
    _, rows, _ = export("csv", "arithmetic")
    assert by_student(rows)["ben"]["negate"] == "2"


def test_an_exercise_called_as_a_column_of_ours_keeps_its_own(export):
    _, rows, _ = export("csv", "algebra")
    assert rows[0].count("score") == 1
    assert "score (exercise)" in rows[0]


def test_each_status_is_told(export):
    _, rows, _ = export("csv", "arithmetic")
    assert {who: row["status"] for who, row in by_student(rows).items()} == {
        "ada": "graded", "ben": "needs marking", "çelik": "graded", "dot": "graded",
        "eve": "held back", "'=fay": "graded", "gus": "not submitted", "hal": "not graded",
    }  # fmt: skip


def test_what_is_not_final_has_no_score_and_is_told_in_a_line(export):
    _, rows, told = export("csv", "arithmetic")
    people = by_student(rows)
    assert [people[who]["score"] for who in ("ben", "eve", "gus", "hal")] == [""] * 4
    assert people["eve"]["double"] == people["ben"]["why"] == ""
    assert people["eve"]["negate"] == "5"
    assert told[0].startswith("2 not final, a person is needed (held back: 1, needs marking: 1): ")
    assert told[1] == "1 handed in but not graded, left out: run 'autograder grade' first"
    assert told[2] == "1 not submitted: no grade (--missing-as-zero gives 0)"


def test_unfinished_scores_come_along_when_asked_for(export):
    _, rows, told = export("csv", "arithmetic", "--with-unfinished")
    people = by_student(rows)
    assert (people["ben"]["score"], people["eve"]["score"]) == ("9.5", "5")
    assert "exported as they are now" in told[0]


def test_zero_for_who_has_not_submitted_never_for_who_is_not_graded(export):
    _, rows, told = export("csv", "arithmetic", "--missing-as-zero")
    people = by_student(rows)
    assert (people["gus"]["score"], people["hal"]["score"]) == ("0", "")
    assert told[2] == "1 not submitted: exported as 0"


def test_scores_penalties_and_points_are_those_of_nbgraders_own_export(made, export, tmp_path):
    _, rows, _ = export("csv", "--with-unfinished", "--missing-as-zero")
    theirs = CsvExportPlugin()
    theirs.to = str(tmp_path / "theirs.csv")
    theirs.student = [who for who in PEOPLE if who != "ben"]  # it quotes no name: his has a comma
    with Gradebook(f"sqlite:///{made}/gradebook.db", "toy") as book:
        theirs.export(book)
    with open(theirs.to, encoding="utf-8") as file:
        pairs = {(row["assignment"], row["student_id"]): row for row in csv.DictReader(file)}
    ours = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    compared = {(row["assignment"], row["student_id"].lstrip("'")): row for row in ours
                if row["student_id"] != "ben"}  # fmt: skip
    assert compared.keys() == pairs.keys()
    for key, row in compared.items():
        assert row["timestamp"] == pairs[key]["timestamp"]
        for mine, name in SAME.items():
            assert float(row[mine] or 0) == pytest.approx(float(pairs[key][name]), abs=1e-6)


def test_the_date_holds_the_students_own_extension(export):
    _, rows, _ = export("csv", "arithmetic")
    people = by_student(rows)
    assert people["ada"]["duedate"] == "2026-03-03 00:00:00"
    assert people["çelik"]["duedate"] == "2026-03-01 00:00:00"


def test_odd_names_come_back_as_they_are(export):
    _, rows, _ = export("csv", "arithmetic")
    ben = by_student(rows)["ben"]
    assert (ben["first_name"], ben["last_name"]) == ('Ben "B,"', "O'Neil Junior")
    assert by_student(rows)["çelik"]["last_name"] == "Çelik"


def test_no_text_of_a_student_is_a_formula(export):
    _, rows, _ = export("csv", "arithmetic")
    assert by_student(rows)["eve"]["first_name"].startswith("'=cmd")
    assert by_student(rows)["'=fay"]["last_name"] == "'-2;'=3"
    assert not any(acts(cell) for row in rows for cell in row)


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "\rx", "＝1", "a;=1", "a\n=1"])
def test_what_would_act_is_made_harmless(text):
    assert acts(text)
    assert not acts(harmless(text))


@pytest.mark.parametrize("text", ["", "Anne-Marie", "a@b.org", "O'Neil, A.", "x = 1"])
def test_what_would_not_act_is_left_alone(text):
    assert harmless(text) == text


@pytest.mark.parametrize(
    ("value", "shown"),
    [(10.0, "10"), (0.1 + 0.2, "0.3"), (10 / 3, "3.333333"), (-0.0, "0"), (0, "0"), (None, ""),
     (1200.0, "1200")],
)  # fmt: skip
def test_numbers_are_told_without_noise(value, shown):
    assert number(value) == shown


# ---- Canvas


def test_canvas_gets_its_columns_and_the_points(export):
    code, rows, _ = export("canvas", "arithmetic", "--column", "arithmetic=Sums (4711)")
    assert code == 0
    assert rows[0] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Sums (4711)"]
    assert rows[1] == ["    Points Possible", "", "", "", "", "20"]
    assert ["Lovelace, Ada", "1001", "", "ada", "", "19.5"] in rows


def test_an_id_that_is_no_number_is_not_canvas_own(export):
    _, rows, _ = export("canvas", "arithmetic")
    assert ["Çelik, Ömer", "", "sis-3", "çelik", "", "6.083333"] in rows


def test_who_has_no_grade_has_no_row_for_a_blank_cell_takes_away_what_canvas_has(export):
    _, rows, _ = export("canvas", "arithmetic")
    assert {row[3] for row in rows[2:]} == {"ada", "çelik", "dot"}
    assert all(row[5] for row in rows[2:])


def test_an_id_that_would_act_as_a_formula_is_left_out_and_told(export):
    _, _, told = export("canvas", "arithmetic")
    assert "left out: '-2;=3, Fay': an ID of theirs would act as a formula" in told[-1]


ROSTER = """\
\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,arithmetic (77),Essay (78),Final Score
,,,,,Manual Posting,,
    Points Possible,,,,,20,100,(read only)
"Lovelace, Augusta",1001,,ada,"Monday, ""A"" side",3,90,50
"Çelik, Ömer",9,sis-3,oc,Monday,,80,50
"Nobody, Dot",44,,DOT,-Tuesday,,,50
"Student, Test",99,,,Monday,,,
"""


@pytest.fixture
def roster(tmp_path):
    def write(text: str) -> str:
        path = tmp_path / "from Canvas.csv"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_with_a_roster_ids_and_sections_are_canvas_own_and_only_our_column_goes_there(
    export, roster
):
    code, rows, _ = export("canvas", "arithmetic", "--roster", roster(ROSTER))
    assert code == 0
    assert rows == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "arithmetic (77)"],
        ["    Points Possible", "", "", "", "", "20"],
        ["Lovelace, Augusta", "1001", "", "ada", 'Monday, "A" side', "19.5"],
        ["Nobody, Dot", "44", "", "DOT", "'-Tuesday", "0"],
        ["Çelik, Ömer", "9", "sis-3", "oc", "Monday", "6.083333"],
    ]


def test_who_is_here_or_there_only_is_told(export, roster):
    _, _, told = export("canvas", "arithmetic", "--roster", roster(ROSTER))
    text = "\n".join(told)
    assert "5 in the gradebook, but not (or not clearly) in from Canvas.csv, left out: " in text
    assert "1 in from Canvas.csv, but not in the gradebook, left out: Student, Test" in text


def test_a_grade_that_canvas_has_stays_where_we_have_none(export, roster):
    text = ROSTER.replace("Essay (78)", "algebra (78)")
    _, rows, _ = export("canvas", "arithmetic", "algebra", "--roster", roster(text))
    assert rows[2][5:] == ["19.5", "90"]


def test_other_points_in_canvas_are_told_and_left_as_they_are(export, roster):
    text = ROSTER.replace(",20,100", ",50,100")
    _, rows, told = export("canvas", "arithmetic", "--roster", roster(text))
    assert rows[1][5] == "50"
    assert any("has 50 points in Canvas and 20 in the gradebook" in line for line in told)


def test_an_assignment_that_canvas_does_not_have_is_told(export, roster):
    text = ROSTER.replace("arithmetic (77)", "Sums (77)")
    _, rows, told = export("canvas", "arithmetic", "--roster", roster(text))
    assert rows[0][5] == "arithmetic"
    assert any("has no column 'arithmetic'" in line for line in told)
    _, rows, _ = export(
        "canvas", "arithmetic", "--roster", roster(text), "--column", "arithmetic=Sums"
    )
    assert rows[0][5] == "Sums (77)"


def test_a_roster_with_semicolons_and_split_names_is_read_too(export, roster):
    text = "LastName;FirstName;ID;SIS Login ID;Section\n    Points Possible;;;;\n"
    text += "Lovelace;Ada;1001;ada;M\n"
    _, rows, _ = export("canvas", "arithmetic", "--roster", roster(text))
    assert rows[0] == ["LastName", "FirstName", "ID", "SIS Login ID", "Section", "arithmetic"]
    assert rows[2] == ["Lovelace", "Ada", "1001", "ada", "M", "19.5"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_roster_is_read_as_a_spreadsheet_saves_it(export, tmp_path, encoding, separator):
    rows = list(csv.reader(io.StringIO(ROSTER.lstrip("\ufeff"))))
    path = tmp_path / "saved.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=separator).writerows(rows)
    _, made, _ = export("canvas", "arithmetic", "--roster", str(path))
    assert made[2] == ["Lovelace, Augusta", "1001", "", "ada", 'Monday, "A" side', "19.5"]


@pytest.mark.parametrize("excused", ["EX", "ex "])
def test_who_is_excused_in_canvas_stays_excused_and_is_told(export, roster, excused):
    text = ROSTER.replace('"Monday, ""A"" side",3', f'"Monday, ""A"" side",{excused}')
    _, rows, told = export("canvas", "arithmetic", "--roster", roster(text))
    assert {row[0]: row[-1] for row in rows[2:]} == {
        "Lovelace, Augusta": excused, "Nobody, Dot": "0", "Çelik, Ömer": "6.083333",
    }  # fmt: skip
    assert any(line.endswith("1 excused in Canvas, kept as EX: ada") for line in told)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is not what Canvas exports"),
        ("name,score\nada,3\n", "is not what Canvas exports"),
        ('Student,ID,Section\n"Ada', "is not a CSV file"),
        (ROSTER.replace("Essay (78)", "arithmetic (78)"), "several columns for 'arithmetic'"),
    ],
)
def test_a_file_that_is_no_roster_is_told_in_a_line(export, roster, text, said):
    code, rows, told = export("canvas", "arithmetic", "--roster", roster(text))
    assert (code, rows, len(told)) == (2, [], 1)
    assert said in told[0]


# ---- Moodle


def test_moodle_gets_an_identifier_and_a_column_for_each_assignment(export):
    code, rows, told = export("moodle", "arithmetic", "--missing-as-zero")
    assert code == 0
    assert rows == [
        ["Email address", "arithmetic"],
        ["Ada@example.org", "19.5"],
        ["gus@example.org", "0"],
        ["omer@example.org", "6.083333"],
    ]
    assert "left out: '=fay': their Email address would act as a formula" in "\n".join(told)
    assert "left out: 'dot': the gradebook has no Email address of theirs" in "\n".join(told)


@pytest.mark.parametrize(
    ("identify", "heading", "ada"),
    [("username", "Username", "ada"), ("idnumber", "ID number", "1001")],
)
def test_moodle_finds_users_as_is_asked_for(export, identify, heading, ada):
    _, rows, _ = export("moodle", "arithmetic", "--identify", identify)
    assert rows[0] == [heading, "arithmetic"]
    assert rows[1] == [ada, "19.5"]


def test_feedback_stands_beside_each_grade(export):
    _, rows, _ = export(
        "moodle", "arithmetic", "--feedback", "--separator", "semicolon", separator=";"
    )
    assert rows[0] == ["Email address", "arithmetic", "arithmetic (feedback)"]
    told = "double: about double, ada\nnegate: about negate, ada\nwhy: about why, ada"
    assert rows[1] == ["Ada@example.org", "19.5", told]


def test_two_students_of_one_identity_are_both_left_out_and_told(made, export, tmp_path):
    other = tmp_path / "twins"
    shutil.copytree(made, other)
    config = (other / "nbgrader_config.py").read_text(encoding="utf-8")
    (other / "nbgrader_config.py").write_text(config.replace(str(made), str(other)))
    with Gradebook(f"sqlite:///{other}/gradebook.db", "toy") as book:
        book.update_or_create_student("çelik", email="Ada@example.org", lms_user_id="1001")
    _, rows, told = export("moodle", "arithmetic", course=other)
    assert "Ada@example.org" not in {row[0] for row in rows}
    assert sum("another student has the same Email address" in line for line in told) == 2
    _, rows, told = export("canvas", "arithmetic", course=other)
    assert "1001" not in {row[1] for row in rows}
    assert sum("another student has the same ID" in line for line in told) == 2


# ---- what goes wrong


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["csv", "geometry"], "the gradebook has no assignment 'geometry' (there: algebra, arith"),
        (["csv", "--roster", "x.csv"], "--roster is for canvas, not for csv"),
        (["canvas", "--feedback"], "--feedback is for moodle, not for canvas"),
        (["moodle", "--column", "geo=x"], "--column names 'geo', which is not exported"),
        (["canvas", "--roster", "none.csv"], "the roster 'none.csv' cannot be read: No such file"),
        (["gradescope"], "gradescope takes one assignment"),
        (["gradescope", "geometry"], "there is no assignment 'geometry' in source/"),
    ],
)
def test_wrong_usage_is_told_in_a_line_and_nothing_written(export, words, said):
    code, rows, told = export(*words)
    assert (code, rows, len(told)) == (2, [], 1)
    assert said in told[0]


def test_a_missing_gradebook_is_told_and_none_is_made(made, export, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(made, other)
    (other / "gradebook.db").unlink()
    config = (other / "nbgrader_config.py").read_text(encoding="utf-8")
    (other / "nbgrader_config.py").write_text(config.replace(str(made), str(other)))
    code, _, told = export("csv", course=other)
    assert code == 1
    assert told[0].startswith("autograder: there is no gradebook at ")
    assert not (other / "gradebook.db").exists()
    (other / "gradebook.db").write_bytes(b"not a database at all, but long enough to be looked at")
    code, _, told = export("csv", course=other)
    assert (code, len(told)) == (1, 1)
    assert "the gradebook is damaged" in told[0]


def test_a_gradebook_without_students_gives_who_has_handed_in_alone(made, export, tmp_path):
    other = tmp_path / "empty"
    shutil.copytree(made, other, ignore=shutil.ignore_patterns("gradebook.db"))
    make_book(other / "gradebook.db").close()
    config = (other / "nbgrader_config.py").read_text(encoding="utf-8")
    (other / "nbgrader_config.py").write_text(config.replace(str(made), str(other)))
    code, rows, told = export("csv", course=other)
    assert code == 0
    assert {name: row["status"] for name, row in by_student(rows).items()} == {"hal": "not graded"}
    assert told[0].startswith("1 handed in but not graded")


def test_an_existing_file_is_replaced_at_once_and_keeps_its_permissions(export, tmp_path):
    into = tmp_path / "grades.csv"
    into.write_text("old")
    into.chmod(0o640)
    link = tmp_path / "link.csv"
    link.symlink_to(into)
    export("csv", into=link)
    assert link.is_symlink()
    assert into.read_text().startswith("assignment,")
    assert stat.S_IMODE(into.stat().st_mode) == 0o640
    assert {path.name for path in tmp_path.iterdir()} == {"grades.csv", "link.csv"}


def test_a_new_file_is_for_its_owners_eyes(export, tmp_path):
    export("csv", into=tmp_path / "new.csv")
    assert stat.S_IMODE((tmp_path / "new.csv").stat().st_mode) == 0o600


@pytest.mark.parametrize("place", ["nowhere/grades.csv", "."])
def test_a_place_that_cannot_be_written_is_told(export, tmp_path, place):
    code, _, told = export("csv", into=tmp_path / place)
    assert (code, len([line for line in told if line.startswith("autograder: ")])) == (2, 1)
    assert "--into" in told[-1]
    assert not list(tmp_path.rglob("*.part"))


def test_a_full_disk_leaves_what_was_there(export, tmp_path, monkeypatch):
    into = tmp_path / "grades.csv"
    into.write_text("old")

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    code, _, told = export("csv", into=into)
    assert code == 2
    assert "No space left on device" in told[-1]
    assert into.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["grades.csv"]


# ---- nbgrader's own command, and a class that was really graded


@pytest.mark.slow
def test_nbgrader_exports_through_the_plug_ins(made, tmp_path, export):
    into = tmp_path / "plugin.csv"
    done = run(
        made, "nbgrader", "export", "--exporter=autograder.export.Moodle", "--to", str(into),
        "--assignment", "['arithmetic']", "--student", "['ada', 'çelik', 'gus']",
        "--Moodle.identify=username", "--Moodle.missing_as_zero=True",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (
        into.read_text(encoding="utf-8") == "Username,arithmetic\nada,19.5\ngus,0\nçelik,6.083333\n"
    )
    assert "1 not submitted: exported as 0" in done.stderr


@pytest.mark.slow
def test_both_ways_write_the_same_bytes(made, tmp_path, export):
    into = tmp_path / "plugin.csv"
    done = run(
        made, "nbgrader", "export", "--exporter=autograder.export.Exercises", "--to", str(into)
    )
    assert done.returncode == 0, done.stderr
    export("csv", into=tmp_path / "ours.csv")
    assert into.read_bytes() == (tmp_path / "ours.csv").read_bytes()


@pytest.mark.slow
def test_what_is_wrong_ends_nbgrader_with_a_line(made, tmp_path):
    done = run(
        made, "nbgrader", "export", "--exporter=autograder.export.Canvas", "--to",
        str(tmp_path / "none" / "x.csv"),
    )  # fmt: skip
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_class_that_was_graded_half_is_told_as_it_is(tmp_path, export):
    root = toy_class.release(tmp_path / "course")
    held = notebooks.toy(negate="def negate(x):\n    return 666")
    wrong = notebooks.toy("def double(x):\n    return 3 * x")
    toy_class.submit(root, {"-ana, ñ": notebooks.toy(), "bo": held, "cy": wrong})
    (root / "submitted/di/arithmetic").mkdir(parents=True)
    notebooks.write(root / "submitted/di/arithmetic/arithmetic.ipynb", {"cells": 1})
    assert cli.main(["grade", "arithmetic", "--jobs", "1", "--course", str(root)]) == 1
    with Gradebook(f"sqlite:///{root}/gradebook.db", "toy") as book:
        book.add_student("di")
    _, rows, told = export("csv", course=root)
    people = by_student(rows)
    found = {who: (row["status"], row["double"], row["score"]) for who, row in people.items()}
    assert found == {
        "'-ana, ñ": ("graded", "10", "15"),
        "bo": ("held back", "10", ""),
        "cy": ("graded", "0", "5"),
        "di": ("not graded", "", ""),
    }
    assert told[-2].startswith("1 not final")


def queries(path: Path, course: Course, students: int) -> int:
    """Return how many queries it takes to read a class of that size."""
    seen = []
    with make_book(path) as book:
        for place in range(students):
            book.add_student(f"s{place}")
            enter(book, f"s{place}", ((1, None), (2, None), (3, None)), None)
        book.db.expunge_all()
        event.listen(book.engine, "before_cursor_execute", lambda *_: seen.append(1))
        works = read_class(book, course, CourseFolders(path.parent, Config()), ["arithmetic"])
    assert [work.score for work in works] == [6] * students
    return len(seen)


@pytest.mark.slow
def test_a_class_of_any_size_takes_the_same_few_queries(made, tmp_path):
    few, many = (queries(tmp_path / f"{size}.db", Course(made), size) for size in (2, 30))
    assert few == many < 15


def test_the_plug_ins_load_no_nbgrader_where_they_are_not_asked_for():
    code = "import sys, autograder.commands.export.gradescope.run; print('nbgrader' in sys.modules)"
    done = run_python(code)
    assert done.stdout == "False\n", done.stderr


def run_python(code: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=environment(), capture_output=True, text=True)
