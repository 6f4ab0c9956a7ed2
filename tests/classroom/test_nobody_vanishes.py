"""Everybody who is enrolled or hands in stands once in all tables, with a status and a reason."""

import csv
import json
import shutil
import unicodedata

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

from autograder.__main__ import main
from autograder.course.course import Course
from autograder.course.settings import load_config
from autograder.gradebook.scores import read_scores
from autograder.grading.grader import close_graders
from tests.support import notebooks, toy_class

NFC, NFD = (lambda name, form=form: unicodedata.normalize(form, name) for form in ("NFC", "NFD"))
QUESTION = "Why does it matter?\n=== BEGIN MARK SCHEME ===\nsecret\n=== END MARK SCHEME ==="
ASKED = {"grade_id": "question", "locked": True, "grade": False, "solution": False}
ANSWER = {"grade_id": "why", "locked": False, "grade": True, "solution": True, "points": 5}
HERE = "YOUR ANSWER HERE"


def text(source, **nbgrader):
    about = {"nbgrader": {"schema_version": 3, "task": False, **nbgrader}} if nbgrader else {}
    identity = nbgrader.get("grade_id", f"c{abs(hash(source)) % 10**6}")
    return {"cell_type": "markdown", "id": identity, "metadata": about, "source": source}


def work(*cells):
    """A notebook with the text cells that are given where the question stands."""
    whole = notebooks.toy()
    return whole | {"cells": [*whole["cells"], *cells]}


ASKS = text(QUESTION.partition("\n")[0], **ASKED)
WORK = {
    "ada": work(ASKS, text("It is my own answer.", **ANSWER)),
    "hal": work(ASKS, text(HERE, **ANSWER), text("**Mine:** for it is so.")),
    "hel": work(ASKS, text("Above, for it is so."), text(HERE, **ANSWER)),
    "ivo": work(text(f"{ASKS['source']}\n\nBecause I say so.", **ASKED), text(HERE, **ANSWER)),
    "kim": work(text("My name is Kim."), ASKS, text(HERE, **ANSWER)),
    "lea": work(ASKS, text("Instead of the cell that was there.")),
}
SAME = work(ASKS, text(HERE, **ANSWER))
FILES = {
    "ben": {"arithmetic (1).ipynb": SAME},
    "cem": {"a.ipynb": SAME, "b.ipynb": SAME},
    "dot": {"mine.ipynb": SAME, "scratch.ipynb": notebooks.notebook(notebooks.code("1 + 1"))},
    NFD("Zoë"): {"arithmetic.ipynb": SAME},
    NFC("Jürgen"): {"arithmetic.ipynb": SAME},
    NFC("René"): {"arithmetic.ipynb": SAME},
    NFD("René"): {"arithmetic.ipynb": SAME},
}
ENROLLED = ("ada", "fay", "gil", NFC("Zoë"), NFD("Jürgen"))
GRADED, MARKING, NOT, ABSENT = "graded", "needs marking", "not graded", "not submitted"
STATUS = {
    "ada": (MARKING, "to be marked: why"),
    "ben": (GRADED, "its notebook is called 'arithmetic (1).ipynb'"),
    "cem": (NOT, "there is no file 'arithmetic.ipynb', and several that could be the one: "
                 "'a.ipynb', 'b.ipynb'"),
    "dot": (GRADED, "its notebook is called 'mine.ipynb'"),
    "eva": (NOT, "'arithmetic.ipynb' is empty"),
    "fay": (ABSENT, "nothing is handed in"),
    "gil": (ABSENT, "nothing is handed in"),
    "hal": (MARKING, "to be marked: why"),
    "hel": (MARKING, "to be marked: why"),
    "ivo": (MARKING, "to be marked: why"),
    "kim": (GRADED, ""),
    "lea": (MARKING, "to be marked: why"),
    "Zoë": (GRADED, ""),
    "Jürgen": (GRADED, ""),
    "René": (NOT, "it has two folders, whose names look the same: keep the right one"),
}  # fmt: skip


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    root = toy_class.release(tmp_path_factory.mktemp("graded"))
    source = root / "source/arithmetic/arithmetic.ipynb"
    notebooks.write(source, work(text(QUESTION, **ASKED), text(HERE, **ANSWER)))
    assert api(root).generate_assignment("arithmetic")["success"]
    released = json.loads((root / "release/arithmetic/arithmetic.ipynb").read_text())["cells"]
    sums = {cell["id"]: cell["metadata"] for cell in released}
    for student, notebook in WORK.items():
        put(root, student, "arithmetic.ipynb", notebook, sums)
    for student, files in FILES.items():
        for name, notebook in files.items():
            put(root, student, name, notebook, sums)
    (root / "submitted/eva/arithmetic").mkdir(parents=True)
    (root / "submitted/eva/arithmetic/arithmetic.ipynb").write_text("")
    with book(root) as found:
        for student in ENROLLED:
            found.add_student(student, last_name=f"Of {NFC(student)}")
        found.update_or_create_assignment("arithmetic", duedate="2026-03-01 18:00 UTC")
    assert call(root, "extend", "gil", "arithmetic", "2027-03-01 18:00") == 0
    return root


