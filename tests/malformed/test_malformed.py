"""Whatever file is handed in, it is graded as far as it goes, or refused in one clear sentence.

Beside this file lies a notebook a case and, in ``expected.json``, its score or words of its
refusal: a new case needs no code. What is too large for the repository, or is no file, is made
here.
"""

import json
import os
import re
import shutil
import sys
import time
import tracemalloc
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.course import door
from autograder.submission.cells import MAX_CELL, extract_cells
from autograder.submission.read import (
    MAX_BYTES,
    UnreadableSubmission,
    read_notebook,
    read_submission,
)
from tests.support import notebooks, toy_class
from tests.support.notebooks import code, solution
from tests.support.places import ROOT, TOY
from tests.support.shell import run

FILES = Path(__file__).parent
EXPECTED = json.loads((FILES / "expected.json").read_text(encoding="utf-8"))
WHOLE = 15


def content(notebook=None) -> str:
    return json.dumps(notebook or notebooks.toy())


def with_output(path: Path, size: int) -> None:
    start, rest = content().split('"outputs": []', 1)
    with path.open("w", encoding="utf-8") as file:
        file.write(start + '"outputs": [{"output_type": "stream", "name": "stdout", "text": "')
        for _ in range(size // 2**20):
            file.write("x" * 2**20)
        file.write('"}]' + rest)


def with_cells(path: Path, *cells: dict) -> None:
    notebooks.write(path, {**notebooks.toy(), "cells": [*notebooks.toy()["cells"], *cells]})


def with_first(path: Path, cell: dict) -> None:
    notebooks.write(path, {**notebooks.toy(), "cells": [cell, *notebooks.toy()["cells"]]})


def nested(path: Path, depth: int) -> None:
    deep = "[" * depth + "]" * depth
    path.write_text(content().replace('"metadata": {', f'"metadata": {{"deep": {deep}, ', 1))


def replaced(path: Path, old: str, new: str) -> None:
    assert old in content()
    path.write_text(content().replace(old, new, 1))


def endless(path: Path, part: str, mib: int) -> None:
    whole = part * ((mib << 20) // len(part))
    replaced(path, '"metadata": {', f'"metadata": {{"x": [{whole}0], ')


def in_outputs(path: Path, values: str) -> None:
    replaced(path, '"outputs": []', f'"outputs": [{{"a": [{values}0]}}]')


def picture(name: str, data: object) -> dict:
    source = f"![](attachment:{name}) ![](attachment:none.png)"
    return {"cell_type": "markdown", "id": "pic", "metadata": {}, "source": source,
            "attachments": {name: {"image/png": data}}}  # fmt: skip


def sparse(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.truncate(size)


def linked(path: Path) -> None:
    path.symlink_to(notebooks.write(path.with_name("right.ipynb"), notebooks.toy()))


TOO_LONG = f"# {'x' * MAX_CELL * 1000}\n"
LONG = f"# {'x' * (MAX_CELL * 600)}\n"
# what is made at the path; the score, or words of the refusal
MADE = {
    "100 MB of outputs": (lambda path: with_output(path, 100 * 2**20), WHOLE),
    "more than the limit": (lambda path: sparse(path, MAX_BYTES + 1), "larger than 256 MiB"),
    "4000 cells": (
        lambda path: with_cells(path, *(code(f"x = {n}") for n in range(4000))), WHOLE,
    ),
    "4000 copies of a cell": (
        lambda path: with_cells(path, *[solution("double", notebooks.DOUBLE)] * 4000), WHOLE,
    ),
    "6000 cells": (
        lambda path: with_cells(path, *(code(f"x = {n}") for n in range(6000))),
        "has 6006 cells, and more than 5000 are not read",
    ),
    "80,000 tiny cells": (
        lambda path: replaced(path, '"cells": [', '"cells": [' + '{"source": ""}, ' * 80_000),
        "has 80006 cells",
    ),
    "a cell of 3 MB": (lambda path: with_cells(path, code("x = 1\n" * 500_000)), WHOLE),
    "a cell of 10 MB": (
        lambda path: with_cells(path, code("x" * 10**7)), "more than 4 million letters",
    ),
    "a cell of two million lines": (
        lambda path: with_cells(path, code("a\n" * 2_000_000)), "holds more than a million values",
    ),
    "endless objects": (lambda path: endless(path, "[{}],", 50), "million brackets"),
    "endless names": (lambda path: endless(path, '"",', 50), "larger than 32 MiB even without"),
    "endless words": (lambda path: endless(path, '"word",', 20), "more than a million values"),
    "objects in the outputs": (lambda path: in_outputs(path, "[{}]," * 10**7), "million brackets"),
    "numbers in the outputs": (lambda path: in_outputs(path, "0.125," * 10**7), WHOLE),
    "widgets of 60 MB": (
        lambda path: replaced(path, '"metadata": {"kernelspec"',
                              f'"metadata": {{"widgets": ["{"x" * 60_000_000}"], "kernelspec"'),
        WHOLE,
    ),
    "outputs that never end": (
        lambda path: replaced(path, '"outputs": []', f'"outputs": [{"[]," * 10**5}'),
        "does not hold valid JSON",
    ),
    "pictures of 20 MB": (
        lambda path: with_cells(path, picture("x.png", "A" * 20_000_000)), WHOLE,
    ),
    "half a letter in a picture's name": (
        lambda path: with_cells(path, picture("\ud83d.png", "AAAA")), WHOLE,
    ),
    "pictures that are none": (
        lambda path: with_cells(path, picture("x.png", {"deep": [1]}), picture("y.png", "é"),
                                {**picture("", ""), "attachments": {"z.png": {}}}), WHOLE,
    ),
    "a long cell that fits": (lambda path: with_cells(path, code(LONG)), WHOLE),
    "an exercise that is too long": (
        lambda path: notebooks.write(path, notebooks.toy(TOO_LONG + notebooks.DOUBLE)), 5,
    ),
    "long cells before the exercises": (
        lambda path: notebooks.write(path, notebooks.notebook(
            *(code(f"# {n}{LONG}") for n in range(4)), *notebooks.toy()["cells"])), 0,
    ),
    "deep nesting": (lambda path: nested(path, 100), WHOLE),
    "endless nesting": (lambda path: nested(path, 100_000), "200 brackets in one another"),
    "a folder": (lambda path: path.mkdir(), "holds no notebook and no Python file"),
    "nothing": (lambda path: None, "there is no file"),
    "a link to nothing": (lambda path: path.symlink_to("nowhere"), "a link to another file"),
    "a link to itself": (lambda path: path.symlink_to(path), "a link to another file"),
    "a link to a right notebook": (linked, "a link to another file"),
    "a link to endless zeros": (lambda path: path.symlink_to("/dev/zero"), "a link"),
    "a pipe that nobody writes to": (os.mkfifo, "is not a file but a special file"),
}  # fmt: skip
NAMES = [
    "two words.ipynb", "it's \"quoted\".ipynb", "Übung né à Ñandú 练习.ipynb", "-rf.ipynb",
    "--json", "$(touch x);.ipynb", "%s{0}.ipynb", "new\nline.ipynb", "x" * 200 + ".ipynb",
    "right\u202eleft.ipynb", "no suffix", b"latin-\xe9.ipynb",
]  # fmt: skip


def check(graded, expected) -> None:
    result = graded.as_json()
    if not isinstance(expected, str):
        assert (result["error"], result["score"]) == (None, expected)
        return
    assert (result["status"], result["score"]) == ("error", None)
    assert {each["score"] for each in result["exercises"]} <= {None}
    assert expected in result["error"]
    assert "\n" not in result["error"]
    assert len(result["error"]) < 400


@pytest.mark.parametrize(("name", "expected"), EXPECTED.items(), ids=EXPECTED)
def test_a_malformed_notebook_is_graded_as_far_as_it_goes_or_refused(toy_grader, name, expected):
    check(toy_grader.grade_file(FILES / f"{name}.ipynb"), expected)


def test_each_malformed_file_has_its_expected_result():
    assert {path.stem for path in FILES.glob("*.ipynb")} == set(EXPECTED)


@pytest.mark.slow
@pytest.mark.parametrize(("make", "expected"), MADE.values(), ids=MADE)
def test_what_is_huge_or_no_file_is_graded_or_refused(toy_grader, tmp_path, make, expected):
    path = tmp_path / "arithmetic.ipynb"
    make(path)
    check(toy_grader.grade_file(path), expected)


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_any_file_name_will_do(toy_grader, tmp_path, name):
    path = tmp_path / os.fsdecode(name)
    notebooks.write(path, notebooks.toy())
    check(toy_grader.grade_file(path), WHOLE)
    path.write_text("{")
    check(toy_grader.grade_file(path), "does not hold valid JSON")
    error = toy_grader.grade_file(path).error
    assert error.isprintable(), "a name must not act on a terminal"


def test_a_name_that_no_file_can_have_is_refused(toy_grader, tmp_path):
    check(toy_grader.grade_file(tmp_path / ("é" * 200)), "cannot be read: File name too long")
    blocked = tmp_path / "file"
    blocked.touch()
    check(toy_grader.grade_file(blocked / "x.ipynb"), "there is no file")


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_a_file_that_cannot_be_read_is_refused(toy_grader):
    check(toy_grader.grade_file(Path("/proc/self/mem")), "cannot be read: Input/output error")
    check(toy_grader.grade_file(Path("/dev/zero")), "is not a file but a special file")


def test_a_file_without_permission_is_refused(toy_grader, tmp_path, monkeypatch):
    def refuse(path, how):
        raise PermissionError(13, "Permission denied")

    path = notebooks.write(tmp_path / "secret.ipynb", notebooks.toy())
    with monkeypatch.context() as patched:
        patched.setattr(door.os, "open", refuse)  # root may read everything
        graded = toy_grader.grade_file(path)
    check(graded, "'secret.ipynb' cannot be read: Permission denied")


def test_huge_outputs_are_read_quickly_and_not_kept(tmp_path):
    path = tmp_path / "large.ipynb"
    with_output(path, 100 * 2**20)
    start = time.perf_counter()
    tracemalloc.start()
    try:
        notebook = read_notebook(path)
        now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert time.perf_counter() - start < 10
    assert peak < 2.2 * path.stat().st_size  # the text, and its bytes or its contents
    assert now < 2**20
    assert len(notebook["cells"]) == 6


def test_a_cell_that_is_too_long_says_so(toy_grader, toy):
    cells = extract_cells(notebooks.toy(TOO_LONG), toy)
    graded = toy_grader.grade_cells(cells, "student").as_json()
    told = graded["exercises"][0]["checks"][0]["rationale"]
    assert "the cell holds 1000 kB, and more than 1000 kB are not run" in told


CLASS = {
    "with a byte order mark": 15,
    "format 3": 15,
    "format 5": 15,
    "nothing but cells": 15,
    "cells that are no cells": 15,
    "metadata of wrong types": 15,
    "nbgrader metadata of wrong types": 15,
    "roles changed": 15,
    "points huge": 15,
    "points in words": 15,
    "NaN and Infinity": 15,
    "schema version 1": 15,
    "ids of its own": 15,
    "each cell twice": 15,
    "test cells deleted": 15,
    "a forged result": 5,
    "half a surrogate in a source": 15,
}
REFUSED = {
    "utf-16": "text in UTF-16",
    "truncated": "valid JSON",
    "latin-1": "not in UTF-8",
    "empty": "is empty",
    "a folder": "a folder",
    "a pipe that nobody writes to": "a special file",
    "a link to nothing": "a link",
}
RIGHT = {"al": 15, 'né d\'un "x"': 5, "-rf": 15, "z" * 200: 15}


@pytest.fixture(scope="module")
def malformed_class(tmp_path_factory):
    """A class of right and malformed submissions, released but not graded yet."""
    root = tmp_path_factory.mktemp("malformed class")
    shutil.copytree(TOY / "source", root / "source")
    config = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8") + toy_class.SUITES_OUTSIDE
    (root / "nbgrader_config.py").write_text(config, encoding="utf-8")
    notebooks.write(root / "source/arithmetic/arithmetic.ipynb", notebooks.toy())
    done = run(root, "nbgrader", "generate_assignment", "arithmetic")
    assert done.returncode == 0, done.stderr
    for student in [*CLASS, *REFUSED, *RIGHT]:
        path = root / "submitted" / student / "arithmetic/arithmetic.ipynb"
        path.parent.mkdir(parents=True)
        if student in RIGHT:
            wrong = "def double(x):\n    return x"
            double = notebooks.DOUBLE if RIGHT[student] == WHOLE else wrong
            notebooks.write(path, notebooks.toy(double))
        elif student in EXPECTED:
            shutil.copy(FILES / f"{student}.ipynb", path)
        else:
            MADE[student][0](path)
    return root


def recorded(root: Path) -> dict[str, float]:
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        return {each.student.id: each.score for each in book.assignment_submissions("arithmetic")}


@pytest.fixture(scope="module")
def results(malformed_class):
    done = run(malformed_class, "autograder", "grade", "arithmetic", "--json")
    assert len(done.stderr.splitlines()) == 1, done.stderr  # the isolation
    rows = map(json.loads, done.stdout.splitlines())
    return {row["submission"]: row for row in rows}


@pytest.mark.slow
def test_in_a_class_malformed_submissions_cost_nobody_anything(results, malformed_class):
    scores = {student: row["score"] for student, row in results.items()}
    assert scores == {**CLASS, **RIGHT, **dict.fromkeys(REFUSED)}
    assert recorded(malformed_class) == {**CLASS, **RIGHT}


@pytest.mark.slow
def test_in_a_class_each_refusal_is_one_line_and_no_zero(results, malformed_class):
    for student, said in REFUSED.items():
        assert said in results[student]["error"]
        assert "\n" not in results[student]["error"]
        assert not (malformed_class / "autograded" / student / "arithmetic").exists()
    table = run(malformed_class, "autograder", "grade", "arithmetic").stdout
    assert "'arithmetic.ipynb' is not a file but a special file" in table


@pytest.mark.slow
def test_nbgraders_own_command_refuses_as_well_and_records_no_zero(malformed_class, tmp_path):
    root, source = tmp_path / "course", malformed_class / "submitted"
    left_out = shutil.ignore_patterns("autograded", "submitted", "gradebook.db*")
    shutil.copytree(malformed_class, root, ignore=left_out)
    for student in ["al", "format 5", *REFUSED]:
        path = root / "submitted" / student / "arithmetic/arithmetic.ipynb"
        path.parent.mkdir(parents=True)
        if student in MADE:
            MADE[student][0](path)
        else:
            shutil.copy(source / student / "arithmetic/arithmetic.ipynb", path)
    assert run(root, "nbgrader", "generate_assignment", "arithmetic", "--force").returncode == 0
    done = run(root, "nbgrader", "autograde", "arithmetic")
    assert done.returncode == 1
    for said in REFUSED.values():
        assert re.search(f"UnreadableSubmission: 'arithmetic.ipynb'.*{said}", done.stderr), said
    assert recorded(root) == {"al": 15, "format 5": 15}


def test_a_submission_in_a_linked_folder_is_refused(tmp_path):
    notebooks.write(tmp_path / "source/arithmetic/arithmetic.ipynb", notebooks.toy())
    (tmp_path / "eve").mkdir()
    (tmp_path / "eve/arithmetic").symlink_to(tmp_path / "source/arithmetic")
    (tmp_path / "sly").symlink_to(tmp_path / "source")
    for student in ("eve", "sly"):
        with pytest.raises(UnreadableSubmission, match="is a link to another one"):
            read_submission(tmp_path / student / "arithmetic/arithmetic.ipynb")
    assert read_submission(tmp_path / "source/arithmetic/arithmetic.ipynb")["cells"]


def test_a_sentence_names_the_file_and_no_folder(tmp_path):
    with pytest.raises(UnreadableSubmission) as caught:
        read_notebook(tmp_path / "none.ipynb")
    assert str(tmp_path) not in str(caught.value)
