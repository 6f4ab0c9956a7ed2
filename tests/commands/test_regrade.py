"""A graded class after a change: who would move and why, and then the same, recorded."""

import datetime
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from nbgrader.apps import NbGraderAPI

from autograder.__main__ import main
from autograder.course.course import EXERCISES, Course
from autograder.course.settings import load_config
from autograder.grading.grader import Grader
from autograder.grading.receipts.dependencies import exercise_hashes
from autograder.sandbox import self_test
from tests.support import notebooks, toy_class
from tests.support.places import ROOT
from tests.support.shell import environment, run

IN_PLACE = "def double(x):\n    x *= 2\n    return x"
TRIPLED = "def double(x):\n    return 3 * x"
WORK = {
    "ana": notebooks.toy(),
    'bo "=1", é': notebooks.toy(IN_PLACE),  # 8 of 10
    "-cy": notebooks.toy(negate="def negate(x):\n    return x"),
    "dee": notebooks.toy(TRIPLED, "def negate(x):\n    return 1"),
    "late": notebooks.toy(IN_PLACE),
}
BO = 'bo "=1", é'
SETTINGS = """
c.LateSubmissionPlugin.penalty_method = "zero"
"""
# one that leaves numbers alone: no function of the class is right for it but those that multiply
STRICTER = '''

@check(weight=5)
def test_of_nothing(student):
    """What is doubled is handed back anew"""
    import numpy as np

    x = np.ones(3)
    seen = student.double.observed(x)
    assert (seen.args[0] == 1).all(), "the input was changed"
'''


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A class that is graded, with feedback pages; one of it too late."""
    from nbgrader.api import Gradebook

    root = toy_class.release(tmp_path_factory.mktemp("graded"))
    with (root / "nbgrader_config.py").open("a") as config:
        config.write(SETTINGS)
    toy_class.submit(root, WORK)
    time = toy_class.notebook_of(root, "late", "submitted").with_name("timestamp.txt")
    time.write_text("2026-03-02 10:00:00 UTC")
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "regularization") as book:
        book.update_or_create_assignment("arithmetic", duedate=datetime.datetime(2026, 3, 1))
    assert main(["grade", "arithmetic", "--jobs", "1", "--course", str(root)]) == 0
    for student in WORK:
        page = root / "feedback" / student / "arithmetic/arithmetic.html"
        page.parent.mkdir(parents=True)
        page.write_text("as graded")
    return root


@pytest.fixture
def course(graded, tmp_path):
    """A copy of the class of its own for each test."""
    from autograder.grading.grader import close_graders

    shutil.copytree(graded, tmp_path, dirs_exist_ok=True, symlinks=True)
    yield tmp_path
    close_graders()


@pytest.fixture
def regrade(course, capsys):
    """Run the command; return its rows by student. ``out``, ``err`` and ``summary`` stay."""

    def go(*options, code=0, jobs="1", where=course):
        go.code = main(["regrade", "arithmetic", "--jobs", jobs, "--course", str(where), *options])
        go.out, go.err = capsys.readouterr()
        assert go.code == code, go.out + go.err
        if "--json" not in options:
            return {}
        *rows, last = map(json.loads, go.out.splitlines())
        go.summary = last["summary"]
        return {row["submission"]: row for row in rows}

    capsys.readouterr()
    return go


@pytest.fixture
def code_run(monkeypatch):
    """Whose code was really run."""
    whole, seen = Grader.grade_cells, []

    def watched(self, cells, name, only=None):
        seen.append(name)
        return whole(self, cells, name, only)

    monkeypatch.setattr(Grader, "grade_cells", watched)
    return seen


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def stricter(root: Path) -> None:
    """Have the suite of `double` catch more of those who change their input."""
    with (root / "exercises/arithmetic/double/test_double.py").open("a") as suite:
        suite.write(STRICTER)


def worth(root: Path, points: int, generate: bool = True) -> None:
    """Give `double` other points, and the gradebook too."""
    path = root / "source/arithmetic/arithmetic.ipynb"
    notebook = json.loads(path.read_text())
    (cell,) = (c for c in notebook["cells"] if c["id"] == "test_double")
    cell["metadata"]["nbgrader"]["points"] = points
    notebooks.write(path, notebook)
    if generate:
        reply = NbGraderAPI(config=load_config(Course(root))).generate_assignment("arithmetic")
        assert reply["success"], reply


def everything(root: Path) -> dict[str, tuple[int, bytes]]:
    """The bytes of gradebook, autograded notebooks and feedback, and when they were written."""
    kept = [root / "gradebook.db"]
    kept += [p for f in ("autograded", "feedback") for p in (root / f).rglob("*")]
    return {
        str(path): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in kept
    }


def recorded(root: Path) -> dict[str, object]:
    """What is recorded of all, but for the seconds it took."""
    notes = {}
    for path in sorted((root / "autograded").glob("*/arithmetic/*")):
        whole = path.read_text()
        if path.suffix == ".ipynb":
            content = json.loads(whole)
            content["metadata"]["autograder"]["seconds"] = 0
            whole = json.dumps(content, indent=1)
        notes[str(path.relative_to(root))] = whole
    with closing(sqlite3.connect(root / "gradebook.db")) as book:
        late = book.execute("SELECT late_submission_penalty FROM submitted_notebook").fetchall()
        times = book.execute("SELECT student_id, timestamp FROM submitted_assignment").fetchall()
    return {**notes, "marks": toy_class.marks(root), "late": sorted(map(str, late)),
            "times": sorted(map(str, times))}  # fmt: skip


def graded_anew(root: Path, into: Path) -> dict[str, object]:
    """What is recorded where all are graded again, in a copy of the course."""
    from autograder.grading.grader import close_graders

    shutil.copytree(root, into)
    close_graders()
    assert main(["grade", "arithmetic", "--force", "--jobs", "1", "--course", str(into)]) == 0
    return recorded(into)


def test_a_stricter_suite_moves_exactly_those_it_catches(course, regrade, code_run):
    stricter(course)
    rows = regrade("--json")
    assert {name for name, row in rows.items() if row["status"] == "moved"} >= {BO, "late"}
    (move,) = rows[BO]["exercises"]
    assert (move["exercise"], move["before"], move["score"]) == ("double", 8.0, 4.0)
    assert move["checks"] == [
        {"name": "of_nothing", "title": "What is doubled is handed back anew",
         "before": None, "outcome": "fail"}
    ]  # fmt: skip
    assert rows["ana"]["score"] == rows["ana"]["before"]["score"] == 15
    assert {name for name, row in rows.items() if row["score"] != row["before"]["score"]} == {
        BO, "late", "dee",
    }  # fmt: skip
    assert (regrade.summary["unchanged"], regrade.summary["down"]) == (2, 2)
    assert regrade.summary["up"] == 1  # dee triples, and leaves the input alone
    assert code_run == sorted(WORK)


def test_the_table_names_student_exercise_scores_and_checks(course, regrade):
    change(
        course / "exercises/arithmetic/double/test_double.py",
        "double(2.0), 4.0",
        "double(2.0), 6.0",
    )
    regrade()
    lines = regrade.out.splitlines()
    assert lines[0] == "graded again, for a change in its suite or reference: double of 5"
    words = [" ".join(line.split()) for line in lines]
    assert "ana double 10.00 8.00 10 ✓→✗ A single number" in words
    assert "dee double 0.00 2.00 10 ✗→✓ A single number" in words
    counts = "5 submissions: 0 unchanged, 1 up, 4 down, mean shift -1.20 points"
    assert f"{counts}, 1 with a different late penalty" in lines
    assert lines[-1].endswith("to record it: autograder regrade arithmetic --apply")


def test_a_preview_writes_nothing(course, regrade):
    stricter(course)
    before = everything(course)
    regrade()
    regrade("--preview", "--json")
    assert everything(course) == before


def test_what_is_recorded_is_what_the_preview_said(course, regrade):
    stricter(course)
    said = regrade("--json")
    assert regrade("--apply", "--json") == said
    assert regrade.summary["recorded"]
    held = {(s, cell): score for s, cell, score, *_ in toy_class.marks(course)}
    for name, row in said.items():
        for move in row["exercises"]:
            assert held[name, f"test_{move['exercise']}"] == move["score"]


def test_what_is_recorded_is_what_grading_all_again_records(course, regrade, tmp_path_factory):
    """Rows, comments, late penalties, times and autograded notebooks with their feedback."""
    stricter(course)
    anew = graded_anew(course, tmp_path_factory.mktemp("anew") / "course")
    regrade("--apply")
    assert recorded(course) == anew


def test_nothing_is_done_twice(course, regrade, code_run):
    stricter(course)
    regrade("--apply")
    before = everything(course)
    code_run.clear()
    rows = regrade("--apply", "--json")
    assert {row["status"] for row in rows.values()} == {"same"}
    assert main(["grade", "arithmetic", "--course", str(course)]) == 0
    assert everything(course) == before
    assert code_run == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("place", "again"),
    [
        ("exercises/arithmetic/negate/test_negate.py", ["negate"]),
        ("exercises/arithmetic/tools.py", ["double", "negate"]),
        ("exercises/tools.py", ["double", "negate"]),
        ("source/arithmetic/toy_given.py", ["double", "negate"]),
    ],
)
def test_what_is_graded_again_follows_from_what_has_changed(course, regrade, place, again):
    with (course / place).open("a") as file:
        file.write("\n# a comment\n")
    rows = regrade("--json", "--student", "ana")
    assert sorted(rows["ana"]["again"]) == again
    assert rows["ana"]["status"] == "same"


@pytest.fixture
def changed(tmp_path):
    """Change a file of the real assignment's copy; return which exercises' hashes change."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "source", tmp_path / "source", ignore=ignored)
    shutil.copytree(EXERCISES, tmp_path / "exercises", ignore=ignored)

    def go(place, old, new):
        def read():
            return exercise_hashes(Course(tmp_path, tmp_path / "exercises").assignment(NAME))

        before = read()
        path = tmp_path / place
        text = path.read_text() if path.exists() else ""
        assert old in text
        path.write_text(text.replace(old, new, 1))
        after = read()
        if before["shared"] != after["shared"]:
            return ["shared"]
        return sorted(
            f"{kind} of {exercise}"
            for kind in ("checks", "mistakes")
            for exercise in after[kind]
            if before[kind].get(exercise) != after[kind][exercise]
        )

    return go


