"""Runs ``python -m autograder …`` and ``python -m nbgrader …``, which are imported only once.

A server has imported what all commands import. Each command is a fork of it: a process of its own,
with its own folder, environment, files and end. What says how Python itself starts (`STARTING`) is
the server's, so each kind of environment has a server, which ends with the test process.

Untouched, as people start them, commands run in the tests of the README, the front ends, the
tutorial, the wheel, the kills and the clusters.
"""

import array
import atexit
import gc
import io
import json
import os
import resource
import runpy
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

STARTING = ("PYTHON", "COVERAGE_", "LC_", "LANG", "LD_", "TZ", "OMP_", "OPENBLAS_")
COMMON = (
    "nbgrader.apps", "nbgrader.apps.nbgraderapp", "nbgrader.converters", "nbgrader.plugins",
    "autograder.classroom.grade_class", "autograder.classroom.workers.local",
    "autograder.gradebook.nbgrader_settings", "autograder.gradebook.preprocessors",
    "autograder.feedback.page", "autograder.commands.grade.grade",
)  # fmt: skip
# begins in a hundredth of a second, as it imports next to nothing
SCRIPT = """#!{0} -IS
import array, json, os, socket, sys
server = socket.socket(socket.AF_UNIX)
server.connect({1!r})
files = array.array("i", [0, 1, 2])
server.sendmsg([b"!"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, files)])
asked = [[{2!r}, *sys.argv[1:]], os.getcwd(), dict(os.environ), []]
server.sendall(json.dumps(asked).encode() + b"\\n")
sys.exit(int(server.makefile().readline()))
"""
_servers: dict[Any, tuple[Path, subprocess.Popen[bytes]]] = {}


def starting(environment: dict[str, str]) -> dict[str, str]:
    """Return what of an environment says how Python starts."""
    return {k: v for k, v in sorted(environment.items()) if k.startswith(STARTING)}


def address(environment: dict[str, str]) -> Path:
    """Return the socket of the server for such an environment; start it where there is none."""
    key = json.dumps(starting(environment))
    if key not in _servers:
        path = Path(tempfile.mkdtemp(prefix="preloaded-")) / "socket"
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.preloaded", str(path)],
            env=environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        _servers[key] = path, process
    path, process = _servers[key]
    while not path.exists():
        assert process.poll() is None, "the server of preloaded commands has ended"
        time.sleep(0.02)
    return path


def run(
    root: Path,
    words: Sequence[str],
    environment: dict[str, str],
    limits: Mapping[int, int] = MappingProxyType({}),
    seconds: float | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run ``python -m <words>`` in ``root`` and return what it wrote and how it ended.

    ``limits``: what `resource.setrlimit` is told. Raises TimeoutError after ``seconds``.
    """
    with (
        socket.socket(socket.AF_UNIX) as server,
        open(os.devnull) as nothing,
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as error,
    ):
        server.connect(str(address(environment)))
        server.settimeout(seconds)
        passed = array.array("i", [each.fileno() for each in (nothing, out, error)])
        server.sendmsg([b"!"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, passed)])
        asked = [list(words), str(root), environment, list(limits.items())]
        server.sendall(json.dumps(asked).encode() + b"\n")
        code = int(server.makefile().readline())
        written = []
        for file in (out, error):
            file.seek(0)
            written.append(file.read())
    return subprocess.CompletedProcess(list(words), code, *written)


def commands(environment: dict[str, str]) -> Path:
    """Return a folder with ``autograder`` and ``nbgrader`` as a shell finds them by its PATH."""
    socket = address(environment)
    for name in ("autograder", "nbgrader"):
        script = socket.parent / name
        script.write_text(SCRIPT.format(sys.executable, str(socket), name), encoding="utf-8")
        script.chmod(0o755)
    return socket.parent


def _serve(path: str) -> list[Any]:
    """Wait for commands; return in a process for each, which has everything but its imports."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(f"{path}.new")
        listening.listen(64)
        os.rename(f"{path}.new", path)
        # the test process has the other end of standard input: it ends with that
        while 0 not in select.select([0, listening], [], [])[0]:
            client, _ = listening.accept()
            if os.fork() == 0:
                break
            client.close()
        else:
            sys.exit()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _, files, _, _ = socket.recv_fds(client, 1, 3)
    asked: list[Any] = json.loads(client.makefile().readline())
    if child := os.fork():
        _, status = os.waitpid(child, 0)
        client.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))
        os._exit(0)
    client.close()
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    return asked


def _become(
    words: list[str], folder: str, environment: dict[str, str], limits: list[tuple[int, int]]
) -> None:
    theirs, ours = starting(environment), starting(dict(os.environ))
    assert theirs == ours, f"Python would have been started otherwise: {theirs}, not {ours}"
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.path[0] = folder
    sys.argv = words
    for kind, most in limits:
        resource.setrlimit(kind, (most, most))
    # new ones, like the old, which have looked at what lay there before
    for number, (name, mode) in enumerate((("stdin", "rb"), ("stdout", "wb"), ("stderr", "wb"))):
        old = getattr(sys, name)
        raw = open(number, mode, 0 if number and old.write_through else -1, closefd=False)  # noqa: SIM115
        lines, through = number == 2 or os.isatty(number), old.write_through
        new = io.TextIOWrapper(raw, old.encoding, old.errors, None, lines, through)
        setattr(sys, name, new)


if __name__ == "__main__":
    from importlib import import_module

    from autograder.gradebook.quick_import import import_quickly

    import_quickly()
    for _name in COMMON:
        import_module(_name)
    gc.freeze()
    _become(*_serve(sys.argv[1]))
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


@atexit.register
def _end() -> None:
    for path, process in _servers.values():
        process.kill()
        process.wait()
        shutil.rmtree(path.parent)
