"""What is shown while a class is graded."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios

from autograder.commands.output.progress import Tally, in_order
from tests.support import notebooks, toy_class
from tests.support.shell import environment


def result(name, score, of=10.0):
    return {"submission": name, "score": score, "max_score": of}


def test_the_tally_tells_mean_full_marks_and_what_has_no_score():
    tally = Tally()
    assert str(tally) == "full marks 0, without a score 0"
    for score in (10.0, 5.0, None, 10.0):
        tally.add(result("x", score))
    assert str(tally) == "mean 8.3, full marks 2, without a score 1"


def test_results_come_in_order_each_as_soon_as_it_can():
    told = []

    def results():
        for name in "cabd":
            told.append(name)
            yield result(name, 1.0)

    seen = [(each["submission"], list(told)) for each in in_order(results(), "abcd")]
    assert seen == [("a", ["c", "a"]), ("b", [*"cab"]), ("c", [*"cab"]), ("d", [*"cabd"])]


def test_on_a_terminal_there_is_a_bar_with_time_left_and_tally(tmp_path):
    root = toy_class.release(tmp_path / "course")
    toy_class.submit(root, {"ana": notebooks.toy(), "bo": notebooks.toy("")})
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    command = [sys.executable, "-m", "autograder", "grade", "arithmetic"]
    done = subprocess.run(command, cwd=root, env=environment(), stderr=theirs, capture_output=False,
                          stdout=subprocess.DEVNULL)  # fmt: skip
    os.close(theirs)
    shown = b""
    while piece := read(ours):
        shown += piece
    assert done.returncode == 0, shown
    last = shown.decode().replace("\r", "\n").strip().splitlines()[-1]
    assert "2 of 2, 00:00 left, mean 10.0, full marks 1, without a score 0" in last


def read(terminal):
    try:
        return os.read(terminal, 65536)
    except OSError:  # its other end is closed
        return b""
