"""The grader is killed in the middle of a class, at many moments: a second run completes the work.

Each run is stopped first, so that its processes can be counted, and then killed as it stands.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from autograder.__main__ import main
from tests.support import notebooks, toy_class
from tests.support.processes import (
    command_of,
    descendants,
    interruptible,
    is_gone,
    status_of,
    wait_until,
)
from tests.support.shell import environment

FORGED = notebooks.toy("def double(x):\n    return 3 * x")
FORGED["metadata"]["autograder"] = {"score": 15, "status": "graded", "exercises": []}
WORK = {
    "ana": notebooks.toy(),
    "bo": notebooks.toy("def double(x):\n    x *= 2\n    return x"),
    "cy": FORGED,
    "dee": notebooks.toy("def double(x):\n    while True: pass"),
    "eve": notebooks.toy(negate="def negate(x):\n    return 666"),  # held back
    "fay": notebooks.toy(negate="import os\nos._exit(1)"),
}
COMMAND = ["grade", "arithmetic", "--json"]
# stops itself before or after the n-th call of a function of the grader
STOPPER = """
import os, signal, sys
from autograder import __main__ as cli
from autograder.sandbox import session
from autograder.classroom.recording import autograded_folder, recorder, rows
when, owner, name, number = sys.argv[1:5]
owner = {**vars(session), **vars(autograded_folder), **vars(recorder), **vars(rows)}[owner]
whole, calls = getattr(owner, name), 0
def counted(*args, **kwargs):
    global calls
    calls += 1
    if (when, calls) == ("before", int(number)):
        os.kill(os.getpid(), signal.SIGSTOP)
    result = whole(*args, **kwargs)
    if (when, calls) == ("after", int(number)):
        os.kill(os.getpid(), signal.SIGSTOP)
    return result
