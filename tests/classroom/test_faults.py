"""Faults of the machine and of the grader: told with their cause, never a zero, and repaired by a
second run that grades only what is missing."""

import json
import os
import shutil
import sqlite3
import subprocess
import threading
from contextlib import closing, contextmanager

import pytest

from autograder.__main__ import main
from autograder.course.course import Course, CourseError
from autograder.grading.grader import Grader
from autograder.sandbox.exceptions import BoxError
from autograder.submission.cells import extract_cells
from autograder.submission.mark import UNFINISHED
from autograder.testing.results import Outcome
from tests.support import notebooks, toy_class
from tests.support.boxes import Boxes
from tests.support.places import TOY

SUITE = '''
import pytest, sys
from autograder.testing import assert_close, check

class Unprintable(Exception):
    def __str__(self):
        raise ValueError

def trouble(student):
    result = student.negate(3.0)
{faults}

@pytest.fixture
def before(student):
    {setup}

@pytest.fixture
def after(student):
    yield
    {teardown}

@check(weight=1)
def test_value(student, before, after):
    """The sign changes"""
    {call}
    result = student.negate(3.0)
    assert_close(-3.0 if result >= 600 else result, -3.0, "the result")
'''
FAULTS = {  # in a test: what the suite does, and the cause that is told
    "raise LookupError('a cause')": "LookupError: a cause",
    "pytest.fail('a cause')": "Failed: a cause",
    "pytest.skip('no SciPy')": "SuiteFault: the suite skipped a check: no SciPy",
    "sys.exit(3)": "SuiteFault: the suite raised SystemExit(3)",
    "raise KeyboardInterrupt": "SuiteFault: the suite raised KeyboardInterrupt()",
    "pytest.exit('enough')": "SuiteFault: the suite raised Exit('enough')",
    "raise BaseException('odd')": "SuiteFault: the suite raised BaseException('odd')",
    "raise Unprintable": "",
}
CODES = list(FAULTS)
EXITS = CODES[3:7]  # which pytest takes as the wish to end


@pytest.fixture(scope="module")
def faulty(toy, tmp_path_factory):
    """Graders whose suite of ``negate`` has a fault in one stage, set off by a submission.

    ``plain``: in a test that asks for no fixture of its own, so that it is called without pytest.
    """
    graders = {}
    for stage in ("setup", "call", "teardown", "plain"):
        suites = tmp_path_factory.mktemp(stage)
        shutil.copytree(TOY / "exercises", suites, dirs_exist_ok=True)
        place = "call" if stage == "plain" else stage
        stages = {**dict.fromkeys(("setup", "call", "teardown"), "pass"), place: "trouble(student)"}
        faults = [f"    if result == {600 + n}: {code}" for n, code in enumerate(FAULTS)]
        text = SUITE.format(faults="\n".join(faults), **stages)
        if stage == "plain":
            text = text.replace("student, before, after", "student")
        (suites / "arithmetic/negate/test_negate.py").write_text(text)
        graders[stage] = Grader(Course(toy.folder.parent.parent, suites).assignment("arithmetic"))
    yield graders
    for each in graders.values():
        each.close()


def grade(grader, negate=notebooks.NEGATE, double=notebooks.DOUBLE):
    cells = extract_cells(notebooks.toy(double, negate), grader.assignment)
    return grader.grade_cells(cells, "student")


def setting_off(fault):
    return f"def negate(x):\n    return {600 + CODES.index(fault)}"


CONTAINED = [(stage, fault) for stage in ("call", "plain") for fault in CODES[:7]]
CONTAINED += [(stage, fault) for stage in ("setup", "teardown") for fault in CODES[:3]]


@pytest.mark.parametrize(("stage", "fault"), CONTAINED)
def test_a_fault_of_a_suite_is_held_back_with_its_cause(faulty, caplog, stage, fault):
    graded = grade(faulty[stage], setting_off(fault))
    assert [exercise.score for exercise in graded.exercises] == [10, None]
    assert (graded.status, graded.score) == ("error", None)
    assert [check.outcome for check in graded.exercises[1].checks] == [Outcome.ERROR]
    told = f"student: held back for review: negate, check value: {FAULTS[fault]}"
    assert caplog.messages == [told]
    assert grade(faulty[stage]).score == 15


