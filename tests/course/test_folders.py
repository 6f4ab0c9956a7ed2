"""Where a class's work lies, as nbgrader is configured: its own answer is the measure."""

import os

import pytest
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from autograder.course.folders import CourseFolders, Step

SETTINGS = {
    "nothing": {},
    "another name": {"autograded_directory": "graded", "submitted_directory": "in é [1]"},
    "students last": {"directory_structure": "{assignment_id}/{nbgrader_step}/{student_id}"},
    "deeper": {"directory_structure": "work/{nbgrader_step}/{student_id}/x/{assignment_id}"},
    "an expression": {
        "directory_structure": "a.b+(c)/{nbgrader_step}/{student_id}/{assignment_id}"
    },
}


def course(tmp_path, settings):
    config = Config({"CourseDirectory": {"root": str(tmp_path), **settings}})
    return CourseFolders(tmp_path, config), CourseDirectory(config=config)


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS.keys())
@pytest.mark.parametrize("step", list(Step))
def test_a_folder_lies_where_nbgrader_has_it(tmp_path, settings, step):
    ours, theirs = course(tmp_path, settings)
    name = getattr(theirs, f"{step}_directory")
    assert str(ours.of(step, "ada", "arithmetic")) == theirs.format_path(name, "ada", "arithmetic")


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS.keys())
def test_students_are_those_who_have_a_folder(tmp_path, settings):
    folders, _ = course(tmp_path, settings)
    names = ["-minus", "Zoë O'Brien, Jr", "ada", "b[1]*"]
    for name in names:
        folders.of(Step.SUBMITTED, name, "arithmetic").mkdir(parents=True)
    folders.of(Step.SUBMITTED, "eve", "algebra").mkdir(parents=True)
    folders.of(Step.AUTOGRADED, "bob", "arithmetic").mkdir(parents=True)
    assert folders.students(Step.SUBMITTED, "arithmetic") == sorted(names)


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS.keys())
def test_what_a_kill_has_left_is_no_student(tmp_path, settings):
    folders, _ = course(tmp_path, settings)
    folders.half_made("ada", "arithmetic").mkdir(parents=True)
    assert folders.students(Step.AUTOGRADED, "arithmetic") == []


def test_without_a_folder_there_is_nobody(tmp_path):
    assert course(tmp_path, {})[0].students(Step.SUBMITTED, "arithmetic") == []


def test_who_is_excluded_is_nobody_here(tmp_path):
    folders, _ = course(tmp_path, {"student_id_exclude": "instructor1, test"})
    for name in ("ada", "instructor1", "test", "test2"):
        folders.of(Step.SUBMITTED, name, "arithmetic").mkdir(parents=True)
    assert folders.students(Step.SUBMITTED, "arithmetic") == ["ada", "test2"]


def test_a_pattern_of_students_is_a_pattern_of_folders(tmp_path):
    folders, _ = course(tmp_path, {"student_id": "a*[!x]"})
    for name in ("ada", "alex", "ben"):
        folders.of(Step.SUBMITTED, name, "arithmetic").mkdir(parents=True)
    assert folders.students(Step.SUBMITTED, "arithmetic") == ["ada"]


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS.keys())
def test_assignments_are_the_folders_of_a_step(tmp_path, settings):
    folders, _ = course(tmp_path, settings)
    for name in ("algebra", "b [2]"):
        folders.of(Step.SOURCE, ".", name).mkdir(parents=True)
    assert folders.assignments(Step.SOURCE) == ["algebra", "b [2]"]


def test_accents_of_either_kind_name_one_student(tmp_path):
    folders, _ = course(tmp_path, {})
    apart, joined = "Zoe\u0308", "Zo\u00eb"
    place = folders.of(Step.SUBMITTED, apart, "arithmetic")
    place.mkdir(parents=True)
    assert folders.students(Step.SUBMITTED, "arithmetic") == [joined]
    assert folders.of(Step.SUBMITTED, joined, "arithmetic") == place
    assert folders.twice(Step.SUBMITTED, "arithmetic") == set()
    (tmp_path / "submitted" / joined / "arithmetic").mkdir(parents=True)
    assert folders.twice(Step.SUBMITTED, "arithmetic") == {joined}


def test_the_same_time_is_the_same_text(tmp_path):
    folders, _ = course(tmp_path, {})
    places = [folders.of(step, "ada", "toy") for step in (Step.SUBMITTED, Step.AUTOGRADED)]
    for place in places:
        place.mkdir(parents=True)
    assert folders.has_same_time("ada", "toy")
    (places[0] / "timestamp.txt").write_text("2026-03-02 10:00:00 UTC")
    assert not folders.has_same_time("ada", "toy")
    (places[1] / "timestamp.txt").write_text("2026-03-02 10:00:00 UTC")
    assert folders.has_same_time("ada", "toy")


@pytest.mark.parametrize("odd", ["a pipe", "a folder", "a link", "too long", "no text"])
def test_what_holds_no_time_is_no_time_and_nobody_waits_for_it(tmp_path, odd):
    folders, _ = course(tmp_path, {})
    place = folders.of(Step.SUBMITTED, "ada", "toy") / "timestamp.txt"
    place.parent.mkdir(parents=True)
    if odd == "a pipe":
        os.mkfifo(place)
    elif odd == "a folder":
        place.mkdir()
    elif odd == "a link":
        place.symlink_to("/dev/zero")
    else:
        place.write_bytes(b"2" * 2000 if odd == "too long" else b"\xff\xfe")
    assert folders.timestamp(Step.SUBMITTED, "ada", "toy") is None
