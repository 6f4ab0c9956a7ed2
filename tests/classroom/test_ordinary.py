"""Ordinary nbgrader assignments in one course with ours: graded as nbgrader alone grades them.

nbgrader #434 and #1356 ask for other kernels, #915 and #931 for the time limit, #1353 for tests
that are worth nothing, #993 for answers that stay empty, #1376 for steps and hooks of one's own.
"""

import csv
import json
import shutil

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config

from autograder.__main__ import main
from autograder.course.course import Course
from autograder.course.settings import load_config
from autograder.gradebook import configure
from tests.support import notebooks, several, shell_kernel, toy_class
from tests.support.places import ROOT, TOY
from tests.support.several import command
from tests.support.shell import run

# nbgrader grades the same class in kernels
pytestmark = pytest.mark.slow

HW = "hw 1"  # two notebooks, and a blank in its name
STOCK = """
c = get_config()
c.CourseDirectory.course_id = "stock"
c.Execute.timeout = 2
c.ClearSolutions.code_stub = {"python": "raise NotImplementedError()", "bash": "false"}
c.LateSubmissionPlugin.penalty_method = "zero"


def note(assignment, student, notebooks):
    with open("hooks.log", "a") as log:
        log.write(f"{assignment} {[path.rpartition('/')[2] for path in notebooks]}\\n")


c.Autograde.pre_convert_hook = note
"""
OURS = f"""
from autograder.gradebook import configure

configure(c)
c.Grading.suites = {str(TOY / "exercises")!r}
c.Grading.not_isolated = ["hw*", "shell", "essay"]
"""


def with_tests(name, source, points):
    cell = notebooks.code(source, name, grade=True, locked=True, points=points)
    return cell


def shell(*cells):
    return notebooks.notebook(*cells) | {"metadata": {"kernelspec": shell_kernel.SPEC}}


SQUARE = """def squares(n):
    ### BEGIN SOLUTION
    return [i * i for i in range(n)]
    ### END SOLUTION"""
SOURCES = {
    f"{HW}/one": notebooks.notebook(
        notebooks.solution("squares", SQUARE),
        with_tests("squares_work", "assert squares(3) == [0, 1, 4]", 4),
        with_tests("test_partly", "min(3, len(squares(2)) + 0.5)", 3),
        with_tests("worth_nothing", "assert False", 0),
        several.question(5),
    ),
    f"{HW}/two": notebooks.notebook(
        notebooks.solution("answer", "### BEGIN SOLUTION\nx = 6\n### END SOLUTION"),
        with_tests("test_answer", "### BEGIN HIDDEN TESTS\nassert x == 6\n### END HIDDEN TESTS", 2),
        several.question(5),
    ),
    "shell/shell": shell(
        notebooks.solution("greet", "greet() { echo hello; }"),
        with_tests("test_greet", 'test "$(greet)" = hello', 5),
    ),
    "essay/essay": notebooks.notebook(several.question(20, "essay")),
}
WORK = {
    "ada": {HW: {}},
    "ben": {
        HW: {"squares": "def squares(n):\n    return [7]", "why": "Because."},
        "shell": {"greet": "greet() { :; }"},
    },
    "cy": {
        HW: {"squares": "while True: pass", "answer": "x = 5"},
        "shell": {},
        "essay": {"essay": "Once upon a time."},
    },
}
LEFT_OUT = {("ben", "two")}
DELETED = {("cy", "test_partly")}


def source(root, name, content):
    notebooks.write(root / "source" / f"{name}.ipynb", content)


def hand_in(root, student, work):
    for path in sorted(root.glob("release/*/*.ipynb")):
        answers = work.get(path.parent.name)
        if answers is None or (student, path.stem) in LEFT_OUT:
            continue
        whole = json.loads(path.read_text())
        original = json.loads((root / "source" / path.parent.name / path.name).read_text())
        solved = {cell["id"]: cell["source"] for cell in original["cells"]}
        for cell in whole["cells"]:
            name = cell["metadata"]["nbgrader"]["grade_id"]
            if cell["metadata"]["nbgrader"]["solution"] and cell["cell_type"] == "code":
                cell["source"] = solved[name]
            cell["source"] = answers.get(name, cell["source"])
        whole["cells"] = [c for c in whole["cells"] if (student, c["id"]) not in DELETED]
        target = root / "submitted" / student / path.parent.name / path.name
        notebooks.write(target, whole)
        when = "2026-03-02 10:00:00" if student == "ada" else "2026-03-04 10:00:00"
        target.with_name("timestamp.txt").write_text(f"{when} UTC")


