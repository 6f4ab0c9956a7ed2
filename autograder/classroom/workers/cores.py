"""What processes that grade ask for: cores, one BLAS thread, no interrupts, few collections."""

import gc
import multiprocessing
import os
import signal
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import Thread
from typing import Any

CAN_PIN = hasattr(os, "sched_setaffinity")  # a process can be bound to a core
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def cores() -> list[int]:
    """Return the cores that this process may use."""
    if CAN_PIN:
        return sorted(os.sched_getaffinity(0))
    return list(range(os.cpu_count() or 1))


def claimed_core() -> list[int]:
    """Return a core that no other process of this machine has claimed, while this one lives.

    Empty where all are claimed, or where a process cannot be bound to a core.
    """
    for core in cores() if CAN_PIN else []:
        claim = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        with suppress(OSError):
            # an abstract name: no file is left behind
            claim.bind(f"\0autograder-core-{core}")
            _claims.append(claim)
            return [core]
        claim.close()
    return []


_claims: list[socket.socket] = []


def settle_in(bound: Sequence[int], number: Any) -> None:
    """Make a process of a pool ready: its core, no interrupts, and an end with its parent.

    ``bound``: the cores that the pool's processes take, in turn (empty: any); ``number``: how many
    have begun, a value that they share. An interrupt is for whoever started them to handle. A pool
    waits for the word of a process for ever, so that one whose parent was killed ends by itself.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    with number.get_lock():
        place = number.value
        number.value += 1
    if bound:
        os.sched_setaffinity(0, {bound[place % len(bound)]})
    Thread(target=_wait_for_the_end, daemon=True).start()


def spare_collections() -> None:
    """Have Python look for cycles seldom, and never again in what is loaded by now."""
    gc.collect()
    gc.freeze()
    # a notebook, or the inputs of all checks, are some thousand objects, with no cycles to speak of
    gc.set_threshold(20_000)


def _wait_for_the_end() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Start processes with one BLAS thread, and put an interrupt off: it is ours to handle.

    They inherit both. More threads would spin while the box computes.
    """
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
