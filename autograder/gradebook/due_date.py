"""Tells students when an assignment is due, for which nbgrader itself has no place."""

import datetime
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_markdown_cell
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.preprocessors import NbGraderPreprocessor


class DueDate(NbGraderPreprocessor):
    """Adds a line with the due date below the title of what is handed out, where there is one."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Change the copy that is released."""
        about = resources["nbgrader"]
        with Gradebook(about["db_url"]) as book:
            due = _due_date(book, about["assignment"])
        if due:
            line = f"**Due:** {due:%A, %d %B %Y, %H:%M} UTC"
            cell = new_markdown_cell(line, id="due-date")
            cell.metadata.update({"editable": False, "deletable": False})
            # older notebooks have none
            if (nb.nbformat, nb.nbformat_minor) < (4, 5):
                del cell["id"]
            titled = bool(nb.cells) and nb.cells[0].cell_type == "markdown"
            nb.cells.insert(int(titled), cell)
        return nb, resources


def _due_date(book: Gradebook, assignment: str) -> datetime.datetime | None:
    try:
        found: datetime.datetime | None = book.find_assignment(assignment).duedate
    except MissingEntry:
        return None
    return found
