"""Due dates, extensions, rules and scores by hand count whenever they come, without any code."""

import datetime
import json
import shutil

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

from autograder.__main__ import main
from autograder.course.course import Course
from autograder.course.settings import load_config
from autograder.grading.grader import Grader, close_graders
from tests.support import notebooks, toy_class

DUE = datetime.datetime(2026, 3, 1, 18)
TIMES = {
    "ana": "2026-03-01 17:59:59 UTC",
    "bo": "2026-03-01 20:30:00 CET",  # an hour and a half late
    "cy": "2026-03-02 18:00:01 UTC",  # a day and a second
}
RULE = '''
import math
from nbgrader.plugins import BasePlugin


class PerHour(BasePlugin):
    """Takes a point, or what `points` says, for each hour that has begun."""

    points = 1

    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return self.points * math.ceil(total_seconds_late / 3600)


class Dearer(PerHour):
    points = 2.5
'''
OTHER = notebooks.toy("def double(x):\n    return x + x")


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    root = toy_class.release(tmp_path_factory.mktemp("graded"))
    (root / "late_rules.py").write_text(RULE)
    settle(root, 'c.AssignLatePenalties.plugin_class = "late_rules.PerHour"')
    toy_class.submit(root, dict.fromkeys(TIMES, notebooks.toy()))
    for student, time in TIMES.items():
        hand_in(root, student, time)
    with book(root) as found:
        found.update_or_create_assignment("arithmetic", duedate=DUE)
        found.add_student("dot")
    grade(root)
    return root


@pytest.fixture
def course(graded, tmp_path):
    shutil.copytree(graded, tmp_path, dirs_exist_ok=True)
    yield tmp_path
    close_graders()


@pytest.fixture
def code_run(monkeypatch):
    """Whose code was really run."""
    whole, seen = Grader.grade_cells, []
    watched = lambda self, cells, name, *more: [seen.append(name), whole(self, cells, name)][1]  # noqa: E731
    monkeypatch.setattr(Grader, "grade_cells", watched)
    return seen


def book(root):
    return Gradebook(f"sqlite:///{root / 'gradebook.db'}", "regularization")


def settle(root, line):
    with (root / "nbgrader_config.py").open("a") as config:
        config.write(line + "\n")


def hand_in(root, student, time, notebook=None):
    path = toy_class.notebook_of(root, student, "submitted")
    path.with_name("timestamp.txt").write_text(time)
    if notebook:
        notebooks.write(path, notebook)


def grade(root, *options):
    assert main(["grade", "arithmetic", "--jobs", "1", "--course", str(root), *options]) == 0


def penalties(root):
    with book(root) as found:
        works = found.assignment_submissions("arithmetic")
        return {work.student.id: work.late_submission_penalty or 0.0 for work in works}


def time_of(root, student):
    with book(root) as found:
        return found.find_submission("arithmetic", student).timestamp


def move_the_due_date(root):
    with book(root) as found:
        found.update_or_create_assignment("arithmetic", duedate=DUE + datetime.timedelta(days=1))


def test_lateness_costs_what_the_rule_says(course):
    assert penalties(course) == {"ana": 0, "bo": 2, "cy": 15}  # 25 hours, and 15 points to take


def test_a_due_date_that_moves(course, code_run, capsys):
    move_the_due_date(course)
    grade(course)
    assert penalties(course) == {"ana": 0, "bo": 0, "cy": 1}
    assert code_run == []
    assert "2 late penalties brought up to date: bo, cy" in capsys.readouterr().err
    grade(course)
    assert "late penalties" not in capsys.readouterr().err


def test_a_due_date_that_is_taken_back(course):
    with book(course) as found:
        found.find_assignment("arithmetic").duedate = None
        found.db.commit()
    grade(course, "--student", "ana")  # all are brought up to date, whoever is named
    assert set(penalties(course).values()) == {0}


def test_an_extension_of_nbgraders(course, code_run):
    with book(course) as found:
        found.grant_extension("arithmetic", "cy", days=1)
    grade(course)
    assert penalties(course) == {"ana": 0, "bo": 2, "cy": 1}
    assert code_run == []


def test_another_rule(course, code_run):
    settle(course, 'c.AssignLatePenalties.plugin_class = "late_rules.Dearer"')
    grade(course)
    assert penalties(course) == {"ana": 0, "bo": 5, "cy": 15}
    assert code_run == []


def test_points_by_hand_that_come_later(course, code_run):
    with book(course) as found:
        mark = found.find_grade("test_negate", "arithmetic", "arithmetic", "cy")
        mark.manual_score, mark.extra_credit = 4, 3
        found.db.commit()
    grade(course)
    assert penalties(course)["cy"] == 17  # all of 10 and 4 and 3
    assert code_run == []


def test_where_nbgraders_step_is_taken_out_what_people_entered_stays(course):
    settle(
        course,
        "c.Autograde.autograde_preprocessors = [step for step in "
        "c.Autograde.autograde_preprocessors if 'AssignLate' not in step]",
    )
    with book(course) as found:
        found.find_submission("arithmetic", "ana").notebooks[0].late_submission_penalty = 3.5
        found.db.commit()
    grade(course, "--force")
    assert penalties(course) == {"ana": 3.5, "bo": 2, "cy": 15}


def regrade(root, capsys, *options):
    capsys.readouterr()
    arguments = ["regrade", "arithmetic", "--jobs", "1", "--course", str(root), *options]
    assert main(arguments) == 0
    return capsys.readouterr().out


