"""After submissions questions come and go; what students and markers have done stays."""

import json
import shutil
import sqlite3
from contextlib import closing

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

from autograder.__main__ import main
from autograder.commands.doctor.findings import Place
from autograder.commands.doctor.releases import releases
from autograder.course.course import Course
from autograder.course.settings import load_config
from autograder.grading.grader import close_graders
from tests.support import notebooks, toy_class

NAME = "arithmetic"
SOURCE, RELEASED = (f"{folder}/{NAME}/{NAME}.ipynb" for folder in ("source", "release"))
KEPT = f"withdrawn/{NAME}.json"
TABLES = ("base_cell", "grade_cells", "solution_cells", "source_cell", "grade", "comment",
          "submitted_assignment", "submitted_notebook")  # fmt: skip


def question(name, points=5.0, solution="For it is so."):
    """A written question with a model answer."""
    about = {"schema_version": 3, "grade_id": name, "task": False, "locked": False,
             "grade": True, "solution": True, "points": points}  # fmt: skip
    source = f"=== BEGIN SOLUTION ===\n{solution}\n=== END SOLUTION ==="
    return {"cell_type": "markdown", "id": name, "metadata": {"nbgrader": about}, "source": source}


def task(name, points):
    found = question(name, points)
    found["metadata"]["nbgrader"] |= {"task": True, "grade": False, "solution": False}
    return found | {"source": "Draw it.\n=== BEGIN MARK SCHEME ===\nx\n=== END MARK SCHEME ==="}


def with_cells(*cells, points=10):
    whole = notebooks.toy()
    whole["cells"][2]["metadata"]["nbgrader"]["points"] = points
    return whole | {"cells": [*whole["cells"], *cells]}


@pytest.fixture(scope="module")
def marked(tmp_path_factory):
    """A class of two: Ada has answered both questions, Ben one; why is marked by hand."""
    root = toy_class.release(tmp_path_factory.mktemp("marked"))
    notebooks.write(root / SOURCE, with_cells(question("why"), question("when")))
    generate(root)
    hand_in(root, "ada", why="Because.", when="Now.")
    hand_in(root, "ben", why="Hm.")
    assert main(["grade", NAME, "--jobs", "1", "--course", str(root)]) == 0
    with book(root) as found:
        for student, score in (("ada", 4.0), ("ben", 0.0)):
            grade = found.find_grade("why", NAME, NAME, student)
            grade.manual_score, grade.needs_manual_grade = score, False
        found.find_grade("why", NAME, NAME, "ada").extra_credit = 0.5
        found.find_comment("why", NAME, NAME, "ada").manual_comment = "Well said"
        found.find_comment("double", NAME, NAME, "ben").manual_comment = "See me"
        found.db.commit()
    yield root
    close_graders()


@pytest.fixture
def course(marked, tmp_path):
    shutil.copytree(marked, tmp_path, dirs_exist_ok=True)
    return tmp_path


def generate(root):
    """Do what ``nbgrader generate_assignment arithmetic --force`` does; return what it logs."""
    reply = NbGraderAPI(config=load_config(Course(root))).generate_assignment(NAME)
    assert reply["success"], reply
    return reply["log"]


