"""Grades submissions on a Dask cluster: the same engine on each worker, one recorder here."""

import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from queue import Empty, Queue
from typing import Any

from autograder.classroom import parcel
from autograder.classroom.connection import attended, connected
from autograder.classroom.versions import check_versions
from autograder.classroom.work import Done, Job, Setup
from autograder.course import CourseError
from autograder.sandbox.faults import BoxError
from autograder.text import clean

TOGETHER = 5  # submissions in a task, in a large class: each task costs the scheduler milliseconds
TURNS = 4  # tasks that each thread has at least, so that all end at about the same time
AHEAD = 1  # tasks that wait for each worker's thread
JOIN = 30  # seconds in which a first worker must be there,
RETURN = 300  # and for which all workers may be gone, in the middle of a class
ENDED = "the Dask workers that graded it have ended, several times: is there enough memory?"
LEFT = "all Dask workers are gone: what is graded is kept, start some and run this again"


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
            self._parcel = self._submit(parcel.received, parcel.packed(setup))
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
                parcel.level, self._parcel, workers=[worker], allow_other_workers=True
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
                if some := list(islice(jobs, self._together)):
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
        future = self._submit(parcel.grade, self._parcel, jobs)
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
        raise CourseError(f"{parcel.OTHER} ({why})")

    def close(self) -> None:
        """Let go of the cluster; what its workers are at is of no use any more."""
        with suppress(Exception):  # a lost scheduler cannot be told
            self._client.close(timeout=5)