setattr(owner, name, counted)
sys.exit(cli.main(sys.argv[5:]))
"""
IN_PROCESS = "before Session request 6"
MOMENTS = [
    IN_PROCESS,
    "before Rows write 1",
    "after Rows write 1",  # not committed yet
    "after Folders stage 3",
    "after Recorder _write 1",  # committed, and no folder in its place
    "before Folders place 3",
    "after Folders place 5",
]
FRACTIONS = [0.1, 0.4, 0.7]  # of the time from the first sign of grading to the end


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    root = toy_class.release(tmp_path_factory.mktemp("released"))
    toy_class.submit(root, WORK)
    return root


def grade(root, capsys):
    """Run the command to its end in this process; return its results and exit code."""
    from autograder.grading.grader import close_graders

    capsys.readouterr()
    code = main([*COMMAND, "--course", str(root)])
    close_graders()
    return toy_class.rows(capsys.readouterr().out), code


@pytest.fixture(scope="module")
def undisturbed(released, tmp_path_factory):
    """The results and the gradebook of a run that nobody disturbs, and how long it took."""
    root = tmp_path_factory.mktemp("undisturbed") / "course"
    shutil.copytree(released, root)
    with start(root, "-m", "autograder") as process:
        begun = first_sign(process)
        out, _ = process.communicate()
    return toy_class.timeless(toy_class.rows(out)), toy_class.marks(root), time.monotonic() - begun


def start(root, *arguments, jobs=("--jobs", "2")):
    command = [sys.executable, *arguments, *COMMAND, *jobs]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "start_new_session": True}
    return subprocess.Popen(
        command, cwd=root, env=environment(), text=True, preexec_fn=interruptible, **pipes
    )


def first_sign(process):
    """Wait until grading begins; return when that was."""
    assert process.stderr.readline().startswith("isolation: ")
    return time.monotonic()


def kill(process):
    """Kill a grader as it stands; what it started must be gone within two seconds."""
    if process.poll() is not None:  # on a fast day it has ended by itself
        return []
    process.send_signal(signal.SIGSTOP)
    wait_until(lambda: status_of(process.pid)[0] in "TZ")
    family = descendants(process.pid)
    process.kill()
    process.communicate()
    wait_until(lambda: all(is_gone(*each) for each in family), seconds=2)
    return family


def done_so_far(root):
    """The results that lie in the autograded notebooks of a killed run."""
    found = {}
    for student in WORK:
        try:
            text = toy_class.notebook_of(root, student).read_text()
            found[student] = json.loads(text)["metadata"]["autograder"]
        except (OSError, ValueError):
            continue
    return {student: result for student, result in found.items() if "seconds" in result}


def check_second_run(root, undisturbed, capsys):
    """A plain run must complete the work, and leave alone what was done."""
    results, marks, _ = undisturbed
    before = done_so_far(root)
    second, code = grade(root, capsys)
    assert code == 1  # eve is held back
    assert toy_class.timeless(second) == results
    assert toy_class.marks(root) == marks
    for student, result in before.items():
        if result["status"] == "graded":
            assert second[student]["seconds"] == result["seconds"], student


def test_an_undisturbed_run_grades_everybody(undisturbed):
    results, marks, _ = undisturbed
    assert {student: result["score"] for student, result in results.items()} == {
        "ana": 15, "bo": 13, "cy": 5, "dee": 5, "eve": None, "fay": 10,
    }  # fmt: skip
    assert len(marks) == len(WORK) * 4  # two scores, two comments


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_at_a_given_step(released, undisturbed, tmp_path, capsys, moment):
    root = tmp_path / "course"
    shutil.copytree(released, root)
    jobs = ["--jobs", "1" if moment == IN_PROCESS else "2"]
    with start(root, "-c", STOPPER, *moment.split(), jobs=jobs) as process:
        wait_until(lambda: status_of(process.pid)[0] in "TZ")
        assert process.poll() is None, process.communicate()
        assert kill(process)  # there was a box to count
    check_second_run(root, undisturbed, capsys)


@pytest.mark.parametrize("fraction", FRACTIONS)
def test_killed_at_any_time(released, undisturbed, tmp_path, capsys, fraction):
    root = tmp_path / "course"
    shutil.copytree(released, root)
    with start(root, "-m", "autograder") as process:
        first_sign(process)
        time.sleep(fraction * undisturbed[2])
        kill(process)
    check_second_run(root, undisturbed, capsys)


def interrupt(process):
    """Press Ctrl-C, as a terminal passes it on: to the whole group of processes."""
    family = descendants(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    process.send_signal(signal.SIGCONT)
    _, said = process.communicate()
    assert process.returncode == 130
    assert said.splitlines()[-1].startswith("autograder: interrupted: what is graded is kept")
    assert "Traceback" not in said
    assert family
    wait_until(lambda: all(is_gone(*each) for each in family), seconds=2)


def test_interrupted_in_one_process_it_says_how_to_go_on(released, undisturbed, tmp_path, capsys):
    root = tmp_path / "course"
    shutil.copytree(released, root)
    moment = "before Session request 20".split()
    with start(root, "-c", STOPPER, *moment, jobs=["--jobs", "1"]) as process:
        wait_until(lambda: status_of(process.pid)[0] in "TZ")
        interrupt(process)
    assert toy_class.notebook_of(root, "ana").exists()  # what was graded is recorded
    check_second_run(root, undisturbed, capsys)


def test_interrupted_in_several_processes_it_keeps_what_is_graded(
    released, undisturbed, tmp_path, capsys
):
    root = tmp_path / "course"
    shutil.copytree(released, root)
    with start(root, "-c", STOPPER, *"before Recorder add 3".split()) as process:
        wait_until(lambda: status_of(process.pid)[0] in "TZ")
        interrupt(process)
    assert len(done_so_far(root)) == 2
    check_second_run(root, undisturbed, capsys)


def test_a_process_that_dies_costs_nobody_anything(released, undisturbed, tmp_path):
    """One that grades is killed, as a machine short of memory would: its work is done again."""
    root = tmp_path / "course"
    shutil.copytree(released, root)
    with start(root, "-m", "autograder") as process:
        first_sign(process)
        workers = [pid for pid, _ in descendants(process.pid) if "forkserver" in command_of(pid)]
        os.kill(max(workers), signal.SIGKILL)
        out, said = process.communicate()
    assert process.returncode == 1, said
    assert toy_class.timeless(toy_class.rows(out)) == undisturbed[0]
    assert toy_class.marks(root) == undisturbed[1]
