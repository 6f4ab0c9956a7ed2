"""More time for one student, before and after grading."""

import datetime
import os

import pytest
from nbgrader.api import Gradebook

from autograder.__main__ import main
from autograder.commands.extend import moment
from autograder.course.course import CourseError
from tests.commands.test_export import make_book
from tests.support.places import TOY

DUE = datetime.datetime(2026, 3, 1)


@pytest.fixture
def extend(tmp_path, capsys):
    """A course in which ben was three hours late, which costs all he has."""
    (tmp_path / "source/arithmetic").mkdir(parents=True)
    (tmp_path / "source/arithmetic/arithmetic.ipynb").write_text('{"cells": []}')
    (tmp_path / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.Grading.suites = {str(TOY / 'exercises')!r}\n"
        "c.LateSubmissionPlugin.penalty_method = 'zero'\n"
    )
    with make_book(tmp_path / "gradebook.db") as book:
        for student in ("ben", "åsa"):
            book.add_student(student)
        work = book.add_submission("arithmetic", "ben")
        work.timestamp = DUE + datetime.timedelta(hours=3)
        for grade in work.notebooks[0].grades:
            grade.auto_score = 2
        work.notebooks[0].late_submission_penalty = 6
        book.db.commit()

    def go(*words):
        code = main(["extend", *words, "--course", str(tmp_path)])
        return code, "".join(capsys.readouterr())

    go.root = tmp_path
    return go


def found(root, student):
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "toy") as book:
        work = book.find_submission("arithmetic", student)
        return work.extension, work.late_submission_penalty or 0


def test_who_was_late_is_not_any_more(extend):
    code, told = extend("ben", "arithmetic", "2026-03-01", "04:00", "Europe/Berlin")
    assert code == 0
    assert told.startswith("ben: arithmetic is due 2026-03-01 03:00 UTC\n")
    assert "nbgrader generate_feedback arithmetic --student=ben --force" in told
    assert found(extend.root, "ben") == (datetime.timedelta(hours=3), 0)


def test_a_date_too_early_to_help_costs_the_same(extend):
    _, told = extend("ben", "arithmetic", "2026-03-01 02:59 UTC")
    assert "generate_feedback" not in told
    assert found(extend.root, "ben")[1] == 6


def test_extensions_do_not_add_up_and_can_be_taken_back(extend):
    extend("ben", "arithmetic", "2026-03-03 12:00")
    extend("ben", "arithmetic", "2026-03-02 12:00")
    assert found(extend.root, "ben") == (datetime.timedelta(days=1, hours=12), 0)
    code, told = extend("ben", "arithmetic", "none")
    assert code == 0
    assert "is due 2026-03-01 00:00 UTC" in told
    assert found(extend.root, "ben") == (None, 6)


def test_before_anything_is_handed_in(extend):
    assert extend("åsa", "arithmetic", "2026-03-05 12:00 UTC")[0] == 0
    assert found(extend.root, "åsa") == (datetime.timedelta(days=4, hours=12), 0)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("zoe", "arithmetic", "2026-03-05 12:00"), "no student 'zoe': nbgrader db student add"),
        (("ben", "arithmetic", "2026-02-05 12:00"), "due later, 2026-03-01 00:00 UTC"),
        (("ben", "arithmetic", "soon"), "'soon' is not a date with a time: write it like"),
        (("ben", "algebra", "2026-03-05 12:00"), "there is no assignment 'algebra' in source/"),
    ],
)
def test_what_cannot_be_is_told_and_changes_nothing(extend, words, why):
    code, told = extend(*words)
    assert code == 2
    assert why in told
    assert found(extend.root, "ben") == (None, 6)


def test_without_a_due_date_there_is_nothing_to_extend(extend):
    with Gradebook(f"sqlite:///{extend.root / 'gradebook.db'}", "toy") as book:
        book.find_assignment("arithmetic").duedate = None
        book.db.commit()
    code, told = extend("ben", "arithmetic", "2026-03-05 12:00")
    assert (code, "has no due date" in told) == (2, True)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2026-07-01 18:00", 18), ("2026-07-01 18:00 UTC", 18), ("2026-07-01T18:00:00Z", 18),
        ("2026-07-01 18:00+02:00", 16), ("2026-07-01 18:00 +0200", 16),
        ("2026-07-01 18:00 America/New_York", 22), ("2026-01-01 18:00 Europe/Berlin", 17),
    ],
)  # fmt: skip
def test_a_time_in_any_zone(text, hour, monkeypatch):
    monkeypatch.setitem(os.environ, "TZ", "Asia/Tokyo")
    assert moment(text).hour == hour


@pytest.mark.parametrize(
    "text", ["", "2026-07-01", "18:00", "2026-07-01 18:00 Atlantis", "2026-02-30 18:00 UTC"]
)
def test_what_is_no_time(text):
    with pytest.raises(CourseError, match="not a date with a time"):
        moment(text)
