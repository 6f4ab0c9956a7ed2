"""Grades submissions on a Dask cluster: the same engine on each worker, one recorder here."""

import logging
import time
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pkgutil import resolve_name
from queue import Empty, Queue
from typing import Any

from autograder.classroom.messages import Done, Job, Setup
from autograder.classroom.workers import dask_worker
from autograder.classroom.workers.local import MOST_BYTES, next_of
from autograder.course.course import CourseError
from autograder.sandbox.exceptions import BoxError
from autograder.sandbox.untrusted_text import clean

TOGETHER = 5  # submissions in a task, in a large class: each task costs the scheduler milliseconds
TURNS = 4  # tasks that each thread has at least, so that all end at about the same time
AHEAD = 1  # tasks that wait for each worker's thread
JOIN = 30  # seconds in which a first worker must be there,
RETURN = 300  # and for which all workers may be gone, in the middle of a class
ENDED = "the Dask workers that graded it have ended, several times: is there enough memory?"
LEFT = "all Dask workers are gone: what is graded is kept, start some and run this again"
ANSWER = 10  # seconds in which the scheduler must answer


LOST = "the Dask scheduler is gone: what is graded is kept, run this again for the rest"
VERSION = f"{dask_worker.__name__}:{dask_worker.version.__name__}"


