"""A warm Python that forks one sealed process for each submission.

Started by exec, never forked from the grader. It loads NumPy and the course's given helpers,
gives up root where it has it, and then answers ``spawn`` and ``reap`` on the control socket.
"""

import ctypes
import gc
import importlib
import json
import os
import resource
import signal
import socket
import sys
from typing import Any

from . import inert, worker

# What a sealed process may import: it can open no file, so all of it must be loaded beforehand.
PRELOAD = (
    "abc bisect cmath collections collections.abc contextlib copy dataclasses datetime "
    "decimal enum fractions functools heapq inspect io itertools json linecache math numbers "
    "operator os pathlib platform pprint random re statistics string sys textwrap time timeit "
    "traceback types typing unicodedata warnings encodings.ascii encodings.latin_1 "
    "encodings.utf_8 encodings.idna numpy numpy.fft numpy.lib numpy.lib.stride_tricks "
    "numpy.linalg numpy.ma numpy.matlib numpy.polynomial numpy.random numpy.testing "
    "numpy.typing "
).split()
_LIBC = ctypes.CDLL(None, use_errno=True)  # once: each costs a new process some pages
PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 1, 38, 22, 2


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def _prctl(option: int, argument: int, pointer: Any = None) -> None:
    zero = ctypes.c_ulong(0)
    if _LIBC.prctl(option, ctypes.c_ulong(argument), pointer or zero, zero, zero) != 0:
        raise OSError(ctypes.get_errno(), f"prctl {option}")


def seal(program: bytes) -> None:
    """Install the seccomp filter (BPF bytes); there is no way back."""
    buffer = ctypes.create_string_buffer(program, len(program))
    described = _Program(len(program) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    _prctl(PR_SET_NO_NEW_PRIVS, 1)
    _prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(described))


def _address_space() -> int:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")


def limit(limits: dict[str, int], base: int) -> None:
    """Set the process limits; memory counts on top of the warm interpreter's own ``base`` bytes."""
    if base:
        memory = base + limits["memory_mb"] * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    cpu = limits["cpu_seconds"]
    # a signal that tells why, then KILL
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    file, processes = limits["file_mb"] * 2**20, limits["processes"]
    for kind, amount in (("CORE", 0), ("FSIZE", file), ("NOFILE", 16), ("NPROC", processes)):
        resource.setrlimit(getattr(resource, f"RLIMIT_{kind}"), (amount, amount))


def warm_up(given: list[str]) -> None:
    """Load all that a sealed process may use."""
    for name in PRELOAD:
        importlib.import_module(name)
    inert.install()
    for name in given:
        # older notebooks import the helpers without the name of their folder
        sys.modules.setdefault(name.rpartition(".")[2], importlib.import_module(name))
    gc.collect()
    gc.freeze()


def become_student(fd: int, config: dict[str, Any], limits: dict[str, int], base: int) -> None:
    """Turn this forked process into the student's: nothing inherited but ``fd``, then sealed."""
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    os.dup2(fd, 3)
    os.closerange(4, 4096)
    sys.stdout = sys.stderr = worker.Discard()  # type: ignore[assignment]
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    limit(limits, base)
    if config["program"]:
        _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        seal(bytes.fromhex(config["program"]))
    worker.Worker(3, limits["answer_mb"] * 2**20).serve()


class Zygote:
    """Serves the control socket."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._config: dict[str, Any] = {}
        self._base = 0

    def serve(self) -> None:
        """Load, report readiness, then answer until the grader hangs up."""
        self._config, _ = self._receive()
        warm_up(self._config["given"])
        if self._config["uid"]:
            os.setgroups([])
            os.setresgid(*[self._config["uid"]] * 3)
            os.setresuid(*[self._config["uid"]] * 3)
        if sys.platform == "linux":
            self._base = _address_space()
        self._send({"ready": True})
        while True:
            request, fds = self._receive()
            if request["do"] == "spawn":
                self._spawn(request["limits"], fds[0])
            else:
                self._send({"status": self._reap(request["pid"])})

    def _spawn(self, limits: dict[str, int], fd: int) -> None:
        pid = os.fork()
        if pid == 0:
            try:
                become_student(fd, self._config, limits, self._base)
            finally:
                os._exit(0)
        os.close(fd)
        pidfd = [os.pidfd_open(pid)] if hasattr(os, "pidfd_open") else []
        self._send({"pid": pid}, pidfd)
        for each in pidfd:
            os.close(each)

    def _reap(self, pid: int) -> int:
        try:
            return os.waitpid(pid, 0)[1]
        except ChildProcessError:
            return 0

    def _receive(self) -> tuple[dict[str, Any], list[int]]:
        data, fds = b"", []
        while not data.endswith(b"\n"):
            piece, new, _, _ = socket.recv_fds(self._control, 65536, 1)
            if not piece:
                # the grader is gone
                os._exit(0)
            data += piece
            fds += new
        return json.loads(data), fds

    def _send(self, message: dict[str, Any], fds: tuple[int, ...] | list[int] = ()) -> None:
        socket.send_fds(self._control, [json.dumps(message).encode() + b"\n"], list(fds))


def main(fd: int) -> None:
    """Serve the control socket that was inherited as ``fd``."""
    control = socket.socket(fileno=fd)
    control.set_inheritable(False)
    Zygote(control).serve()
