"""The proof of the suites: it finds every kind of fault, and the course's own suites have none."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograder.__main__ import main
from autograder.commands.verify import verify
from autograder.commands.verify.equivalent_mutants import read_equivalents
from autograder.commands.verify.mutants import Change, mutants
from autograder.commands.verify.objections import faults_of
from autograder.commands.verify.printed import MOST_FAULTS, as_json, render
from autograder.commands.verify.proof import Proof
from autograder.commands.verify.trial_process import VerifySetup, grade_trial
from autograder.commands.verify.trials import mutant_trials
from autograder.course.course import Course, CourseError
from autograder.course.settings import load_config
from tests.support import notebooks
from tests.support.places import ROOT, TOY
from tests.support.processes import interruptible

CHILDREN = Path(f"/proc/self/task/{os.getpid()}/children")
WRONG = '"""Adds two."""\n\ndef double(x):\n    return x + 2'
RIGHT = '"""Adds it to itself."""\n\ndef double(x):\n    return x + x'
WEAK = '''
from autograder.testing import assert_close

def test_scalar(student):
    """A single number"""
    assert_close(student.double(2.0), 4.0, "the result")
'''


@pytest.fixture
def root(tmp_path):
    """A course of the toy assignment, with suites and banks of its own."""
    shutil.copytree(TOY / "source", tmp_path / "source")
    shutil.copytree(TOY / "exercises", tmp_path / "own/exercises")
    settings = (
        "c = get_config()\nc.Grading.suites = 'own/exercises'\nc.Grading.call_seconds = 0.5\n"
    )
    (tmp_path / "nbgrader_config.py").write_text(settings, encoding="utf-8")
    notebooks.write(tmp_path / "source/arithmetic/arithmetic.ipynb", notebooks.toy())
    put(tmp_path, "misconceptions", "adds_two", misconception("test_value", "return x + 2"))
    put(tmp_path, "alternatives", "adds", RIGHT)
    return tmp_path


def put(root: Path, kind: str, slug: str, code: str) -> None:
    path = root / "own/exercises/arithmetic/double" / kind / f"{slug}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(code, encoding="utf-8")


def misconception(loses: str, body: str) -> str:
    return f'"""Is wrong.\n\nLoses: {loses}\n"""\n\ndef double(x):\n    {body}'


def equivalent(root: Path, **fields: str) -> None:
    path = root / "own/exercises/arithmetic/double/equivalent_mutants.toml"
    path.parent.mkdir(exist_ok=True)
    lines = [f"{key} = {value!r}" for key, value in fields.items()]
    path.write_text("\n".join(["[[equivalent]]", *lines]), encoding="utf-8")


def proofs(root: Path) -> dict[str, Proof]:
    """What `autograder verify` finds, in this process and on one grader."""
    course = Course(root)
    config = load_config(course)
    found, tried = verify.plan(course, config, ["arithmetic"])
    with VerifySetup.of(course, config).grader("arithmetic") as grader:
        for trial in tried:
            found["arithmetic", trial.exercise].findings.append(grade_trial(grader, trial))
    return {exercise: proof for (_, exercise), proof in found.items()}


def faults(root: Path) -> list[str]:
    return [sentence for proof in proofs(root).values() for sentence in faults_of(proof)]


def test_good_suites_hold(root):
    found = proofs(root)
    assert [faults_of(proof) for proof in found.values()] == [[], []]
    told = as_json(found["double"])
    assert (told["reference"], told["release"], told["score"]) == (10, 0, 100)
    assert (told["misconceptions"], told["alternatives"]) == (1, 1)
    assert told["mutants"] == told["killed"] > 10
    assert told["unneeded"] == ["test_input_is_left_alone", "test_scalar"]
    assert "the suites hold" in render(list(found.values()))


def test_a_mutant_that_survives_is_shown(root):
    (root / "own/exercises/arithmetic/double/test_double.py").write_text(WEAK, encoding="utf-8")
    found = faults(root)
    assert "this mutant keeps full marks: return 2 * x → return 2 + x" in found
    assert "this mutant keeps full marks: return 2 * x → return 2 ** x" in found


def test_a_misconception_that_keeps_its_marks(root):
    put(root, "misconceptions", "right", misconception("test_value", "return 2 * x"))
    assert faults(root) == ["the misconception 'right' keeps full marks"]


def test_a_misconception_that_loses_for_another_reason(root):
    body = "return 2 * x if np.ndim(x) == 0 else x"
    put(root, "misconceptions", "odd", misconception("test_scalar, test_value", body))
    (fault,) = faults(root)
    assert fault.startswith("the misconception 'odd' loses points, but not for the intended reason")
    assert fault.endswith(": it passes test_scalar")


def test_a_misconception_that_does_not_say_what_it_loses(root):
    put(root, "misconceptions", "mute", WRONG.replace("x + 2", "x + 3"))
    assert faults(root) == ["the misconception 'mute' does not say which tests it loses"]


@pytest.mark.slow
def test_a_misconception_that_is_diagnosed_as_another_one(root):
    twin = misconception("test_value", "return 2 + x")
    put(root, "misconceptions", "twin", twin)
    told = "the misconception twin is diagnosed as 'adds_two': if both behave the same, say so in"
    assert faults(root) == [f"{told} `Like:`"]
    put(
        root, "misconceptions", "twin", twin.replace("test_value\n", "test_value\nLike: adds_two\n")
    )
    assert faults(root) == []


def test_a_misconception_that_is_not_diagnosed(root):
    body = "return x + 5 * np.random.default_rng().random(np.shape(x))"
    put(root, "misconceptions", "fickle", misconception("test_value", body))
    (fault,) = faults(root)
    assert fault.startswith("the misconception fickle is not diagnosed")


def test_an_alternative_that_loses_points(root):
    put(root, "alternatives", "picky", RIGHT.replace("x + x", "x + x if np.ndim(x) else None"))
    assert faults(root) == ["the alternative 'picky' loses points: test_scalar"]


def test_an_alternative_may_not_excuse_itself(root):
    code = misconception("test_scalar", "return x + x if np.ndim(x) else None")
    put(root, "alternatives", "excused", code)
    put(root, "alternatives", "modest", misconception("test_published_example", "return x + x"))
    assert faults(root) == [
        "the alternative 'excused' loses points: test_scalar",
        "the alternative 'modest' says that it loses test_published_example, but passes",
    ]


def test_a_release_that_earns_points(root):
    code = "def double(x):\n    return 2 * x\n    ### BEGIN SOLUTION\n    ### END SOLUTION"
    notebooks.write(root / "source/arithmetic/arithmetic.ipynb", notebooks.toy(double=code))
    assert "the untouched release earns 10 points" in faults(root)


def test_a_reference_that_loses_points(root):
    code = "def double(x):\n    return 3 * x"
    notebooks.write(root / "source/arithmetic/arithmetic.ipynb", notebooks.toy(double=code))
    assert "the reference loses points: test_scalar" in faults(root)


def test_what_the_grader_cannot_judge_is_no_kill(root):
    put(root, "misconceptions", "faulty", misconception("test_value", "raise SystemError"))
    suite = root / "own/exercises/arithmetic/double/test_double.py"
    text = suite.read_text(encoding="utf-8") + "\n\ndef test_more(student):\n    raise KeyError"
    suite.write_text(text, encoding="utf-8")
    found = faults(root)
    assert any(f.startswith("the misconception faulty could not be graded: KeyE") for f in found)
    assert any(f.startswith("the reference could not be graded: KeyError") for f in found)


@pytest.mark.slow
def test_a_mutant_that_never_ends_is_killed(root):
    code = (
        "def double(x):\n    total, n = 0, 2\n    while n > 0:\n"
        "        total, n = total + x, n - 1\n    return total"
    )
    notebooks.write(root / "source/arithmetic/arithmetic.ipynb", notebooks.toy(double=code))
    endless = Change("total, n = total + x, n - 1", "total, n = total + x, n ** 1")
    course = Course(root)
    setup = VerifySetup.of(course, load_config(course))
    tried = mutant_trials(Course(root, setup.suites).assignment("arithmetic"), "double")
    with setup.grader("arithmetic") as grader:
        start = time.monotonic()
        finding = grade_trial(grader, next(trial for trial in tried if trial.change == endless))
    assert finding.killed
    assert time.monotonic() - start < 10


def test_a_mutant_that_is_listed_counts_as_equivalent(root):
    (root / "own/exercises/arithmetic/double/test_double.py").write_text(WEAK, encoding="utf-8")
    before = proofs(root)["double"]
    equivalent(root, before="return 2 * x", after="return 2 + x", reason="it is the same for 2")
    after = proofs(root)["double"]
    assert len(faults_of(after)) == len(faults_of(before)) - 1
    assert (before.equivalent, after.equivalent) == (0, 1)
    assert after.killed == before.killed


@pytest.mark.parametrize(
    ("after", "why"),
    [("return 3 * x", "it loses points"), ("return 9 * x", "there is no such mutant any more")],
)
def test_a_mutant_that_is_listed_in_vain(root, after, why):
    equivalent(root, before="return 2 * x", after=after, reason="it seems so")
    assert faults(root) == [f"listed as equivalent, but {why}: return 2 * x → {after}"]


@pytest.mark.parametrize(
    "text",
    ["[[equivalent]]\nbefore = 'a'\nafter = 'b'", "[[equivalent]]\nbefore = 'a'\nreason = ''",
     "[[equivalent]]\nbefore = 'a'\nafter = 'b'\nreason = 'c'\nmore = 1", "equivalent = 3", "["],
)  # fmt: skip
def test_a_list_that_cannot_be_read_is_named(root, text):
    equivalent(root)
    (root / "own/exercises/arithmetic/double/equivalent_mutants.toml").write_text(
        text, encoding="utf-8"
    )
    with pytest.raises(CourseError, match=r"cannot read equivalent_mutants\.toml of \'double\'"):
        read_equivalents(Course(root, root / "own/exercises").assignment("arithmetic"), "double")


def test_each_mutant_differs_from_the_others_and_is_told_by_its_lines():
    code = "def f(x):\n    if x:\n        x = 1\n    if x:\n        x = 1\n    return x"
    found = mutants(code)
    assert len(set(found.values())) == len(found)
    first, second = Change("x = 1", "x = 2"), Change("x = 1", "x = 2", 2)
    assert found[first].splitlines()[2].split() == ["x", "=", "2"]
    assert found[second].splitlines()[4].split() == ["x", "=", "2"]
    assert found[Change("if x: ⏎ x = 1", "pass", 2)].splitlines()[3:] == [
        "    pass",
        "    return x",
    ]
    assert "(place 2 of these lines)" in str(second)


def test_faults_beyond_a_screenful_are_counted(root):
    (root / "own/exercises/arithmetic/double/test_double.py").write_text(WEAK, encoding="utf-8")
    for number in range(MOST_FAULTS):
        put(root, "misconceptions", f"w{number}", misconception("test_value", "return 2 * x"))
    text = render(list(proofs(root).values()))
    assert text.count("\n! ") == MOST_FAULTS
    assert "more\n" in text
    assert "the suites do not hold" in text


def call(root, *arguments):
    return main(["verify", *arguments, "--course", str(root)])


@pytest.mark.slow
def test_the_command_prints_a_table_or_json(root, capsys):
    assert call(root, "arithmetic") == 0
    out = capsys.readouterr().out
    assert out.splitlines()[2].split()[:4] == ["double", "10", "0", "1"]
    assert "mutation score: 100 %" in out
    put(root, "misconceptions", "right", misconception("test_value", "return 2 * x"))
    assert call(root, "--json") == 1
    double, negate = map(json.loads, capsys.readouterr().out.splitlines())
    assert (double["exercise"], negate["exercise"]) == ("double", "negate")
    assert double["faults"] == ["the misconception 'right' keeps full marks"]


def test_wrong_usage_is_told_in_a_line(root, capsys, monkeypatch):
    assert call(root, "astronomy") == 2
    assert "there is no assignment 'astronomy'" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "cosmic_ray.mutating", None)
    assert call(root) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "cosmic-ray, which is not installed: python -m pip install" in line


@pytest.fixture
def started(root):
    """A run on the command line, and the processes that it has just started."""
    if not CHILDREN.exists():
        pytest.skip("this system does not tell which processes were started")
    put(root, "misconceptions", "slow", misconception("test_value", "while True: pass"))
    command = [sys.executable, "-m", "autograder", "verify", "--course", str(root)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True, preexec_fn=interruptible,
    ) as process:  # fmt: skip
        deadline = time.monotonic() + 60
        # a fork server, and a box at work in each process that it has forked
        while len(found := descendants(process.pid)) < 5 and time.monotonic() < deadline:
            time.sleep(0.05)
        yield process, found


def descendants(pid: int | str) -> list[Path]:
    """What a process has started, and what these have, as folders of /proc."""
    found: list[Path] = []
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):  # it has just ended
            for child in tasks.read_text().split():
                found += [Path("/proc", child), *descendants(child)]
    return found


def test_an_interrupt_ends_it_cleanly(started):
    process, _ = started
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert err.splitlines()[-1] == "verify: interrupted, nothing is proven"
    assert "Traceback" not in err


def test_no_process_outlives_it(started):
    process, children = started
    process.kill()
    deadline = time.monotonic() + 60
    while any(map(runs, children)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(runs, children))


def runs(process: Path) -> bool:
    try:
        return (process / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