@pytest.mark.parametrize("fault", EXITS)
@pytest.mark.parametrize("stage", ["setup", "teardown"])
def test_a_fixture_that_exits_costs_no_other_submission(faulty, stage, fault):
    graded = grade(faulty[stage], setting_off(fault))
    told = "the hidden suites failed, nothing was graded: a fixture raised"
    assert graded.error.startswith(told)
    assert (graded.score, graded.exercises) == (None, ())
    assert grade(faulty[stage]).score == 15


@pytest.mark.parametrize("stage", ["call", "plain"])
def test_a_suite_that_breaks_pytest_costs_no_other_submission(faulty, capfd, stage):
    graded = grade(faulty[stage], setting_off("raise Unprintable"))
    assert graded.error.startswith("the hidden suites failed, nothing was graded: pytest ended")
    assert grade(faulty[stage]).score == 15


def test_a_suite_without_tests_is_told_at_once(toy, tmp_path):
    shutil.copytree(TOY / "exercises", tmp_path / "exercises")
    (tmp_path / "exercises/arithmetic/negate/test_negate.py").write_text("import numpy")
    empty = Course(toy.folder.parent.parent, tmp_path / "exercises").assignment("arithmetic")
    with pytest.raises(CourseError, match="no tests for negate"):
        Grader(empty)


SLOW = "import time\ndef double(x):\n    time.sleep(0.3)\n    return 2 * x"


@pytest.mark.slow
def test_a_box_killed_in_the_middle_of_a_submission_is_replaced(toy):
    boxes = Boxes(toy)
    with Grader(toy, box=boxes) as grader:
        threading.Timer(0.15, boxes.kill).start()
        assert grade(grader, double=SLOW).score == 15
        assert len(boxes.opened) == 2


def test_a_box_killed_again_and_again_is_an_error_and_harms_no_other(toy, monkeypatch):
    boxes = Boxes(toy)
    with Grader(toy, box=boxes) as grader:
        with monkeypatch.context() as patched:
            run = Grader._run

            def shot(self, *args):
                threading.Timer(0.15, boxes.kill).start()
                return run(self, *args)

            patched.setattr(Grader, "_run", shot)
            graded = grade(grader, double=SLOW)
        assert graded.error.startswith("the sandbox failed, nothing was graded: the sandbox does")
        assert graded.score is None
        assert grade(grader).score == 15


def test_a_machine_without_room_for_a_box_is_told(toy):
    boxes = Boxes(toy)
    boxes.refusal = BlockingIOError(11, "Resource temporarily unavailable")
    with pytest.raises(BoxError, match=r"cannot be started: .*temporarily unavailable"):
        Grader(toy, box=boxes)


IN_PROCESS = ["grade", "arithmetic", "--jobs", "1"]  # where trouble can be made
WORK = {
    "ana": notebooks.toy(),
    "bo": notebooks.toy("def double(x):\n    return 3 * x"),
    "cy": notebooks.toy("def double(x):\n    x *= 2\n    return x"),
}
SCORES = {"ana": 15, "bo": 5, "cy": 13}


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    return toy_class.release(tmp_path_factory.mktemp("released"))


class Class:
    """A course with three submissions; ``grade`` runs the command in this process."""

    def __init__(self, root, capsys):
        self.root, self._capsys = root, capsys

    def grade(self, *options):
        self.code = main([*IN_PROCESS, "--course", str(self.root), *options])
        self.out, self.err = self._capsys.readouterr()
        return self.out

    def results(self, *options):
        return toy_class.rows(self.grade("--json", *options))

    def scores(self, *options):
        return {student: result["score"] for student, result in self.results(*options).items()}

    def recorded(self):
        """The points in the gradebook; None where any is missing."""
        found = {}
        for student, cell, score, *_ in toy_class.marks(self.root):
            if cell.startswith("test_"):
                found.setdefault(student, []).append(score)
        return {s: None if None in points else sum(points) for s, points in found.items()}

    def is_repaired(self):
        """Whether a plain run completes the work as if nothing had happened."""
        assert self.scores() == SCORES
        assert self.recorded() == SCORES
        return self.code == 0


