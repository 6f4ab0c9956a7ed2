"""Writes notebooks as nbformat does, and each cell that a whole class has in common only once."""

import json
from json.encoder import encode_basestring
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbformat.v4.rwbase import split_lines, strip_transient

MOST, LONGEST = 2000, 20_000  # cells whose text is kept, and the letters of each

_known: dict[str, str] = {}


def as_text(notebook: NotebookNode) -> str:
    """Return what nbformat's `writes` returns, with an end of line. Uses the notebook up."""
    strip_transient(notebook)
    cells = [_cell(cell) for cell in notebook.pop("cells")]
    rest = _json(notebook, "\n").removeprefix("{\n")
    begin, end = ("[\n  ", "\n ]") if cells else ("[", "]")
    # pictures may be large: what is made of them is there once more, and not three times
    pieces = [piece for cell in cells for piece in (",\n  ", cell)][1:]
    return "".join(['{\n "cells": ', begin, *pieces, end, ",\n", rest, "\n"])


def _cell(cell: NotebookNode) -> str:
    # feedback and pictures are nobody else's
    if cell.get("outputs") or cell.get("attachments") or len(cell["source"]) > LONGEST:
        return _written(cell)
    key = repr(cell)
    if key not in _known:
        if len(_known) >= MOST:
            _known.clear()
        _known[key] = _written(cell)
    return _known[key]


def _written(cell: NotebookNode) -> str:
    (lines,) = split_lines(NotebookNode(cells=[cell]))["cells"]
    return _json(lines, "\n  ")


def _json(value: Any, end: str) -> str:
    """Return what nbformat has `json.dumps` return: keys in order, indented by one.

    ``end``: an end of line and the indentation of what holds the value. (`json` itself is five
    times as slow once it indents.)
    """
    if isinstance(value, str):
        return encode_basestring(value)
    inner = end + " "
    if isinstance(value, dict) and value:
        items = [f"{encode_basestring(key)}: {_json(value[key], inner)}" for key in sorted(value)]
        return f"{{{inner}{f',{inner}'.join(items)}{end}}}"
    if isinstance(value, list) and value:
        return f"[{inner}{f',{inner}'.join([_json(each, inner) for each in value])}{end}]"
    return json.dumps(value)
