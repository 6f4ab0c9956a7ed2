"""Grades submissions on a Dask cluster: the same engine on each worker, one recorder here."""

import time
from collections.abc import Iterable, Iterator
from queue import Empty, Queue
from typing import Any

from autograder.classroom.messages import Done, Job, Setup
from autograder.classroom.workers import dask_worker
from autograder.classroom.workers.dask_link import Link
from autograder.classroom.workers.local import MOST_BYTES, next_of
from autograder.sandbox.exceptions import BoxError

TOGETHER = 5  # submissions in a task, in a large class: each task costs the scheduler milliseconds
TURNS = 4  # tasks that each thread has at least, so that all end at about the same time
AHEAD = 1  # tasks that wait for each worker's thread
RETURN = 300  # seconds for which all workers may be gone, in the middle of a class
ENDED = "the Dask workers that graded it have ended, several times: is there enough memory?"
LEFT = "all Dask workers are gone: what is graded is kept, start some and run this again"


class Cluster:
    """Grades on the workers of the scheduler at ``address``; ``count``: submissions there will be.

    Raises CourseError where there is no cluster or its workers are of another version, and BoxError
    where they have no box or are lost.
    """

    def __init__(self, setup: Setup, address: str, count: int) -> None:
        self._setup, self._count = setup, count
        # neither the gradebook nor its password leaves this machine
        parcel = dask_worker.packed(setup, [setup.label], db_url="")
        self._link = Link(address, parcel)
        self._ended: Queue[Any] = Queue()
        self._waiting: dict[Any, list[Job]] = {}
        self._threads, self._looked, self._seen = 0, 0.0, time.monotonic()
        try:
            self.level = f"{self._warmed()}, on {address}"
        except BaseException:
            self.close()
            raise

    def _warmed(self) -> str:
        """Have each worker start its grader; return the isolation of the first that has."""
        known = self._link.threads()
        for worker in known:
            self._link.warm(worker).add_done_callback(self._ended.put)
        levels = [str(self._link.result(self._next())) for _ in known]
        return levels[0]

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
        future = self._link.grade(jobs)
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
        self._threads, self._looked = sum(self._link.threads().values()), now
        if self._threads:
            self._seen = now
        elif now - self._seen > RETURN:
            raise BoxError(LEFT)

    def _done(self, future: Any, jobs: list[Job]) -> Iterator[Done]:
        from distributed import KilledWorker

        try:
            done = self._link.result(future)
        except KilledWorker:
            if len(jobs) == 1:
                yield self._setup.held(jobs[0].student, ENDED)
            else:  # it was one of them: each by itself
                for job in jobs:
                    self._hand_over([job])
        else:
            yield from done

    def close(self) -> None:
        """Let go of the cluster."""
        self._link.close()