def hand_in(root, student, **answers):
    """Put the released notebook into submitted/ with answers."""
    whole = json.loads((root / RELEASED).read_text())
    for cell in whole["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        right = {"double": notebooks.DOUBLE, "negate": notebooks.NEGATE}.get(name)
        cell["source"] = answers.get(name, right or cell["source"])
    toy_class.submit(root, {student: whole})


def change(root, *cells, **how):
    """Write the source notebook anew and generate."""
    notebooks.write(root / SOURCE, with_cells(*cells, **how))
    return generate(root)


def grade(root):
    code = main(["grade", NAME, "--jobs", "1", "--course", str(root)])
    close_graders()
    return code


def book(root):
    return Gradebook(f"sqlite:///{root / 'gradebook.db'}", "regularization")


def scores(root):
    """What counts, by student and graded cell; None: a person has to mark it."""
    with book(root) as found:
        return {
            (submission.student.id, grade.name): None if grade.needs_manual_grade else grade.score
            for submission in found.find_assignment(NAME).submissions
            for grade in submission.notebooks[0].grades
        }


def by_hand(root, student, cell):
    with book(root) as found:
        grade = found.find_grade(cell, NAME, NAME, student)
        comment = found.find_comment(cell, NAME, NAME, student)
        return grade.manual_score, grade.extra_credit, comment.manual_comment


def rows(root):
    with closing(sqlite3.connect(root / "gradebook.db")) as found:
        return {table: set(found.execute(f"SELECT * FROM {table}")) for table in TABLES}


def test_a_withdrawn_question_is_gone_and_all_else_stays(course):
    before, scored = rows(course), scores(course)
    change(course, question("when"))
    after = rows(course)
    assert all(after[table] <= before[table] for table in TABLES)
    assert len(before["grade"] - after["grade"]) == len(before["comment"] - after["comment"]) == 2
    assert scores(course) == {key: value for key, value in scored.items() if key[1] != "why"}


def test_what_people_gave_for_it_is_kept_in_a_file_and_told(course):
    told = change(course, question("when"))
    assert json.loads((course / KEPT).read_text()) == {
        NAME: {"why": {"ada": {"manual_score": 4.0, "extra_credit": 0.5,
                               "manual_comment": "Well said"},
                       "ben": {"manual_score": 0.0}}}}  # fmt: skip
    assert "Withdrawn: why" in told
    assert f"why: what people gave to 2 is kept in {KEPT}" in told
    assert f"autograder grade {NAME}" in told


def test_it_comes_back_with_the_question(course):
    change(course, question("when"))
    told = change(course, question("why"), question("when"))
    assert "why: what people gave to 2 is back" in told
    assert by_hand(course, "ada", "why") == (4.0, 0.5, "Well said")
    assert by_hand(course, "ben", "why") == (0.0, None, None)
    assert json.loads((course / KEPT).read_text()) == {NAME: {}}


def test_an_exercise_is_withdrawn_with_the_comments_on_it(course):
    whole = notebooks.toy()
    cells = [cell for cell in whole["cells"] if cell["id"] not in ("double", "test_double")]
    cells += [question("why"), question("when")]
    notebooks.write(course / SOURCE, whole | {"cells": cells})
    generate(course)
    assert json.loads((course / KEPT).read_text())[NAME]["double"] == {
        "ben": {"manual_comment": "See me"}
    }
    assert grade(course) == 0
    assert {name for _, name in scores(course)} == {"test_negate", "why", "when"}


def test_without_points_a_question_counts_for_nobody_and_nobody_has_to_mark_it(course):
    change(course, question("why", 0), question("when", 0), points=0)
    for _ in ("at once", "when graded again"):
        found = scores(course)
        assert {found[who, what] for who in ("ada", "ben")
                for what in ("why", "when", "test_double")} == {0.0}  # fmt: skip
        assert found["ada", "test_negate"] == 5.0
        assert grade(course) == 0


def test_with_points_again_the_marks_count_again(course):
    change(course, question("why", 0), question("when"))
    change(course, question("why", 7), question("when"))
    assert by_hand(course, "ada", "why") == (4.0, 0.5, "Well said")
    assert by_hand(course, "ben", "why")[0] == 0.0


def test_a_new_question_waits_for_a_person_where_it_was_not_handed_in(course):
    told = change(course, question("why"), question("when"), question("how"))
    assert "missing in what is handed in: how" in told
    for _ in ("at once", "when graded again"):
        assert scores(course)["ada", "how"] is None
        assert by_hand(course, "ada", "why") == (4.0, 0.5, "Well said")
        assert grade(course) == 0
    assert "was missing" in toy_class.notebook_of(course, "ada").read_text()
    hand_in(course, "ben", why="Hm.")
    assert grade(course) == 0
    assert scores(course)["ben", "how"] == 0.0


def test_a_new_exercise_has_no_points_until_it_is_handed_in(course):
    shutil.copytree(course / f"exercises/{NAME}/double", course / f"exercises/{NAME}/twice")
    suite = course / f"exercises/{NAME}/twice/test_double.py"
    suite.write_text(suite.read_text().replace("double", "twice"))
    suite.rename(suite.with_name("test_twice.py"))
    shutil.rmtree(suite.parent / "misconceptions", ignore_errors=True)
    added = notebooks.DOUBLE.replace("double", "twice")
    change(course, notebooks.solution("twice", added), notebooks.test_cell("twice", 2),
           question("why"), question("when"))  # fmt: skip
    assert grade(course) == 0
    assert scores(course)["ada", "test_twice"] == 0.0
    hand_in(course, "ada", why="Because.", when="Now.", twice=added)
    assert grade(course) == 0
    assert scores(course)["ada", "test_twice"] == 2.0
    assert by_hand(course, "ada", "why") == (4.0, 0.5, "Well said")


def test_a_replaced_question_is_one_that_goes_and_one_that_comes(course):
    change(course, question("whence"), question("when"))
    assert grade(course) == 0
    found = scores(course)
    assert {name for _, name in found} == {"test_double", "test_negate", "whence", "when"}
    assert found["ada", "whence"] is None
    assert set(json.loads((course / KEPT).read_text())[NAME]) == {"why"}


def test_a_question_of_another_kind_under_its_name_keeps_its_marks(course):
    change(course, task("why", 5), question("when"))
    assert by_hand(course, "ada", "why") == (4.0, 0.5, "Well said")


@pytest.mark.slow
def test_nbgraders_own_front_ends_go_on(course):
    change(course, question("when"), question("how"))
    nbgrader = NbGraderAPI(config=load_config(Course(course)))
    for student in ("ada", "ben"):
        assert nbgrader.autograde(NAME, student)["success"]
    assert nbgrader.generate_feedback(NAME)["success"]
    assert (course / f"feedback/ada/{NAME}/{NAME}.html").is_file()
    assert {name for _, name in scores(course)} == {"test_double", "test_negate", "when", "how"}


def test_doctors_remedy_works_after_hand_in(course):
    notebooks.write(course / SOURCE, with_cells(question("when"), question("how")))
    (finding,) = out_of_date(course)
    assert finding.remedy == f"nbgrader generate_assignment {NAME} --force"
    generate(course)
    assert out_of_date(course) == []


def out_of_date(root):
    return [each for each in releases(Place(root)) if each.status != "OK"]


def test_nothing_new_changes_no_row(course):
    before = rows(course)
    assert "autograder grade" not in change(course, question("why"), question("when"))
    assert rows(course) == before
    assert not (course / KEPT).exists()


@pytest.mark.parametrize("again", [False, True])
def test_a_generate_that_fails_leaves_what_was_released(course, again):
    (course / f"release/{NAME}/figure.txt").write_text("beside it")
    if again:
        change(course, question("when"))
    before = {path: path.read_bytes() for path in (course / "release").rglob("*.*")}
    # two cells of one name
    notebooks.write(course / SOURCE, with_cells(question("why"), question("why") | {"id": "twin"}))
    reply = NbGraderAPI(config=load_config(Course(course))).generate_assignment(NAME)
    assert not reply["success"]
    assert {path: path.read_bytes() for path in (course / "release").rglob("*.*")} == before


def test_a_generate_that_is_interrupted_leaves_what_was_released(course, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    before = (course / RELEASED).read_bytes()
    monkeypatch.setattr("autograder.gradebook.due_date.DueDate.preprocess", interrupted)
    reply = NbGraderAPI(config=load_config(Course(course))).generate_assignment(NAME)
    assert "KeyboardInterrupt" in reply["error"]
    assert (course / RELEASED).read_bytes() == before


def test_a_first_generate_that_fails_leaves_nothing(course):
    shutil.rmtree(course / "release")
    notebooks.write(course / SOURCE, with_cells(question("why"), question("why") | {"id": "twin"}))
    reply = NbGraderAPI(config=load_config(Course(course))).generate_assignment(NAME)
    assert not reply["success"]
    assert not (course / f"release/{NAME}").exists()
