"""Classes to grade: as many students as asked for, and the same ones in each run.

For each exercise about 60 % hand in a right solution (the reference or an alternative), 30 % a
misconception, and 10 % leave it untouched. No two notebooks are the same.
"""

import json
import random
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from autograder.commands.demo.notebooks import solution_code
from autograder.course.course import Assignment, Course
from autograder.course.exercise_files import ALTERNATIVES, MISCONCEPTIONS
from autograder.course.known_solutions import read_known_solutions
from benchmarks.paths import ROOT

Notebook = dict[str, Any]
Change = Callable[[Notebook], Notebook]
RIGHT, WRONG, REFERENCE, ANSWERED = 0.6, 0.3, 0.4, 0.85
STAMP = "2026-03-02 10:00:00.000000 UTC"
ANSWER = "Smaller weights make a smoother boundary, and no unit can rely on one other. ({})"


class SyntheticClass:
    """The students of one assignment, who fill in its ``released`` notebook."""

    def __init__(self, assignment: Assignment, released: Notebook, seed: int = 1) -> None:
        self._assignment, self._released, self._seed = assignment, released, seed
        self._right = {each: self._bank(ALTERNATIVES, each) for each in assignment.points}
        self._wrong = {each: self._bank(MISCONCEPTIONS, each) for each in assignment.points}
        self._codes: dict[tuple[str, str], str] = {}

    def submissions(self, count: int, left_out: int = 0) -> Iterator[tuple[str, Notebook]]:
        """Yield names and notebooks; a larger class begins with the students of the smaller one.

        ``left_out``: how many students to pass over.
        """
        for number in range(left_out + 1, left_out + count + 1):
            name = f"student{number:05}"
            yield name, self._notebook(name, random.Random(f"{self._seed} {name}"))

    def _bank(self, kind: str, exercise: str) -> list[str]:
        # a kernel runs an exercise's tests before the next one's cell, and the grader after it
        others = "|".join(each for each in self._assignment.points if each != exercise)
        redefines = re.compile(rf"^(def|class) ({others})\b", re.MULTILINE)
        entries = read_known_solutions(self._assignment, kind, exercise)
        return [f"{kind}/{each.slug}" for each in entries if not redefines.search(each.code)]

    def _notebook(self, name: str, draws: random.Random) -> Notebook:
        cells, signed = [], False
        for cell in self._released["cells"]:
            meta = cell["metadata"].get("nbgrader", {})
            written = None
            if meta.get("solution"):
                written = self._work(name, cell["cell_type"], meta["grade_id"], draws)
            elif cell["cell_type"] == "code" and not meta and not signed:
                written, signed = f"{''.join(cell['source'])}\n# {name}", True
            cells.append(cell if written is None else cell | {"source": written})
        return self._released | {"cells": cells}

    def _work(self, name: str, kind: str, exercise: str, draws: random.Random) -> str | None:
        """Return what a student writes into a cell; None: nothing."""
        luck = draws.random()
        if kind == "markdown":
            return ANSWER.format(name) if luck < ANSWERED else None
        if luck >= RIGHT + WRONG:
            return None
        choice = "right"
        if luck >= RIGHT:
            choice = draws.choice(self._wrong[exercise])
        elif draws.random() >= REFERENCE:
            choice = draws.choice(self._right[exercise])
        if (exercise, choice) not in self._codes:
            code = solution_code(self._assignment, exercise, choice)
            self._codes[exercise, choice] = code.rstrip()
        return f"{self._codes[exercise, choice]}\n# {name}\n"


def released(folder: Path, assignment: str) -> Notebook:
    """Return the notebook that the course in ``folder`` has released."""
    path = folder / "release" / assignment / f"{assignment}.ipynb"
    notebook: Notebook = json.loads(path.read_text(encoding="utf-8"))
    return notebook


def submissions(assignment: str, count: int) -> Iterator[tuple[str, Notebook]]:
    """Yield names and notebooks of a class that works on the project's own release."""
    found = Course(ROOT).assignment(assignment)
    return SyntheticClass(found, released(ROOT, assignment)).submissions(count)


def make_course(
    root: Path, assignment: str, config: str | None = None, change: Change | None = None
) -> None:
    """Make a course with the assignment generated and nobody in it yet.

    ``config`` takes the place of the project's configuration; ``change`` alters the source.
    """
    from nbgrader.apps import NbGraderAPI  # takes seconds, which a class alone does not need

    from autograder.course.settings import load_config

    root.mkdir(parents=True)
    ignored = shutil.ignore_patterns(".ipynb_checkpoints", "__pycache__", "datasets")
    shutil.copytree(ROOT / "source" / assignment, root / "source" / assignment, ignore=ignored)
    settings = config or (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    (root / "nbgrader_config.py").write_text(settings, encoding="utf-8")
    if change:
        path = root / "source" / assignment / f"{assignment}.ipynb"
        path.write_text(json.dumps(change(json.loads(path.read_text(encoding="utf-8")))))
    reply = NbGraderAPI(config=load_config(Course(root))).generate_assignment(assignment)
    if not reply["success"]:
        raise RuntimeError(f"nbgrader cannot generate {assignment}: {reply}")


def hand_in(root: Path, assignment: str, count: int, left_out: int = 0) -> None:
    """Have ``count`` students hand in what the course at ``root`` has released."""
    known = Course(ROOT).assignment(assignment)  # the banks are solutions of the original
    students = SyntheticClass(known, released(root, assignment))
    for name, notebook in students.submissions(count, left_out):
        folder = root / "submitted" / name / assignment
        folder.mkdir(parents=True)
        (folder / f"{assignment}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
        (folder / "timestamp.txt").write_text(STAMP, encoding="utf-8")
