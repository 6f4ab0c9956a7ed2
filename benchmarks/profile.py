"""Where the milliseconds of one submission go: ``python -m benchmarks.profile [ASSIGNMENT]``.

Grades a class into a gradebook in one process on one core, with a stopwatch around each part. What
a part spends in another one is counted there alone, so that the parts add up to the whole.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before NumPy is loaded

import argparse
import functools
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.classroom import convert, grade_class, plan
from autograder.classroom.recording import autograded_folder, recorder, rows
from autograder.course.course import Course
from autograder.course.settings import load_config
from autograder.feedback import wording
from autograder.gradebook import preprocessors
from autograder.grading.diagnosis import Diagnoses
from autograder.grading.grader import Grader
from autograder.grading.suites import direct_calls
from autograder.sandbox.box import Box
from autograder.sandbox.inside import wire
from autograder.sandbox.notebook_run import NotebookRun
from autograder.sandbox.process import Process
from autograder.sandbox.session import Session
from benchmarks.classes import hand_in, make_course

Part = tuple[Any, str, str]
PARTS: tuple[Part, ...] = (
    (plan, "job_of", "read the file"),
    (convert, "normalise", "tidy the notebook, restore its cells, entries"),
    (convert.Converter, "_converted", "tidy the notebook, restore its cells, entries"),
    (convert, "as_text", "write the notebook as text"),
    (preprocessors, "_outputs", "feedback: words, HTML, pictures"),
    (wording, "next_steps", "feedback: words, HTML, pictures"),
    (Grader, "grade_cells", "outcomes, receipt, the way to pytest's thread"),
    (Diagnoses, "named", "name the mistake"),
    (Box, "spawn", "fork the student's process"),
    (Process, "kill", "end the student's process"),
    (NotebookRun, "start", "run the cells"),
    (NotebookRun, "bring", "run the cells"),
    (direct_calls, "call", "checks: inputs, expected values, comparison"),
    (Session, "request", "proxies and session"),
    (wire, "dump", "wire: encode"),
    (wire, "load", "wire: decode"),
    (Process, "_filled", "wait for the box: the student's code and its side of the wire"),
    (Process, "_send", "wait for the box: the student's code and its side of the wire"),
    (autograded_folder.Folders, "stage", "folder in autograded/"),
    (autograded_folder.Folders, "place", "folder in autograded/"),
    (rows.Rows, "write", "gradebook: rows"),
    (recorder.Recorder, "_write", "gradebook: commit"),
)


class Stopwatch:
    """Sums the seconds of each part, without those of the parts that it calls.

    The suites' thread and the grader's take turns, so one stack serves both.
    """

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._inner: list[float] = []

    def around(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function with the watch around it."""

        @functools.wraps(function)
        def timed(*args: Any, **kwargs: Any) -> Any:
            start = time.perf_counter()
            self._inner.append(0.0)
            try:
                value = function(*args, **kwargs)
                return list(value) if part == "name the mistake" else value
            finally:
                spent = time.perf_counter() - start
                self.seconds[part] += spent - self._inner.pop()
                if self._inner:
                    self._inner[-1] += spent

        return timed

    def install(self) -> None:
        """Put the watch around all parts, wherever they have been imported to."""
        for owner, name, part in PARTS:
            timed = self.around(part, original := getattr(owner, name))
            setattr(owner, name, timed)
            for module in [m for key, m in sys.modules.items() if key.startswith("autograder")]:
                if getattr(module, name, None) is original:
                    setattr(module, name, timed)


def profile(assignment: str, count: int) -> tuple[float, Counter[str]]:
    """Return the seconds that a class took from its first submission on, and those of each part."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "course")
        make_course(root, assignment)
        hand_in(root, assignment, count)
        course = Course(root)
        config = load_config(course)
        options = grade_class.Options(jobs=1, force=True)
        list(grade_class.grade_class(course, config, assignment, options, say=len))  # warm
        watch = Stopwatch()
        watch.install()
        start: list[float] = []
        begin = lambda _: start.append(time.perf_counter())  # noqa: E731
        list(grade_class.grade_class(course, config, assignment, options, say=begin))
        return time.perf_counter() - start[0], watch.seconds


def main() -> None:
    """Profile and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("assignment", nargs="?", default="regularization")
    parser.add_argument("--count", type=int, default=100, help="submissions")
    options = parser.parse_args()
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    whole, seconds = profile(options.assignment, options.count)
    print(f"{options.assignment}: milliseconds a submission, {options.count} of them, one core")
    seconds["the rest"] = whole - sum(seconds.values())
    for part, spent in seconds.most_common():
        print(f"{spent / options.count * 1e3:8.2f}  {part}")
    print(f"{whole / options.count * 1e3:8.2f}  all")


if __name__ == "__main__":
    main()
