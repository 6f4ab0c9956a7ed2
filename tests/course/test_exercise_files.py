"""The files that a grade rests on, by their role, and what is refused."""

import shutil

import pytest

from autograder.course.course import EXERCISES, Course, CourseError
from autograder.course.exercise_files import (
    check_exercises,
    grading_files,
    known_mistakes,
    own_files,
    place_of,
    shared_files,
    signature,
    suites_without_cell,
    test_files,
)
from autograder.course.known_solutions import read_known_solutions
from tests.support import notebooks
from tests.support.places import ROOT, TOY

# pytest would take an imported function of this name for a test
hidden_tests = test_files
del test_files


@pytest.fixture
def course(tmp_path):
    shutil.copytree(TOY / "source", tmp_path / "source")
    shutil.copytree(TOY / "exercises", tmp_path / "exercises")
    notebooks.write(tmp_path / "source/arithmetic/arithmetic.ipynb", notebooks.toy())
    return tmp_path


def assignment(root, name="arithmetic"):
    return Course(root, root / "exercises").assignment(name)


def put(root, place, text=""):
    path = root / "exercises/arithmetic" / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def places(paths, found):
    return [place_of(path, found) for path in paths]


def test_tests_run_in_the_order_of_their_files_names(course):
    put(course, "double/test_1_first.py")
    put(course, "double/test_0_before.py")
    put(course, "double/misconceptions/test_mode.py")
    names = [path.name for path in hidden_tests(assignment(course), "double")]
    assert names == ["test_0_before.py", "test_1_first.py", "test_double.py"]


def test_what_lies_with_the_tests_is_the_exercises_own(course):
    put(course, "double/data/numbers.json")
    for beside in ("misconceptions/m.py", "alternatives/a.py", "equivalent_mutants.toml", ".x.swp"):
        put(course, f"double/{beside}")
    found = assignment(course)
    assert places(own_files(found, "double"), found) == [
        "arithmetic/double/data/numbers.json", "arithmetic/double/test_double.py",
    ]  # fmt: skip
    assert places(known_mistakes(found, "double"), found) == [
        "arithmetic/double/misconceptions/m.py"
    ]


def test_what_lies_above_is_shared(course):
    put(course, "tools.py")
    put(course, "../common.py")
    found = assignment(course)
    ours = [place for place in places(shared_files(found), found) if "package/" not in place]
    assert ours == ["arithmetic/tools.py", "common.py"]


def test_outside_suites_share_the_modules_of_this_package_that_they_name(course):
    put(course, "tools.py", "from autograder.exercises.dropout.nets import build")
    found = assignment(course)
    shared = places(shared_files(found), found)
    assert {"package/dropout_masks.py", "package/dropout/nets.py"} <= set(shared)
    assert "package/regularization/inputs.py" not in shared


@pytest.mark.parametrize("place", ["double/test_double.py", "tools.py", "double/numbers.json"])
def test_each_file_that_decides_is_noticed(course, place):
    put(course, "tools.py")
    put(course, "double/numbers.json")
    before = signature(assignment(course))
    path = course / "exercises/arithmetic" / place
    path.touch()
    assert signature(assignment(course)) != before
    assert path in grading_files(assignment(course))


def test_an_exercise_without_tests_is_told(course):
    shutil.rmtree(course / "exercises/arithmetic/double")
    with pytest.raises(CourseError, match="has test cells for double, which lack hidden tests"):
        check_exercises(assignment(course))


def test_tests_without_a_cell_are_no_fault_and_named(course):
    assert suites_without_cell([assignment(course)]) == ""
    put(course, "triple/test_triple.py")
    check_exercises(assignment(course))
    assert suites_without_cell([assignment(course)]) == (
        "hidden tests for triple do not run: the notebook of 'arithmetic' has no test cell for them"
    )


def test_two_assignments_may_have_exercises_of_one_name(course):
    for part in ("source", "exercises"):
        shutil.copytree(course / part / "arithmetic", course / part / "algebra")
    (course / "source/algebra/arithmetic.ipynb").rename(course / "source/algebra/algebra.ipynb")
    put(course, "double/misconceptions/one.py", '"""Of arithmetic."""\n')
    put(course, "../algebra/double/misconceptions/other.py", '"""Of algebra."""\n')
    named = {
        name: [each.slug for each in read_known_solutions(assignment(course, name),
                                                          "misconceptions", "double")]
        for name in ("arithmetic", "algebra")
    }  # fmt: skip
    assert named == {"arithmetic": ["one"], "algebra": ["other"]}


def test_the_courses_own_exercises_match_its_notebooks():
    for name in Course(ROOT).names:
        check_exercises(Course(ROOT, EXERCISES).assignment(name))