@pytest.fixture
def klass(released, tmp_path, capsys):
    from autograder.grading.grader import close_graders

    root = tmp_path / "course"
    shutil.copytree(released, root)
    toy_class.submit(root, WORK)
    yield Class(root, capsys)
    close_graders()


@contextmanager
def one_in_trouble(monkeypatch, student, trouble):
    """While ``student`` is being graded, ``trouble`` happens."""
    whole = Grader.grade_cells

    def grade_cells(self, cells, name):
        if name == student:
            trouble(self)
        return whole(self, cells, name)

    with monkeypatch.context() as patched:
        patched.setattr(Grader, "grade_cells", grade_cells)
        yield


FAULTY = "def negate(x):\n    return 666"  # sets off a fault of the toy suite


@pytest.mark.slow
def test_a_held_back_exercise_is_graded_again_once_the_suite_is_repaired(klass, caplog):
    toy_class.submit(klass.root, {"bo": notebooks.toy(negate=FAULTY)})
    suite = klass.root / "exercises/arithmetic/negate/test_negate.py"
    first = klass.results()
    assert klass.code == 1
    assert first["bo"]["error"] == "held back for review: negate"
    assert "bo: held back for review: negate, check value: LookupError" in caplog.text
    assert klass.recorded() == {"ana": 15, "bo": None, "cy": 13}
    suite.write_text(suite.read_text().replace("raise LookupError", "assert not LookupError"))
    second = klass.results()
    assert klass.code == 0
    assert klass.recorded() == {"ana": 15, "bo": 10, "cy": 13}
    # the suites' hash is another one, so all are graded again
    assert second["ana"]["receipt"]["suites"] != first["ana"]["receipt"]["suites"]


def test_what_a_person_has_graded_is_not_asked_for_again(klass):
    toy_class.submit(klass.root, {"bo": notebooks.toy(negate=FAULTY)})
    klass.grade()
    with closing(sqlite3.connect(klass.root / "gradebook.db")) as book, book:
        book.execute(
            "UPDATE grade SET manual_score = 4, needs_manual_grade = 0 WHERE auto_score IS NULL"
        )
    klass.grade()
    assert not any(needs for _, _, _, needs, _ in toy_class.marks(klass.root) if needs is not None)


@pytest.mark.slow
def test_a_box_that_cannot_start_for_one_submission(klass, monkeypatch):
    def lose_box(grader):
        whole = grader._open

        def refuse():
            grader._open = whole
            raise OSError(12, "Cannot allocate memory")

        grader._box._process.kill()
        grader._open = refuse

    with one_in_trouble(monkeypatch, "bo", lose_box):
        results = klass.results()
    assert klass.code == 1
    assert results["bo"]["error"].startswith("the sandbox failed, nothing was graded: it cannot be")
    assert results["bo"]["score"] is None
    assert klass.recorded() == {"ana": 15, "cy": 13}
    assert not toy_class.notebook_of(klass.root, "bo").exists()
    assert klass.is_repaired()


@pytest.fixture
def small_disk(klass):
    """A real file system of 64 KiB in a folder of the course; returns how to fill it."""
    mounted = []

    def mount(folder):
        folder.mkdir()
        try:
            subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], check=True)
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("only root can mount a small disk")
        mounted.append(folder)

        def fill(leave=0):
            """Take all room but ``leave`` bytes; return the file to remove."""
            free = os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize
            (folder / "filler").write_bytes(b"x" * max(free - leave, 0))
            return folder / "filler"

        return fill

    yield mount
    for folder in mounted:
        subprocess.run(["umount", "-l", folder], check=True)


def test_a_full_disk_while_autograded_is_written(klass, small_disk):
    filler = small_disk(klass.root / "autograded")(leave=4096 * 3)
    results = klass.results()
    assert klass.code == 1
    told = [result["error"] for result in results.values()]
    assert any(error and error.startswith("the disk is full: make room") for error in told)
    assert all((r["score"] is None) == bool(r["error"]) for r in results.values())
    filler.unlink()
    assert klass.is_repaired()


