"""Keeps pictures of model answers and rubrics out of what students get."""

import re
from typing import Any
from urllib.parse import unquote

from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor


class ClearAttachments(NbGraderPreprocessor):
    """Removes attachments that a cell's text does not show, or shows no longer.

    nbgrader takes a model answer's text and leaves the picture that was attached for it.
    """

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], cell_index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Leave what the text shows; a cell without any has no such entry."""
        found = cell.pop("attachments", {})
        if shown := {name: each for name, each in found.items() if _shows(cell.source, name)}:
            cell["attachments"] = shown
        return cell, resources


def _shows(text: str, name: str) -> bool:
    """Tell whether the text refers to the attachment, and not to one whose name begins so."""
    return bool(re.search(rf"attachment:{re.escape(unquote(name))}(?![\w.%-])", unquote(text)))
