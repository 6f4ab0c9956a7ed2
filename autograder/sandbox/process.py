"""One student's process as the grader sees it: requests, answers, time limits and its end."""

import contextlib
import os
import select
import signal
import socket
import time
from collections.abc import Callable
from typing import Any

from autograder.sandbox.exceptions import Died, Garbled, Hung
from autograder.sandbox.inside import wire

PIECE = 1 << 16  # what is read at once: as a rule the whole answer
LONGEST_WAIT = 3600  # what poll takes is no more than an int of milliseconds


class Process:
    """One student's process, spoken to in lock step; ``reap`` tells how it ended."""

    def __init__(
        self, channel: socket.socket, pid: int, pidfd: int | None, reap: Callable[[int], int]
    ) -> None:
        self._channel, self._pid, self._pidfd, self._reap = channel, pid, pidfd, reap
        self._number = 0
        # what has come beyond the last answer: it is taken for the next one
        self._early = b""
        self._deadline = 0.0
        # looked at again only when time is up: it takes time
        self._known_queued = _queued(pidfd)
        self.alive = True
        # bytes of the last answer
        self.answered = 0
        channel.setblocking(False)
        self._readable = select.poll()
        self._readable.register(channel, select.POLLIN)

    def request(self, message: dict[str, Any], seconds: float) -> dict[str, Any]:
        """Send a request and return the answer.

        Raises Hung after ``seconds``, Died when the process ends, Garbled when what comes is no
        answer; in each case the process is gone afterwards. Time in which the process could not
        run because the machine was busy does not count.
        """
        self._number += 1
        self._deadline = time.monotonic() + seconds
        frame = wire.dump(self._number, message)
        try:
            self._send(frame, max(seconds, 0.001))
            reply = self._receive()
        except TimeoutError:
            self.kill()
            unit = "second" if seconds == 1 else "seconds"
            raise Hung(f"it did not finish within {seconds:g} {unit} and was stopped") from None
        except OSError:
            raise _death(self.kill()) from None
        except wire.WireError as error:
            self.kill()
            raise Garbled(f"its answer could not be read ({error})") from None
        return reply

    def _send(self, frame: bytes, seconds: float) -> None:
        sent = 0
        with contextlib.suppress(BlockingIOError):
            # nearly always all of it
            sent = self._channel.send(frame)
        if sent < len(frame):
            self._channel.settimeout(seconds)
            self._channel.sendall(memoryview(frame)[sent:])
            self._channel.setblocking(False)

    def _receive(self) -> dict[str, Any]:
        data = self._filled(self._early, wire.HEADER.size)
        number, tree_size, blob_size = wire.HEADER.unpack_from(data)
        if number != self._number:
            raise wire.WireError("it answers another question")
        if tree_size > wire.MAX_TREE or blob_size > wire.MAX_BLOB:
            raise wire.WireError("too large")
        middle = wire.HEADER.size + tree_size
        end = middle + blob_size
        data = self._filled(data, end)
        self._early, whole = bytes(data[end:]), memoryview(data)
        reply = wire.load(whole[wire.HEADER.size : middle], whole[middle:end])
        self.answered = tree_size + blob_size
        if type(reply) is not dict or not ({"value", "error"} & reply.keys()):
            raise wire.WireError("no answer in it")
        return reply

    def _filled(self, data: wire.Bytes, size: int) -> wire.Bytes:
        """Return ``data`` and what comes after it: at least ``size`` bytes, little more."""
        while len(data) < size:
            if not self._readable.poll(1000 * min(self._remaining(), LONGEST_WAIT)):
                continue
            with contextlib.suppress(BlockingIOError):
                piece = self._channel.recv(min(max(size - len(data), PIECE), 1 << 20))
                if not piece:
                    raise ConnectionResetError
                data = wire.joined(data, piece)
        return data

    def _remaining(self) -> float:
        """Return the seconds left, put off by those for which no CPU was free; or TimeoutError."""
        remaining = self._deadline - time.monotonic()
        if remaining <= 0:
            # 0 once the process has ended
            queued = _queued(self._pidfd)
            self._deadline += max(queued - self._known_queued, 0)
            self._known_queued = queued
            remaining = self._deadline - time.monotonic()
        if remaining <= 0:
            raise TimeoutError
        return remaining

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
        return self._reap(self._pid)


def _queued(pidfd: int | None) -> float:
    """Return for how long, so far, the process or we could have run and no CPU was free."""
    try:
        with open(f"/proc/self/fdinfo/{pidfd}") as file:
            pid = next(line.split()[1] for line in file if line.startswith("Pid:"))
        return sum(_queue_time(f"/proc/{each}/schedstat") for each in (pid, "thread-self"))
    except (OSError, StopIteration, IndexError):  # no Linux, or the process has just ended
        return 0.0


def _queue_time(path: str) -> float:
    with open(path) as file:
        return int(file.read().split()[1]) / 1e9


def _death(status: int) -> Died:
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        if number == signal.SIGXCPU:
            return Died("it used up its CPU time and was stopped", "time")
        if number in (signal.SIGSEGV, signal.SIGBUS, signal.SIGABRT):
            return Died("the Python process crashed (endless recursion or broken memory)")
    return Died("it ended the Python process (exit, os._exit, or out of memory)")