@pytest.fixture(scope="module", autouse=True)
def kernels(tmp_path_factory):
    """Makes the other kernel known."""
    folder = tmp_path_factory.mktemp("kernels")
    shell_kernel.install(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_PATH", str(folder))
        patch.setenv("PYTHONPATH", str(ROOT))
        yield


def generate(root, name):
    reply = NbGraderAPI(config=load_config(Course(root))).generate_assignment(name)
    assert reply["success"], reply


@pytest.fixture(scope="module")
def stock(tmp_path_factory):
    """A course as nbgrader alone has it: handed in, not graded yet."""
    root = tmp_path_factory.mktemp("stock") / "course"
    root.mkdir()
    (root / "nbgrader_config.py").write_text(STOCK)
    for name, content in SOURCES.items():
        source(root, name, content)
    for name in (HW, "shell", "essay"):
        generate(root, name)
    with book(root) as found:
        found.update_or_create_assignment("shell", duedate="2026-03-03")
    for student, work in WORK.items():
        hand_in(root, student, work)
    return root


@pytest.fixture(scope="module")
def theirs(stock):
    """The course after nbgrader alone has graded it, in a process without anything of ours."""
    root = shutil.copytree(stock, stock.with_name("theirs"))
    for name in (HW, "shell", "essay"):
        done = run(root, "nbgrader", "autograde", name)
        assert done.returncode == 0, done.stderr
    return root


@pytest.fixture(scope="module")
def course(stock):
    """The course with our settings, and an assignment of ours in it: not graded yet."""
    root = shutil.copytree(stock, stock.with_name("both"))
    (root / "nbgrader_config.py").write_text(STOCK + OURS)
    shutil.copytree(TOY / "source/arithmetic", root / "source/arithmetic")
    source(root, "arithmetic/arithmetic", notebooks.toy())
    generate(root, "arithmetic")
    notebooks.write(root / "submitted/ada/arithmetic/arithmetic.ipynb", notebooks.toy())
    return root


@pytest.fixture(scope="module")
def graded(course):
    """The course graded by ``autograder grade``."""
    root = shutil.copytree(course, course.with_name("graded"))
    for name in (HW, "shell", "essay", "arithmetic"):
        assert command(root, "grade", name) == 0
    return root


def printed(capsys, root, *arguments):
    """What a command prints on both channels, and its results by student where it prints them."""
    capsys.readouterr()
    code = command(root, *arguments)
    told = capsys.readouterr()
    return code, told.out + told.err, toy_class.rows(told.out) if "--json" in arguments else {}


def book(root):
    return Gradebook(f"sqlite:///{root / 'gradebook.db'}", "stock")


def entered(root):
    """All that the gradebook holds of the ordinary assignments, in words."""
    with book(root) as found:
        return {
            (name, submission.student.id): (
                submission.timestamp,
                submission.score,
                [
                    (
                        notebook.name,
                        notebook.late_submission_penalty,
                        sorted(
                            (g.name, g.auto_score, g.needs_manual_grade) for g in notebook.grades
                        ),
                        sorted((c.name, str(c.auto_comment)) for c in notebook.comments),
                    )
                    for notebook in sorted(submission.notebooks, key=lambda each: each.name)
                ],
            )
            for name in (HW, "shell", "essay")
            for submission in found.find_assignment(name).submissions
        }


def test_grades_are_those_of_nbgrader_alone_row_by_row(theirs, graded):
    assert entered(graded) == entered(theirs)


def test_nbgrader_autograde_gives_the_same_in_a_course_with_both_kinds(theirs, course):
    root = shutil.copytree(course, course.with_name("by nbgrader"))
    for name in (HW, "shell", "arithmetic"):
        done = run(root, "nbgrader", "autograde", name, *(["--student=ben"] if name == HW else []))
        assert done.returncode == 0, done.stderr
    ours, alone = entered(root), entered(theirs)
    assert {*ours} == {(HW, "ben"), ("shell", "ben"), ("shell", "cy")}
    assert ours == {key: alone[key] for key in ours}
    with book(root) as found:
        assert found.find_submission("arithmetic", "ada").score == 15


def test_autograded_notebooks_have_the_outputs_that_nbgrader_leaves(theirs, graded):
    def cells(root):
        path = root / "autograded/ben" / HW / "one.ipynb"
        return [
            [output["output_type"] for output in cell.get("outputs", [])]
            for cell in json.loads(path.read_text())["cells"]
        ]

    assert cells(graded) == cells(theirs)


def test_hooks_are_called_for_what_nbgrader_runs_and_stop_nothing_else(graded):
    lines = (graded / "hooks.log").read_text().splitlines()
    assert lines.count(f"{HW} ['one.ipynb', 'two.ipynb']") == 2
    assert lines.count(f"{HW} ['one.ipynb']") == 1
    assert not any("arithmetic" in line for line in lines)


def test_a_course_with_hooks_is_graded_by_several_processes(course, tmp_path):
    shutil.copytree(course, tmp_path, dirs_exist_ok=True)
    notebooks.write(tmp_path / "submitted/ben/arithmetic/arithmetic.ipynb", notebooks.toy())
    assert main(["grade", "arithmetic", "--jobs", "2", "--course", str(tmp_path)]) == 0


def test_what_is_graded_is_not_run_again_and_its_results_say_not_isolated(graded, capsys):
    before = (graded / "hooks.log").read_text()
    _, _, found = printed(capsys, graded, "grade", HW, "--json")
    assert (graded / "hooks.log").read_text() == before
    assert {each["receipt"]["isolation"] for each in found.values()} == {"not isolated"}
    assert {name: (each["score"], each["max_score"]) for name, each in found.items()} == {
        "ada": (8.5, 9), "ben": (1.5, 9), "cy": (0, 9),
    }  # fmt: skip


def test_of_one_who_hands_in_again_all_notebooks_are_run(graded, tmp_path, capsys):
    shutil.copytree(graded, tmp_path, dirs_exist_ok=True)
    hand_in(tmp_path, "ben", {HW: {}})
    (tmp_path / "submitted/ben" / HW / "timestamp.txt").write_text("2026-03-05 10:00:00 UTC")
    _, said, found = printed(capsys, tmp_path, "grade", HW, "--json")
    assert found["ben"]["score"] == 6.5
    assert "isolation: not isolated" in said
    lines = (tmp_path / "hooks.log").read_text().splitlines()
    assert len(lines) - len((graded / "hooks.log").read_text().splitlines()) == 1


def test_a_notebook_that_nbgrader_cannot_grade_is_told_and_stops_nobody(graded, tmp_path, capsys):
    shutil.copytree(graded, tmp_path, dirs_exist_ok=True)
    (tmp_path / "submitted/cy/shell/shell.ipynb").write_text("{")
    other = {"name": "no-such-kernel", "language": "x", "display_name": "x"}
    with book(tmp_path) as found:
        found.find_notebook("shell", "shell").kernelspec = json.dumps(other)
        found.db.commit()
    code, _, told = printed(capsys, tmp_path, "grade", "shell", "--json", "--force")
    assert code == 1
    assert "does not appear to be JSON" in told["cy"]["error"]
    assert "No such kernel named no-such-kernel" in told["ben"]["error"]


def test_the_report_says_not_isolated_and_has_the_scores(graded):
    assert command(graded, "report", HW, "--csv", str(graded / "r.csv")) == 0
    page = (graded / "reports" / f"{HW}.html").read_text()
    assert "3 grades are not isolated" in page
    rows = [*csv.DictReader((graded / "r.csv").read_text().splitlines())]
    scores = {row["exercise"]: row["score"] for row in rows if row["student"] == "ada"}
    assert scores == {"squares_work": "4", "partly": "2.5", "worth_nothing": "0", "answer": "2"}


def test_exports_have_both_kinds(graded):
    table = graded / "x.csv"
    assert command(graded, "export", "csv", "--with-unfinished", "--into", str(table)) == 0
    rows = [*csv.DictReader(table.read_text().splitlines())]
    scores = {(row["student_id"], row["assignment"]): row["score"] for row in rows}
    assert scores["ada", HW] == "8.5"
    assert scores["ada", "arithmetic"] == "15"
    assert scores["cy", "shell"] == "0"


def other_tests(root):
    content = json.loads(json.dumps(SOURCES["shell/shell"]))
    content["cells"][1]["source"] = 'test "$(greet)" = ""'
    source(root, "shell/shell", content)


def test_regrading_shows_whose_grade_changes_and_then_records_it(graded, tmp_path, capsys):
    shutil.copytree(graded, tmp_path, dirs_exist_ok=True)
    assert "2 unchanged" in printed(capsys, tmp_path, "regrade", "shell")[1]
    other_tests(tmp_path)
    before = entered(tmp_path), files(tmp_path)
    told = printed(capsys, tmp_path, "regrade", "shell")[1]
    assert "graded again, for a change in its tests or points: greet of 2" in told
    assert "isolation: not isolated" in told
    rows = [line.split() for line in told.splitlines() if line.startswith(("ben", "cy"))]
    assert [row[:5] for row in rows] == [
        ["ben", "greet", "0.00", "5.00", "5"],
        ["cy", "greet", "5.00", "0.00", "5"],
    ]
    assert (entered(tmp_path), files(tmp_path)) == before
    generate(tmp_path, "shell")
    code, told, _ = printed(capsys, tmp_path, "regrade", "shell", "--apply")
    assert code == 0
    _, said, found = printed(capsys, tmp_path, "grade", "shell", "--json")
    assert {name: each["score"] for name, each in found.items()} == {"ben": 5, "cy": 0}
    assert "isolation: not" not in said
    assert "2 unchanged" in printed(capsys, tmp_path, "regrade", "shell")[1]


def test_regrading_one_of_several_notebooks_leaves_the_others_as_they_are(graded, tmp_path, capsys):
    shutil.copytree(graded, tmp_path, dirs_exist_ok=True)
    content = json.loads(json.dumps(SOURCES[f"{HW}/two"]))
    content["cells"][1]["source"] = "assert x == 5"
    source(tmp_path, f"{HW}/two", content)
    generate(tmp_path, HW)
    others = [
        path for path in sorted((tmp_path / "autograded").rglob("*"))
        if path.is_file() and not (path.name == "two.ipynb" and path.parent.name == HW)
    ]  # fmt: skip
    before = [path.read_bytes() for path in others]
    code, told, _ = printed(capsys, tmp_path, "regrade", HW, "--apply")
    assert code == 0
    assert "3 unchanged" in told.partition(f"{HW}/two:")[0]
    rows = [line.split()[:4] for line in told.splitlines() if line.startswith(("ada ", "cy "))]
    assert rows == [["ada", "answer", "2.00", "0.00"], ["cy", "answer", "0.00", "2.00"]]
    assert [path.read_bytes() for path in others] == before


def test_regrading_records_nothing_by_tests_that_are_not_generated(graded, tmp_path, capsys):
    shutil.copytree(graded, tmp_path, dirs_exist_ok=True)
    other_tests(tmp_path)
    code, told, _ = printed(capsys, tmp_path, "regrade", "shell", "--apply")
    assert code != 0
    assert "other tests in test_greet: run 'nbgrader generate_assignment shell --force'" in told


def test_what_cannot_be_run_again_keeps_its_grade(graded, tmp_path, capsys):
    shutil.copytree(graded, tmp_path, dirs_exist_ok=True)
    other_tests(tmp_path)
    generate(tmp_path, "shell")
    gone = {"name": "gone", "language": "x", "display_name": "x"}
    with book(tmp_path) as found:
        found.find_notebook("shell", "shell").kernelspec = json.dumps(gone)
        found.db.commit()
    before = entered(tmp_path), files(tmp_path)
    code, told, _ = printed(capsys, tmp_path, "regrade", "shell", "--apply")
    assert code == 1
    assert "No such kernel named gone; what is recorded stays" in told
    assert (entered(tmp_path), files(tmp_path)) == before


def files(root):
    """What is handed in, released and graded, byte for byte."""
    folders = ("submitted", "release", "autograded")
    found = (path for name in folders for path in sorted((root / name).rglob("*")))
    return {path: path.read_bytes() for path in found if path.is_file()}


def examined(root, capsys):
    capsys.readouterr()
    command(root, "doctor", "--json")
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_doctor_misses_a_kernel(graded, tmp_path, capsys):
    shutil.copytree(graded, tmp_path, dirs_exist_ok=True)
    other = {"kernelspec": {"name": "ir", "language": "bash", "display_name": "R"}}
    source(tmp_path, "shell/shell", SOURCES["shell/shell"] | {"metadata": other})
    told = [each["words"] for each in examined(tmp_path, capsys) if each["status"] == "FAIL"]
    assert told == ["shell asks for ir, not installed here"]


def test_doctor_says_what_runs_outside_the_box(graded, capsys):
    found = examined(graded, capsys)
    told = [each["words"] for each in found if each["what"] == "suites"]
    nbgrader = "the tests stand in its cells, and nbgrader runs them: not isolated"
    assert f"{HW}/one, {HW}/two: {nbgrader}" in told
    assert not [each for each in found if each["status"] == "FAIL"]
    assert not [each for each in found if "Execute.timeout" in each["words"]]


def test_a_replay_is_refused_in_a_sentence(graded, capsys):
    code, said, _ = printed(capsys, graded, "replay", "cy", "shell")
    assert code == 2
    assert "not isolated: nbgrader gave it, outside the box" in said


def test_without_the_setting_nothing_runs_outside_and_one_sentence_names_it(
    course, tmp_path, capsys
):
    shutil.copytree(course, tmp_path, dirs_exist_ok=True)
    config = (tmp_path / "nbgrader_config.py").read_text()
    (tmp_path / "nbgrader_config.py").write_text(config.replace('["hw*", "shell", "essay"]', "[]"))
    code, said, _ = printed(capsys, tmp_path, "grade", HW)
    done = run(tmp_path, "nbgrader", "autograde", HW)
    assert (code, done.returncode) == (2, 1)
    reply = NbGraderAPI(config=load_config(Course(tmp_path))).autograde(HW, "ben")
    assert not reply["success"]
    for each in (said, done.stderr, reply["log"]):
        assert f"c.Grading.not_isolated = ['{HW}']" in each
        assert "Traceback" not in each
    assert not (tmp_path / "autograded").exists()
    # nothing of it has to run
    assert command(tmp_path, "grade", "essay") == 0
    with book(tmp_path) as found:
        assert found.find_submission("essay", "cy").needs_manual_grade


def test_a_notebook_with_both_kinds_is_refused_in_a_sentence(course, tmp_path, capsys):
    shutil.copytree(course, tmp_path, dirs_exist_ok=True)
    both = notebooks.toy()
    both["cells"].append(with_tests("test_own", "assert double(2) == 4", 1))
    source(tmp_path, "arithmetic/arithmetic", both)
    generate(tmp_path, "arithmetic")
    code, said, _ = printed(capsys, tmp_path, "grade", "arithmetic")
    assert code == 2
    assert "has test cells for own, which lack hidden tests" in said
    assert "belong in a notebook of their own" in said
    done = run(tmp_path, "nbgrader", "autograde", "arithmetic")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)


