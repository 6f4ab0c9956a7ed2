"""The nbgrader plug-in: grades in the sandbox where nbgrader would run a kernel.

``nbgrader_config.py`` puts its preprocessors into nbgrader's own lists, so that ``nbgrader
autograde``, formgrader's button and ``autograder grade`` record the same scores.
"""

import atexit
from pathlib import Path
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_output
from nbgrader import utils
from nbgrader.api import MissingEntry
from nbgrader.preprocessors import NbGraderPreprocessor, OverwriteCells, SaveAutoGrades

from autograder import feedback
from autograder.grading import Grader
from autograder.outcome import Exercise, Graded
from autograder.records import MARK, NEXT, UNFINISHED
from autograder.sandbox.faults import BoxError
from autograder.settings import Grading
from autograder.submission import extract_cells

_graders: dict[Any, Grader] = {}


def warm_grader(settings: Grading, root: Path, name: str) -> Grader:
    """Return a grader that stays warm for the next submission, new when anything has changed."""
    assignment = settings.assignment(root, name)
    where = (assignment.folder, assignment.suites)
    state = (settings.isolation, settings.seed, settings.limits, assignment.signature)
    if (where, state) not in _graders:
        for key in [key for key in _graders if key[0] == where]:
            _graders.pop(key).close()
        _graders[where, state] = settings.grader(assignment)
    return _graders[where, state]


@atexit.register
def close_graders() -> None:
    """End all warm graders."""
    while _graders:
        _graders.popitem()[1].close()


class RestoreCells(OverwriteCells):
    """Overwrites cells as nbgrader does, and adds missing ones wherever their neighbours went.

    nbgrader's own version fails where the cell before a missing one is missing too, or is given.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Mark the copy as unfinished too, over whatever the submission says of itself."""
        nb.metadata[MARK] = UNFINISHED
        restored: tuple[NotebookNode, dict[str, Any]] = super().preprocess(nb, resources)
        return restored

    def add_missing_grade_cells(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Add each missing graded cell behind the nearest one that precedes it in the source."""
        source = self.gradebook.find_notebook(self.notebook_id, self.assignment_id)
        order = [cell.name for cell in source.source_cells]
        points = {cell.name: cell.max_score for cell in source.grade_cells}
        answers = {cell.name for cell in source.solution_cells}
        for place, cell in enumerate(source.source_cells):
            here = [c.metadata.get("nbgrader", {}).get("grade_id") for c in nb.cells]
            if cell.name in points and cell.name not in here:
                added = self.missing_cell_transform(
                    cell, points[cell.name], is_solution=cell.name in answers
                )
                before = [here.index(name) for name in order[:place] if name in here]
                nb.cells.insert(before[-1] + 1 if before else 0, added)
        return nb, resources


class GradeInSandbox(NbGraderPreprocessor):
    """Grades the notebook and puts feedback and points into its test cells' outputs."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Grade one notebook; BoxError where the sandbox fails, so that nothing is recorded."""
        about = resources["nbgrader"]
        root = Path.cwd()  # nbgrader converts in the course's root
        grader = warm_grader(Grading(config=self.config), root, about["assignment"])
        cells = extract_cells(nb, grader.assignment)
        graded = grader.grade_cells(cells, about.get("student", ""))
        if graded.error:
            raise BoxError(graded.error)
        self.log.info("Isolation: %s", grader.level.words)
        nb.metadata[MARK] = graded.as_json() | {NEXT: feedback.next_steps(graded.exercises)}
        resources["autograder"] = graded
        exercises = {f"test_{each.exercise}": each for each in graded.exercises}
        for cell in nb.cells:
            if cell.cell_type == "code":
                exercise = exercises.get(cell.metadata.get("nbgrader", {}).get("grade_id"))
                cell.outputs = _outputs(exercise) if exercise else []
                cell.execution_count = None
        return nb, resources


def _outputs(exercise: Exercise) -> list[NotebookNode]:
    text, html = feedback.as_text(exercise), feedback.as_html(exercise)
    shown = new_output("display_data", {"text/html": html, "text/plain": text})
    if exercise.score is None:  # whoever reads the outputs alone must not take this for full marks
        return [shown, new_output("stream", name="stderr", text="held back for review")]
    points = new_output("execute_result", {"text/plain": f"{exercise.score:.2f}"})
    return [shown, points]


class SaveGrades(SaveAutoGrades):
    """Records the scores; what a grader fault holds back has no score and waits for a person."""

    def _exercise(self, grade_id: str, resources: dict[str, Any]) -> Exercise | None:
        graded: Graded = resources["autograder"]
        slug = grade_id.removeprefix("test_")
        return next((each for each in graded.exercises if each.exercise == slug), None)

    def _add_score(self, cell: NotebookNode, resources: dict[str, Any]) -> None:
        grade_id = cell.metadata["nbgrader"]["grade_id"]
        exercise = self._exercise(grade_id, resources)
        if exercise is None or utils.is_solution(cell):
            super()._add_score(cell, resources)
            return
        grade = self.gradebook.find_grade(
            grade_id, self.notebook_id, self.assignment_id, self.student_id
        )
        score = exercise.score
        grade.auto_score = None if score is None else min(score, grade.max_score)
        grade.needs_manual_grade = score is None or grade.manual_score is not None
        self.gradebook.db.commit()

    def _add_comment(self, cell: NotebookNode, resources: dict[str, Any]) -> None:
        super()._add_comment(cell, resources)
        grade_id = cell.metadata["nbgrader"]["grade_id"]
        exercise = self._exercise(grade_id, resources)
        if exercise is None:
            return
        try:
            found = self.gradebook.find_comment(
                grade_id, self.notebook_id, self.assignment_id, self.student_id
            )
        except MissingEntry:  # a cell that only calls itself a solution
            return
        if found.auto_comment is None:
            found.auto_comment = feedback.comment(exercise)
            self.gradebook.db.commit()
