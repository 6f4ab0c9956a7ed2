"""Reads a submitted notebook file, whatever it holds, or says in one sentence why it cannot."""

import codecs
import json
from pathlib import Path
from typing import Any

from autograder.course import door
from autograder.sandbox.untrusted_text import clean
from autograder.submission.hashes import content_hash
from autograder.submission.outputs import without_outputs

# of a file, and of what is left of it without its outputs: text, and pictures of written answers
MAX_BYTES, MAX_WITHOUT = 256 * 2**20, 32 * 2**20
# what parsed JSON takes goes by its values, and what comes after by cells and lines; an honest
# notebook has some hundred cells and some ten thousand values
MAX_VALUES, MAX_CELLS, MAX_TEXT = 1_000_000, 5000, 4_000_000
ONLY_A_NOTEBOOK = "hand in the assignment's notebook with your answers and no more"
AGAIN = "save it again in Jupyter and hand that in"
# the longer mark first: UTF-32's begins with UTF-16's
MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}


class UnreadableSubmission(Exception):
    """The file cannot be graded; the message is one clear sentence."""


def read_notebook(path: Path) -> dict[str, Any]:
    """Return a notebook's JSON without outputs; UnreadableSubmission says what is wrong."""
    return parse_notebook(lean_notebook(content_of(path), path.name), path.name)


def parse_notebook(content: bytes, name: str, outputs: bool = False) -> dict[str, Any]:
    """Return the notebook in a file's content as `read_notebook` does, or with its ``outputs``."""
    name = f"'{clean(name)}'"
    # each follows one of these; those in texts are counted too, which costs less than to tell
    if sum(content.count(mark) for mark in (b",", b":", b"[", b"{", b"\\")) > MAX_VALUES:
        raise UnreadableSubmission(
            f"{name} holds more than a million values besides its outputs: {ONLY_A_NOTEBOOK}"
        )
    text = _text(content, name, f"{name} is not a notebook: it does not hold valid JSON", AGAIN)
    notebook = _parsed(text, name)
    if not isinstance(notebook, dict) or not isinstance(_listed(notebook), list):
        raise UnreadableSubmission(f"{name} is not a notebook: it has no list of cells")
    cells = cells_of(notebook)
    if len(cells) > MAX_CELLS:
        raise UnreadableSubmission(
            f"{name} has {len(cells)} cells, and more than {MAX_CELLS} are not read: "
            f"{ONLY_A_NOTEBOOK}"
        )
    if sum(len(source_of(cell)) for cell in cells) > MAX_TEXT:
        raise UnreadableSubmission(
            f"the cells of {name} hold more than {MAX_TEXT // 10**6} million letters: "
            f"{ONLY_A_NOTEBOOK}"
        )
    for cell in cells if not outputs else ():
        # grading never looks at them
        cell.pop("outputs", None)
    return notebook


def read_submission(path: Path) -> dict[str, Any]:
    """Read ``<student>/<assignment>/<notebook>``, where no folder may lead elsewhere."""
    content, _ = submitted_content(path)
    return parse_notebook(content, path.name)


def submitted_content(path: Path) -> tuple[bytes, str]:
    """Return a submission's file without outputs, unread, and the hash of the file as it is."""
    whole = submitted_file(path)
    return lean_notebook(whole, path.name), content_hash(whole)


def submitted_file(path: Path) -> bytes:
    """Return a submission's file as it lies there, where no folder leads elsewhere."""
    if path.parent.is_symlink() or path.parents[1].is_symlink():
        raise UnreadableSubmission(f"the folder of {quoted(path)} is a link to another one")
    return content_of(path)


def text_of(content: bytes, name: str) -> str:
    """Return the text of a script or a module; UnreadableSubmission says what is wrong with it."""
    shown = f"'{clean(name)}'"
    text = _text(content, shown, f"{shown} is not a script that can be read", "save it as UTF-8")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def quoted(path: Path) -> str:
    """Return a file's name as messages tell it."""
    return f"'{clean(path.name)}'"


