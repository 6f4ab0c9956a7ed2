"""Ordinary nbgrader assignments in one course with ours: graded as nbgrader alone grades them.

nbgrader #434 and #1356 ask for other kernels, #915 and #931 for the time limit, #1353 for tests
that are worth nothing, #993 for answers that stay empty, #1376 for steps and hooks of one's own.
"""

import csv
import json
import shutil

import pytest
from nbgrader.api import Gradebook

from tests.support import notebooks, several, shell_kernel, toy_class
from tests.support.places import TOY
from tests.support.shell import environment, run

HW = "hw 1"  # two notebooks, and a blank in its name
STOCK = """
c = get_config()
c.CourseDirectory.course_id = "stock"
c.Execute.timeout = 3
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


def tests_in(name, source, points):
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
        tests_in("squares_work", "assert squares(3) == [0, 1, 4]", 4),
        tests_in("test_partly", "min(3, len(squares(2)) + 0.5)", 3),
        tests_in("worth_nothing", "assert False", 0),
        several.question(5),
    ),
    f"{HW}/two": notebooks.notebook(
        notebooks.solution("answer", "### BEGIN SOLUTION\nx = 6\n### END SOLUTION"),
        tests_in("test_answer", "### BEGIN HIDDEN TESTS\nassert x == 6\n### END HIDDEN TESTS", 2),
        several.question(5),
    ),
    "shell/shell": shell(
        notebooks.solution("greet", "greet() { echo hello; }"),
        tests_in("test_greet", 'test "$(greet)" = hello', 5),
    ),
    "essay/essay": notebooks.notebook(several.question(20, "essay")),
}
WORK = {
    "ada": {},
    "ben": {
        "squares": "def squares(n):\n    return [7]",
        "why": "Because.",
        "greet": "greet() { :; }",
    },
    "cy": {"squares": "while True: pass", "answer": "x = 5", "essay": "Once upon a time."},
}
LEFT_OUT = {("ben", "two")}
DELETED = {("cy", "test_partly")}


def source(root, name, content):
    notebooks.write(root / "source" / f"{name}.ipynb", content)


def hand_in(root, student, answers):
    for path in sorted(root.glob("release/*/*.ipynb")):
        if (student, path.stem) in LEFT_OUT:
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


@pytest.fixture(scope="module")
def kernels(tmp_path_factory):
    """The environment in which the other kernel is known."""
    folder = tmp_path_factory.mktemp("kernels")
    shell_kernel.install(folder)
    return environment(JUPYTER_PATH=str(folder))


@pytest.fixture(scope="module")
def stock(tmp_path_factory, kernels):
    """A course as nbgrader alone has it: handed in, not graded yet."""
    root = tmp_path_factory.mktemp("stock")
    (root / "nbgrader_config.py").write_text(STOCK)
    for name, content in SOURCES.items():
        source(root, name, content)
    for name in (HW, "shell", "essay"):
        done = run(root, "nbgrader", "generate_assignment", name, env=kernels)
        assert done.returncode == 0, done.stderr
    with book(root) as found:
        found.update_or_create_assignment("shell", duedate="2026-03-03")
    for student, answers in WORK.items():
        hand_in(root, student, answers)
    return root


@pytest.fixture(scope="module")
def theirs(stock, kernels):
    """The course after nbgrader alone has graded it."""
    root = shutil.copytree(stock, stock.with_name("theirs"))
    for name in (HW, "shell", "essay"):
        done = run(root, "nbgrader", "autograde", name, env=kernels)
        assert done.returncode == 0, done.stderr
    return root


@pytest.fixture(scope="module")
def course(stock, kernels):
    """The course with our settings, and an assignment of ours in it: not graded yet."""
    root = shutil.copytree(stock, stock.with_name("course"))
    (root / "nbgrader_config.py").write_text(STOCK + OURS)
    shutil.copytree(TOY / "source/arithmetic", root / "source/arithmetic")
    source(root, "arithmetic/arithmetic", notebooks.toy())
    done = run(root, "nbgrader", "generate_assignment", "arithmetic", env=kernels)
    assert done.returncode == 0, done.stderr
    notebooks.write(root / "submitted/ada/arithmetic/arithmetic.ipynb", notebooks.toy())
    return root


@pytest.fixture(scope="module")
def graded(course, kernels):
    """The course graded by ``autograder grade``; what it said, by assignment."""
    root, said = shutil.copytree(course, course.with_name("graded")), {}
    for name in (HW, "shell", "essay", "arithmetic"):
        done = run(root, "autograder", "grade", name, "--json", env=kernels)
        assert done.returncode in (0, 1), done.stderr
        said[name] = done
    return root, said


def book(root):
    return Gradebook(f"sqlite:///{root / 'gradebook.db'}", "stock")


def results(said):
    return toy_class.rows(said.stdout)


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


pytestmark = pytest.mark.slow


def test_grades_are_those_of_nbgrader_alone_row_by_row(theirs, graded):
    assert entered(graded[0]) == entered(theirs)


def test_nbgrader_autograde_gives_the_same_in_the_course_with_both_kinds(theirs, course, kernels):
    root = shutil.copytree(course, course.with_name("by nbgrader"))
    for name in (HW, "shell", "essay", "arithmetic"):
        done = run(root, "nbgrader", "autograde", name, env=kernels)
        assert done.returncode == 0, done.stderr
    assert entered(root) == entered(theirs)
    with book(root) as found:
        assert found.find_submission("arithmetic", "ada").score == 15


def test_autograded_notebooks_have_the_outputs_that_nbgrader_leaves(theirs, graded):
    def cells(root):
        path = root / "autograded/ben" / HW / "one.ipynb"
        return [
            [output["output_type"] for output in cell.get("outputs", [])]
            for cell in json.loads(path.read_text())["cells"]
        ]

    assert cells(graded[0]) == cells(theirs)


def test_hooks_are_called_for_what_nbgrader_runs(graded):
    lines = (graded[0] / "hooks.log").read_text().splitlines()
    assert lines.count(f"{HW} ['one.ipynb', 'two.ipynb']") == 2
    assert lines.count(f"{HW} ['one.ipynb']") == 1
    assert not any("arithmetic" in line for line in lines)


def test_results_and_receipts_say_not_isolated(graded):
    _, said = graded
    found = results(said[HW])
    assert found["ada"]["receipt"]["isolation"] == "not isolated"
    assert (found["ada"]["score"], found["ada"]["max_score"]) == (8.5, 9)
    assert "isolation: not isolated" in said[HW].stderr
    assert results(said["arithmetic"])["ada"]["receipt"]["isolation"] != "not isolated"


def test_what_is_graded_is_not_run_again_until_it_changes(graded, kernels):
    root = graded[0]
    before = (root / "hooks.log").read_text()
    again = run(root, "autograder", "grade", HW, "--json", env=kernels)
    assert results(again) == results(graded[1][HW])
    assert (root / "hooks.log").read_text() == before


def test_the_report_says_not_isolated_and_has_the_scores(graded, kernels):
    root = graded[0]
    done = run(root, "autograder", "report", HW, "--csv", "r.csv", env=kernels)
    assert done.returncode == 0, done.stderr
    assert "not isolated" in (root / "reports" / f"{HW}.html").read_text()
    rows = [*csv.DictReader((root / "r.csv").read_text().splitlines())]
    scores = {row["exercise"]: row["score"] for row in rows if row["student"] == "ada"}
    assert scores == {"squares_work": "4", "partly": "2.5", "worth_nothing": "0", "answer": "2"}


def test_exports_have_both_kinds(graded, kernels):
    root = graded[0]
    done = run(
        root, "autograder", "export", "csv", "--with-unfinished", "--into", "x.csv", env=kernels
    )
    assert done.returncode == 0, done.stderr
    rows = [*csv.DictReader((root / "x.csv").read_text().splitlines())]
    ada = {row["assignment"]: row["score"] for row in rows if row["student_id"] == "ada"}
    assert ada == {HW: "8.5", "shell": "5", "essay": "0", "arithmetic": "15"}


def test_regrading_leaves_ordinary_ones_to_grading_and_says_why(graded, kernels):
    root = shutil.copytree(graded[0], graded[0].with_name("changed"))
    done = run(root, "autograder", "regrade", "shell", env=kernels)
    assert (done.returncode, "3 unchanged" in done.stdout) == (0, True), done.stdout + done.stderr
    content = json.loads(json.dumps(SOURCES["shell/shell"]))
    content["cells"][1]["source"] = 'test "$(greet)" = ""'
    source(root, "shell/shell", content)
    run(root, "nbgrader", "generate_assignment", "shell", "--force", env=kernels)
    done = run(root, "autograder", "regrade", "shell", env=kernels)
    assert "left to 'autograder grade shell': ada, ben, cy (its cells" in done.stdout
    done = run(root, "autograder", "grade", "shell", "--json", env=kernels)
    assert {name: each["score"] for name, each in results(done).items()} == {
        "ada": 0, "ben": 5, "cy": 0,
    }  # fmt: skip


def test_doctor_says_what_runs_outside_the_box(graded, kernels):
    done = run(graded[0], "autograder", "doctor", "--json", env=kernels)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    told = [each["words"] for each in found if each["what"] == "suites"]
    assert (
        f"{HW}/one, {HW}/two: the tests stand in its cells, and nbgrader runs them: not isolated"
        in told
    )
    assert not [each for each in found if each["status"] == "FAIL"]
    assert not [each for each in found if "Execute.timeout" in each["words"]]


def test_a_replay_is_refused_in_a_sentence(graded, kernels):
    done = run(graded[0], "autograder", "replay", "ada", "shell", env=kernels)
    assert done.returncode == 2
    assert "not isolated: nbgrader gave it, outside the box" in done.stderr


@pytest.mark.parametrize("command", ["autograder grade", "nbgrader autograde"])
def test_without_the_setting_nothing_runs_outside_and_one_sentence_names_it(
    course, tmp_path, kernels, command
):
    shutil.copytree(course, tmp_path, dirs_exist_ok=True)
    config = (tmp_path / "nbgrader_config.py").read_text()
    (tmp_path / "nbgrader_config.py").write_text(config.replace('["hw*", "shell", "essay"]', "[]"))
    program, verb = command.split()
    done = run(tmp_path, program, verb, HW, env=kernels)
    assert done.returncode != 0
    assert f"c.Grading.not_isolated = ['{HW}']" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "autograded").exists()
    # nothing of it has to run
    assert run(tmp_path, program, verb, "essay", env=kernels).returncode == 0


def test_a_notebook_with_both_kinds_is_refused_in_a_sentence(course, tmp_path, kernels):
    shutil.copytree(course, tmp_path, dirs_exist_ok=True)
    both = notebooks.toy()
    both["cells"].append(tests_in("test_own", "assert double(2) == 4", 1))
    source(tmp_path, "arithmetic/arithmetic", both)
    run(tmp_path, "nbgrader", "generate_assignment", "arithmetic", "--force", env=kernels)
    for command in ("autograder grade", "nbgrader autograde"):
        done = run(tmp_path, *command.split(), "arithmetic", env=kernels)
        assert done.returncode != 0
        assert "has test cells for own, which lack hidden tests" in done.stderr
        assert "belong in a notebook of their own" in done.stderr


@pytest.mark.parametrize("command", ["autograder grade", "nbgrader autograde"])
def test_of_two_notebooks_one_may_be_ordinary(course, tmp_path, kernels, command):
    shutil.copytree(course, tmp_path, dirs_exist_ok=True)
    more = notebooks.notebook(
        notebooks.solution("y", "y = 1"), tests_in("test_y", "assert y == 1", 7)
    )
    source(tmp_path, "arithmetic/more", more)
    config = tmp_path / "nbgrader_config.py"
    config.write_text(config.read_text() + 'c.Grading.not_isolated = ["arithmetic"]\n')
    run(tmp_path, "nbgrader", "generate_assignment", "arithmetic", "--force", env=kernels)
    notebooks.write(tmp_path / "submitted/ada/arithmetic/more.ipynb", more)
    done = run(tmp_path, *command.split(), "arithmetic", env=kernels)
    assert done.returncode == 0, done.stderr
    with book(tmp_path) as found:
        assert found.find_submission("arithmetic", "ada").score == 22
    marks = [
        json.loads((tmp_path / f"autograded/ada/arithmetic/{stem}.ipynb").read_text())["metadata"]
        for stem in ("arithmetic", "more")
    ]
    levels = [mark["autograder"]["receipt"]["isolation"] for mark in marks]
    assert levels[1] == "not isolated" != levels[0]
