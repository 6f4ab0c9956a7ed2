"""What a grade depends on, as short hashes: the code handed in, the suites, the engine."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from autograder.course import Assignment
from autograder.submission import Cell

PACKAGE = Path(__file__).parent
CONTENT = {"suites", "misconceptions", "alternatives", "mutants", "__pycache__"}
SHOWN = {"commands", "demo", "doctor", "export", "regrade", "report", "verify"}  # no grade's cause


def of_submission(cells: Iterable[Cell]) -> str:
    """Return the hash of the code that is run, whatever numbers its cells happen to have."""
    return _digest((cell.exercise or "", cell.source.encode(errors="replace")) for cell in cells)


def of_notebook(cells: Iterable[Iterable[Any]]) -> str:
    """Return the hash of all that is read of a submission, written answers included."""
    return _digest([("", json.dumps([list(cell) for cell in cells]).encode())])


def of_suites(assignment: Assignment) -> str:
    """Return the hash of all that says what is right: suites, helpers, source notebook."""
    shared = assignment.suites.parent
    paths = [*assignment.suites.rglob("*.py"), *shared.glob("*.py"), *assignment.given]
    named = sorted((path.name, path.read_bytes()) for path in paths)  # wherever the course lies
    judged = [(cell.grade_id, cell.source.encode()) for cell in assignment.cells if cell.grade_id]
    points = [(slug, str(value).encode()) for slug, value in assignment.points.items()]
    return _digest([*named, *judged, *points])


def of_files(files: Mapping[str, bytes]) -> str:
    """Return the hash of files by their names."""
    return _digest(sorted(files.items()))


@cache
def of_engine() -> str:
    """Return the hash of the code that grades, without the content and what shows results."""
    paths = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))
    return _digest(
        (path.as_posix(), (PACKAGE / path).read_bytes())
        for path in paths
        if not (CONTENT | SHOWN) & set(path.parts)
    )


def _digest(parts: Iterable[tuple[str, bytes]]) -> str:
    whole = hashlib.sha256()
    for name, content in parts:
        whole.update(f"{name}\0{len(content)}\0".encode() + content)
    return whole.hexdigest()[:16]
