"""The command line on the toy assignment: what it prints, and its exit codes."""

import json
import shutil
import subprocess
import sys

import pytest

from autograder.__main__ import main
from tests.support import notebooks
from tests.support.places import TOY
from tests.support.shell import environment


@pytest.fixture
def course_root(tmp_path):
    shutil.copytree(TOY / "source", tmp_path / "source")
    settings = f"c = get_config()\nc.Grading.suites = {str(TOY / 'exercises')!r}\n"
    (tmp_path / "nbgrader_config.py").write_text(settings, encoding="utf-8")
    notebooks.write(tmp_path / "source/arithmetic/arithmetic.ipynb", notebooks.toy())
    return tmp_path


@pytest.fixture
def autograder(course_root, capsys):
    def run(*arguments):
        try:
            code = main([*map(str, arguments), "--course", str(course_root)])
        except SystemExit as stop:  # argparse
            code = stop.code
        out = capsys.readouterr()
        return code, out.out, out.err

    return run


def test_a_graded_file_is_one_json_line(autograder, tmp_path):
    path = notebooks.write(tmp_path / "my work é.ipynb", notebooks.toy())
    code, out, err = autograder("grade", "arithmetic", path, "--json")
    assert code == 0
    (line,) = out.splitlines()
    result = json.loads(line)
    assert list(result) == [
        "submission", "assignment", "status", "error", "score", "max_score", "seconds", "exercises",
        "receipt", "called",
    ]  # fmt: skip
    assert (result["submission"], result["assignment"]) == (str(path), "arithmetic")
    assert (result["status"], result["error"]) == ("graded", None)
    assert (result["score"], result["max_score"]) == (15, 15)
    exercise = result["exercises"][0]
    assert list(exercise) == [
        "exercise", "score", "max_score", "outcome", "misconception", "misconceptions",
        "judged_by", "note", "checks",
    ]  # fmt: skip
    assert exercise["outcome"] == "pass"
    assert (exercise["misconception"], exercise["misconceptions"]) == (None, [])
    assert exercise["checks"][0] == {
        "name": "value", "outcome": "pass", "rationale": "", "hint": "", "fault": None,
    }  # fmt: skip
    assert err.startswith("isolation: ")


def test_a_file_that_cannot_be_graded_does_not_stop_the_others(autograder, tmp_path):
    good = notebooks.write(tmp_path / "good.ipynb", notebooks.toy())
    bad = tmp_path / "bad.ipynb"
    bad.write_text("")
    code, out, _ = autograder("grade", "arithmetic", bad, tmp_path / "none", good, "--json")
    results = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert [r["status"] for r in results] == ["error", "error", "graded"]
    assert results[0]["error"] == "'bad.ipynb' is empty"
    assert results[0]["score"] is None
    assert results[0]["max_score"] == 15


def test_without_json_a_table(autograder, tmp_path):
    path = notebooks.write(
        tmp_path / "a.ipynb", notebooks.toy(negate="def negate(x):\n    return x")
    )
    code, out, _ = autograder("grade", "arithmetic", path)
    assert code == 0
    assert out.splitlines()[0].split() == ["submission", "double", "negate", "score", "of"]
    assert out.splitlines()[2].split()[-4:] == ["10.00", "0.00", "10.00", "15"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["grade", "algebra"], "there is no assignment 'algebra' in source/ (there: arithmetic)"),
        (["grade", "arithmetic"], "run 'nbgrader collect arithmetic' first"),
        (["grade"], "the following arguments are required: ASSIGNMENT"),
        (["paint"], "invalid choice: 'paint'"),
        (["grade", "arithmetic", "--isolation", "none"], "invalid choice: 'none'"),
    ],
)
def test_wrong_usage_is_told_in_a_line(autograder, arguments, said):
    code, out, err = autograder(*arguments)
    assert (code, out) == (2, "")
    assert said in err.splitlines()[-1]


def test_a_folder_that_is_no_course_is_told(tmp_path, capsys):
    assert main(["grade", "arithmetic", "--course", str(tmp_path)]) == 2
    assert "no course at" in capsys.readouterr().err


def test_a_broken_configuration_is_told(autograder, course_root):
    (course_root / "nbgrader_config.py").write_text("c = nonsense")
    code, _, err = autograder("grade", "arithmetic")
    assert code == 2
    assert err == "autograder: nbgrader_config.py does not run: name 'nonsense' is not defined\n"


@pytest.mark.parametrize("setting", ["isolation = 'strong'", "answer_mb = 'much'"])
def test_a_wrong_setting_is_told_in_a_line(autograder, course_root, setting):
    with (course_root / "nbgrader_config.py").open("a") as config:
        config.write(f"c.Grading.{setting}\n")
    code, out, err = autograder("grade", "arithmetic", "any.ipynb")
    assert (code, out) == (2, "")
    assert err.startswith("autograder: nbgrader_config.py: ") and err.count("\n") == 1


def test_a_reader_that_has_seen_enough_is_no_error(course_root):
    words = f"grade arithmetic {'no.ipynb ' * 3000} --json --course '{course_root}'"
    done = subprocess.run(
        f"'{sys.executable}' -m autograder {words} | head -n 1", shell=True, cwd=course_root,
        env=environment(), capture_output=True, text=True,
    )  # fmt: skip
    assert json.loads(done.stdout)["status"] == "error"
    assert "Traceback" not in done.stderr and "BrokenPipe" not in done.stderr


def test_below_the_isolation_asked_for_grading_refuses(autograder, tmp_path, monkeypatch):
    from autograder.sandbox import self_test

    monkeypatch.setattr(self_test, "leaks", lambda box: ["read_file"])
    path = notebooks.write(tmp_path / "a.ipynb", notebooks.toy())
    code, out, err = autograder("grade", "arithmetic", path)
    assert (code, out) == (1, "")
    assert "--isolation process" in err
    assert len(err.splitlines()) == 1
    code, _, err = autograder("grade", "arithmetic", path, "--isolation", "process")
    assert code == 0
    assert err == "isolation: process only (limits, but no filter: not for untrusted code)\n"


def test_modules_of_one_command_are_one_submission(autograder, tmp_path):
    (tmp_path / "double.py").write_text(notebooks.DOUBLE)
    (tmp_path / "negate.py").write_text(f"from .double import *\n\n\n{notebooks.NEGATE}")
    other = notebooks.write(tmp_path / "other.ipynb", notebooks.toy())
    paths = (tmp_path / "negate.py", other, tmp_path / "double.py")
    code, out, _ = autograder("grade", "arithmetic", *paths, "--json")
    results = {r["submission"]: r["score"] for r in map(json.loads, out.splitlines())}
    assert code == 0
    assert results == {str(other): 15, f"{tmp_path / 'negate.py'} + double.py": 15}


def test_the_help_says_what_counts_as_one_submission(autograder):
    code, out, _ = autograder("grade", "--help")
    said = " ".join(out.split())
    assert code == 0
    assert "plain Python modules of one command are one submission together" in said
    assert "a script with cell markers (# %%)" in said


def test_the_wrong_file_is_told_below_the_table(autograder, tmp_path):
    path = notebooks.write(tmp_path / "x.ipynb", notebooks.notebook(notebooks.code("import x")))
    code, out, _ = autograder("grade", "arithmetic", path)
    assert code == 1
    assert "defines nothing that `arithmetic` asks for (`double`, `negate`)" in out
