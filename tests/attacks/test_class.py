"""All attacks at once, as one class: graded by the processes of the class command, and recorded."""

import json
import shutil

import pytest

from tests.attacks.support.cases import cases
from tests.attacks.support.room import BYSTANDERS, SUITES, files
from tests.support import toy_class
from tests.support.shell import run

CASES = {f"attacker {case.slug}": case for case in cases()}
HONEST = {f"{name} {number:03}": notebook
          for number in range(len(CASES)) for name, notebook in BYSTANDERS.items()
          if number % 10 == 0}  # fmt: skip
EARNED = {"right": 15.0, "wrong": 5.0, "raising": 10.0}
SETTINGS = """
c.Grading.submission_seconds = 10.0
c.Grading.memory_mb = 256
"""


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    """The course after the run, what was printed, and its files before and after."""
    root = toy_class.release(tmp_path_factory.mktemp("attacked"))
    shutil.rmtree(root / "exercises")
    shutil.copytree(SUITES, root / "exercises")
    with (root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(SETTINGS)
    toy_class.submit(root, {name: case.notebook() for name, case in CASES.items()} | HONEST)
    before = kept(root)
    done = run(root, "autograder", "grade", "arithmetic", "--jobs", "2", "--json")
    return root, done, before, kept(root)


def kept(root):
    """What grading has no business to change."""
    folders = ("source", "exercises", "submitted", "release")
    found = (path for folder in folders for path in files(root / folder))
    return {path: path.read_bytes() if path.is_file() else None for path in found}


def test_everyone_is_graded_and_gets_what_the_answers_earn(attacked):
    _, done, _, _ = attacked
    assert done.returncode == 0, done.stderr
    scores = {name: result["score"] for name, result in toy_class.rows(done.stdout).items()}
    expected = {name: case.earns for name, case in CASES.items()}
    expected |= {name: EARNED[name.split()[0]] for name in HONEST}
    assert scores == expected


def test_the_gradebook_holds_these_scores_and_no_others(attacked):
    root, done, _, _ = attacked
    recorded = {}
    for student, cell, score, waits, _ in toy_class.marks(root):
        if cell.startswith("test_"):
            recorded[student] = recorded.get(student, 0) + score
            assert not waits
    scores = {name: result["score"] for name, result in toy_class.rows(done.stdout).items()}
    assert recorded == scores


def test_no_file_of_the_course_has_changed(attacked):
    _, _, before, after = attacked
    assert after == before


def test_each_autograded_notebook_is_its_students_own(attacked):
    root, done, _, _ = attacked
    for name, result in toy_class.rows(done.stdout).items():
        path = toy_class.notebook_of(root, name)
        assert json.loads(path.read_text())["metadata"]["autograder"]["submission"] == name
        assert [each.name for each in path.parent.iterdir()] != []
        assert result["submission"] == name
