"""The plug-in in real nbgrader, on the toy assignment: gradebook, feedback, and what they hide."""

import json
import os
import shutil
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.course.course import Course
from tests.support import notebooks, toy_class
from tests.support.places import ROOT, TOY
from tests.support.shell import run

STUB = "def double(x):\n    raise NotImplementedError()"
IN_PLACE = "def double(x):\n    x *= 2\n    return x"
FAULT = "def negate(x):\n    return 666"
HOSTILE = "raise ValueError('<script>alert(1)</script>\\x1b[31m')"
RUBRIC = "Why?\n\n=== BEGIN MARK SCHEME ===\nthe secret rubric\n=== END MARK SCHEME ==="
SUBMITTED = {
    "ana": notebooks.toy(),
    "bo": notebooks.toy(STUB),
    "cy": notebooks.toy(IN_PLACE),
    "dé": notebooks.toy("def double(x:", notebooks.NEGATE),
    "eve": notebooks.toy(HOSTILE),
    "fay": notebooks.toy(negate=FAULT),
    "gus": notebooks.toy("def double(x):\n    while True: pass"),
    "hal": notebooks.toy("import os\nos._exit(0)"),
    "ina": notebooks.notebook(*notebooks.toy()["cells"][:2]),
}
EXPECTED = {"ana": 15, "bo": 5, "cy": 13, "dé": 5, "eve": 5, "gus": 5, "hal": 5, "ina": 10}


