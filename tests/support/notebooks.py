"""Small notebooks for the engine's tests."""

import json
from pathlib import Path
from typing import Any

IDS = {"setup": {"locked": True}, "given": {"locked": True}}


def code(source: str, grade_id: str = "", **nbgrader: Any) -> dict[str, Any]:
    metadata: dict[str, Any] = {}
    if grade_id:
        metadata["nbgrader"] = {
            "grade": False, "solution": False, "locked": False, "task": False,
            "schema_version": 3, "cell_type": "code", "grade_id": grade_id, **nbgrader,
        }  # fmt: skip
    return {
        "cell_type": "code", "id": grade_id or f"own-{abs(hash(source)) % 10**8}",
        "metadata": metadata, "execution_count": None, "outputs": [], "source": source,
    }  # fmt: skip


def setup(source: str, grade_id: str = "setup") -> dict[str, Any]:
    cell = code(source, grade_id, locked=True)
    cell["metadata"]["tags"] = ["setup"]
    return cell


def solution(exercise: str, source: str) -> dict[str, Any]:
    return code(source, exercise, solution=True)


def test_cell(exercise: str, points: float) -> dict[str, Any]:
    return code("assert True", f"test_{exercise}", grade=True, locked=True, points=points)


test_cell.__test__ = False  # type: ignore[attr-defined]


def notebook(*cells: dict[str, Any]) -> dict[str, Any]:
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {
        "cells": list(cells), "metadata": {"kernelspec": kernel},
        "nbformat": 4, "nbformat_minor": 5,
    }  # fmt: skip


def write(path: Path, content: dict[str, Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")
    return path


DOUBLE = "def double(x):\n    return 2 * x"
NEGATE = "def negate(x):\n    return -x"


def toy(double: str = DOUBLE, negate: str = NEGATE, *own: str) -> dict[str, Any]:
    """Return a submission to the toy assignment; ``own``: the student's own cells, at the end."""
    return notebook(
        setup("import numpy as np\nimport toy_given"),
        solution("double", double),
        test_cell("double", 10),
        code("print('an experiment')", "experiment", locked=True),
        solution("negate", negate),
        test_cell("negate", 5),
        *map(code, own),
    )