def test_of_two_notebooks_one_may_be_ordinary(course, tmp_path):
    shutil.copytree(course, tmp_path, dirs_exist_ok=True)
    more = notebooks.notebook(
        notebooks.solution("y", "y = 1"), with_tests("test_y", "assert y == 1", 7)
    )
    source(tmp_path, "arithmetic/more", more)
    config = tmp_path / "nbgrader_config.py"
    config.write_text(config.read_text() + 'c.Grading.not_isolated = ["arithmetic"]\n')
    generate(tmp_path, "arithmetic")
    notebooks.write(tmp_path / "submitted/ada/arithmetic/more.ipynb", more)
    assert command(tmp_path, "grade", "arithmetic") == 0
    with book(tmp_path) as found:
        assert found.find_submission("arithmetic", "ada").score == 22
    marks = [
        json.loads((tmp_path / f"autograded/ada/arithmetic/{stem}.ipynb").read_text())["metadata"]
        for stem in ("arithmetic", "more")
    ]
    levels = [mark["autograder"]["receipt"]["isolation"] for mark in marks]
    assert levels[1] == "not isolated" != levels[0]


def test_steps_that_were_set_before_go_on_for_what_nbgrader_runs():
    config = Config()
    config.Autograde.autograde_preprocessors = ["my_steps.Mine"]
    configure(config)
    configure(config)
    assert config.Grading.autograde_preprocessors == ["my_steps.Mine"]
    assert "autograder.gradebook.GradeInSandbox" in config.Autograde.autograde_preprocessors
    assert "sanitize_preprocessors" not in config.Grading
