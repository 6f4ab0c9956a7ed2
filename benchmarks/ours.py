"""``autograder grade`` on whole classes, recorded in nbgrader's gradebook."""

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.classes import hand_in, make_course
from benchmarks.memory import Watch
from benchmarks.paths import ROOT
from benchmarks.scores import Scores, recorded

SMALL = 10  # classes so small that one run tells little: these are graded several times


class Ours:
    """Classes of one assignment below a folder, and this grader on them.

    They are left there: ext4 looks at every inode of the last minutes' deleted files before it
    makes a new one, which would slow the next class down by half.
    """

    def __init__(self, folder: Path, assignment: str) -> None:
        self._folder, self._assignment = folder, assignment
        self._template = folder / "template"
        self._number = 0
        self.scores: Scores = {}
        make_course(self._template, assignment)
        self.first = self.fresh(SMALL)  # the known mistakes are tried once, and kept on disk

    def course(self, count: int, left_out: int = 0) -> Path:
        """Return a new course in which a class has handed in."""
        self._number += 1
        root = self._folder / f"class{self._number}"
        shutil.copytree(self._template, root)
        hand_in(root, self._assignment, count, left_out)
        return root

    def grade(self, root: Path, *words: str, watched: bool = False) -> tuple[float, int]:
        """Grade a course by command; return its seconds, and its peak of memory if watched."""
        line = [sys.executable, "-m", "autograder", "grade", self._assignment,
                "--course", str(root), *words]  # fmt: skip
        log = self._folder / "log.txt"
        with log.open("w") as file:
            start = time.perf_counter()
            process = subprocess.Popen(
                line, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT
            )
            watch = Watch(process.pid) if watched else None
            code = process.wait()
            seconds = time.perf_counter() - start
        peak = watch.stop() if watch else 0
        if code:
            raise RuntimeError(f"autograder ended with {code}: {log.read_text()[-2000:]}")
        return seconds, peak

    def fresh(self, count: int, *words: str, times: int = 1) -> float:
        """Return the seconds for a class that is not graded yet: the mean of ``times`` classes.

        They hold different students, as ten alone are no sample of four thousand.
        """
        taken = []
        for number in range(times):
            root = self.course(count, number * count)
            taken.append(self.grade(root, *words)[0])
            self.scores |= recorded(root)
        return statistics.fmean(taken)

    def growth(self, sizes: tuple[int, ...], jobs: int, times: int) -> dict[str, Any]:
        """Return the wall time of each size of class, and the cost of a submission in it."""
        words = ("--jobs", str(jobs))
        # a class in which every process has one submission, and no more, is nearly all start-up
        start = self.fresh(jobs, *words, times=times)
        found: dict[str, Any] = {"jobs": jobs, "start": start, "sizes": {}}
        for count in sizes:
            wall = self.fresh(count, *words, times=times if count <= SMALL else 1)
            each = wall / count
            # where so few are graded that chance in the start-up is more than they take
            net = (wall - start) / (count - jobs) if wall > start else each
            found["sizes"][count] = {"wall": wall, "each": each, "net": net}
        return found

    def twice(self, count: int, jobs: int) -> dict[str, Any]:
        """Return the peak of memory while a class is graded, and what grading it again takes."""
        root = self.course(count)
        wall, peak = self.grade(root, "--jobs", str(jobs), watched=True)
        before = recorded(root)
        again, _ = self.grade(root, "--jobs", str(jobs))
        same = recorded(root) == before
        return {"students": count, "wall": wall, "peak_mib": peak / 2**20, "again": again,
                "again_each": again / count, "same_scores": same}  # fmt: skip


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0))