def gradebook(root: Path) -> Gradebook:
    return Gradebook(f"sqlite:///{root / 'gradebook.db'}")


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A course in a folder with a space and an accent, graded by ``nbgrader autograde``."""
    root = tmp_path_factory.mktemp("cours à noter")
    shutil.copytree(TOY / "source", root / "source")
    config = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    (root / "nbgrader_config.py").write_text(config + toy_class.SUITES_OUTSIDE, encoding="utf-8")
    source = notebooks.toy()
    question = {"grade_id": "question", "locked": True, "grade": False, "solution": False}
    source["cells"].append(
        {
            "cell_type": "markdown",
            "id": "question",
            "metadata": {"nbgrader": {**question, "schema_version": 3, "task": False}},
            "source": RUBRIC,
        }
    )
    notebooks.write(root / "source/arithmetic/arithmetic.ipynb", source)
    done = run(root, "nbgrader", "generate_assignment", "arithmetic")
    assert done.returncode == 0, done.stderr
    release = json.loads((root / "release/arithmetic/arithmetic.ipynb").read_text())
    for student, content in SUBMITTED.items():
        path = root / "submitted" / student / "arithmetic/arithmetic.ipynb"
        notebooks.write(path, {**content, "cells": [*content["cells"], release["cells"][-1]]})
    (root / "submitted/zed/arithmetic").mkdir(parents=True)
    (root / "submitted/zed/arithmetic/arithmetic.ipynb").write_text("{ broken")
    done = run(root, "nbgrader", "autograde", "arithmetic")
    (root / "autograde.log").write_text(done.stdout + done.stderr)
    return root


def test_scores_land_in_the_gradebook(graded):
    with gradebook(graded) as book:
        for student, score in EXPECTED.items():
            assert book.find_submission("arithmetic", student).score == score, student


def test_a_held_back_exercise_is_no_zero_and_waits_for_a_person(graded):
    with gradebook(graded) as book:
        grade = book.find_grade("test_negate", "arithmetic", "arithmetic", "fay")
        assert grade.auto_score is None
        assert grade.needs_manual_grade
        assert book.find_grade("test_double", "arithmetic", "arithmetic", "fay").auto_score == 10


def test_an_unreadable_notebook_does_not_stop_the_others(graded):
    assert not (graded / "autograded/zed/arithmetic").exists()
    assert (graded / "autograded/ina/arithmetic/arithmetic.ipynb").exists()


def test_the_comment_says_what_to_do_next(graded):
    with gradebook(graded) as book:
        comment = book.find_comment("double", "arithmetic", "arithmetic", "cy").auto_comment
    assert comment.startswith("8 of 10 points: 2 of 3 checks pass. Next: The input is left alone")


def test_the_autograded_notebook_keeps_the_result_and_the_isolation(graded):
    path = graded / "autograded/cy/arithmetic/arithmetic.ipynb"
    result = json.loads(path.read_text())["metadata"]["autograder"]
    assert result["score"] == 13
    assert result["receipt"]["isolation"] in ("sealed", "contained")
    assert result["receipt"]["seed"] == 0


def test_the_marker_sees_the_rubric(graded):
    assert "secret rubric" in (graded / "autograded/bo/arithmetic/arithmetic.ipynb").read_text()
    assert "secret rubric" not in (graded / "release/arithmetic/arithmetic.ipynb").read_text()


@pytest.mark.slow
def test_loose_files_the_gradebook_and_a_second_run_agree(graded):
    files = [f"submitted/{s}/arithmetic/arithmetic.ipynb" for s in [*SUBMITTED, "zed"]]
    loose = run(graded, "autograder", "grade", "arithmetic", *files, "--json")
    recorded = run(graded, "autograder", "grade", "arithmetic", "--json")
    assert recorded.stderr.startswith("isolation: sealed")
    again = run(graded, "autograder", "grade", "arithmetic", "--json", "--force")
    assert loose.returncode == recorded.returncode == again.returncode == 1  # fay and zed
    rows = [
        [(r["score"], r["status"], r["error"], r["exercises"]) for r in map(json.loads, out)]
        for out in (done.stdout.splitlines() for done in (loose, recorded, again))
    ]
    assert rows[0] == rows[1] == rows[2]
    assert [row[0] for row in rows[0]] == [*map(EXPECTED.get, SUBMITTED), None]


@pytest.fixture(scope="module")
def pages(graded):
    """The feedback pages of all students, from the real ``nbgrader generate_feedback``."""
    done = run(graded, "nbgrader", "generate_feedback", "arithmetic")
    assert done.returncode == 0, done.stderr
    return {s: (graded / f"feedback/{s}/arithmetic/arithmetic.html") for s in SUBMITTED}


def test_feedback_shows_the_checks_and_hides_the_rest(pages):
    cy = pages["cy"].read_text(encoding="utf-8")
    assert "The input is left alone" in cy
    assert "the input was changed" in cy
    assert "13 of 15 points" in cy
    for student, page in pages.items():
        text = page.read_text(encoding="utf-8")
        for hidden in ("secret rubric", "assert_close", "rng", str(ROOT), "666 is", "LookupError"):
            assert hidden not in text, (student, hidden)


def test_feedback_keeps_the_receipt_to_the_instructor(graded, pages):
    path = graded / "autograded/cy/arithmetic/arithmetic.ipynb"
    receipt = json.loads(path.read_text())["metadata"]["autograder"]["receipt"]
    text = pages["cy"].read_text(encoding="utf-8")
    assert "receipt" not in text
    assert not [value for value in map(str, receipt.values()) if len(value) > 9 and value in text]


def test_the_page_begins_with_what_to_do_next(pages):
    text = pages["cy"].read_text(encoding="utf-8")
    step = text.index("The input is left alone. the input was changed")
    assert text.index("What to do next") < step < text.index("toy_given")
    assert "<code>negate</code>: Nothing left to do here." in text
    eve = pages["eve"].read_text(encoding="utf-8")
    assert "alert" not in eve[eve.index("What to do next") : eve.index("toy_given")]


def test_a_students_text_is_inert_in_feedback(pages):
    text = pages["eve"].read_text(encoding="utf-8")
    assert "&lt;script&gt;alert" in text
    assert "<script>alert" not in text
    assert "\x1b" not in text


def test_a_reference_that_changes_is_seen_without_a_restart(graded):
    from autograder.course.settings import Grading
    from autograder.grading.grader import warm_grader

    settings = Grading(suites=str(TOY / "exercises"))
    first = warm_grader(settings, graded, "arithmetic")
    assert warm_grader(settings, graded, "arithmetic") is first
    os.utime(graded / "source/arithmetic/toy_given.py")
    assert warm_grader(settings, graded, "arithmetic") is not first


@pytest.mark.slow
def test_an_unreleased_assignment_is_told(tmp_path):
    shutil.copytree(TOY / "source", tmp_path / "source")
    config = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    (tmp_path / "nbgrader_config.py").write_text(
        config + toy_class.SUITES_OUTSIDE, encoding="utf-8"
    )
    notebooks.write(tmp_path / "source/arithmetic/arithmetic.ipynb", notebooks.toy())
    done = run(tmp_path, "autograder", "grade", "arithmetic")
    assert done.returncode == 2
    assert "nbgrader collect arithmetic" in done.stderr
    notebooks.write(tmp_path / "submitted/al/arithmetic/arithmetic.ipynb", notebooks.toy())
    done = run(tmp_path, "autograder", "grade", "arithmetic")
    assert done.returncode == 1
    assert "run 'nbgrader generate_assignment arithmetic --force' first" in done.stderr
    assert Course(tmp_path).names == ["arithmetic"]


@pytest.mark.slow
def test_below_the_isolation_asked_for_the_class_is_not_graded(graded, tmp_path):
    root = tmp_path / "course"
    shutil.copytree(graded, root, ignore=shutil.ignore_patterns("autograded", "feedback"))
    with (root / "nbgrader_config.py").open("a") as config:
        config.write(
            "from autograder.sandbox import self_test\n"
            "self_test.leaks = lambda box: ['read_file']\n"
        )
    command = ["autograder", "grade", "arithmetic", "--jobs", "1"]  # where the box is weakened
    done = run(root, *command)
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "--isolation process" in done.stderr
    assert not (root / "autograded").exists()
    done = run(root, *command, "--isolation", "process", "--json")
    assert done.stderr.startswith("isolation: process only")
    assert json.loads(done.stdout.splitlines()[0])["score"] == 15


@pytest.mark.slow
def test_a_notebook_that_another_grader_has_autograded_is_told(graded, tmp_path):
    root = tmp_path / "course"
    shutil.copytree(graded, root, ignore=shutil.ignore_patterns("feedback"))
    path = root / "autograded/ana/arithmetic/arithmetic.ipynb"
    content = json.loads(path.read_text(encoding="utf-8"))
    del content["metadata"]["autograder"]
    path.chmod(0o644)
    notebooks.write(path, content)
    lines = run(root, "autograder", "grade", "arithmetic", "--json").stdout.splitlines()
    first, second = map(json.loads, lines[:2])
    assert (first["status"], first["score"]) == ("error", None)
    assert first["error"].endswith("grade it again with --force")
    assert second["score"] == 5
