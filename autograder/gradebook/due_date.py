"""Tells students when an assignment is due, for which nbgrader itself has no place."""

import datetime
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_markdown_cell
from nbgrader.api import Assignment
from nbgrader.preprocessors import NbGraderPreprocessor
from sqlalchemy import select

from autograder.gradebook.open import look_into_gradebook, sqlite_file


class DueDate(NbGraderPreprocessor):
    """Adds a line with the due date below the title of what is handed out, where there is one."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Change the copy that is released; the gradebook stays as it is."""
        if due := self._due(resources["nbgrader"]["assignment"]):
            line = f"**Due:** {due:%A, %d %B %Y, %H:%M} UTC"
            cell = new_markdown_cell(line, id="due-date")
            cell.metadata.update({"editable": False, "deletable": False})
            # older notebooks have none
            if (nb.nbformat, nb.nbformat_minor) < (4, 5):
                del cell["id"]
            titled = bool(nb.cells) and nb.cells[0].cell_type == "markdown"
            nb.cells.insert(int(titled), cell)
        return nb, resources

    def _due(self, assignment: str) -> datetime.datetime | None:
        # to look must not make one
        if (file := sqlite_file(self.config)) and not file.is_file():
            return None
        with look_into_gradebook(self.config) as book:
            query = select(Assignment.duedate).where(Assignment.name == assignment)
            found: datetime.datetime | None = book.db.scalar(query)
        return found
