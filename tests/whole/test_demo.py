"""The demonstration, on the real course: every simulated student gets what was planned.

Formgrader, in a real Jupyter server on what it leaves, grades in the sandbox and shows the rubric.
"""

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from bs4 import BeautifulSoup

from autograder.commands.demo.demo import show
from autograder.course.course import Course
from tests.support import patience
from tests.support.places import ROOT
from tests.support.shell import environment, run
from tests.support.simulated import CLASSES, demonstration

TOKEN = "a-token-for-this-test"


@pytest.fixture(scope="module")
def demo():
    return demonstration()


def test_every_simulated_student_gets_the_planned_score(demo):
    _, done = demo
    assert done.returncode == 0, done.stdout + done.stderr
    assert "!" not in done.stdout
    for assignment, simulated in CLASSES.items():
        assert f"{assignment}: autograde" in done.stdout
        assert len(simulated.students) >= 12
        for student in simulated.students:
            assert done.stdout.count(student.story) >= 1


def test_every_assignment_has_a_simulated_class_that_answers_all_questions():
    course = Course(ROOT)
    assert sorted(CLASSES) == course.names
    for assignment, simulated in CLASSES.items():
        notebook = json.loads(course.assignment(assignment).notebook.read_text(encoding="utf-8"))
        ids = {c["metadata"].get("nbgrader", {}).get("grade_id", "") for c in notebook["cells"]}
        assert simulated.answers.keys() == {name for name in ids if name.startswith("answer_")}


def test_it_leaves_a_gradebook_and_everybodys_feedback(demo):
    root, _ = demo
    assert (root / "gradebook.db").stat().st_size > 0
    for assignment, simulated in CLASSES.items():
        for student in simulated.students:
            assert (root / f"feedback/{student.name}/{assignment}/{assignment}.html").is_file()


def test_it_ends_with_a_report_on_each_assignment(demo):
    root, done = demo
    for assignment in CLASSES:
        assert (root / f"reports/{assignment}.html").stat().st_size > 10_000
    assert f"{root}/reports/dropout.html" in done.stdout


@pytest.mark.parametrize(("looks_on", "screen"), [(True, ":0"), (True, ""), (False, ":0")])
def test_the_report_is_opened_for_those_who_look_on(monkeypatch, tmp_path, looks_on, screen):
    opened = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr("sys.stdout.isatty", lambda: looks_on, raising=False)
    monkeypatch.setenv("DISPLAY", screen)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    show(tmp_path / "a page é.html")
    page = f"{tmp_path.as_uri()}/a%20page%20%C3%A9.html"
    assert opened == ([page] if looks_on and screen else [])


def test_nothing_is_written_on_standard_error(demo):
    assert demo[1].stderr == ""


def test_loose_files_nbgrader_and_the_class_command_agree(demo):
    root, _ = demo
    assignment = "regularization"
    names = sorted(student.name for student in CLASSES[assignment].students)
    files = [f"submitted/{name}/{assignment}/{assignment}.ipynb" for name in names]
    recorded = run(root, "autograder", "grade", assignment, "--json")
    loose = run(root, "autograder", "grade", assignment, *files, "--json")
    graded = run(root, "nbgrader", "autograde", assignment, "--force")
    assert graded.returncode == 0, graded.stderr
    by_nbgrader = run(root, "autograder", "grade", assignment, "--json")
    tables = [
        [json.loads(line)["exercises"] for line in done.stdout.splitlines()]
        for done in (recorded, loose, by_nbgrader)
    ]
    assert len(tables[0]) == len(names)
    assert tables[0] == tables[1] == tables[2]


def test_a_wrong_gradient_has_its_picture_on_nbgraders_page(demo):
    root, _ = demo

    def pictures(student):
        page = (root / f"feedback/{student}/dropout/dropout.html").read_text(encoding="utf-8")
        return BeautifulSoup(page, "html.parser").select('svg[aria-label^="b1: "]')

    (shown,) = pictures("nora")
    assert shown.title.string.startswith("b1: ")
    assert pictures("ada") == []


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("precious")
    done = run(ROOT, "autograder", "demo", "--into", str(tmp_path))
    assert done.returncode == 2
    assert "is not an empty folder" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.fixture(scope="module")
def server(demo):
    """The demonstration's course with a Jupyter server in it; yields a function that asks it."""
    root, _ = demo
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [
        "--no-browser",
        "--allow-root",
        f"--port={port}",
        f"--IdentityProvider.token={TOKEN}",
        "--ServerApp.disable_check_xsrf=True",
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", "jupyter", "server", *options],
        cwd=root,
        env=environment(JUPYTER_RUNTIME_DIR=str(root.parent / "runtime")),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def ask(path, method="GET"):
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}{path}",
            method=method,
            headers={"Authorization": f"token {TOKEN}"},
        )
        with urllib.request.urlopen(request, timeout=patience.SECONDS) as reply:
            return reply.read().decode()

    try:
        _wait(ask)
        yield ask
    finally:
        process.terminate()
        process.wait(patience.SECONDS)


def _wait(ask):
    deadline = time.monotonic() + patience.SECONDS
    while True:
        try:
            return ask("/api/status")
        except (urllib.error.URLError, ConnectionError):
            assert time.monotonic() < deadline, "the server does not answer"
            time.sleep(0.2)


def test_the_autograde_button_records_the_sandboxs_score(server):
    path = "/formgrader/api/submission/regularization/emi/autograde"
    assert json.loads(server(path, "POST"))["success"]
    rows = json.loads(server("/formgrader/api/submissions/regularization"))
    scores = {row["student"]: (row["score"], row["max_score"]) for row in rows}
    assert scores["emi"] == (30.23, 50)
    assert scores["ada"] == (40, 50)
    assert all(row["needs_manual_grade"] for row in rows)  # the written answers


def test_the_marker_sees_the_rubric_and_the_checks(server):
    path = "/formgrader/api/submitted_notebooks/regularization/regularization"
    rows = json.loads(server(path))
    emi = next(row["id"] for row in rows if row["student"] == "emi")
    page = server(f"/formgrader/submissions/{emi}/")
    assert page.count("BEGIN MARK SCHEME") == 2
    assert "autograder-feedback" in page
    assert "the kept units are not scaled at all" in page
