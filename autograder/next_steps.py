"""Puts what to do next at the top of a feedback page, before anything else of the notebook."""

from typing import Any

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_markdown_cell
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.records import MARK, NEXT


class NextSteps(NbGraderPreprocessor):
    """Adds a first cell with the next step of each exercise, in the notebook's order."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Change the copy that becomes the page; a notebook of another grader stays as it is."""
        mark = nb.metadata.get(MARK)
        steps = mark.get(NEXT) if isinstance(mark, dict) else None
        if isinstance(steps, dict):
            order = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in nb.cells]
            known = sorted(
                steps, key=lambda name: order.index(name) if name in order else len(order)
            )
            lines = [f"- `{exercise}`: {steps[exercise]}" for exercise in known]
            nb.cells.insert(0, new_markdown_cell("\n".join(["## What to do next", "", *lines])))
        return nb, resources
