"""The demonstration, on the real course: every simulated student gets what was planned."""

import json

import pytest

from autograder.course import Course
from autograder.demo import CLASSES
from tests.conftest import ROOT
from tests.shell import run


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    root = tmp_path_factory.mktemp("demo") / "my course é"
    done = run(ROOT, "autograder", "demo", "--into", str(root))
    return root, done


def test_every_simulated_student_gets_the_planned_score(demo):
    _, done = demo
    assert done.returncode == 0, done.stdout + done.stderr
    assert "!" not in done.stdout
    for assignment, simulated in CLASSES.items():
        assert f"{assignment}: autograde" in done.stdout
        assert len(simulated.students) >= 12
        for student in simulated.students:
            assert done.stdout.count(student.story) >= 1


def test_every_assignment_has_a_simulated_class_that_answers_all_questions():
    course = Course(ROOT)
    assert sorted(CLASSES) == course.names
    for assignment, simulated in CLASSES.items():
        notebook = json.loads(course.assignment(assignment).notebook.read_text(encoding="utf-8"))
        ids = {c["metadata"].get("nbgrader", {}).get("grade_id", "") for c in notebook["cells"]}
        assert simulated.answers.keys() == {name for name in ids if name.startswith("answer_")}


def test_it_leaves_a_gradebook_and_everybodys_feedback(demo):
    root, _ = demo
    assert (root / "gradebook.db").stat().st_size > 0
    for assignment, simulated in CLASSES.items():
        for student in simulated.students:
            assert (root / f"feedback/{student.name}/{assignment}/{assignment}.html").is_file()


def test_nothing_is_written_on_standard_error(demo):
    assert demo[1].stderr == ""


def test_loose_files_nbgrader_and_the_class_command_agree(demo):
    root, _ = demo
    for assignment, simulated in CLASSES.items():
        names = sorted(student.name for student in simulated.students)
        files = [f"submitted/{name}/{assignment}/{assignment}.ipynb" for name in names]
        recorded = run(root, "autograder", "grade", assignment, "--json")
        loose = run(root, "autograder", "grade", assignment, *files, "--json")
        graded = run(root, "nbgrader", "autograde", assignment, "--force")
        assert graded.returncode == 0, graded.stderr
        by_nbgrader = run(root, "autograder", "grade", assignment, "--json")
        tables = [
            [json.loads(line)["exercises"] for line in done.stdout.splitlines()]
            for done in (recorded, loose, by_nbgrader)
        ]
        assert len(tables[0]) == len(names)
        assert tables[0] == tables[1] == tables[2]


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("precious")
    done = run(ROOT, "autograder", "demo", "--into", str(tmp_path))
    assert done.returncode == 2
    assert "is not an empty folder" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