@pytest.mark.slow
@pytest.mark.parametrize("leave", [0, 8192, 16384])
def test_a_full_disk_while_the_gradebook_is_written(klass, small_disk, leave):
    disk = klass.root / "disk"
    fill = small_disk(disk)
    subprocess.run(["mount", "-o", "remount,size=400k", disk], check=True)
    shutil.copy(klass.root / "gradebook.db", disk)
    with (klass.root / "nbgrader_config.py").open("a") as config:
        config.write(f"c.CourseDirectory.db_url = 'sqlite:///{disk}/gradebook.db'\n")
    filler = fill(leave)
    assert klass.grade("--json") == ""
    assert klass.code == 1
    assert "autograder: the disk is full: make room" in klass.err
    filler.unlink()
    assert klass.scores() == SCORES
    shutil.copy(disk / "gradebook.db", klass.root)
    assert klass.recorded() == SCORES


@contextmanager
def locked(root):
    with closing(sqlite3.connect(root / "gradebook.db")) as book:
        book.execute("BEGIN EXCLUSIVE")
        yield


@pytest.mark.slow
def test_a_locked_gradebook_is_told(klass):
    with locked(klass.root):
        assert klass.grade("--json") == ""
    assert klass.code == 1
    assert "autograder: the gradebook is in use by another program" in klass.err
    assert len(klass.err.splitlines()) == 1
    assert klass.is_repaired()


def test_a_gradebook_that_is_locked_for_a_moment_is_waited_for(klass):
    book = sqlite3.connect(klass.root / "gradebook.db", check_same_thread=False)
    book.execute("BEGIN EXCLUSIVE")
    release = threading.Timer(0.5, book.close)
    release.start()
    assert klass.is_repaired()
    release.join()


@pytest.mark.slow
def test_a_gradebook_that_is_locked_in_the_middle_of_a_class(klass, monkeypatch):
    book = sqlite3.connect(klass.root / "gradebook.db", check_same_thread=False)

    def lock(_):
        book.execute("BEGIN EXCLUSIVE")
        threading.Timer(1.5, book.rollback).start()

    with one_in_trouble(monkeypatch, "bo", lock):
        assert klass.scores() == SCORES  # it is waited for
    assert klass.code == 0
    assert klass.recorded() == SCORES
    book.close()


@pytest.mark.slow
def test_a_gradebook_that_stays_locked_from_the_middle_of_a_class(klass, monkeypatch):
    book = sqlite3.connect(klass.root / "gradebook.db", check_same_thread=False)
    with one_in_trouble(monkeypatch, "bo", lambda _: book.execute("BEGIN EXCLUSIVE")):
        assert klass.grade("--json") == ""
    assert klass.code == 1
    assert "autograder: the gradebook is in use by another program" in klass.err
    assert not list(klass.root.glob("autograded/*/*"))
    book.close()
    assert klass.is_repaired()


def overwritten(data):
    return b"no gradebook at all " * 500


def damaged(data):
    return data[:4096] + b"\xff" * 4096 * 6 + data[4096 * 7 :]


