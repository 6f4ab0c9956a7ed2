"""What more cores would give, by a model: ``python -m benchmarks.many_cores``.

A submission takes ``g`` seconds of a core to grade and ``r`` of the one process that records, so
that on ``n`` cores ``min(n / (g + r), 1 / r)`` are done a second, and with ``k`` Dask workers on
other machines ``min(k / g, 1 / r)``. The recorder's limit is not only reckoned: it is measured with
graders that answer at once, with results made before.
"""

import argparse
import os
import pickle
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

from autograder.classroom import grade_class
from autograder.classroom.convert import Converter
from autograder.classroom.grade_class import Options
from autograder.classroom.messages import Done, Job, Setup
from autograder.classroom.workers.local import Workers
from autograder.course.course import Course
from autograder.course.settings import load_config
from benchmarks import report
from benchmarks.ours import Ours
from benchmarks.paths import BENCH

TURNS = 3  # times that each rate is measured; the median counts
MADE = 20  # results that the graders which answer at once have in store
CORES = (1, 2, 4, 8, 16, 32, 64)


@dataclass(frozen=True)
class Model:
    """Seconds of a core that grading a submission takes, and recording it."""

    grading: float
    recording: float

    def rate(self, cores: int) -> float:
        """Return submissions a second on one machine, where recorder and graders share cores."""
        return min(cores / (self.grading + self.recording), 1 / self.recording)

    def with_workers(self, workers: int) -> float:
        """Return submissions a second where the graders' cores are other machines'."""
        return min(workers / self.grading, 1 / self.recording)

    @property
    def enough(self) -> float:
        """Return how many graders' cores keep the recorder busy."""
        return self.grading / self.recording


class AtOnce:
    """Graders that take no time: each job gets a result made before, as it comes from a process."""

    level = "none: what is measured is the recorder"

    def __init__(self, made: list[Done]) -> None:
        self._made = made

    def done(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """Yield a result for each job; both pass through what a pool's pipe takes."""
        for number, job in enumerate(jobs):
            job = pickle.loads(pickle.dumps(job))
            done = self._made[number % len(self._made)]
            result = done.result | {"submission": job.student}
            yield pickle.loads(pickle.dumps(replace(done, student=job.student, result=result)))

    def close(self) -> None:
        """Do nothing."""


def recorder_alone(ours: Ours, assignment: str, count: int) -> float:
    """Return the seconds that the recorder takes for a submission, with graders that take none."""
    root = ours.course(count)
    made: list[Done] = []

    def at_once(setup: Setup, *_: object) -> Workers:
        grade = Converter(setup)
        folders = sorted((root / "submitted").iterdir())[:MADE]
        files = [folder / assignment / f"{assignment}.ipynb" for folder in folders]
        made.extend(grade(Job(file.parts[-3], file.read_bytes())) for file in files)
        start.append(time.perf_counter())
        return AtOnce(made)

    start: list[float] = []
    course = Course(root)
    with patch.object(grade_class, "_workers", at_once):
        results = grade_class.grade_class(
            course, load_config(course), assignment, Options(), say=len
        )
        recorded = sum(result["status"] == "graded" for result in results)
    if recorded != count:
        raise RuntimeError(f"{recorded} of {count} submissions were recorded")
    return (time.perf_counter() - start[0]) / count


def one_core(ours: Ours, count: int) -> float:
    """Return the seconds that a submission takes in all, where everything shares one core."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    try:
        start, wall = ours.fresh(1), ours.fresh(count)
    finally:
        os.sched_setaffinity(0, cores)
    return (wall - start) / (count - 1)


def all_cores(ours: Ours, count: int) -> float:
    """Return the submissions a second that all cores of this machine are measured to grade."""
    jobs = len(os.sched_getaffinity(0))
    start, wall = ours.fresh(jobs), ours.fresh(count)
    return (count - jobs) / (wall - start)


def say(model: Model, measured: float) -> None:
    """Print the model, and what all cores of this machine are measured to do."""
    here = len(os.sched_getaffinity(0))
    grading, recording = model.grading * 1e3, model.recording * 1e3
    print(
        f"grading {grading:.1f} ms of a core, recording {recording:.1f} ms: "
        f"{1 / model.recording:.0f} a second at most, from {model.enough:.0f} graders on"
    )
    print("  cores  one machine   measured   graders on other machines (Dask)")
    for cores in CORES:
        found = f"{measured:6.1f} / s" if cores == here else " " * 10
        limit = " recorder" if model.with_workers(cores) * model.recording > 0.99 else ""
        print(f"{cores:7} {model.rate(cores):9.1f} / s {found} {model.with_workers(cores):9.1f} / s"
              f"{limit}")  # fmt: skip


def main() -> None:
    """Measure, fit, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("assignment", nargs="?", default="regularization")
    parser.add_argument("--count", type=int, default=200, help="submissions of each class")
    options = parser.parse_args()
    if options.count < 2:
        parser.error("--count takes 2 or more: one submission tells nothing of the next")
    report.say_machine(report.machine())
    BENCH.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="run-", dir=BENCH) as folder:
        ours = Ours(Path(folder), options.assignment)
        alone = [recorder_alone(ours, options.assignment, 5 * options.count) for _ in range(TURNS)]
        whole = [one_core(ours, options.count) for _ in range(TURNS)]
        here = [all_cores(ours, options.count) for _ in range(TURNS)]
    recording = statistics.median(alone)
    say(Model(statistics.median(whole) - recording, recording), statistics.median(here))


if __name__ == "__main__":
    main()