NAME, COST = "regularization", "compute_cost_with_regularization"
SUITES = f"exercises/{NAME}"
SOURCE = f"source/{NAME}/{NAME}.ipynb"


@pytest.mark.parametrize(
    ("place", "old", "new", "found"),
    [
        (f"{SUITES}/{COST}/test_{COST}.py", "weight=5", "weight=4", [f"checks of {COST}"]),
        (f"{SUITES}/{COST}/inputs.json", "", "{}", [f"checks of {COST}"]),
        (f"{SUITES}/{COST}/.inputs.json.swp", "", "{}", []),
        (f"{SUITES}/{COST}/equivalent_mutants.toml", "", "# a comment\n", []),
        (f"{SUITES}/{COST}/alternatives/squared_norm.py", "", "#", []),
        (f"{SUITES}/{COST}/misconceptions/half_lost.py", "", "#", [f"mistakes of {COST}"]),
        (f"{SUITES}/inputs.py", "", "# a comment\n", ["shared"]),
        (f"{SUITES}/numbers.json", "", "{}", ["shared"]),
        (f"{SUITES}/.numbers.json.swp", "", "{}", []),
        ("exercises/dropout_masks.py", "", "# a comment\n", ["shared"]),
        (f"source/{NAME}/helpers/reg_utils.py", "", "# a comment\n", ["shared"]),
        (SOURCE, "sum_of_squares", "squares", [f"checks of {COST}"]),
        (SOURCE, "### BEGIN SOLUTION", "### BEGIN SOLUTION\\n    # one", [f"checks of {COST}"]),
    ],
)
def test_a_change_of_the_course_concerns_the_exercise_that_it_belongs_to(
    changed, place, old, new, found
):
    assert changed(place, old, new) == found


