"""An autograded notebook is written as nbformat writes it, to the last character."""

import copy
import json

import nbformat
import pytest

from autograder.classroom.notebook_writer import as_text
from tests.support.places import ROOT

FOLDERS = ("release", "solutions")
ODD = {
    "cells": [
        {"cell_type": "raw", "id": "a", "metadata": {}, "source": "é \u2028\n\n \\n \"quoted\"\n"},
        {"cell_type": "code", "id": "b", "metadata": {"x": [1, {"y": None}, True, -0.0, 1e300]},
         "source": "", "outputs": [{"output_type": "stream", "name": "stderr", "text": "a\nb\n"}],
         "execution_count": 3},
        {"cell_type": "markdown", "id": "c", "metadata": {}, "source": "![a](attachment:b)",
         "attachments": {"b": {"image/png": "AAAA"}}},
    ],
    "metadata": {"b": 1, "a": {"z": [], "y": {}}},
    "nbformat": 4,
    "nbformat_minor": 5,
}  # fmt: skip


def notebooks():
    yield pytest.param(ODD, id="odd")
    yield pytest.param({**ODD, "cells": []}, id="empty")
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).glob("*/*.ipynb")):
            yield pytest.param(json.loads(path.read_text(encoding="utf-8")), id=str(path.parent))


@pytest.mark.parametrize("content", list(notebooks()))
def test_it_is_what_nbformat_writes(content):
    notebook = nbformat.from_dict(content)
    expected = nbformat.v4.writes(nbformat.v4.rwbase.rejoin_lines(copy.deepcopy(notebook)))
    for _ in range(2):  # the second time from what is kept
        assert as_text(nbformat.v4.rwbase.rejoin_lines(copy.deepcopy(notebook))) == expected + "\n"


def test_cells_that_differ_in_anything_are_not_mixed_up():
    first = nbformat.from_dict(ODD)
    as_text(copy.deepcopy(first))
    first.cells[0].metadata["deletable"] = False
    first.cells[2].attachments["b"]["image/png"] = "BBBB"
    expected = nbformat.v4.writes(copy.deepcopy(first)) + "\n"
    assert as_text(first) == expected
