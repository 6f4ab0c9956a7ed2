"""Puts what to do next at the top of a feedback page, before anything else of the notebook."""

from typing import Any

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_markdown_cell
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.records import MARK, NEXT


class NextSteps(NbGraderPreprocessor):
    """Adds a first cell with the next step of each exercise, as grading has left it."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Change the copy that becomes the page; a notebook of another grader stays as it is."""
        mark = nb.metadata.get(MARK)
        steps = mark.get(NEXT) if isinstance(mark, dict) else None
        if isinstance(steps, dict):
            lines = [f"- `{exercise}`: {step}" for exercise, step in steps.items()]
            nb.cells.insert(0, new_markdown_cell("\n".join(["**What to do next**", "", *lines])))
        return nb, resources