def test_a_changed_reference_concerns_its_exercise(course, regrade):
    change(course / "source/arithmetic/arithmetic.ipynb", "return -x", "return 0 - x")
    assert sorted(regrade("--json", "--student", "ana")["ana"]["again"]) == ["negate"]


def test_what_belongs_to_no_exercise_concerns_all(course, regrade):
    """A solution cell that is no exercise: a helper which several references call."""
    path = course / "source/arithmetic/arithmetic.ipynb"
    notebook = json.loads(path.read_text())
    notebook["cells"].insert(1, notebooks.code("HELPER = 1", "helper", solution=True))
    notebooks.write(path, notebook)
    why = regrade("--json", "--student", "ana")["ana"]["again"]
    assert why == dict.fromkeys(["double", "negate"], "a change in the course")


@pytest.mark.parametrize("setting", ["c.Grading.seed = 7", "c.Grading.call_seconds = 0.7"])
def test_another_seed_or_limit_concerns_all(course, regrade, setting):
    with (course / "nbgrader_config.py").open("a") as config:
        config.write(f"\n{setting}\n")
    assert sorted(regrade("--json", "--student", "ana")["ana"]["again"]) == ["double", "negate"]


def test_a_changed_setup_cell_concerns_all(course, regrade):
    source = course / "source/arithmetic/arithmetic.ipynb"
    change(source, "import toy_given", "import toy_given  # given")
    assert sorted(regrade("--json", "--student", "ana")["ana"]["again"]) == ["double", "negate"]