@pytest.fixture(scope="module")
def told(graded):
    """What grading prints."""
    with pytest.MonkeyPatch.context() as patched:
        lines = []
        patched.setattr("builtins.print", lambda *words, **_: lines.append(" ".join(words)))
        patched.setattr("autograder.commands.output.progress.say", lines.append)
        assert call(graded, "grade", "arithmetic", "--jobs", "1") == 1
    yield "\n".join(lines)
    close_graders()


def put(root, student, name, notebook, sums):
    """Write a submission with the metadata that was released."""
    cells = [cell | {"metadata": sums.get(cell["id"], {})} for cell in notebook["cells"]]
    notebooks.write(root / "submitted" / student / "arithmetic" / name, notebook | {"cells": cells})


def api(root):
    return NbGraderAPI(config=load_config(Course(root)))


def book(root):
    return Gradebook(f"sqlite:///{root / 'gradebook.db'}", "regularization")


def call(root, *words):
    return main([*words, "--course", str(root)])


def table(path):
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_grading_says_what_it_took_and_who_is_absent(told):
    assert "ben: graded from 'arithmetic (1).ipynb', the only candidate there" in told
    assert "2 of the gradebook have handed in nothing: fay, gil" in told
    assert "! eva: 'arithmetic.ipynb' is empty" in told


def test_the_table_has_everybody_once_with_status_and_reason(graded, told):
    assert call(graded, "export", "csv", "--into", str(graded / "grades.csv")) == 0
    rows = table(graded / "grades.csv")
    found = {NFC(row["student_id"]): (row["status"], row["reason"]) for row in rows}
    assert found == STATUS
    assert len(rows) == len(STATUS)


def test_the_report_has_the_same_people_and_states(graded, told):
    rows, page = graded / "rows.csv", graded / "page.html"
    code = call(graded, "report", "arithmetic", "--csv", str(rows), "--into", str(page))
    assert code == 0
    found = {NFC(row["student"]): row["outcome"] for row in table(rows)}
    assert found.keys() == STATUS.keys()
    without = {name: how for name, how in found.items() if STATUS[name][0] in (NOT, ABSENT)}
    assert without == {name: how for name, (how, _) in STATUS.items() if how in (NOT, ABSENT)}
    everybody = page.read_text().partition('aria-label="All scores"')[2].partition("</table>")[0]
    everybody = NFC(everybody)
    for name, (status, _) in STATUS.items():
        cells = f'<tr><th scope="row">{name}</th><td>'
        assert everybody.count(cells) == 1, name
        assert f">{status}<" in everybody.partition(cells)[2].partition("</tr>")[0], name
    assert "<dt>Handed in</dt><dd>13</dd>" in page.read_text()


@pytest.mark.parametrize("kind", ["canvas", "moodle"])
def test_a_table_without_a_place_for_it_says_who_has_no_grade(graded, told, kind, capsys):
    assert call(graded, "export", kind, "--into", str(graded / kind)) == 0
    said = capsys.readouterr().err
    assert "no grade, arithmetic: not submitted: nothing is handed in: fay, gil" in said
    assert "no grade, arithmetic: not graded: 'arithmetic.ipynb' is empty: eva" in said


def test_accents_make_no_second_student(graded, told):
    with book(graded) as found:
        names = sorted(NFC(student.id) for student in found.students)
        assert names == sorted(set(names) - {"René"})
        for student in (NFC("Zoë"), NFD("Jürgen")):
            assert found.find_submission("arithmetic", student).score == 15


def test_an_answer_of_its_own_waits_and_none_is_zero(graded, told):
    with book(graded) as found:
        assignment = Course(graded).assignment("arithmetic")
        held = read_scores(found, assignment, list(WORK))
        comment = found.find_comment("why", "arithmetic", "arithmetic", "kim").auto_comment
    zero = {student for student, scores in held.items() if scores["why"].auto == 0}
    assert zero == {"kim"}
    assert comment == "No response."


def test_what_was_added_to_the_question_is_there_for_the_marker(graded, told):
    shown = json.loads(toy_class.notebook_of(graded, "ivo").read_text())["cells"]
    assert ["".join(cell["source"]) for cell in shown].count("Because I say so.") == 1


def test_a_notebook_by_another_name_can_be_graded_again_and_replayed(graded, told, capsys):
    assert call(graded, "replay", "ben", "arithmetic") == 0
    assert "cannot be compared" not in capsys.readouterr().out
    assert call(graded, "regrade", "arithmetic", "--student", "ben", "--jobs", "1") == 0
    assert "1 submissions: 1 unchanged" in capsys.readouterr().out


@pytest.mark.slow
def test_nbgrader_autograde_and_feedback_take_it_too(graded, told, tmp_path):
    shutil.copytree(graded, tmp_path, dirs_exist_ok=True)
    shutil.rmtree(tmp_path / "autograded/ben")
    (tmp_path / "gradebook.db").unlink()
    assert api(tmp_path).generate_assignment("arithmetic")["success"]
    reply = api(tmp_path).autograde("arithmetic", "ben", force=False, create=True)
    assert reply["success"], reply
    with book(tmp_path) as found:
        assert found.find_submission("arithmetic", "ben").score == 15
    assert api(tmp_path).generate_feedback("arithmetic", "ben")["success"]
    page = (tmp_path / "feedback/ben/arithmetic/arithmetic.html").read_text()
    assert "Your notebook is called <code>arithmetic (1).ipynb</code>" in page
