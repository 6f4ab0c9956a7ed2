"""Isolated grading against pure compute, on the same submissions, one core and one BLAS thread.

``python -m benchmarks.pure [ASSIGNMENT] [--count 40]``. Both sides run a submission's cells in a
fresh namespace and then every check. They take turns, so that a drifting machine favours neither.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before NumPy is loaded

import argparse
import contextlib
import io
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from autograder.course.course import Assignment, Course
from autograder.grading.grader import Grader
from autograder.sandbox.inside.cells import run_cell
from autograder.sandbox.notebook_cells import Cell
from autograder.submission.cells import extract_cells, right_parts
from autograder.testing.results import Graded, Outcome
from benchmarks.classes import submissions
from benchmarks.inprocess import Checks, Result, fresh_names, share
from benchmarks.paths import ROOT

Verdicts = dict[str, dict[str, bool]]


@contextlib.contextmanager
def one_core(folder: Path) -> Iterator[None]:
    """Keep this process on one core, silent, with the given helpers in ``folder`` importable."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        os.sched_setaffinity(0, cores)


class Pure:
    """The checks as plain functions, on code that runs in this very process."""

    def __init__(self, assignment: Assignment) -> None:
        self._checks, self._exercises = Checks(assignment), tuple(assignment.points)
        self._beside = right_parts(assignment)

    def __call__(self, cells: list[Cell], name: str) -> Verdicts:
        """Run a submission's cells and all checks; return which passed."""
        names = fresh_names()
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            for cell in cells:
                run_cell(cell.source, cell.filename, names)
            found = {each: self._judged(names, each) for each in self._exercises}
        return {each: {result.name: result.passed for result in results}
                for each, results in found.items()}  # fmt: skip

    def _judged(self, names: dict[str, Any], exercise: str) -> list[Result]:
        """Judge an exercise as the grader does: beside right parts, and beside its own."""
        if exercise not in self._beside:
            return self._checks.run(names, exercise)[exercise]
        right, fresh = self._beside[exercise], fresh_names()
        for cell in right.cells:
            run_cell(cell.source, cell.filename, fresh)
        own = {name: names[name] for name in right.names if name in names}
        names.update({name: fresh[name] for name in right.names})
        found = self._checks.run(names, exercise)[exercise]
        if all(result.passed for result in found):
            return found
        names.update(own)
        return max(found, self._checks.run(names, exercise)[exercise], key=share)


def verdicts(graded: Graded) -> Verdicts:
    """Return which checks passed in the sandbox."""
    return {
        each.exercise: {check.name: check.outcome is Outcome.PASS for check in each.checks}
        for each in graded.exercises
    }


def timed(call: Callable[..., Any], *arguments: Any) -> tuple[float, Any]:
    """Return the seconds that a call takes, and what it returns."""
    start = time.perf_counter()
    value = call(*arguments)
    return time.perf_counter() - start, value


def compare(name: str, count: int, rounds: int = 3) -> dict[str, Any]:
    """Return each side's seconds per submission, and which submissions they judge differently."""
    assignment = Course(ROOT).assignment(name)
    handed_in = [(student, extract_cells(notebook, assignment))
                 for student, notebook in submissions(name, count)]  # fmt: skip
    seconds: dict[str, list[list[float]]] = {"pure": [], "isolated": []}
    differ = []
    with one_core(assignment.folder), Grader(assignment) as grader:
        sides = {"pure": Pure(assignment), "isolated": grader.grade_cells}
        grader.diagnoses.learn()  # once a suite, not once a class: it is kept on disk
        for student, cells in handed_in[:5]:  # warm both up
            [side(cells, student) for side in sides.values()]
        for student, cells in handed_in:
            taken: dict[str, list[float]] = {"pure": [], "isolated": []}
            for turn in range(rounds):
                found = {}
                for side in sorted(sides, reverse=bool(turn % 2)):
                    spent, found[side] = timed(sides[side], cells, student)
                    taken[side].append(spent)
            for side, each in taken.items():
                seconds[side].append(each)
            if found["pure"] != verdicts(found["isolated"]):
                differ.append(student)
    each = {side: [statistics.median(taken) for taken in all_taken]
            for side, all_taken in seconds.items()}  # fmt: skip
    return summary(each) | {"submissions": count, "differ": differ}


def summary(seconds: dict[str, list[float]]) -> dict[str, Any]:
    """Return median and mean of each side, in seconds a submission, and the ratios."""
    found: dict[str, Any] = {}
    for kind, average in (("median", statistics.median), ("mean", statistics.fmean)):
        pure, isolated = average(seconds["pure"]), average(seconds["isolated"])
        found[kind] = {"pure": pure, "isolated": isolated, "ratio": isolated / pure}
    return found


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("assignment", nargs="?", default="regularization")
    parser.add_argument("--count", type=int, default=40, help="submissions")
    parser.add_argument("--rounds", type=int, default=3, help="times that each is graded")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    found = compare(options.assignment, options.count, options.rounds)
    if options.json:
        print(json.dumps(found))
        return
    for kind in ("median", "mean"):
        pure, isolated, ratio = (found[kind][each] for each in ("pure", "isolated", "ratio"))
        print(f"{kind:6}  pure compute {pure * 1e3:6.1f} ms   isolated {isolated * 1e3:6.1f} ms   "
              f"{ratio:.2f} times")  # fmt: skip
    agreeing = options.count - len(found["differ"])
    print(f"{agreeing} of {options.count} submissions get the same verdict on every check")
    if found["differ"]:
        sys.exit(f"differ: {', '.join(found['differ'])}")


if __name__ == "__main__":
    main()
