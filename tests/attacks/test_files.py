"""Attacks by what lies in a submission's folder and notebook file, through real nbgrader."""

import json
import os
import resource
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from nbgrader.api import Gradebook, MissingEntry

from tests.attacks.support.cases import FOLDER
from tests.support import notebooks, preloaded
from tests.support.places import ROOT, TOY
from tests.support.shell import environment

SETTINGS = f"""
c.Grading.suites = {str(FOLDER / "toy/exercises")!r}
c.Grading.call_seconds = 0.5
c.Grading.cell_seconds = 0.5
"""
SECONDS = 60
# of memory, and of a file that the grader writes; the disk is not ours to fill
LIMITS = {resource.RLIMIT_AS: 8 * 2**30, resource.RLIMIT_FSIZE: 32 * 2**20}
WRONG = notebooks.toy("def double(x):\n    return 3 * x", "def negate(x):\n    return x")
RIGHT = notebooks.toy()
BYSTANDERS = {"ana": RIGHT, "kim": WRONG, "zoe": RIGHT}
LIVE = "<script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)>"
NOTEBOOK = "arithmetic.ipynb"


def linked(target: str, name: str = NOTEBOOK):
    return lambda folder: (folder / name).symlink_to(target)


def with_file(make):
    def build(folder: Path) -> None:
        notebooks.write(folder / NOTEBOOK, WRONG)
        make(folder)

    return build


def own_modules(folder: Path) -> None:
    lie = "import numpy\nnumpy.allclose = lambda *a: True\nraise SystemExit(3)\n"
    for name in "numpy toy_given sitecustomize nbgrader_config conftest autograder".split():
        (folder / f"{name}.py").write_text(lie)


def odd_names(folder: Path) -> None:
    for name in (b"\xff\xfe.txt", b"--force", b"a\nb.txt", b"$(touch x).txt", b"..%2f..%2fx"):
        Path(os.fsdecode(os.path.join(os.fsencode(folder), name))).write_text("x")


def hostile_notebook(folder: Path) -> None:
    content = json.loads(json.dumps(WRONG))
    for cell in content["cells"]:
        nbgrader = cell["metadata"].get("nbgrader", {})
        if nbgrader.get("grade"):
            nbgrader["points"] = 1e9
            text = {"text/plain": ["10"]}
            cell["outputs"] = [{"output_type": "execute_result", "execution_count": 1,
                                "metadata": {}, "data": text}]  # fmt: skip
            cell["source"] = "assert True"
    attachments = {"x.svg": {"image/svg+xml": LIVE}, 'y" onerror="alert(1)': {"text/html": LIVE}}
    for number, source in enumerate((LIVE, "[x](javascript:alert(1)) ![](attachment:x.svg)")):
        content["cells"].append({"cell_type": "markdown", "id": f"own{number}", "metadata": {},
                                 "source": source, "attachments": attachments})  # fmt: skip
    content["metadata"]["autograder"] = {"score": 15, "status": "graded", "exercises": []}
    content["metadata"]["title"] = LIVE
    notebooks.write(folder / NOTEBOOK, content)


def html_in_the_cell_ids(folder: Path) -> None:
    content = json.loads(json.dumps(WRONG))
    for cell in content["cells"]:
        cell["id"] = LIVE
    content["cells"][-1]["metadata"]["nbgrader"]["grade_id"] = LIVE
    notebooks.write(folder / NOTEBOOK, content)