def test_a_new_known_mistake_is_named_to_those_who_fail(course, regrade, code_run):
    bank = course / "exercises/arithmetic/double/misconceptions"
    bank.mkdir(parents=True)
    about = "It is tripled.\n\nBelief: Twice is thrice.\nHint: Count.\nLoses: test_value\n"
    (bank / "tripled.py").write_text(f'"""{about}"""\n\n\n{TRIPLED}\n')
    rows = regrade("--json", "--apply")
    assert rows["dee"]["status"] == "reworded"
    assert {row["status"] for name, row in rows.items() if name not in ("dee", BO, "late")} == {
        "same"
    }
    assert sorted(code_run) == sorted(["dee", BO, "late"])
    marks = {row[0]: row[-1] for row in toy_class.marks(course) if row[1] == "double"}
    assert "It is tripled." in marks["dee"]


def test_new_points_move_all_and_are_told(course, regrade):
    worth(course, 20, generate=False)
    rows = regrade("--json")
    assert {name: row["score"] for name, row in rows.items()} == {
        "ana": 25, BO: 21, "-cy": 20, "dee": 0, "late": 21,
    }  # fmt: skip
    assert rows["ana"]["max_score"] == 25
    assert rows["ana"]["again"] == {"double": "other points"}
    assert regrade.summary["max_scores"] == {"double": {"before": 10.0, "now": 20.0}}
    regrade()
    assert "double is worth 20 points, formerly 10" in regrade.out


def test_without_the_isolation_asked_for_nothing_is_graded(course, regrade, monkeypatch):
    monkeypatch.setattr(self_test, "leaks", lambda box: ["read_file"])
    stricter(course)
    before = everything(course)
    regrade("--apply", code=1)
    assert "isolation 'sealed' is not" in regrade.err
    assert everything(course) == before


def test_new_points_are_recorded_as_grading_records_them(course, regrade, tmp_path_factory):
    worth(course, 7)
    anew = graded_anew(course, tmp_path_factory.mktemp("anew") / "course")
    regrade("--apply")
    assert recorded(course) == anew


