"""Fills a released notebook in as a simulated student would."""

import ast
from pathlib import Path
from typing import Any

import nbformat

from autograder.course.course import Assignment


def solution_code(assignment: Assignment, exercise: str, choice: str) -> str:
    """Return the code of a simulated student's choice for an exercise.

    ``choice``: "right" (the reference), "alternatives/<slug>", "misconceptions/<slug>", or code.
    """
    if choice == "right":
        source = next(cell.source for cell in assignment.cells if cell.grade_id == exercise)
        return "\n".join(line for line in source.split("\n") if " SOLUTION" not in line)
    bank, _, slug = choice.partition("/")
    if bank in ("alternatives", "misconceptions") and "\n" not in choice:
        text = (assignment.suites / exercise / bank / f"{slug}.py").read_text(encoding="utf-8")
        return without_docstring(text)
    return choice


def without_docstring(code: str) -> str:
    """Return a bank file's code as a student would have written it: without the file's header."""
    first = ast.parse(code).body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        return "\n".join(code.splitlines()[first.end_lineno :]).strip() + "\n"
    return code


def fill_in(
    notebook: Path, assignment: Assignment, choices: dict[str, str], answers: dict[str, str],
    drop: tuple[str, ...] = (),
) -> None:  # fmt: skip
    """Write a student's code and answers into a released notebook; ``drop``: cells to delete."""
    nb: Any = nbformat.read(notebook, as_version=4)
    for cell in nb.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if grade_id in choices:
            cell.source = solution_code(assignment, grade_id, choices[grade_id])
        elif grade_id in answers:
            cell.source = answers[grade_id]
    nb.cells = [c for c in nb.cells if c.metadata.get("nbgrader", {}).get("grade_id") not in drop]
    notebook.chmod(0o644)
    nbformat.write(nb, notebook)
