"""A process that grades: forked from one that has loaded NumPy and nbgrader already."""

import gc
import os
import signal
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from autograder.lean import import_quickly

import_quickly()

from autograder.classroom.convert import Converter  # noqa: E402
from autograder.classroom.overheard import overheard  # noqa: E402
from autograder.classroom.work import Done, Job, Setup  # noqa: E402
from autograder.machine import end_with_parent  # noqa: E402

_setup: Setup
_converter: Converter | None = None


def begin(setup: Setup, cores: Sequence[int], number: Any) -> None:
    """Prepare the process; its grader starts with its first task, so that a refusal has words."""
    global _setup
    _setup = setup
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the recorder's to handle
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    with number.get_lock():
        place = number.value
        number.value += 1
    if cores:
        os.sched_setaffinity(0, {cores[place % len(cores)]})
    end_with_parent()


def level() -> str:
    """Start the grader and return its isolation in words; raises CourseError or BoxError."""
    return _warm().level.words


def grade(job: Job) -> Done:
    """Grade a submission."""
    with overheard() as told:
        done = _warm()(job)
    return replace(done, told=tuple(told))


def _warm() -> Converter:
    global _converter
    if _converter is None:
        _converter = Converter(_setup)
        gc.collect()
        gc.freeze()  # what is loaded stays: no collection need look at it again
        gc.set_threshold(20_000)  # a notebook is some thousand objects, and no cycles to speak of
    return _converter
