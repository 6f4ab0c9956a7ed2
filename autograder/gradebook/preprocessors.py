"""The nbgrader plug-in: grades in the sandbox where nbgrader would run a kernel.

``nbgrader_config.py`` puts its preprocessors into nbgrader's own lists, so that ``nbgrader
autograde``, formgrader's button and ``autograder grade`` record the same scores.
"""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor, OverwriteCells, SaveAutoGrades

from autograder.course.course import test_cell_of
from autograder.course.settings import Grading
from autograder.feedback import wording
from autograder.gradebook.entries import enter_into, entries_of
from autograder.gradebook.master_copy import Master, read_master
from autograder.sandbox.exceptions import BoxError
from autograder.submission.cells import extract_cells
from autograder.submission.mark import CALLED, MARK, NEXT, UNFINISHED, of_submission
from autograder.testing.results import Exercise

if TYPE_CHECKING:
    from autograder.grading.grader import Grader

# what conversions pass on in nbgrader's resources: the master copy, a grader, the result
MASTER, GRADER, GRADED = "master copy", "grader", "graded"


class RestoreCells(OverwriteCells):
    """Overwrites cells as nbgrader does, and adds missing ones wherever their neighbours went.

    nbgrader's own version fails where the cell before a missing one is missing too, or is given.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Restore from the master copy in ``resources``, or else from the gradebook.

        Marks the copy as unfinished too, over whatever the submission says of itself.
        """
        about = resources["nbgrader"]
        self.notebook_id, self.assignment_id = about["notebook"], about["assignment"]
        self.gradebook = resources.get(MASTER) or self._master(about)
        nb.metadata[MARK] = {**UNFINISHED, **of_submission(nb.metadata.get(MARK, {}))}
        if kernelspec := self.gradebook.kernelspec:
            nb.metadata["kernelspec"] = kernelspec
        nb, resources = NbGraderPreprocessor.preprocess(self, nb, resources)
        if self.add_missing_cells:
            nb, resources = self.add_missing_grade_cells(nb, resources)
            nb, resources = self.add_missing_task_cells(nb, resources)
        return nb, resources

    def _master(self, about: dict[str, Any]) -> Master:
        # nbgrader converts in its root
        assignment = Grading(config=self.config).assignment(Path.cwd(), label_of(about))
        with Gradebook(about["db_url"]) as book:
            return read_master(book, assignment)

    def missing_cell_transform(self, *args: Any, **kw: Any) -> NotebookNode:
        """Make the cell complete, with an id that is the same each time."""
        made: NotebookNode = nbformat.from_dict(super().missing_cell_transform(*args, **kw))
        made["id"] = f"restored-{made.metadata.nbgrader.grade_id}"[:64]
        return made

    def add_missing_grade_cells(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Add each missing graded cell behind the nearest one that precedes it in the source."""
        source = self.gradebook
        order = [cell.name for cell in source.source_cells]
        points = {cell.name: cell.max_score for cell in source.grade_cells}
        answers = {cell.name for cell in source.solution_cells}
        here = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in nb.cells]
        for place, cell in enumerate(source.source_cells):
            if cell.name in points and cell.name not in here:
                added = self.missing_cell_transform(
                    cell, points[cell.name], is_solution=cell.name in answers
                )
                before = [here.index(name) for name in order[:place] if name in here]
                where = before[-1] + 1 if before else 0
                nb.cells.insert(where, added)
                here.insert(where, cell.name)
        return nb, resources


class GradeInSandbox(NbGraderPreprocessor):
    """Grades the notebook and puts feedback and points into its test cells' outputs."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Grade one notebook; BoxError where the sandbox fails, so that nothing is recorded."""
        about = resources["nbgrader"]
        grader = resources.get(GRADER) or self._grader(label_of(about))
        cells = extract_cells(nb, grader.assignment)
        graded = grader.grade_cells(cells, about.get("student", ""))
        graded = replace(graded, called=nb.metadata[MARK].get(CALLED) or "")
        if graded.error:
            raise BoxError(graded.error)
        self.log.info("Isolation: %s", grader.level.words)
        nb.metadata[MARK] = graded.as_json() | {
            NEXT: wording.next_steps(graded.exercises),
            **of_submission(nb.metadata[MARK]),
        }
        resources[GRADED] = graded
        exercises = {test_cell_of(each.exercise): each for each in graded.exercises}
        for cell in nb.cells:
            if cell.cell_type == "code":
                exercise = exercises.get(cell.metadata.get("nbgrader", {}).get("grade_id"))
                cell.outputs = _outputs(exercise) if exercise else []
                cell.execution_count = None
        return nb, resources

    def _grader(self, label: str) -> "Grader":
        # where it is named alone, as in settings, nobody waits for pytest
        from autograder.grading.grader import warm_grader

        # nbgrader converts in the course's root
        root = Path.cwd()
        return warm_grader(Grading(config=self.config), root, label)


def label_of(about: dict[str, Any]) -> str:
    """Return what `Course.assignment` finds a notebook by that nbgrader is at."""
    return f"{about['assignment']}/{about['notebook']}"


def _outputs(exercise: Exercise) -> list[NotebookNode]:
    text, html = wording.as_text(exercise), wording.as_html(exercise)
    shown = _output("display_data", data={"text/html": html, "text/plain": text}, metadata={})
    # whoever reads the outputs alone must not take this for full marks
    if exercise.score is None:
        return [shown, _output("stream", name="stderr", text="held back for review")]
    points = {"text/plain": f"{exercise.score:.2f}"}
    return [shown, _output("execute_result", data=points, metadata={}, execution_count=None)]


def _output(kind: str, **content: Any) -> NotebookNode:
    made: NotebookNode = nbformat.from_dict({"output_type": kind, **content})
    return made


class SaveGrades(SaveAutoGrades):
    """Records the scores; what a grader fault holds back has no score and waits for a person."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Enter scores and comments in one transaction."""
        about = resources["nbgrader"]
        names = (about["notebook"], about["assignment"], about["student"])
        with Gradebook(about["db_url"]) as book:
            submitted = book.find_submission_notebook(*names)
            grades = {grade.name: grade for grade in submitted.grades}
            comments = {comment.name: comment for comment in submitted.comments}
            enter_into(grades, comments, entries_of(nb, resources[GRADED]))
            book.db.commit()
        return nb, resources
