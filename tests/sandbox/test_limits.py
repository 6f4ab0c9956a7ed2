"""When a limit is hit, the student is told which, in plain words."""

import pytest

from autograder.course.settings import Grading
from autograder.sandbox.exceptions import Hung, NotJudged, StudentFault
from autograder.sandbox.limits import Limits
from autograder.sandbox.notebook_cells import Cell
from autograder.sandbox.session import Session
from autograder.testing.student import Student

LIMITS = Limits(call_seconds=3, cell_seconds=3, cpu_seconds=1, memory_mb=200)
NO_OTHERS = "code may not use files, network, threads or other processes"
HIT = {
    "CPU time": ("while True:\n        pass", "used up its CPU time"),
    "wall time": ("import time\n    time.sleep(60)", "did not finish within 3 seconds"),
    "memory at once": ("return bytearray(2**30)", "needs more than the 200 MiB of memory"),
    "memory of an array": ("return np.ones(2**28)", "needs more than the 200 MiB of memory"),
    "memory bit by bit": ("x = []\n    while True:\n        x.append('x' * 10**6)",
                          "needs more than the 200 MiB of memory"),
    "processes": ("import os\n    os.fork()", NO_OTHERS),
    "programs": ("import os\n    os.system('ls')\n    os.posix_spawn('/bin/ls', ['ls'], {})",
                 NO_OTHERS),
    "threads": ("import threading\n    threading.Thread(target=print).start()",
                "can't start new thread"),
    "reading files": ("return open('notes.txt').read()", NO_OTHERS),
    "writing files": ("open('/tmp/notes.txt', 'w').write('x')", NO_OTHERS),
    "network": ("import socket\n    socket.create_connection(('127.0.0.1', 80))", "it raised"),
    "the size of an answer": ("return np.zeros((3000, 4000))", "too large to be graded"),
    "recursion": ("return f()", "maximum recursion depth"),
}  # fmt: skip


def session(box, code, limits=LIMITS):
    return Session(box, [Cell("own", f"import numpy as np\n{code}")], limits)


@pytest.mark.slow
@pytest.mark.parametrize(("body", "told"), HIT.values(), ids=HIT.keys())
def test_the_limit_that_was_hit_is_told(box, body, told):
    running = session(box, f"def f():\n    {body}")
    with pytest.raises(StudentFault, match=told):
        Student(running).f()
    running.close()


def test_printing_without_end_costs_time_and_no_memory(box):
    limits = Limits(call_seconds=0.3)
    running = session(box, "def f():\n    while True:\n        print('x' * 10**5)", limits)
    with pytest.raises(Hung, match=r"0\.3 seconds"):
        Student(running).f()
    running.close()


def test_the_calls_of_a_submission_have_their_time(box):
    limits = Limits(call_seconds=2, submission_seconds=0.6)
    running = session(box, "import time\ndef f():\n    time.sleep(0.4)\n", limits)
    Student(running).f()
    with pytest.raises(NotJudged, match="submission_seconds"):
        Student(running).f()
    running.close()


def test_every_limit_can_be_configured():
    settings = Grading(
        call_seconds=1.5, cell_seconds=2.5, submission_seconds=9.0, cpu_seconds=7, memory_mb=99,
        answer_mb=5, processes=4, file_mb=3, own_cells_seconds=8.0,
    )  # fmt: skip
    assert settings.limits == Limits(1.5, 2.5, 9.0, 7, 99, 5, 4, 3, 8.0)


def test_the_size_of_an_answer_can_be_set(box):
    code = "def f(n):\n    return np.zeros(n)"
    running = session(box, code, Limits(answer_mb=1))
    assert Student(running).f(1000).shape == (1000,)
    with pytest.raises(StudentFault, match="too large to be graded"):
        Student(running).f(2**17)
    running.close()
