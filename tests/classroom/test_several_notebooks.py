"""An assignment of several notebooks: each is graded, and all are one submission.

What nbgrader gives for one that is left out came with its #781; #1219 and #1302 tell of notebooks
that were passed over for their names.
"""

import csv
import json
import shutil

import pytest
from nbgrader.api import Gradebook

from autograder.commands.tutor import tutor_page
from autograder.course.course import Course
from autograder.course.settings import Grading, load_config
from tests.support import notebooks, several
from tests.support.several import NAME, answered, command, generate, hand_in, rows, scores
from tests.support.shell import run

ALL = {
    "first": answered("first", why="Because."),
    "second": answered("second", "negate", why="Hm."),
    "essay": answered("essay", essay="Once upon a time."),
}
WORK = {
    "ada": ALL,
    "ben": {"first": answered("first")},
    "cy": {"first (1)": answered("first", "double"), "my essay": ALL["essay"]},
    "dev": {"essay": answered("essay")},
}


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A class of four, graded by the class command."""
    root = several.course(tmp_path_factory.mktemp("several") / "ours")
    for student, files in WORK.items():
        hand_in(root, student, files, "2026-03-02 10:00:00")
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "regularization") as book:
        book.update_or_create_assignment(NAME, duedate="2026-03-03")
    shutil.copytree(root, root.with_name("theirs"))
    command(root, "grade", NAME)
    return root


@pytest.fixture
def course(graded, tmp_path):
    shutil.copytree(graded, tmp_path, dirs_exist_ok=True)
    return tmp_path


def printed(capsys, root, *arguments):
    """What a command prints, as JSON by student."""
    capsys.readouterr()
    command(root, *arguments, "--json")
    lines = map(json.loads, capsys.readouterr().out.splitlines())
    return {each["submission"]: each for each in lines if "submission" in each}


def test_exercises_and_questions_of_all_notebooks_are_recorded(graded):
    assert scores(graded, "ada") == {
        ("essay", "essay"): None,
        ("first", "test_double"): 10.0,
        ("first", "why"): None,
        ("second", "test_negate"): 0.0,
        ("second", "why"): None,
    }


@pytest.mark.slow
def test_nbgrader_records_the_same_rows_and_files(graded):
    theirs = graded.with_name("theirs")
    done = run(theirs, "nbgrader", "autograde", NAME)
    assert done.returncode == 0, done.stderr
    for student in WORK:
        assert rows(theirs, student) == rows(graded, student)
        there, here = (
            sorted(path.name for path in (root / "autograded" / student / NAME).iterdir())
            for root in (theirs, graded)
        )
        assert there == here


def test_a_notebook_that_is_left_out_has_no_points_and_waits_for_nobody(graded):
    assert scores(graded, "ben")["second", "test_negate"] == 0
    assert scores(graded, "ben")["essay", "essay"] == 0


def test_what_only_can_be_meant_by_its_cells_is_taken_for_the_one_that_is_missing(graded):
    assert scores(graded, "cy") == {
        ("essay", "essay"): None,
        ("first", "test_double"): 0.0,
        ("first", "why"): 0.0,
        ("second", "test_negate"): 0.0,
        ("second", "why"): 0.0,
    }


def test_a_student_has_one_result_with_the_exercises_of_all_notebooks(course, capsys):
    found = printed(capsys, course, "grade", NAME)
    assert {name: (each["score"], each["max_score"]) for name, each in found.items()} == {
        "ada": (10, 15), "ben": (10, 15), "cy": (0, 15), "dev": (0, 15),
    }  # fmt: skip
    assert [each["exercise"] for each in found["ada"]["exercises"]] == ["double", "negate"]
    assert found["cy"]["called"] == "my essay.ipynb, first (1).ipynb"


def test_only_the_notebook_that_has_changed_is_graded_again(course, capsys):
    before = (course / "autograded/ada" / NAME / "first.ipynb").read_bytes()
    hand_in(course, "ada", ALL | {"second": answered("second", why="Hm.")}, "2026-03-02 11:00:00")
    assert printed(capsys, course, "grade", NAME)["ada"]["score"] == 15
    assert (course / "autograded/ada" / NAME / "first.ipynb").read_bytes() == before
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "regularization") as book:
        assert book.find_submission(NAME, "ada").timestamp.hour == 11


@pytest.mark.slow
@pytest.mark.parametrize("grade", ["autograder", "nbgrader"])
def test_unchanged_notebooks_keep_their_time_together(course, grade):
    hand_in(course, "ada", ALL, "2026-03-02 12:00:00")
    if grade == "autograder":
        command(course, "grade", NAME, "--force")
    else:
        done = run(course, "nbgrader", "autograde", NAME, "--student=ada")
        assert done.returncode == 0, done.stderr
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "regularization") as book:
        assert book.find_submission(NAME, "ada").timestamp.hour == 10


def test_a_notebook_that_comes_later_is_graded_and_one_that_goes_is_not_shown(course, capsys):
    hand_in(course, "ben", {"second": answered("second")}, "2026-03-02 11:00:00")
    assert printed(capsys, course, "grade", NAME)["ben"]["score"] == 5
    kept = sorted(path.name for path in (course / "autograded/ben" / NAME).glob("*.ipynb"))
    assert kept == ["second.ipynb"]
    assert scores(course, "ben")["first", "test_double"] == 0


def test_one_unreadable_notebook_leaves_a_submission_without_a_score(course, capsys):
    folder = hand_in(course, "ada", ALL, "2026-03-02 11:00:00")
    (folder / "second.ipynb").write_text("{")
    found = printed(capsys, course, "grade", NAME)["ada"]
    assert (found["score"], found["status"]) == (None, "error")
    assert "second.ipynb" in found["error"]


def test_exports_show_questions_of_one_name_by_their_notebooks(course):
    command(course, "export", "csv", "--with-unfinished", "--into", str(course / "x.csv"))
    table = {
        row["student_id"]: row
        for row in csv.DictReader((course / "x.csv").read_text().splitlines())
    }
    heads = [*table["ada"]]
    there = heads[heads.index("essay") :][:5]
    assert there == ["essay", "double", "first/why", "negate", "second/why"]
    assert table["ada"]["reason"] == "to be marked: essay, first/why, second/why"
    assert (table["ben"]["status"], table["ben"]["max_score"]) == ("graded", "45")


def test_the_report_counts_all_notebooks_and_names_what_is_left_out(course, capsys):
    command(course, "report", NAME, "--csv", str(course / "r.csv"))
    rows_of = [*csv.DictReader((course / "r.csv").read_text().splitlines())]
    assert {row["exercise"] for row in rows_of if row["student"] == "ada"} == {"double", "negate"}
    page = (course / "reports" / f"{NAME}.html").read_text()
    assert "ne of several notebooks is not handed in" in page
    assert "first/why" in page


def test_regrading_goes_through_the_notebooks_one_by_one(course, capsys):
    test = course / "exercises/arithmetic/negate/test_negate.py"
    test.write_text(test.read_text() + "\n# changed\n")
    command(course, "regrade", NAME)
    told = capsys.readouterr().out
    assert f"{NAME}/second:" in told
    assert "graded again, for a change in its suite or reference: negate of 1" in told
    assert "double of" not in told


def test_each_notebook_is_replayed(course, capsys):
    assert command(course, "replay", "ada", NAME) == 0
    assert capsys.readouterr().out.count("the same outcome in all") == 3


def test_a_command_for_one_notebook_asks_which(course, capsys):
    code = command(course, "export", "gradescope", NAME, "--into", str(course / "a.zip"))
    assert code == 2
    assert f"name one of {NAME}/essay, {NAME}/first, {NAME}/second" in capsys.readouterr().err


def test_a_loose_file_is_graded_as_the_notebook_that_is_named(course, capsys):
    path = course / "submitted/ada" / NAME / "second.ipynb"
    command(course, "grade", f"{NAME}/second", str(path), "--json")
    found = json.loads(capsys.readouterr().out)
    assert [each["exercise"] for each in found["exercises"]] == ["negate"]


def test_a_notebook_can_be_added_after_hand_in(course, capsys):
    more = notebooks.notebook(several.question(3, "extra"))
    several.write(course, {"zulu": more})
    assert "New, and missing in what is handed in: extra" in generate(course)
    command(course, "grade", NAME)
    assert scores(course, "ada")["zulu", "extra"] == 0
    assert scores(course, "ada")["first", "test_double"] == 10
    hand_in(course, "ada", ALL | {"zulu": more}, "2026-03-02 11:00:00")
    more["cells"][0]["source"] = "Much more."
    hand_in(course, "ada", ALL | {"zulu": more}, "2026-03-02 11:00:00")
    command(course, "grade", NAME)
    assert scores(course, "ada")["zulu", "extra"] is None


@pytest.mark.slow
def test_a_notebook_can_be_withdrawn_after_hand_in_and_what_people_gave_is_back_with_it(course):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "regularization") as book:
        book.find_grade("essay", "essay", NAME, "ada").manual_score = 17.0
        book.db.commit()
    source = course / "source" / NAME / "essay.ipynb"
    kept = source.read_bytes()
    source.unlink()
    assert "Withdrawn: the notebook essay" in generate(course)
    command(course, "grade", NAME)
    assert {notebook for notebook, _ in scores(course, "ada")} == {"first", "second"}
    assert not (course / "autograded/ada" / NAME / "essay.ipynb").exists()
    source.write_bytes(kept)
    generate(course)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "regularization") as book:
        assert book.find_grade("essay", "essay", NAME, "ada").score == 17


@pytest.mark.slow
def test_feedback_can_be_made_between_a_change_of_questions_and_grading(course):
    source = {
        "essay": notebooks.notebook(several.question(20, "essay"), several.question(1, "new"))
    }
    several.write(course, source | {"first": answered("first", "why")})
    first = json.loads((course / "source" / NAME / "first.ipynb").read_text())
    first["cells"] = [c for c in first["cells"] if c["id"] != "why"]
    several.write(course, {"first": first})
    generate(course)
    done = run(course, "nbgrader", "generate_feedback", NAME, "--student=ada")
    assert done.returncode == 0, done.stderr
    assert (course / "feedback/ada" / NAME / "first.html").exists()


@pytest.mark.slow
def test_doctor_finds_such_a_course_in_order(course, capsys):
    generate(course)
    command(course, "doctor", "--json")
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    about = {
        "suites",
        f"release, {NAME}",
        *(f"gradebook, {NAME}/{stem}" for stem in several.SOURCES),
    }
    states = {each["what"]: each["status"] for each in found if each["what"] in about}
    assert states == dict.fromkeys(about, "OK")


def test_the_tutors_page_has_the_exercises_of_every_notebook(course):
    for exercise in ("double", "negate"):
        place = course / "exercises" / NAME / exercise / "misconceptions"
        place.mkdir(parents=True, exist_ok=True)
        doc = f'"""It goes wrong.\n\nBelief: {exercise} is nothing.\nHint: What is {exercise}?\n"""'
        (place / "wrong.py").write_text(f"{doc}\n\n\ndef {exercise}(x):\n    return 0 * x\n")
    config = load_config(Course.find(course))
    page = tutor_page(Grading(config=config).course(course))
    assert f"## `{NAME}`: `double`\n\n- “double is nothing.” Ask: What is double?" in page
    assert f"## `{NAME}`: `negate`\n\n- “negate is nothing.” Ask: What is negate?" in page
