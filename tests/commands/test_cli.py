"""The command line on the toy assignment: what it prints, and its exit codes."""

import json
import os
import shutil
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from autograder.__main__ import main
from autograder.commands.grade import grade
from autograder.sandbox.untrusted_text import shortened
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


WRONG = notebooks.toy(negate="def negate(x):\n    return x")


def test_of_a_lone_file_the_checks_that_failed_are_told_with_their_reasons(autograder, tmp_path):
    path = notebooks.write(tmp_path / "a.ipynb", WRONG)
    code, out, _ = autograder("grade", "arithmetic", path)
    lines = out.splitlines()
    assert code == 0
    assert lines[0].endswith("a.ipynb: 10 of 15 points")
    assert lines[2] == "✓ double: 10 of 10 points: every check passes"
    assert lines[3].startswith("✗ negate: 0 of 5 points: 0 of ")
    assert lines[4].startswith("  Next: ")
    assert sum(line.startswith("  ✗ ") for line in lines) == 1
    assert not any(line.startswith("  ✓ ") for line in lines)


def test_a_lone_file_that_cannot_be_read_is_told_in_a_line(autograder, tmp_path):
    (tmp_path / "bad.ipynb").write_text("")
    code, out, _ = autograder("grade", "arithmetic", tmp_path / "bad.ipynb")
    assert code == 1
    assert out.startswith("! ")
    assert out.endswith("bad.ipynb: 'bad.ipynb' is empty\n")


def test_of_several_files_a_table(autograder, tmp_path):
    paths = [notebooks.write(tmp_path / name, WRONG) for name in ("a.ipynb", "b.ipynb")]
    code, out, _ = autograder("grade", "arithmetic", *paths)
    lines = out.splitlines()
    assert code == 0
    assert lines[0].split() == ["submission", "double", "negate", "score", "of"]
    assert lines[2].split()[-4:] == ["10.00", "0.00", "10.00", "15"]
    assert lines[-1] == "What failed, and why: grade one of them alone"


def test_a_large_class_ends_in_a_summary_and_what_to_do_next():
    shown = grade._shown(Namespace(assignment="algebra", files=[], table=False), class_of(50))
    lines = shown.splitlines()
    assert lines[0] == "50 submissions, 1 without a score"
    assert lines[1] == "9.6 of 10 points on average, median 10, full marks 47"
    assert lines[5].split() == ["sum", "9.59", "10", "47", "2"]
    assert "! s00: held back" in lines
    assert "s07" not in shown
    assert lines[-1].split("#")[0].strip() == "autograder grade algebra --table"


def test_a_small_class_is_a_table_and_so_is_any_where_it_is_asked_for():
    for size, table in ((30, False), (50, True)):
        options = Namespace(assignment="algebra", files=[], table=table)
        shown = grade._shown(options, class_of(size))
        assert sum(line.startswith("s") for line in shown.splitlines()) == size + 1


def class_of(size):
    """Rows of a class: one without a score, two with nothing, the others with full marks."""
    scores = [None, 0, 0, *[10] * (size - 3)]
    return [
        {"submission": f"s{n:02}", "status": "error" if score is None else "graded",
         "error": "held back" if score is None else None, "score": score, "max_score": 10,
         "called": "", "exercises": [{"exercise": "sum", "score": score, "max_score": 10}]}
        for n, score in enumerate(scores)
    ]  # fmt: skip


def test_the_end_of_a_long_name_is_shown():
    assert shortened("a" * 60 + "regularization.ipynb") == 20 * "a" + "…egularization.ipynb"
    assert shortened("short.ipynb") == "short.ipynb"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("autograder re", {"report", "regrade", "replay", "release"}),
        ("autograder report arith", {"arithmetic"}),
        ("autograder grade arithmetic --student a", {"ada", "anna"}),
    ],
)
def test_bash_completes_commands_assignments_and_students(course_root, typed, offered):
    for student in ("ada", "anna", "ben"):
        (course_root / "submitted" / student / "arithmetic").mkdir(parents=True)
    script = f"""
        eval "$({sys.executable} -m autograder completion bash)"
        COMP_LINE={typed!r}; COMP_POINT=${{#COMP_LINE}}; COMP_TYPE=9; COMP_KEY=9
        COMP_WORDS=($COMP_LINE); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
        _python_argcomplete autograder
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=course_root,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
    )
    assert set(done.stdout.split()) == offered, done.stderr


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


def test_the_wrong_file_is_told(autograder, tmp_path):
    path = notebooks.write(tmp_path / "x.ipynb", notebooks.notebook(notebooks.code("import x")))
    code, out, _ = autograder("grade", "arithmetic", path)
    assert code == 1
    assert "defines nothing that `arithmetic` asks for (`double`, `negate`)" in out
