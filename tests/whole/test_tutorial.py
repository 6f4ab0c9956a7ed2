"""The tutorial, followed word for word in a fresh copy of the course."""

import json
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support import pages
from tests.support.places import ROOT

PAGE = ROOT / "docs/adding-an-exercise.md"
COPIED = ["autograder", "tests", "source", "docs", "nbgrader_config.py"]
LEFT_OUT = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", "attacks", "malformed")
FILES = [block for block in pages.blocks(PAGE) if "file" in block.words]


@dataclass
class Followed:
    """The course after the tutorial, and the commands that were run."""

    course: Path
    ran: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """Do all that the page says, block by block; a step that fails, fails every test below."""
    course = tmp_path_factory.mktemp("fresh copy") / "course"
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, course / name, ignore=LEFT_OUT)
        else:
            shutil.copy(source, course)
    home = tmp_path_factory.mktemp("home")
    done = Followed(course)
    for block, _ in pages.follow(PAGE, course, pages.environment(course, home)):
        done.ran.append(block.text)
    return done


def test_every_command_works_and_prints_what_the_page_shows(followed):
    assert followed.ran == [block.text for block in pages.blocks(PAGE) if block.runs]
    assert len(followed.ran) >= 8


def test_nothing_but_installing_and_the_last_step_is_left_to_the_reader():
    left = [block.text.split("\n")[0] for block in pages.blocks(PAGE) if "norun" in block.words]
    assert left == ["source .venv/bin/activate", "make release"]


@pytest.mark.parametrize("block", FILES, ids=lambda block: Path(block.words["file"]).name)
def test_a_file_is_named_in_the_line_above_it(block):
    assert f"`{block.words['file']}`" in block.said or "append" in block.flags


def test_the_notebook_is_what_the_course_expects(followed):
    notebook = json.loads((followed.course / "source/max_norm/max_norm.ipynb").read_text("utf-8"))
    said = PAGE.read_text(encoding="utf-8")
    named = [cell["metadata"]["nbgrader"]["grade_id"] for cell in notebook["cells"]]
    assert named == re.findall(r"^`([a-z_]+)`, ", said, re.MULTILINE)


def test_the_release_holds_the_exercise_without_its_solution(followed):
    released = (followed.course / "release/max_norm/max_norm.ipynb").read_text(encoding="utf-8")
    assert "raise NotImplementedError()" in released
    assert "np.linalg.norm(W, axis=1" not in released
    assert "BEGIN SOLUTION" not in released


def test_the_class_of_the_page_is_recorded(followed):
    for student, outcome in (("ada", "pass"), ("ben", "fail")):
        path = followed.course / f"autograded/{student}/max_norm/max_norm.ipynb"
        (exercise,) = json.loads(path.read_text("utf-8"))["metadata"]["autograder"]["exercises"]
        assert exercise["outcome"] == outcome
        assert exercise["misconception"] == (None if student == "ada" else "whole_matrix")


def test_the_course_itself_is_left_alone():
    assert not (ROOT / "source/max_norm").exists()
    assert not (ROOT / "autograder/exercises/max_norm").exists()


def test_a_notebook_that_was_worked_on_is_not_overwritten(tmp_path, capsys):
    target = tmp_path / "max_norm.ipynb"
    assert pages.main([str(PAGE), str(target)]) == 0
    made = target.read_bytes()
    assert pages.main([str(PAGE), str(target)]) == 0  # the very same may be made again
    target.write_bytes(made.replace(b"A leash for weights", b"My own title"))
    assert pages.main([str(PAGE), str(target)]) == 2
    assert "move it away" in capsys.readouterr().err
    assert b"My own title" in target.read_bytes()


@pytest.mark.parametrize("page", ["nowhere.md", str(ROOT / "docs/index.md")])
def test_a_page_without_a_notebook_is_told_in_a_line(tmp_path, capsys, page):
    assert pages.main([page, str(tmp_path / "made.ipynb")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not list(tmp_path.iterdir())
