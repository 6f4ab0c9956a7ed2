"""``autograder init``: a course of one's own, proven as those are that ship."""

import json
import shutil

import pytest

from autograder.__main__ import main
from autograder.commands.init.command import COURSE, course_id
from autograder.course.course import Course
from autograder.course.known_solutions import read_known_solutions
from autograder.course.settings import Grading, load_config
from autograder.grading.grader import Grader
from autograder.submission.cells import cells_with
from autograder.testing.results import Outcome


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("courses") / "Cours d'été"
    assert main(["init", str(folder)]) == 0
    course = Course.find(folder)
    return course, load_config(course)


@pytest.fixture(scope="module")
def warm_up(made):
    course, config = made
    return Grading(config=config).assignment(course.root, "warm_up")


@pytest.fixture(scope="module")
def grader(warm_up):
    with Grader(warm_up) as grader:
        yield grader


def score(grader, code):
    """Return what a solution gets, and the tests that it loses."""
    cells = cells_with(grader.assignment, "centre_columns", code)
    (exercise,) = grader.grade_cells(cells, "a student").exercises
    lost = [check.name for check in exercise.checks if check.outcome is Outcome.FAIL]
    return exercise.score, {f"test_{name}" for name in lost}


def test_its_settings_are_its_own(made):
    course, config = made
    assert config.CourseDirectory.course_id == "Cours-d-été"
    assert config.Grading.seed > 2**32
    assert config.Grading.suites == str(course.root / "exercises")
    assert config.Autograde.autograde_preprocessors[0] == "autograder.gradebook.GradeInSandbox"


def test_no_two_courses_have_one_seed(made, tmp_path):
    assert main(["init", str(tmp_path / "another")]) == 0
    other = load_config(Course.find(tmp_path / "another"))
    assert other.Grading.seed != made[1].Grading.seed


@pytest.mark.parametrize("name", sorted(
    path.stem for path in COURSE.glob("exercises/*/*/misconceptions/*.py")
))  # fmt: skip
def test_each_wrong_solution_loses_what_it_says(warm_up, grader, name):
    known = read_known_solutions(warm_up, "misconceptions", "centre_columns")
    (entry,) = [each for each in known if each.slug == name]
    points, lost = score(grader, entry.code)
    assert points < 10
    assert lost >= set(entry.loses)


def test_the_right_solutions_keep_all_points(warm_up, grader):
    known = read_known_solutions(warm_up, "alternatives", "centre_columns")
    assert [score(grader, entry.code) for entry in known] == [(10, set())] * len(known)
    assert known


def test_a_folder_that_holds_something_is_left_alone(tmp_path, capsys):
    (tmp_path / "notes.txt").write_text("mine")
    assert main(["init", str(tmp_path)]) == 2
    assert "is not an empty folder: name another one" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_folder_that_cannot_be_made_is_told_in_a_line(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert main(["init", str(tmp_path / "file" / "course")]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith("cannot be made (Not a directory): name another one")


def test_what_comes_next_can_be_pasted(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["init", "it's mine"]) == 0
    assert """cd 'it'"'"'s mine' && nbgrader generate_assignment""" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("folder", "name"), [("NumPy 1", "NumPy-1"), ("été_2027", "été_2027"), ("...", "course")]
)
def test_a_course_is_named_after_its_folder(folder, name):
    assert course_id(folder) == name


def test_its_notebook_holds_no_outputs_and_only_known_cells():
    notebook = json.loads((COURSE / "source/warm_up/warm_up.ipynb").read_text("utf-8"))
    names = [cell["metadata"]["nbgrader"]["grade_id"] for cell in notebook["cells"]]
    assert names == ["intro", "setup", "centre_columns", "test_centre_columns"]
    assert not any(cell.get("outputs") for cell in notebook["cells"])


def test_a_demonstration_is_of_a_course_with_a_simulated_class(made, tmp_path, capsys):
    course, _ = made
    shutil.copytree(course.root, tmp_path / "copy")
    assert main(["demo", "--course", str(tmp_path / "copy")]) == 2
    assert "no assignment here has a simulated class" in capsys.readouterr().err
