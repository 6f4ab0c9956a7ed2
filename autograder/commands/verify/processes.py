"""Grades trials in processes of their own, each with warm graders; a mutant is code gone wild."""

import atexit
import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from threading import Event, Thread

from traitlets.config import Config

from autograder.commands.verify.proof import Trial, TrialResult
from autograder.course.course import Course
from autograder.course.settings import Grading
from autograder.grading.grader import Grader
from autograder.sandbox.exceptions import BoxError
from autograder.sandbox.limits import Level, Limits

CHUNK = 4
SECONDS = 2.0  # of a call or a cell: what takes longer never ends; a busy machine is allowed for


@dataclass(frozen=True)
class VerifySetup:
    """What a process needs to grade."""

    root: Path
    suites: Path
    lowest: Level
    limits: Limits
    seed: int

    @classmethod
    def of(cls, course: Course, config: Config) -> "VerifySetup":
        """Return the course's own settings, but with less time for what never ends."""
        settings = Grading(config=config)
        brief = {name: min(getattr(settings, name), SECONDS)
                 for name in ("call_seconds", "cell_seconds")}  # fmt: skip
        limits = replace(settings.limits, **brief)
        lowest, suites = Level.named(settings.isolation), Path(course.root, settings.suites)
        return cls(course.root, suites, lowest, limits, settings.seed)

    def grader(self, assignment: str) -> Grader:
        """Start a grader."""
        chosen = Course(self.root, self.suites).assignment(assignment)
        return Grader(chosen, self.lowest, self.limits, self.seed)


def grade_trial(grader: Grader, trial: Trial) -> TrialResult:
    """Grade one trial."""
    only = frozenset({trial.exercise})
    graded = grader.grade_cells(list(trial.cells), f"{trial.kind} {trial.name}".strip(), only=only)
    exercise = graded.exercises[0] if graded.exercises else None
    causes = [check.cause for check in exercise.checks if check.outcome == "error"] \
        if exercise else []  # fmt: skip
    return TrialResult(trial, exercise, graded.error or "; ".join(causes))


def grade_trials(
    setup: VerifySetup, trials: Iterable[Trial], processes: int
) -> Iterator[TrialResult]:
    """Yield the findings of all trials, in any order; raises BoxError where nothing can run."""
    spawn = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(processes, spawn, _begin, (setup,))
    try:
        with _uninterrupted():
            futures = [pool.submit(_attempt_some, chunk) for chunk in _chunks(trials)]
        for future in as_completed(futures):
            yield from future.result()
    except BrokenProcessPool:
        raise BoxError("a process that graded has ended; is there enough memory?") from None
    finally:  # an interrupted run waits for no more than what is being graded just now
        pool.shutdown(cancel_futures=True)


def _chunks(trials: Iterable[Trial]) -> Iterator[list[Trial]]:
    rest = iter(trials)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Put an interrupt off while processes start: it is ours to handle, and they inherit this."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


# From here on: in the processes. Each has one warm grader for every assignment it comes across.
_graders: dict[str, Grader] = {}
_interrupted = Event()
_setup: VerifySetup


def _begin(setup: VerifySetup) -> None:
    global _setup
    _setup = setup
    signal.signal(signal.SIGINT, lambda *_: _interrupted.set())
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End when the parent was killed: the pool would wait for its word for ever."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _attempt_some(trials: list[Trial]) -> list[TrialResult]:
    left = (trial for trial in trials if not _interrupted.is_set())
    return [grade_trial(_warm(trial.assignment), trial) for trial in left]


def _warm(assignment: str) -> Grader:
    if assignment not in _graders:
        _graders[assignment] = grader = _setup.grader(assignment)
        atexit.register(grader.close)
    return _graders[assignment]