def test_new_points_that_the_gradebook_does_not_know_are_not_recorded(course, regrade):
    worth(course, 20, generate=False)
    before = everything(course)
    regrade("--apply", code=1)
    assert "the gradebook has other points for double: run 'nbgrader generate_" in regrade.err
    assert len(regrade.err.splitlines()) == 1
    assert everything(course) == before


def test_points_and_a_suite_at_once(course, regrade, tmp_path_factory):
    worth(course, 20)
    change(
        course / "exercises/arithmetic/negate/test_negate.py", "The sign changes", "The sign turns"
    )
    anew = graded_anew(course, tmp_path_factory.mktemp("anew") / "course")
    regrade("--apply")
    assert recorded(course) == anew


def test_a_faulty_suite_holds_back_and_loses_nothing(course, regrade):
    path = course / "exercises/arithmetic/negate/test_negate.py"
    change(path, "result == 666", "result == -3.0")
    before = recorded(course)
    rows = regrade("--apply", "--json", code=1)
    after = recorded(course)
    for name in ("ana", BO, "late"):
        notebook = f"autograded/{name}/arithmetic/arithmetic.ipynb"
        assert after[notebook] == before[notebook]
    assert after["marks"] == before["marks"]
    assert rows["ana"]["status"] == "held"
    assert rows["ana"]["error"] == "held back for review: negate; what is recorded stays"
    assert rows["dee"]["status"] == "same"
    regrade(code=1)
    assert "! ana: held back for review: negate" in regrade.out
    change(path, "result == -3.0", "result == 666")
    assert {row["status"] for row in regrade("--apply", "--json").values()} == {"same"}


def test_a_suite_that_does_not_load_is_told_in_a_line(course, regrade):
    before = everything(course)
    (course / "exercises/arithmetic/double/test_double.py").write_text("def test_(:\n")
    regrade("--apply", code=2)
    assert "cannot read the suite test_double.py" in regrade.err
    assert len(regrade.err.splitlines()) == 1
    assert everything(course) == before


def test_what_people_entered_stays_and_is_told(course, regrade):
    with closing(sqlite3.connect(course / "gradebook.db")) as book:
        grade = """
            UPDATE grade SET manual_score = ?, needs_manual_grade = 0 WHERE id IN (
              SELECT g.id FROM grade g JOIN submitted_notebook n ON g.notebook_id = n.id
              JOIN submitted_assignment a ON n.assignment_id = a.id
              JOIN base_cell c ON g.cell_id = c.id WHERE a.student_id = ? AND c.name = ?)"""
        book.execute(grade, (9.5, BO, "test_double"))
        book.execute(grade, (4, "ana", "test_negate"))
        book.execute("UPDATE comment SET manual_comment = 'Good.'")
        book.commit()
    stricter(course)
    rows = regrade("--json")
    assert rows[BO]["exercises"][0]["manual"] == 9.5
    assert rows[BO]["score"] == rows[BO]["before"]["score"] == 14.5
    regrade("--apply")
    assert "a person's score of 9.5 stays" in regrade.out
    with closing(sqlite3.connect(course / "gradebook.db")) as book:
        query = "SELECT auto_score, manual_score, needs_manual_grade FROM grade"
        held = book.execute(f"{query} WHERE manual_score IS NOT NULL").fetchall()
        assert sorted(held) == [(4.0, 9.5, 1), (5.0, 4.0, 0)]  # the second did not move
        said = book.execute("SELECT DISTINCT manual_comment FROM comment").fetchall()
        assert said == [("Good.",)]


