"""A process that grades: forked from one that has loaded NumPy and nbgrader already."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from autograder.classroom.convert import Converter
from autograder.classroom.messages import Done, Job, Setup
from autograder.classroom.workers.cores import settle_in, spare_collections

_setup: Setup
_converter: Converter | None = None


def begin(setup: Setup, cores: Sequence[int], number: Any) -> None:
    """Prepare the process; its grader starts with its first task, so that a refusal has words."""
    global _setup
    _setup = setup
    settle_in(cores, number)


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
        spare_collections()
    return _converter


@contextmanager
def overheard() -> Iterator[list[str]]:
    """Collect what the grader logs, and keep it from this machine's log."""
    log, told, ears = logging.getLogger("autograder"), list[str](), logging.Handler()
    ears.emit = lambda record: told.append(ears.format(record))  # type: ignore[method-assign]
    before, log.propagate = log.propagate, False
    log.addHandler(ears)
    try:
        yield told
    finally:
        log.removeHandler(ears)
        log.propagate = before