def cells_of(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the cells of a notebook of any format, without what is no cell at all."""
    return [cell for cell in _listed(notebook) if isinstance(cell, dict)]


def source_of(cell: dict[str, Any]) -> str:
    """Return the text of a cell, in letters that can be written to a file."""
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        try:
            source = "".join(source)
        except TypeError:
            source = "".join(line for line in source if isinstance(line, str))
    return as_writable(source) if isinstance(source, str) else ""


def as_writable(text: str) -> str:
    """Return a text of JSON, which can hold halves of letters, as a file can hold it."""
    return text.encode(errors="replace").decode()


def grade_id_of(cell: dict[str, Any]) -> str:
    """Return the name that nbgrader knows the cell by, or an empty text."""
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return grade_id if isinstance(grade_id, str) else ""


def _listed(notebook: dict[str, Any]) -> Any:
    # notebooks of format 3
    worksheets = notebook.get("worksheets")
    if "cells" not in notebook and isinstance(worksheets, list):
        sheets = [sheet.get("cells") for sheet in worksheets if isinstance(sheet, dict)]
        return [cell for cells in sheets if isinstance(cells, list) for cell in cells]
    return notebook.get("cells")


def content_of(path: Path, most: int = MAX_BYTES) -> bytes:
    """Return the content of a regular file of at most ``most`` bytes; UnreadableSubmission."""
    name = quoted(path)
    try:
        return door.read(path, most)
    except door.Refused as kind:
        raise UnreadableSubmission(
            f"{name} is not a file but {kind}: the notebook is needed"
        ) from None
    except door.TooLarge:
        raise UnreadableSubmission(
            f"{name} is larger than {most >> 20} MiB: clear its outputs and save it again"
        ) from None
    except (FileNotFoundError, NotADirectoryError):
        raise UnreadableSubmission(f"there is no file {name}") from None
    except OSError as error:
        raise UnreadableSubmission(f"{name} cannot be read: {error.strerror}") from None


def lean_notebook(content: bytes, name: str) -> bytes:
    """Return a notebook's content without its outputs, unread; UnreadableSubmission."""
    name = f"'{clean(name)}'"
    try:
        content = without_outputs(content)
    except ValueError as why:
        raise UnreadableSubmission(
            f"{name} is not a notebook that can be read, it holds {why}: {ONLY_A_NOTEBOOK}"
        ) from None
    if len(content) > MAX_WITHOUT:
        raise UnreadableSubmission(
            f"{name} is larger than {MAX_WITHOUT >> 20} MiB even without its outputs: make the "
            f"pictures in it smaller, and {ONLY_A_NOTEBOOK}"
        )
    return content


def _text(data: bytes, name: str, broken: str, again: str) -> str:
    if not data.strip(b"\0 \t\r\n"):
        blank = "is empty" if b"\0" not in data else "holds nothing but NUL bytes (a full disk?)"
        raise UnreadableSubmission(f"{name} {blank}")
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            raise UnreadableSubmission(f"{broken} but text in {encoding}, not UTF-8: {again}")
    if b"\0" in data:
        raise UnreadableSubmission(f"{broken}: it holds NUL bytes (a damaged file, or UTF-16?)")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableSubmission(
            f"{broken}: its text is not in UTF-8 (the first bad character is in "
            f"line {line}): {again}"
        ) from None


def _parsed(text: str, name: str) -> Any:
    broken = f"{name} is not a notebook: it does not hold valid JSON"
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        why = f"line {error.lineno}: {error.msg[:1].lower()}{error.msg[1:]}"
        raise UnreadableSubmission(f"{broken} ({why}; a broken download?)") from None
    except (ValueError, RecursionError):  # a number of thousands of digits, or endless brackets
        raise UnreadableSubmission(f"{broken} that can be read ({AGAIN})") from None
