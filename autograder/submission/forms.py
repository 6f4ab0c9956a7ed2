"""Reads code in whatever form it is handed in: notebook, script, modules, folder or archive.

What comes out is a notebook's JSON, which goes the same way as any notebook.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any

from autograder.course.course import Assignment
from autograder.sandbox.untrusted_text import clean
from autograder.submission.archives import ARCHIVES, OTHER_ARCHIVES, files_in, is_folder
from autograder.submission.definitions import defined
from autograder.submission.modules import homes, module_cells
from autograder.submission.read import (
    UnreadableSubmission,
    cells_of,
    content_of,
    grade_id_of,
    lean_notebook,
    parse_notebook,
    quoted,
    source_of,
    text_of,
)
from autograder.submission.scripts import FENCED, fenced_cells, is_script, script_cells

Notebook = dict[str, Any]


def belonging_together(paths: Iterable[Path]) -> list[tuple[Path, ...]]:
    """Return the submissions that files are: all plain modules are one, each other file is one.

    A script with cell markers is a notebook, and so is what cannot be read.
    """
    found: list[tuple[Path, ...]] = []
    modules: list[Path] = []
    for path in paths:
        if _is_module(path):
            modules.append(path)
        else:
            found.append((path,))
    return [*found, *([tuple(modules)] if modules else [])]


def read_files(paths: Sequence[Path], assignment: Assignment) -> Notebook:
    """Return a submission's files as a notebook; UnreadableSubmission says why it is none."""
    (first, *more) = paths
    if more:
        names = _names(paths)
        texts = {names[path]: text_of(content_of(path), path.name) for path in paths}
        return as_notebook(module_cells(texts, assignment))
    if _is_archive(first) or is_folder(first):
        return _chosen(files_in(first), assignment, quoted(first))
    return _one_file(first.name, content_of(first), assignment)


def _one_file(name: str, content: bytes, assignment: Assignment) -> Notebook:
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in FENCED:
        return as_notebook(fenced_cells(text_of(content, name), suffix))
    if suffix != ".py":
        return parse_notebook(lean_notebook(content, name), name)
    text = text_of(content, name)
    return as_notebook(script_cells(text) if is_script(text) else
                     module_cells({name: text}, assignment))  # fmt: skip


def _chosen(files: Mapping[str, bytes], assignment: Assignment, whose: str) -> Notebook:
    """Return the notebook that holds the exercises, or the modules that do."""
    modules, notebooks, refused = dict[str, str](), dict[str, Notebook](), []
    for name, content in files.items():
        try:
            if name.endswith(".py") and not is_script(text := text_of(content, name)):
                modules[name] = text
            else:
                notebooks[name] = _one_file(name, content, assignment)
        except UnreadableSubmission as error:
            # an empty __init__.py, for one
            refused.append(error)
    holding = [name for name, each in notebooks.items() if _holds_exercises(each, assignment)]
    if len(holding) > 1:
        listed = ", ".join(f"'{clean(name)}'" for name in sorted(holding)[:5])
        raise UnreadableSubmission(f"{whose} holds several solutions ({listed}): name one of them")
    if holding:
        return notebooks[holding[0]]
    if homes(modules, assignment):
        return as_notebook(module_cells(modules, assignment))
    # the one notebook: what is wrong with it will be told
    if len(notebooks) == 1:
        return next(iter(notebooks.values()))
    if refused and not notebooks and not modules:
        raise refused[0]
    asked = ", ".join(assignment.points)
    raise UnreadableSubmission(f"no file in {whose} defines what is asked for ({asked})")


def as_notebook(sources: Iterable[str]) -> Notebook:
    """Return a notebook of code cells that have no names."""
    cells = [{"cell_type": "code", "metadata": {}, "source": source} for source in sources]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}


def _holds_exercises(notebook: Notebook, assignment: Assignment) -> bool:
    exercises = list(assignment.points)
    return any(
        grade_id_of(cell) in exercises or defined(source_of(cell), exercises)
        for cell in cells_of(notebook)
    )


def _is_module(path: Path) -> bool:
    if path.suffix.lower() == ".py" and not is_folder(path):
        with suppress(UnreadableSubmission):
            return not is_script(text_of(content_of(path), path.name))
    return False


def _is_archive(path: Path) -> bool:
    return path.name.lower().endswith((*ARCHIVES, *OTHER_ARCHIVES))


def _names(paths: Sequence[Path]) -> dict[Path, str]:
    """Return a name for each file: its own, with its folder where two are called the same."""
    alone = len({path.name for path in paths}) == len(paths)
    return {path: path.name if alone else path.as_posix() for path in paths}
