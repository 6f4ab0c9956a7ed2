"""What was handed in, as short hashes: of its code, of all that is read of it, of files."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from autograder.sandbox.notebook_cells import Cell


def code_hash(cells: Iterable[Cell]) -> str:
    """Return the hash of the code that is run, whatever numbers its cells happen to have."""
    return digest(
        (cell.exercise or "spare" * cell.spare, cell.source.encode(errors="replace"))
        for cell in cells
    )


def notebook_hash(cells: Iterable[Iterable[Any]]) -> str:
    """Return the hash of all that is read of a submission, written answers included."""
    return digest([("", json.dumps([list(cell) for cell in cells]).encode())])


def content_hash(content: bytes) -> str:
    """Return the hash of a submission's file: where it is the same, nothing need be read."""
    return digest([("", content)])


def files_hash(files: Mapping[str, bytes]) -> str:
    """Return the hash of files by their names."""
    return digest(sorted(files.items()))


def digest(parts: Iterable[tuple[str, bytes]]) -> str:
    """Return the hash of named contents, in 16 hexadecimal digits."""
    whole = hashlib.sha256()
    for name, content in parts:
        whole.update(f"{name}\0{len(content)}\0".encode() + content)
    return whole.hexdigest()[:16]
