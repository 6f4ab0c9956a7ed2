"""Finds the strongest box that this machine gives, by trying it with real attacks."""

import sys
from pathlib import Path

from autograder.sandbox.box import Box
from autograder.sandbox.exceptions import BoxError, StudentFault
from autograder.sandbox.limits import Level, Limits

# Each function succeeds where the box leaks; all must fail before the box is used.
ATTACKS = """
import os, socket, sys
def read_file(): return open("/etc/passwd").read(1)
def list_folder(): return len(os.listdir("/"))
def read_proc(): return open(f"/proc/{os.getppid()}/cmdline").read(1)
def write_file(): return open("/tmp/autograder-probe", "w").write("x")
def fork():
    if not (pid := os.fork()):
        os._exit(0)
    return pid
def run_program(): return os.posix_spawn("/bin/true", ["true"], {})
def signal_parent(): os.kill(os.getppid(), 0)
def open_socket(): socket.socket()
def pair_of_sockets(): socket.socketpair()
"""
NAMES = [line[4:].split("(")[0] for line in ATTACKS.splitlines() if line.startswith("def ")]
REMEDY = (
    "install libseccomp (Debian: libseccomp2) on a Linux kernel with seccomp; for code that you "
    "trust, lower the level with --isolation process"
)


def leaks(box: Box) -> list[str]:
    """Return the names of the attacks that succeed in ``box``."""
    process = box.spawn(Limits())
    try:
        cell = {"do": "cell", "source": ATTACKS, "filename": "<cell 0>"}
        process.request(cell, 10)
        call = {"do": "call", "path": [], "args": [], "kwargs": {}}
        return [n for n in NAMES if "value" in process.request({**call, "target": n}, 10)]
    except StudentFault as error:
        raise BoxError(f"the sandbox's self-test failed: {error}") from error
    finally:
        process.kill()


def open_box(given: list[Path], lowest: Level = Level.SEALED, highest: Level | None = None) -> Box:
    """Return the strongest box available; BoxError where it would be weaker than ``lowest``."""
    best = Level.CONTAINED if sys.platform == "linux" else Level.PROCESS
    best = min(best, highest or best)
    reasons = []
    for level in sorted(Level, reverse=True):
        if not lowest <= level <= best:
            continue
        try:
            box = Box(given, level)
        except BoxError as error:
            reasons.append(f"{level.name.lower()}: {error}")
            continue
        if level is Level.PROCESS or not (leaking := leaks(box)):
            return box
        box.close()
        reasons.append(f"{level.name.lower()}: the self-test got through ({', '.join(leaking)})")
    why = "; ".join(reasons) or "this system has no such level"
    raise BoxError(
        f"isolation '{lowest.name.lower()}' is not available on this machine: {why}; {REMEDY}"
    )
