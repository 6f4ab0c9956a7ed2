"""Submissions that are slow on purpose wait until all others are done; scores stay the same."""

import math
import shutil

import pytest

from autograder.classroom import grade_class
from autograder.classroom.messages import Job
from autograder.classroom.plan import Plan
from autograder.classroom.workers.local import MOST_BYTES, next_of
from autograder.course.course import Course
from autograder.grading.grader import Grader, PutOff, close_graders
from autograder.sandbox.limits import Limits
from autograder.sandbox.notebook_cells import Cell
from autograder.sandbox.process import Process
from autograder.submission.cells import extract_cells
from tests.support import notebooks, toy_class

SLOW = notebooks.toy("import time\ndef double(x):\n    time.sleep(0.3)\n    return 2 * x")
WRONG = notebooks.toy("def double(x):\n    return 3 * x")


@pytest.fixture
def course(tmp_path):
    root = toy_class.release(tmp_path)
    toy_class.submit(root, {f"a{number}": SLOW for number in range(3)})
    toy_class.submit(root, {f"b{number}": notebooks.toy() for number in range(8)})
    toy_class.submit(root, {"c": WRONG})
    yield root
    close_graders()


def grade(root, jobs, force=False):
    from autograder.course.settings import load_config

    course = Course.find(root)
    options = grade_class.Options(jobs=jobs, force=force)
    results = grade_class.grade_class(
        course, load_config(course), "arithmetic", options, lambda line: None
    )
    return {each["submission"]: each["score"] for each in results}


def rounds(course, monkeypatch):
    """Return who is to be graded in each round, and who is recorded when it begins."""
    seen, jobs = [], Plan.jobs

    def spied(plan, students, patience=math.inf):
        done = {path.parts[-3] for path in course.glob("autograded/*/arithmetic/*.ipynb")}
        seen.append(({*students}, done))
        return jobs(plan, students, patience)

    monkeypatch.setattr(Plan, "jobs", spied)
    return seen


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_who_is_slow_waits_until_all_others_are_recorded_and_has_the_same_score(
    course, monkeypatch, jobs
):
    monkeypatch.setattr(grade_class, "FAIR", math.inf)
    usual = grade(course, jobs)
    assert usual["a0"] > usual["c"]
    monkeypatch.setattr(grade_class, "FAIR", 0.25)
    close_graders()
    shutil.rmtree(course / "autograded")
    seen = rounds(course, monkeypatch)
    late = grade(course, jobs, force=True)
    assert late == usual
    slow = {"a0", "a1", "a2"}
    assert {*[*late][-3:]} == slow
    assert seen == [({*usual}, set()), (slow, {*usual} - slow)]


@pytest.mark.slow
def test_a_small_class_is_graded_at_once(course, monkeypatch):
    monkeypatch.setattr(grade_class, "FAIR", 0.0)
    monkeypatch.setattr(grade_class, "FEW", 20)
    assert len(grade(course, 1)) == 12


def test_a_grader_without_patience_says_nothing_of_a_submission(toy):
    with Grader(toy, limits=Limits(call_seconds=1, cell_seconds=1)) as grader:
        cells = extract_cells(SLOW, toy)
        grader.patience = 0.2
        with pytest.raises(PutOff):
            grader.grade_cells(cells, "slow")
        assert grader.grade_cells(extract_cells(notebooks.toy(), toy), "quick").score == 15
        grader.patience = math.inf
        assert grader.grade_cells(cells, "slow").score == 15


def requests(monkeypatch):
    """Return the kinds of requests that are sent to submissions, as they come."""
    sent, request = [], Process.request

    def spied(process, message, seconds):
        sent.append(message["do"])
        assert len(sent) < 2000, "there is no end to it"
        return request(process, message, seconds)

    monkeypatch.setattr(Process, "request", spied)
    return sent


@pytest.mark.parametrize(
    "own",
    ["import time\ntime.sleep(0.2)", "import os, time\ntime.sleep(0.2)\nos._exit(1)"],
    ids=["slow", "slow and lost"],
)
def test_own_cells_are_run_no_further_than_others_wait(toy, monkeypatch, own):
    cells = [Cell(f"own {number}", own) for number in range(20)]
    with Grader(toy, limits=Limits(own_cells_seconds=60)) as grader:
        grader.patience = 0.3
        sent = requests(monkeypatch)
        with pytest.raises(PutOff):
            grader.grade_cells([*cells, *extract_cells(notebooks.toy(), toy)], "slow")
    assert 1 <= sent.count("run") <= 3
    assert "call" not in sent


@pytest.mark.parametrize("exercise", [None, "double"], ids=["an own cell", "a solution cell"])
def test_no_cell_is_tried_for_each_of_its_statements_that_end_the_process(
    toy, monkeypatch, exercise
):
    # where it takes the place of a solution cell, that one's points are lost
    cells = extract_cells(notebooks.toy(), toy)
    solved = [cell for cell in cells if cell.exercise is None or cell.exercise != exercise]
    lost = Cell("lost", "import os\n" + "os._exit(1)\n" * 500, exercise)
    with Grader(toy, limits=Limits(own_cells_seconds=1)) as grader:
        sent = requests(monkeypatch)
        graded = grader.grade_cells([lost, *solved], "lost")
    # each is a process, and a twentieth of the time in which cells are tried
    assert sent.count("notebook") < 60
    scores = {each.exercise: each.score for each in graded.exercises}
    assert scores["double"] == (10 if exercise is None else 0)


BOMB = """
import os
left, write = [1], os.write
os.write = lambda *what: write(*what) if left and left.pop() else os._exit(1)
"""


def test_cells_that_lose_every_process_come_to_an_end(toy, monkeypatch):
    """A cell above ends the process at the next answer, whatever runs below, if anything does."""
    with Grader(toy, limits=Limits(own_cells_seconds=1)) as grader:
        sent = requests(monkeypatch)
        graded = grader.grade_cells([Cell("bomb", BOMB), *extract_cells(notebooks.toy(), toy)], "")
    assert sent.count("notebook") < 60
    assert graded.score == 0


def test_few_large_submissions_are_under_way_or_many_small_ones():
    small, large = (Job("a", bytes(size)) for size in (1000, MOST_BYTES // 2))
    cases = [(small, MOST_BYTES), (large, MOST_BYTES), (large, 0), (small, 1)]
    count = [len([*next_of(iter([job] * 50), 18, room, lambda each: len(each.content))])
             for job, room in cases]  # fmt: skip
    assert count == [18, 2, 0, 1]


def test_a_job_that_is_not_under_way_yet_is_not_lost():
    jobs = iter([Job(str(number), bytes(MOST_BYTES)) for number in range(3)])
    taken = [[job.student for job in next_of(jobs, 18, 1, lambda job: len(job.content))]
             for _ in range(3)]  # fmt: skip
    assert taken == [["0"], ["1"], ["2"]]
