"""What stays of a recorded grade: the exercise's outcome and the feedback as it was written."""

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import nbformat
from nbformat.notebooknode import NotebookNode
from nbformat.v4.rwbase import rejoin_lines
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.course.course import Course
from autograder.course.known_solutions import Entry
from autograder.feedback import wording
from autograder.gradebook.preprocessors import GRADER
from autograder.grading.receipts.receipt import Receipt
from autograder.submission.mark import MARK, NEXT, result_of
from autograder.testing.results import Check, Exercise, Outcome

TEXTS = ("text/html", "text/plain")
Checks = Mapping[str, tuple[str, float]]  # title and weight of each check of an exercise
Catalogue = Mapping[str, Checks]


@dataclass(frozen=True)
class Kept:
    """An exercise that is not run again: as it counts now, its outputs and its next step."""

    exercise: Exercise
    outputs: list[NotebookNode]
    step: str


@dataclass(frozen=True)
class Record:
    """An autograded notebook that holds a result of ours."""

    notebook: dict[str, Any]
    result: dict[str, Any]

    @property
    def receipt(self) -> Receipt:
        """Return the receipt of the grade, empty where an older version left none."""
        return self.result.get("receipt") or {}

    @cached_property
    def exercises(self) -> dict[str, Any]:
        """Return the results of the exercises by name."""
        return {each["exercise"]: each for each in self.result["exercises"]}

    @cached_property
    def steps(self) -> dict[str, str]:
        """Return what each exercise's feedback begins with."""
        found = self.notebook["metadata"][MARK].get(NEXT)
        return found if isinstance(found, dict) else {}

    def kept(self, before: Exercise, now: Exercise) -> Kept | None:
        """Return an exercise with its feedback for the points of ``now``; None: there is none."""
        outputs = self._outputs(before.exercise)
        if before.exercise not in self.steps or outputs is None:
            return None
        old, new = wording.headline(before), wording.headline(now)
        for output in outputs:
            data = output.get("data", {})
            for kind in TEXTS:
                if output["output_type"] == "display_data":
                    if old not in data.get(kind, ""):
                        return None
                    data[kind] = data[kind].replace(old, new, 1)
                elif kind in data:
                    data[kind] = f"{now.score:.2f}"
        return Kept(now, outputs, self.steps[before.exercise])

    def _outputs(self, exercise: str) -> list[NotebookNode] | None:
        for cell in self.notebook["cells"]:
            if cell["metadata"].get("nbgrader", {}).get("grade_id") == f"test_{exercise}":
                made = nbformat.from_dict({"cells": [copy.deepcopy(cell)]})
                return list(rejoin_lines(made).cells[0].get("outputs", [])) or None
        return None


def keep(record: Record, exercise: str, points: float, checks: Checks) -> Kept | None:
    """Return an exercise as it is recorded, worth ``points``; None where it must run again."""
    before = rebuilt(record.exercises[exercise], checks)
    return record.kept(before, replace(before, max_score=points)) if before else None


def rebuilt(old: Mapping[str, Any], checks: Checks) -> Exercise | None:
    """Return an exercise from its JSON; None where the suite has other checks."""
    if {check["name"] for check in old["checks"]} != checks.keys():
        return None
    made_of = tuple(
        Check(
            check["name"], *checks[check["name"]], Outcome(check["outcome"]),
            check["rationale"], check["hint"],
        )
        for check in old["checks"]
    )  # fmt: skip
    slug = old["misconception"]
    named = Entry(old["exercise"], slug, "", "") if slug else None
    made = Exercise(old["exercise"], float(old["max_score"]), made_of, named)
    return made if made.score == old["score"] else None


def read_record(course: Course, assignment: str, student: str) -> Record | None:
    """Return what grading has left of a student; None where it left nothing that is complete."""
    return read(course.root / "autograded" / student / assignment / f"{assignment}.ipynb")


def read(path: Path) -> Record | None:
    """Return what an autograded notebook holds; None where it has no result of ours."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        result = result_of(notebook["metadata"].get(MARK))
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
    return Record(notebook, result) if result and "exercises" in result else None


class KeepFeedback(NbGraderPreprocessor):
    """Puts the feedback of what was not run again back into its cells, as it was recorded."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Change the notebook that `GradeInSandbox` has just filled with words of its own."""
        kept: dict[str, Kept] = resources[GRADER].kept
        for exercise, each in kept.items():
            nb.metadata[MARK][NEXT][exercise] = each.step
        for cell in nb.cells:
            grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
            found = kept.get(grade_id.removeprefix("test_"))
            if cell.cell_type == "code" and found and grade_id.startswith("test_"):
                cell.outputs = found.outputs
        return nb, resources
