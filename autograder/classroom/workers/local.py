"""Grades submissions on this machine: in this process, or in several that are forked warm."""

import importlib
import itertools
import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from multiprocessing import forkserver
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from autograder.classroom.workers.cores import CAN_PIN, cores, undisturbed
from autograder.sandbox.exceptions import BoxError

if TYPE_CHECKING:  # needs nbgrader, and not all that is done in processes does
    from autograder.classroom.messages import Done, Job, Setup

GRADING = "autograder.classroom.workers.grading_process"
LOADED = "autograder.classroom.workers.loaded"
AHEAD = 8  # submissions that wait for each process while the recorder writes a batch
MOST_BYTES = 4 * 2**20  # of submissions under way for each process; one alone may be larger
ENDED = "the process that graded it has ended, twice: is there enough memory?"


Task = TypeVar("Task")
Outcome = TypeVar("Outcome")
Taken = TypeVar("Taken", contravariant=True)
Made = TypeVar("Made", covariant=True)


class Pooled(Protocol[Taken, Made]):
    """What the processes of a pool are set up with; it is sent to each."""

    def size(self, task: Taken, /) -> int:
        """Return the bytes that a task takes while it is under way."""

    def lost(self, task: Taken, why: str, /) -> Made:
        """Return the outcome of a task that has ended its process, twice."""


class Workers(Protocol):
    """Those who grade, wherever they are."""

    @property
    def level(self) -> str:
        """Their isolation, in words."""

    def done(self, jobs: "Iterable[Job]") -> "Iterator[Done]":
        """Yield the result of each job, in any order; take no more jobs than are soon needed."""

    def close(self) -> None:
        """End what was started, whatever it is at."""


def next_of(
    jobs: Iterator[Task], count: int, room: int, size: Callable[[Task], int]
) -> Iterator[Task]:
    """Yield the next jobs, at most ``count``, until they fill the ``room`` in bytes."""
    for job in itertools.islice(jobs, count if room > 0 else 0):
        room -= size(job)
        yield job
        if room <= 0:
            return


class InProcess:
    """Grades in this process, one submission after the other."""

    def __init__(self, setup: "Setup") -> None:
        # what many processes load, the one that records need not
        from autograder.classroom.convert import Converter

        self._convert = Converter(setup)
        self.level = self._convert.level.words

    def done(self, jobs: "Iterable[Job]") -> "Iterator[Done]":
        """Yield the result of each job."""
        yield from map(self._convert, jobs)

    def close(self) -> None:
        """Do nothing: the grader stays warm."""


def load_ahead(work: str = GRADING) -> None:
    """Begin to load what the processes that do ``work`` need, while this one goes on."""
    forkserver.set_forkserver_preload([work, LOADED])
    with undisturbed():
        forkserver.ensure_running()


def local(setup: "Setup", count: int) -> Workers:
    """Return ``count`` processes, or for one of them this process."""
    return Processes(setup, count) if count > 1 else InProcess(setup)


@dataclass(frozen=True)
class _Function:
    """A function of a module that only the processes load."""

    module: str
    name: str

    def __call__(self, *args: Any) -> Any:
        return getattr(importlib.import_module(self.module), self.name)(*args)


class Processes(Generic[Task, Outcome]):
    """Does tasks in ``count`` processes, which begin at once; nobody waits for them here.

    `level` and `done` raise CourseError or BoxError where they cannot begin.

    ``work``: the name of the module with what they do, `grading_process` for submissions.
    ``bound``: the cores that they take, in turn (default: all, where there is a process for each).
    """

    def __init__(
        self,
        setup: Pooled[Task, Outcome],
        count: int,
        work: str = GRADING,
        bound: list[int] | None = None,
    ) -> None:
        self._setup, self._count = setup, count
        self._begin, self._grade = _Function(work, "begin"), _Function(work, "grade")
        # worker and box take turns, and waking another core takes longer than most answers
        whole = cores() if CAN_PIN and count >= len(cores()) else []
        self._cores = whole if bound is None else bound
        self._context = multiprocessing.get_context("forkserver")
        load_ahead(work)
        self._waiting: dict[Future[Outcome], Task] = {}
        self._pool = self._start(count)
        with self._beginning(), undisturbed():
            self._ready = [self._pool.submit(_Function(work, "level")) for _ in range(count)]

    @cached_property
    def level(self) -> str:
        """Their isolation, in words, once all have begun."""
        with self._beginning():
            levels = [str(each.result()) for each in self._ready]
        return levels[0]

    @contextmanager
    def _beginning(self) -> Iterator[None]:
        try:
            yield
        except BrokenProcessPool:
            self.close()
            raise BoxError(
                "the processes that grade do not start: is there enough memory?"
            ) from None
        except BaseException:
            self.close()
            raise

    def _start(self, count: int) -> ProcessPoolExecutor:
        with undisturbed():
            start = (self._setup, self._cores, self._context.Value("i", 0))
            return ProcessPoolExecutor(count, self._context, self._begin, start)

    def done(self, jobs: Iterable[Task]) -> Iterator[Outcome]:
        """Yield the result of each job as it comes; no more jobs are taken than are soon needed."""
        jobs, waiting = iter(jobs), self._waiting
        # raises where they cannot begin: no submission is to blame for that
        _ = self.level
        while True:
            more, size = self._count * (1 + AHEAD) - len(waiting), self._setup.size
            room = self._count * MOST_BYTES - sum(map(size, waiting.values()))
            lost = self._submit(next_of(jobs, more, room, size))
            if not waiting and not lost:
                return
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                job = waiting.pop(future)
                try:
                    done = future.result()
                except BrokenProcessPool:
                    lost.append(job)
                else:
                    yield done
            # one of those under way has ended its process: each has another try, alone
            if lost:
                lost += waiting.values()
                waiting.clear()
                yield from map(self._alone, lost)
                self._restart(self._count)

    def _submit(self, jobs: Iterable[Task]) -> list[Task]:
        """Hand jobs over; return those that the pool does not take, for it has just broken."""
        lost = []
        for job in jobs:
            try:
                with undisturbed():
                    self._waiting[self._pool.submit(self._grade, job)] = job
            except BrokenProcessPool:
                lost.append(job)
        return lost

    def _alone(self, job: Task) -> Outcome:
        self._restart(1)
        try:
            with undisturbed():
                future = self._pool.submit(self._grade, job)
            done: Outcome = future.result()
        except BrokenProcessPool:
            done = self._setup.lost(job, ENDED)
        return done

    def _restart(self, count: int) -> None:
        self.close()
        self._pool = self._start(count)

    def close(self) -> None:
        """End the processes, whatever they are at."""
        processes = list((self._pool._processes or {}).values()) if self._waiting else []
        self._pool.shutdown(wait=not processes, cancel_futures=True)
        for each in processes:
            each.kill()
        self._waiting.clear()