def test_work_handed_in_since_and_new_work_are_left_to_grading(course, regrade):
    stricter(course)
    regrade()
    toy_class.submit(course, {BO: notebooks.toy(), "new": notebooks.toy()})
    time = toy_class.notebook_of(course, "dee", "submitted").with_name("timestamp.txt")
    time.write_text("2026-02-02 10:00:00 UTC")
    toy_class.notebook_of(course, "ana", "submitted").write_text("{")
    before = recorded(course)
    rows = regrade("--apply", "--json", code=1)
    assert (
        rows[BO]["error"] == rows["dee"]["error"] == ("it was handed in again since it was graded")
    )
    assert (rows["new"]["status"], rows["new"]["error"]) == ("left", "it is not graded yet")
    assert (rows["ana"]["status"], rows["ana"]["score"]) == ("held", 15)
    assert "'arithmetic.ipynb' is not a notebook" in rows["ana"]["error"]
    counted = [regrade.summary[name] for name in ("unchanged", "up", "down", "held", "left")]
    assert counted == [1, 0, 1, 1, 3]
    after = recorded(course)
    untouched = [key for key in before if key.split("/")[1:2] in ([BO], ["dee"], ["ana"])]
    assert untouched
    assert all(before[key] == after[key] for key in untouched)
    regrade(code=1)
    assert f"left to 'autograder grade arithmetic': {BO}, dee (it was handed in" in regrade.out


def test_a_submission_that_changes_while_it_is_graded_is_left(course, regrade, monkeypatch):
    from autograder.commands.regrade.plan import RegradePlan

    settled = RegradePlan.settled

    def later(self, students):
        yield from settled(self, students)
        toy_class.submit(course, {BO: notebooks.toy()})

    stricter(course)
    monkeypatch.setattr(RegradePlan, "settled", later)
    rows = regrade("--apply", "--json")
    assert (rows[BO]["status"], rows[BO]["score"]) == ("left", 13)
    assert rows["late"]["status"] == "moved"


@pytest.mark.slow
def test_feedback_that_is_out_of_date_is_named_with_the_command(course, regrade):
    change(course / "exercises/arithmetic/negate/test_negate.py", "-3.0, ", "-4.0, ")
    shutil.rmtree(course / "feedback/-cy")
    regrade("--apply")
    *_, named, command = regrade.out.splitlines()
    assert named == f"feedback is out of date for ana, {BO}, dee, late:"  # dee reads other words
    assert command == "  nbgrader generate_feedback arithmetic --force"
    done = run(course, *command.split())
    assert done.returncode == 0, done.stderr
    page = (course / "feedback/ana/arithmetic/arithmetic.html").read_text()
    assert "0 of 5 points: 0 of 1 checks pass" in page
    regrade("--apply")
    assert "feedback is out of date" not in regrade.out


def test_only_the_students_named(course, regrade):
    stricter(course)
    before = recorded(course)
    rows = regrade("--apply", "--json", "--student", BO, "--student=-cy")
    assert sorted(rows) == sorted([BO, "-cy"])
    after = recorded(course)
    notebook = "autograded/{}/arithmetic/arithmetic.ipynb"
    assert before[notebook.format("late")] == after[notebook.format("late")]
    assert before[notebook.format(BO)] != after[notebook.format(BO)]


@pytest.mark.slow
def test_several_processes_say_the_same(course, regrade):
    stricter(course)
    assert regrade("--json", jobs="2") == regrade("--json")


def test_a_grade_without_hashes_of_its_exercises_is_graded_as_a_whole(course, regrade):
    path = toy_class.notebook_of(course, "ana")
    path.chmod(0o644)
    content = json.loads(path.read_text())
    for name in ("shared", "checks", "mistakes"):
        del content["metadata"]["autograder"]["receipt"][name]
    path.write_text(json.dumps(content))
    rows = regrade("--json")
    assert sorted(rows["ana"]["again"]) == ["double", "negate"]
    assert rows["dee"]["again"] == {}
    regrade("--apply")
    assert regrade("--json")["ana"]["again"] == {}


def test_a_mistake_behind_one_that_is_failing_now_is_named_as_grading_names_it(
    course, regrade, tmp_path_factory
):
    """Behind a failing exercise numbers must speak, and only then."""
    change(
        course / "exercises/arithmetic/double/test_double.py",
        "double(2.0), 4.0",
        "double(2.0), 6.0",
    )
    anew = graded_anew(course, tmp_path_factory.mktemp("anew") / "course")
    regrade("--apply")
    assert recorded(course) == anew


