"""Attacks by what lies around a notebook and what its folder is called, on a class as a whole.

Everybody is graded or named with a reason, whoever sits beside them; nothing hangs, nothing raw
reaches a terminal or a table, and nothing half-made is left.
"""

import csv
import io
import json
import os
import resource
import subprocess
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.course.door import remove_tree
from tests.support import notebooks, preloaded, toy_class
from tests.support.shell import environment

SECONDS = 240
# of memory, and of a file that is written
LIMITS = {resource.RLIMIT_AS: 4 * 2**30, resource.RLIMIT_FSIZE: 300 * 2**20}
RIGHT = notebooks.toy()
HONEST = ("ana", "mia", "zoe")
DEEP = 1200


def written(folder: Path) -> Path:
    notebooks.write(folder / "arithmetic.ipynb", RIGHT)
    return folder


def timestamp(make):
    return lambda folder: make(written(folder) / "timestamp.txt")


def beside(make):
    return lambda folder: make(written(folder))


def sparse(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.truncate(size)


def deep(folder: Path) -> None:
    before = os.getcwd()
    os.chdir(folder)
    try:
        for _ in range(DEEP):
            os.mkdir("d")
            os.chdir("d")
        Path("bottom.txt").write_text("x")
    finally:
        os.chdir(before)


def many(folder: Path, count: int) -> None:
    inner = folder / "many"
    inner.mkdir()
    for number in range(count):
        (inner / f"{number:05}").touch()


def dangling(folder: Path) -> None:
    folder.rmdir()
    folder.symlink_to("nowhere")


def a_file(folder: Path) -> None:
    folder.rmdir()
    folder.write_text("no folder")


def answer(source: str, attachments: dict) -> dict:
    cell = {"cell_type": "markdown", "id": "own", "metadata": {}, "source": source,
            "attachments": attachments}  # fmt: skip
    return {**RIGHT, "cells": [*RIGHT["cells"], cell]}


def with_answer(source: str, attachments: dict):
    return lambda folder: notebooks.write(folder / "arithmetic.ipynb", answer(source, attachments))


def values(folder: Path, part: str, mib: int) -> None:
    text = json.dumps(RIGHT)
    whole = part * ((mib << 20) // len(part))
    made = text.replace('"metadata": {', f'"metadata": {{"x": [{whole}0], ', 1)
    (folder / "arithmetic.ipynb").write_text(made)


NO_TIME = "its timestamp.txt holds no time"
GRADED = ""
# what is made in the student's folder; words of the reason, or none where it is graded
CASES = {
    "a pipe for a time": (timestamp(os.mkfifo), NO_TIME),
    "zeros for a time": (timestamp(lambda path: path.symlink_to("/dev/zero")), NO_TIME),
    "a link for a time": (timestamp(lambda path: path.symlink_to("arithmetic.ipynb")), NO_TIME),
    "a GB for a time": (timestamp(lambda path: sparse(path, 10**9)), NO_TIME),
    "a folder for a time": (timestamp(Path.mkdir), NO_TIME),
    "no letters for a time": (timestamp(lambda path: path.write_bytes(b"\xff\xfe")), NO_TIME),
    "words for a time": (timestamp(lambda path: path.write_text("tomorrow")), NO_TIME),
    "a huge year": (timestamp(lambda path: path.write_text("9" * 900)), NO_TIME),
    "deep folders": (beside(deep), GRADED),
    "many files": (beside(lambda folder: many(folder, 1500)), GRADED),
    "endless files": (beside(lambda folder: many(folder, 12_000)), GRADED),
    "a sparse file": (beside(lambda folder: sparse(folder / "data.bin", 50 * 2**30)), GRADED),
    "three large files": (
        beside(lambda folder: [sparse(folder / f"{n}.bin", 60 << 20) for n in range(3)]), GRADED,
    ),
    "a file that rings": (beside(lambda folder: (folder / "\a\x1b[2J.txt").touch()), GRADED),
    "a folder called as a given file": (
        beside(lambda folder: many(folder, 1) or (folder / "toy_given.py").mkdir()), GRADED,
    ),
    "a dangling link": (dangling, "is a link to another one"),
    "a file for a folder": (a_file, "there is no file"),
    "a picture that is not there": (with_answer("![](attachment:none.png)", {}), GRADED),
    "an empty picture": (with_answer("![](attachment:x.png)", {"x.png": {}}), GRADED),
    "a broken name of a picture": (
        with_answer("![](attachment:\ud83d.png)", {"\ud83d.png": {"image/png": "AAAA"}}), GRADED,
    ),
    "a broken letter in a picture": (
        with_answer("![](attachment:x.png)", {"x.png": {"image/png": "\udc00"}}), GRADED,
    ),
    "a broken kind of a picture": (
        with_answer("![](attachment:x.png)", {"x.png": {"image/\ud83d": "AAAA"}}), GRADED,
    ),
    "objects without end": (lambda folder: values(folder, "[{}],", 60), "million brackets"),
    "words without end": (lambda folder: values(folder, '"é",', 20), "a million values"),
}  # fmt: skip
ODD_NAMES = {
    "bytes": b"caf\xe9", "escape": b"esc\x1b[2J", "bell": b"bell\a", "return": b"two\rlines",
    "tab": b"tab\there", "delete": b"del\x7f", "line": b"two\nlines",
    "separator": "two\u2028lines".encode(), "half a letter": b"\xed\xa0\xbd",
}  # fmt: skip
ODD_NAME = "the name of its folder is not in UTF-8 or holds a control character"


def run(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    done = preloaded.run(root, command, environment(), LIMITS, SECONDS)
    # what is no UTF-8 must show, and not end the test
    written = (each.decode(errors="replace") for each in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(done.args, done.returncode, *written)


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    """A released course and what was handed in."""
    root = toy_class.release(tmp_path_factory.mktemp("course"))
    toy_class.submit(root, dict.fromkeys(HONEST, RIGHT))
    for student, (make, _) in CASES.items():
        folder = root / "submitted" / student / "arithmetic"
        folder.mkdir(parents=True)
        make(folder)
    for name in ODD_NAMES.values():
        folder = Path(os.fsdecode(os.fsencode(root / "submitted") + b"/" + name), "arithmetic")
        folder.mkdir(parents=True)
        written(folder)
    yield root
    # pytest's own cleaning goes a call deeper with each folder
    remove_tree(root)


@pytest.fixture(scope="module")
def graded(handed_in):
    done = run(handed_in, "autograder", "grade", "arithmetic", "--json", "--jobs", "2")
    (handed_in / "grade.log").write_text(done.stderr)
    results = toy_class.rows(done.stdout)
    return handed_in, done, results


def scores(root: Path) -> dict[str, float]:
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        return {each.student.id: each.score for each in book.assignment_submissions("arithmetic")}


@pytest.mark.parametrize("student", [*HONEST, *CASES])
def test_everybody_is_graded_or_named_with_a_reason(graded, student):
    _, done, results = graded
    assert student in results, done.stderr[-2000:]
    expected = CASES.get(student, (None, GRADED))[1]
    if expected:
        assert expected in (results[student]["error"] or "")
        assert results[student]["score"] is None
    else:
        assert (results[student]["error"], results[student]["score"]) == (None, 15)


@pytest.mark.parametrize("name", ODD_NAMES.values(), ids=ODD_NAMES)
def test_a_folder_whose_name_nothing_can_write_down_is_named_with_the_reason(graded, name):
    root, _, results = graded
    assert ODD_NAME in results[os.fsdecode(name)]["error"]
    assert not Path(os.fsdecode(os.fsencode(root / "autograded") + b"/" + name)).exists()


def test_the_gradebook_holds_those_who_are_graded_and_no_others(graded):
    root, _, _ = graded
    right = {student for student, (_, reason) in CASES.items() if not reason}
    assert scores(root) == dict.fromkeys({*HONEST, *right}, 15)


def test_nothing_half_made_is_left(graded):
    root, _, _ = graded
    assert not [*root.glob("autograded/*/.*.part")]


LEFT_OUT = {
    "deep folders": "what is more than 10 folders deep",
    "many files": "files beyond 1000",
    "endless files": "all of more than 10000 files and folders",
    "a sparse file": "files beyond 100 MiB",
    "three large files": "files beyond 100 MiB",
    "a file that rings": "names with control characters",
}


@pytest.mark.parametrize(("student", "what"), LEFT_OUT.items(), ids=LEFT_OUT)
def test_what_is_left_out_is_told(graded, student, what):
    _, done, _ = graded
    lines = [line for line in done.stderr.splitlines() if line.startswith(f"{student}: ")]
    assert any(what in line for line in lines), done.stderr[-2000:]


def test_little_is_copied(graded):
    root, _, _ = graded
    sizes = [path.lstat().st_size for path in (root / "autograded").rglob("*")]
    assert sum(sizes) < 150 * 2**20
    assert len(sizes) < 1500


def test_the_second_run_grades_nobody_anew_and_names_the_same(graded):
    root, _, before = graded
    again = run(root, "autograder", "grade", "arithmetic", "--json", "--jobs", "2")
    results = toy_class.rows(again.stdout)
    assert {name: each["error"] for name, each in results.items()} == {
        name: each["error"] for name, each in before.items()
    }
    kept = {name for name, each in results.items() if each == before[name]}
    assert kept >= {name for name, each in before.items() if not each["error"]}


RAW = [chr(code) for code in range(32) if chr(code) != "\n"] + ["\x7f"]


def check_table(table: Path) -> None:
    text = table.read_bytes().decode().replace("\r\n", "\n")
    assert not [char for char in RAW if char in text], table
    assert len(text.splitlines()) == len([*csv.reader(io.StringIO(text))])


@pytest.mark.parametrize("command", [
    ("grade", "arithmetic"), ("report", "arithmetic", "--csv", "class.csv"), ("doctor",),
    ("export", "csv"), ("regrade", "arithmetic"),
], ids=lambda words: words[0])  # fmt: skip
def test_no_command_ends_at_a_name_or_hands_it_to_the_terminal(graded, command):
    root, _, _ = graded
    done = run(root, "autograder", *command)
    told = done.stdout + done.stderr
    assert "Traceback" not in told, told[-2000:]
    assert not [char for char in RAW if char in told.replace("\r\n", "\n")]
    for table in root.glob("*.csv"):
        check_table(table)


@pytest.mark.parametrize("table", ["csv", "canvas", "moodle"])
def test_a_name_in_the_gradebook_reaches_no_table_raw(tmp_path, table):
    """nbgrader's own commands, or an older version of ours, may have entered it."""
    root = toy_class.release(tmp_path)
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        for number, name in enumerate(["esc\x1b[2J", "two\nlines", "bell\a", "del\x7f", "ann"]):
            book.add_student(name, last_name=f"Tab\t{number}", first_name="Two\r", email=name)
            book.add_submission("arithmetic", name)
            for grade in book.find_submission_notebook("arithmetic", "arithmetic", name).grades:
                grade.auto_score, grade.needs_manual_grade = 5, False
        book.db.commit()
    done = run(root, "autograder", "export", table, "--into", "made.csv")
    assert done.returncode == 0, done.stderr
    assert not [char for char in RAW if char in done.stdout + done.stderr]
    check_table(root / "made.csv")
    assert "ann" in (root / "made.csv").read_text(encoding="utf-8")


def test_every_student_gets_a_page_of_their_own(graded):
    root, _, _ = graded
    done = run(root, "nbgrader", "generate_feedback", "arithmetic")
    pages = {path.parents[1].name for path in root.glob("feedback/*/arithmetic/arithmetic.html")}
    assert pages == set(scores(root)), done.stderr[-3000:]


@pytest.mark.slow
def test_nbgraders_own_command_grades_and_names_the_same(graded, tmp_path):
    handed_in, _, results = graded
    root = toy_class.release(tmp_path)
    os.rename(handed_in / "submitted", root / "submitted")
    try:
        # what formgrader's button does, too
        done = run(root, "nbgrader", "autograde", "arithmetic")
        assert scores(root).items() >= dict.fromkeys(HONEST, 15).items(), done.stderr[-3000:]
        right = {name for name, each in results.items() if not each["error"]}
        marked = {name for name, score in scores(root).items() if score == 15}
        assert marked == right, done.stderr[-3000:]
        for name in ODD_NAMES.values():
            assert ascii(os.fsdecode(name))[1:-1] in done.stderr
        assert done.stderr.count(ODD_NAME) == len(ODD_NAMES)
        assert not [char for char in RAW if char in done.stderr]
        assert not [*root.glob("autograded/*/.*.part")]
    finally:
        os.rename(root / "submitted", handed_in / "submitted")


def test_a_deep_folder_left_by_an_earlier_run_is_removed(tmp_path):
    for inner in ("left", "beside/left"):
        (tmp_path / "half" / inner).mkdir(parents=True)
        deep(tmp_path / "half" / inner)
        (tmp_path / "half" / inner / "file").touch()
    (tmp_path / "kept").mkdir()
    (tmp_path / "half/link").symlink_to(tmp_path / "kept")
    remove_tree(tmp_path / "half")
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