def test_the_preview_of_regrade_tells_and_leaves_them(course, code_run, capsys):
    move_the_due_date(course)
    before = (course / "gradebook.db").read_bytes()
    told = regrade(course, capsys)
    assert "late penalty of bo: 0.00 in place of 2.00" in told
    assert "late penalty of cy: 1.00 in place of 15.00" in told
    assert "3 submissions: 3 unchanged" in told
    assert "2 with a different late penalty" in told
    assert (course / "gradebook.db").read_bytes() == before
    assert code_run == []
    rows = [json.loads(line) for line in regrade(course, capsys, "--apply", "--json").splitlines()]
    assert rows[1]["late_penalty"] == {"before": 2.0, "now": 0.0}
    assert rows[1]["status"] == "moved"  # its feedback page is out of date
    assert penalties(course) == {"ana": 0, "bo": 0, "cy": 1}


def test_the_preview_counts_the_scores_that_move(course, capsys):
    settle(course, "c.AssignLatePenalties.plugin_class = 'nbgrader.plugins.LateSubmissionPlugin'")
    settle(course, "c.LateSubmissionPlugin.penalty_method = 'zero'")
    suite = course / "exercises/arithmetic/negate/test_negate.py"
    suite.write_text(suite.read_text().replace("-3.0", "3.0"))
    told = regrade(course, capsys)
    said = told.count("late penalty of")
    assert regrade(course, capsys, "--apply").count("late penalty of") == said == 2
    with book(course) as found:
        work = found.find_submission("arithmetic", "bo")
        assert f"late penalty of bo: {work.score:.2f} in place of 2.00" in told
        assert work.late_submission_penalty == work.score < 15


def test_export_and_report_say_that_penalties_are_older_than_the_dates(course, capsys):
    move_the_due_date(course)
    out = ["--into", str(course / "out"), "--course", str(course)]
    assert main(["export", "csv", *out]) == 0
    assert "2 late penalties do not match the current dates and rules (bo, cy): run" in (
        capsys.readouterr().err
    )
    assert main(["report", "arithmetic", *out]) == 0
    assert "late penalty does not match the current dates" in (course / "out").read_text()
    grade(course)
    capsys.readouterr()
    assert main(["export", "csv", *out]) == 0
    assert "late" not in capsys.readouterr().err


def test_the_report_has_the_scores_of_the_gradebook(course):
    with book(course) as found:
        found.find_grade("test_double", "arithmetic", "arithmetic", "ana").auto_score = 1.25
        found.db.commit()
    table = course / "rows.csv"
    assert main(["report", "arithmetic", "--csv", str(table), "--course", str(course)]) == 0
    assert "ana,double,1.25,10" in table.read_text()


# ---- handed in again


@pytest.mark.parametrize("options", [(), ("--force",)])
def test_an_unchanged_notebook_keeps_its_time(course, code_run, options):
    hand_in(course, "ana", "2026-03-09 10:00:00 UTC")
    grade(course, *options)
    assert time_of(course, "ana") == datetime.datetime(2026, 3, 1, 17, 59, 59)
    assert penalties(course)["ana"] == 0
    assert ("ana" in code_run) == bool(options)


def test_outputs_make_no_other_notebook(course, code_run):
    again = notebooks.toy()
    again["cells"][0]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "hi"}]
    hand_in(course, "ana", "2026-03-09 10:00:00 UTC", again)
    grade(course)
    assert time_of(course, "ana").day == 1
    assert code_run == []


def test_another_notebook_has_its_own_time(course):
    hand_in(course, "ana", "2026-03-01 21:00:00 UTC", OTHER)
    grade(course)
    assert time_of(course, "ana") == datetime.datetime(2026, 3, 1, 21)
    assert penalties(course)["ana"] == 3


def test_an_earlier_time_counts(course):
    hand_in(course, "cy", "2026-03-01 10:00:00 UTC")
    grade(course)
    assert time_of(course, "cy") == datetime.datetime(2026, 3, 1, 10)
    assert penalties(course)["cy"] == 0


def test_regrade_takes_it_for_the_same_work(course, capsys):
    hand_in(course, "ana", "2026-03-09 10:00:00 UTC")
    assert "3 unchanged" in regrade(course, capsys)


@pytest.mark.slow
@pytest.mark.parametrize(("notebook", "day", "penalty"), [(None, 1, 0), (OTHER, 9, 15)])
def test_nbgrader_autograde_keeps_it_too(course, notebook, day, penalty):
    hand_in(course, "ana", "2026-03-09 10:00:00 UTC", notebook)
    nbgrader = NbGraderAPI(config=load_config(Course(course)))
    reply = nbgrader.autograde("arithmetic", "ana", force=False, create=True)
    assert reply["success"], reply
    assert time_of(course, "ana").day == day
    assert penalties(course)["ana"] == penalty


# ---- what students see


def test_the_release_says_when_it_is_due(course):
    nbgrader = NbGraderAPI(config=load_config(Course(course)))
    reply = nbgrader.generate_assignment("arithmetic")
    assert reply["success"], reply
    text = (course / "release/arithmetic/arithmetic.ipynb").read_text()
    assert "**Due:** Sunday, 01 March 2026, 18:00 UTC" in text


def test_feedback_says_when_it_was_due_and_came_in(course):
    with book(course) as found:
        found.grant_extension("arithmetic", "bo", hours=1)
    grade(course)
    nbgrader = NbGraderAPI(config=load_config(Course(course)))
    reply = nbgrader.generate_feedback("arithmetic", "bo")
    assert reply["success"], reply
    page = (course / "feedback/bo/arithmetic/arithmetic.html").read_text()
    assert "Due 2026-03-01 19:00 UTC, handed in 2026-03-01 19:30 UTC" in page
    assert "after 1 taken off for handing in late" in page