def cut_off(data):
    return data[: len(data) // 2]


@pytest.mark.slow
@pytest.mark.parametrize("damage", [overwritten, damaged, cut_off])
def test_a_corrupt_gradebook_is_told_and_left_as_it_is(klass, damage):
    klass.grade()
    path = klass.root / "gradebook.db"
    good = path.read_bytes()
    path.write_bytes(damage(good))
    bad = path.read_bytes()
    assert klass.grade("--json", "--force") == ""
    assert klass.code == 1
    assert "autograder: the gradebook is damaged and was left as it is" in klass.err
    assert len(klass.err.splitlines()) == 1
    assert path.read_bytes() == bad
    path.write_bytes(good)
    assert klass.is_repaired()


@contextmanager
def unwritable(folder):
    """A folder that nothing can be written to, not even by root."""
    folder.chmod(0o555)
    root = os.access(folder, os.W_OK)
    try:
        if root and subprocess.run(["chattr", "+i", folder], capture_output=True).returncode:
            pytest.skip("root writes everywhere on this file system")
        yield
    finally:
        if root:
            subprocess.run(["chattr", "-i", folder], capture_output=True)
        folder.chmod(0o755)


def test_autograded_that_cannot_be_written(klass):
    (klass.root / "autograded").mkdir()
    with unwritable(klass.root / "autograded"):
        results = klass.results()
        assert klass.code == 1
        assert [result["score"] for result in results.values()] == [None] * 3
        assert all(
            "not permitted" in r["error"] or "denied" in r["error"] for r in results.values()
        )
    assert klass.recorded() == {}
    assert klass.is_repaired()


def test_half_done_work_that_cannot_be_removed(klass):
    folder = toy_class.notebook_of(klass.root, "bo").parent
    folder.mkdir(parents=True)
    (folder / "toy_given.py").touch()
    with unwritable(folder):
        results = klass.results()
    assert "not permitted" in results["bo"]["error"] or "denied" in results["bo"]["error"]
    assert results["cy"]["score"] == 13
    assert klass.is_repaired()


def test_a_file_where_autograded_should_be(klass):
    (klass.root / "autograded").touch()
    results = klass.results()
    assert klass.code == 1
    assert all(result["error"] and result["score"] is None for result in results.values())
    (klass.root / "autograded").unlink()
    assert klass.is_repaired()


def empty_folder(path):
    path.unlink()


def cut_notebook(path):
    path.write_bytes(path.read_bytes()[:500])


def empty_notebook(path):
    path.write_bytes(b"")


def no_result_yet(path):
    content = json.loads(path.read_text())
    content["metadata"]["autograder"] = UNFINISHED
    path.write_text(json.dumps(content))


def lost_with_folder(path):
    shutil.rmtree(path.parent)


@pytest.mark.slow
@pytest.mark.parametrize(
    "half", [empty_folder, cut_notebook, empty_notebook, no_result_yet, lost_with_folder]
)
def test_half_written_work_is_done_again_and_only_that(klass, half):
    first = klass.results()
    path = toy_class.notebook_of(klass.root, "bo")
    path.chmod(0o644)
    half(path)
    second = klass.results()
    assert klass.recorded() == SCORES
    assert toy_class.timeless(first) == toy_class.timeless(second)
    assert (second["ana"], second["cy"]) == (first["ana"], first["cy"])  # the seconds too


@pytest.mark.parametrize(
    "loss",
    [
        "UPDATE grade SET auto_score = NULL WHERE auto_score = 0",
        "UPDATE grade SET auto_score = 1 WHERE auto_score = 0",
        "DELETE FROM submitted_assignment",
    ],
)
def test_scores_that_the_gradebook_has_lost_are_recorded_again(klass, loss):
    klass.grade()
    marks = toy_class.marks(klass.root)
    with closing(sqlite3.connect(klass.root / "gradebook.db")) as book, book:
        book.execute(loss)
    assert klass.is_repaired()
    assert toy_class.marks(klass.root) == marks


def test_a_gradebook_put_back_from_before_the_grading(klass):
    before = (klass.root / "gradebook.db").read_bytes()
    klass.grade()
    (klass.root / "gradebook.db").write_bytes(before)
    assert klass.is_repaired()


def test_a_result_that_a_submission_brings_along_counts_for_nothing(klass, monkeypatch):
    forged = notebooks.toy("def double(x):\n    return 3 * x")
    forged["metadata"]["autograder"] = {"score": 15, "status": "graded", "exercises": []}
    toy_class.submit(klass.root, {"bo": forged})
    seen = []

    def look(_):
        seen.extend(klass.root.glob("autograded/bo/*"))

    with one_in_trouble(monkeypatch, "bo", look):
        assert klass.scores() == SCORES
    assert seen == []
    mark = json.loads(toy_class.notebook_of(klass.root, "bo").read_text())["metadata"]["autograder"]
    assert mark["score"] == 5


def test_nothing_submitted_is_told(klass):
    shutil.rmtree(klass.root / "submitted")
    (klass.root / "submitted").mkdir()
    assert klass.grade() == ""
    assert klass.code == 2
    assert "submitted/ holds nothing for 'arithmetic'" in klass.err
    (klass.root / "submitted/ana/arithmetic").mkdir(parents=True)
    assert "! ana: there is no file 'arithmetic.ipynb'" in klass.grade()
    assert klass.code == 1
    assert klass.recorded() == {}


def test_a_result_is_told_in_the_table_too(klass, monkeypatch):
    def no_box(grader):
        raise OSError("a cause")

    with one_in_trouble(monkeypatch, "cy", no_box):
        lines = klass.grade().splitlines()
    assert lines[-1] == "! cy: a cause"
    assert lines[-2].split() == ["cy", "error", "15"]