ATTACKS = {
    "link_to_a_classmate": linked("../../ana/arithmetic/arithmetic.ipynb"),
    "link_to_the_source": linked("../../../source/arithmetic/arithmetic.ipynb"),
    "link_to_itself": linked(NOTEBOOK),
    "link_to_a_device": linked("/dev/zero"),
    "fifo": lambda folder: os.mkfifo(folder / NOTEBOOK),
    "folder_as_notebook": lambda folder: (folder / NOTEBOOK).mkdir(),
    "file_links_to_a_device": with_file(linked("/dev/zero", "data.bin")),
    "file_links_to_gradebook": with_file(linked("../../../gradebook.db", "a.txt")),
    "file_links_to_source": with_file(
        linked("../../../source/arithmetic/arithmetic.ipynb", "b.txt")
    ),
    "file_links_nowhere": with_file(linked("/nowhere", "c.txt")),
    "file_is_a_fifo": with_file(lambda f: os.mkfifo(f / "pipe")),
    "folder_links_upwards": with_file(linked("../../..", "up")),
    "own_modules": with_file(own_modules),
    "odd_names": with_file(odd_names),
    "hostile_notebook": hostile_notebook,
    "html_in_the_cell_ids": html_in_the_cell_ids,
    "<script>alert(1)<": with_file(lambda folder: None),
}
SHOWN = ("hostile_notebook", "html_in_the_cell_ids", "<script>alert(1)<")
REFUSED = {"html_in_the_cell_ids"}  # may be refused as a whole


def nbgrader(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run nbgrader with limits: what it reads and writes may be endless."""
    done = preloaded.run(root, ("nbgrader", *words), environment(), LIMITS, SECONDS)
    written = (each.decode() for each in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(done.args, done.returncode, *written)


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    root = tmp_path_factory.mktemp("course")
    shutil.copytree(TOY / "source", root / "source")
    config = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    (root / "nbgrader_config.py").write_text(config + SETTINGS, encoding="utf-8")
    notebooks.write(root / "source/arithmetic" / NOTEBOOK, notebooks.toy())
    assert nbgrader(root, "generate_assignment", "arithmetic").returncode == 0
    for student, content in BYSTANDERS.items():
        notebooks.write(root / "submitted" / student / "arithmetic" / NOTEBOOK, content)
    for student in ATTACKS:
        folder = root / "submitted" / student / "arithmetic"
        folder.mkdir(parents=True)
        ATTACKS[student](folder)
    done = nbgrader(root, "autograde", "arithmetic")
    (root / "autograde.log").write_text(done.stdout + done.stderr)
    done = nbgrader(root, "generate_feedback", "arithmetic")
    (root / "feedback.log").write_text(done.stdout + done.stderr)
    return root


def score(root: Path, student: str) -> float | None:
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        try:
            return book.find_submission("arithmetic", student).score
        except MissingEntry:
            return None


def test_the_others_rows_are_as_they_should_be(graded):
    assert [score(graded, student) for student in BYSTANDERS] == [15, 0, 15]
    assert (graded / "feedback/zoe/arithmetic/arithmetic.html").exists()


@pytest.mark.parametrize("student", ATTACKS)
def test_no_file_attack_earns_a_point(graded, student):
    assert (graded / "submitted" / student).exists()
    assert score(graded, student) in (None, 0)


@pytest.mark.parametrize("student", ATTACKS)
def test_nothing_is_copied_from_outside_a_submission(graded, student):
    log = (graded / "autograde.log").read_text()
    assert f"data.bin -> {graded}/autograded/{student}/" not in log
    for stage in ("autograded", "feedback"):
        for path in (graded / stage / student).rglob("*"):
            if path.is_file() and path.suffix not in (".html", ".ipynb"):
                data = path.read_bytes()
                assert b"SQLite format" not in data
                assert b"2 * x" not in data


def test_the_run_writes_nothing_outside_its_own_folders(graded):
    own = {"source", "release", "submitted", "autograded", "feedback", "gradebook.db",
           "nbgrader_config.py", "autograde.log", "feedback.log", "__pycache__"}  # fmt: skip
    assert {path.name for path in graded.iterdir()} <= own
    assert not list(graded.rglob("x"))


class Live(HTMLParser):
    """Collects the tags that carry a student's code."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if "alert" in (value or "") or name == "onerror":
                self.found.append(f"{tag} {name}={value}")

    def handle_data(self, data):
        if self.lasttag == "script" and "alert(1)" in data and self.cdata_elem:
            self.found.append(data)


@pytest.mark.parametrize("student", SHOWN)
def test_a_page_of_feedback_holds_no_code_of_a_student(graded, student):
    path = graded / "feedback" / student / "arithmetic/arithmetic.html"
    if path.exists() or student not in REFUSED:
        page = path.read_text(encoding="utf-8")
        assert Live(page).found == []
        assert "0 of 15 points" in page