def test_a_folder_that_cannot_be_written_is_told_and_the_others_are_recorded(course, regrade):
    (course / "autograded/late/.arithmetic.part").write_text("in the way")
    stricter(course)
    rows = regrade("--apply", "--json", code=1)
    assert rows["late"]["error"].startswith("not recorded: ")
    assert rows[BO]["status"] == "moved"
    held = {(s, cell): score for s, cell, score, *_ in toy_class.marks(course)}
    assert (held["late", "test_double"], held[BO, "test_double"]) == (8, 4)


KILLER = """
import os, signal, sys
from pathlib import Path
from autograder import __main__ as cli
from autograder.classroom.recording import autograded_folder
owner, name = sys.argv[1].split(".")
owner = {"Folders": autograded_folder.Folders, "Path": Path}[owner]
whole, calls = getattr(owner, name), 0
def last(self, *args):
    global calls
    calls += "part" in str(self) or owner is autograded_folder.Folders
    if calls == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return whole(self, *args)
setattr(owner, name, last)
sys.exit(cli.main(sys.argv[2:]))
"""


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["Folders.stage", "Folders.place", "Path.rename"])
def test_after_a_kill_the_next_run_finishes(course, regrade, moment, tmp_path_factory):
    stricter(course)
    quiet = tmp_path_factory.mktemp("quiet") / "course"
    shutil.copytree(course, quiet)
    regrade("--apply", where=quiet)
    command = ["regrade", "arithmetic", "--apply", "--jobs", "1", "--course", str(course)]
    done = subprocess.run(
        [sys.executable, "-c", KILLER, moment, *command],
        env=environment(), capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr
    regrade("--apply")
    assert recorded(course) == recorded(quiet)
    assert not list(course.glob("autograded/*/.*.part"))


def test_an_interrupt_keeps_what_is_graded(course, regrade, monkeypatch, capsys):
    whole, seen = Grader.grade_cells, []

    def interrupted(self, cells, name, only=None):
        seen.append(name)
        if len(seen) == 3:
            raise KeyboardInterrupt
        return whole(self, cells, name, only)

    stricter(course)
    with monkeypatch.context() as patched:
        patched.setattr(Grader, "grade_cells", interrupted)
        assert main(["regrade", "arithmetic", "--apply", "--jobs", "1", "--course", str(course)])
    assert "interrupted" in capsys.readouterr().err
    rows = regrade("--apply", "--json")
    assert [name for name, row in rows.items() if not row["again"]] == sorted(WORK)[:2]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--student", "zoe"], "submitted/ and autograded/ hold nothing of 'zoe'"),
        (["--jobs", "0"], "a whole number from 1 is needed"),
        (["--apply", "--preview"], "not allowed with argument"),
    ],
)
def test_wrong_usage_is_told(course, capsys, arguments, told):
    try:
        code = main(["regrade", "arithmetic", "--course", str(course), *arguments])
    except SystemExit as stop:
        code = stop.code
    assert code == 2
    assert told in capsys.readouterr().err


def test_a_class_that_is_not_graded_is_told(tmp_path, capsys):
    root = toy_class.release(tmp_path)
    toy_class.submit(root, {"ana": notebooks.toy()})
    assert main(["regrade", "arithmetic", "--course", str(root)]) == 2
    assert "run 'autograder grade arithmetic' first" in capsys.readouterr().err


def test_without_a_gradebook_nothing_is_made(course, regrade):
    os.remove(course / "gradebook.db")
    regrade(code=1)
    assert "there is no gradebook at" in regrade.err
    assert not (course / "gradebook.db").exists()


@pytest.mark.slow
def test_feedback_in_words_of_an_older_template_is_written_anew(course, regrade):
    path = toy_class.notebook_of(course, "ana")
    path.chmod(0o644)
    path.write_text(path.read_text().replace("10 of 10 points", "10 out of 10"))
    worth(course, 20)
    assert regrade("--json")["ana"]["score"] == 25
    regrade("--apply")
    assert "20 of 20 points" in path.read_text()