class Cluster:
    """Grades on the workers of the scheduler at ``address``; ``count``: submissions there will be.

    Raises CourseError where there is no cluster or its workers are of another version, and BoxError
    where they have no box or are lost.
    """

    def __init__(self, setup: Setup, address: str, count: int) -> None:
        self._setup, self._count = setup, count
        self._client = connected(address)
        self._ended: Queue[Any] = Queue()
        self._waiting: dict[Any, list[Job]] = {}
        self._threads, self._looked, self._seen = 0, 0.0, time.monotonic()
        try:
            self._await_workers(address)
            check_versions(self._client)
            # a task, and no scattered data: with its worker lost, another makes it again
            self._parcel = self._submit(dask_worker.received, dask_worker.packed(setup))
            self.level = f"{self._warmed()}, on {address}"
        except BaseException:
            self.close()
            raise

    def _warmed(self) -> str:
        """Have each worker start its grader; return the isolation of the first that has."""
        with attended():
            known = list(self._client.nthreads())
        for worker in known:
            ready = self._submit(
                dask_worker.level, self._parcel, workers=[worker], allow_other_workers=True
            )
            ready.add_done_callback(self._ended.put)
        levels = [str(self._result(self._next())) for _ in known]
        return levels[0]

    def _await_workers(self, address: str) -> None:
        try:
            self._client.wait_for_workers(1, timeout=JOIN)
        except TimeoutError:
            raise CourseError(
                f"the Dask cluster at '{address}' has no workers: start some with 'dask worker "
                f"{address} --nthreads 1'"
            ) from None

    def done(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """Yield the result of each job as it comes; lost workers' jobs go to others."""
        jobs = iter(jobs)
        while True:
            for _ in range(self._room()):
                size = self._setup.size
                held = sum(size(job) for some in self._waiting.values() for job in some)
                room = max(self._threads, 1) * MOST_BYTES - held
                if some := [*next_of(jobs, self._together, room, size)]:
                    self._hand_over(some)
            if not self._waiting:
                return
            future = self._next()
            yield from self._done(future, self._waiting.pop(future))

    @property
    def _together(self) -> int:
        return min(max(self._count // max(TURNS * self._threads, 1), 1), TOGETHER)

    def _room(self) -> int:
        """Return how many more tasks may be under way; one at least, for workers that come late."""
        self._look()
        return max(self._threads * (1 + AHEAD), 1) - len(self._waiting)

    def _hand_over(self, jobs: list[Job]) -> None:
        future = self._submit(dask_worker.grade, self._parcel, jobs)
        self._waiting[future] = jobs
        future.add_done_callback(self._ended.put)

    def _next(self) -> Any:
        """Return a job's future that has ended; BoxError where nobody is left to end it."""
        while True:
            try:
                return self._ended.get(timeout=1)
            except Empty:
                self._look()

    def _look(self) -> None:
        """Count the workers' threads, once a second at most."""
        now = time.monotonic()
        if now - self._looked < 1:
            return
        with attended():
            self._threads, self._looked = sum(self._client.nthreads().values()), now
        if self._threads:
            self._seen = now
        elif now - self._seen > RETURN:
            raise BoxError(LEFT)

    def _done(self, future: Any, jobs: list[Job]) -> Iterator[Done]:
        from distributed import KilledWorker

        try:
            done = self._result(future)
        except KilledWorker:
            if len(jobs) == 1:
                yield self._setup.held(jobs[0].student, ENDED)
            else:  # it was one of them: each by itself
                for job in jobs:
                    self._hand_over([job])
        else:
            yield from done

    def _submit(self, step: Any, *arguments: Any, **where: Any) -> Any:
        with attended():
            return self._client.submit(step, *arguments, pure=False, **where)

    def _result(self, future: Any) -> Any:
        """Return a task's result; BoxError or CourseError where no worker can work for us."""
        from distributed import KilledWorker

        with attended():
            error = future.exception()
            if error is None:
                return future.result()
        if isinstance(error, (CourseError, BoxError, KilledWorker)):
            raise error
        why = clean(f"{type(error).__name__}: {error}", 200)
        if isinstance(error, OSError):
            raise BoxError(f"a Dask worker cannot grade: {why}")
        raise CourseError(f"{dask_worker.OTHER} ({why})")

    def close(self) -> None:
        """Let go of the cluster; what its workers are at is of no use any more."""
        # a lost scheduler cannot be told
        with suppress(Exception):
            self._client.close(timeout=5)


def connected(address: str) -> Any:
    """Return a client of the scheduler; its TLS settings are those of Dask's configuration."""
    try:
        from distributed import Client, Security
    except ImportError:
        raise CourseError("--scheduler needs Dask: python -m pip install distributed") from None
    for name in ("distributed", "distributed.client", "tornado.application"):
        # our messages say what to do
        logging.getLogger(name).setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", module=r"distributed\.")
    try:
        keys = Security().get_connection_args("client")["ssl_context"]
        # a client that fails later is not quiet
        if address.startswith("tls:") and not keys:
            raise ValueError("there is no certificate at distributed.comm.tls in Dask's settings")
        return Client(address, timeout=ANSWER, set_as_default=False)
    # Dask asserts that a thread has started within 10 seconds; on a machine that stalls it has not
    except (OSError, ValueError, TypeError, AssertionError) as error:
        why = clean(str(error), 200) or "its client did not start"
        raise CourseError(f"no Dask scheduler answers at '{address}': {why}") from None


@contextmanager
def attended() -> Iterator[None]:
    """Raise BoxError where the scheduler is lost."""
    from concurrent.futures import CancelledError

    from distributed.client import ClosedClientError

    try:
        yield
    except (CancelledError, ClosedClientError, OSError):
        raise BoxError(LOST) from None


def check_versions(client: Any) -> None:
    """Raise CourseError where a worker has another version.

    Asks by a function of Python's own first: a worker ends where it cannot load ours.
    """
    _ask(client, resolve_name, VERSION)
    for worker, version in _ask(client, dask_worker.version).items():
        if version != dask_worker.version():
            raise CourseError(f"{dask_worker.OTHER} (on {worker})")


def _ask(client: Any, step: Any, *arguments: Any) -> dict[str, Any]:
    """Return each worker's answer; those that have just ended have none."""
    with attended():
        found = client.run(step, *arguments, on_error="return")
    for worker, answer in found.items():
        if isinstance(answer, Exception) and not isinstance(answer, OSError):
            raise CourseError(f"{dask_worker.OTHER} (on {worker}: {clean(str(answer), 200)})")
    return {worker: each for worker, each in found.items() if not isinstance(each, OSError)}
