"""Writes notebooks as nbformat does, and each cell that a whole class has in common only once."""

import json
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbformat.v4.rwbase import split_lines, strip_transient

STYLE: dict[str, Any] = {
    "indent": 1, "sort_keys": True, "separators": (",", ": "), "ensure_ascii": False,
}  # fmt: skip
MOST = 2000  # cells whose text is kept

_known: dict[str, str] = {}


def as_text(notebook: NotebookNode) -> str:
    """Return what nbformat's `writes` returns, with an end of line. Uses the notebook up."""
    strip_transient(notebook)
    cells = ",\n".join(map(_cell, notebook.pop("cells")))
    rest = json.dumps(notebook, **STYLE).removeprefix("{\n")
    inner = f"[\n{cells}\n ]" if cells else "[]"
    return f'{{\n "cells": {inner},\n{rest}\n'


def _cell(cell: NotebookNode) -> str:
    if cell.get("outputs"):  # feedback is nobody else's
        return _written(cell)
    key = repr(cell)
    if key not in _known:
        if len(_known) >= MOST:
            _known.clear()
        _known[key] = _written(cell)
    return _known[key]


def _written(cell: NotebookNode) -> str:
    """Return the cell's lines, indented as in a notebook; a text holds no end of line in JSON."""
    lines = split_lines(NotebookNode(cells=[cell]))["cells"]
    return json.dumps(lines, **STYLE)[1:-2].replace("\n", "\n ").removeprefix("\n")
