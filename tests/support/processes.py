"""Processes that tests watch: until when, in which state, and what is below them."""

import signal
import time
from pathlib import Path

from tests.support import patience


def interruptible() -> None:
    """Let Ctrl-C end a child (as ``preexec_fn``), even where the test run itself ignores it.

    A run in the background of a script is started with SIGINT ignored, and children inherit that.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_until(condition, seconds=patience.SECONDS):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def status_of(pid):
    """The state, parent and start time of a process; None where it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return fields[0], int(fields[1]), fields[19]


def descendants(pid):
    """Return the processes below one, each as its number and start time."""
    known = {int(p.name): status_of(p.name) for p in Path("/proc").iterdir() if p.name.isdigit()}
    found, family = [], {pid}
    while new := {p for p, s in known.items() if s and s[1] in family and p not in family}:
        family |= new
        found += [(p, known[p][2]) for p in new]
    return found


def is_gone(pid, started):
    status = status_of(pid)
    return status is None or status[0] == "Z" or status[2] != started


def command_of(pid):
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
