"""A class on the toy assignment, released and ready to be graded, and what its gradebook holds."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.support import notebooks
from tests.support.once import made_once
from tests.support.places import ROOT, TOY
from tests.support.shell import run

SETTINGS = """
c.Grading.suites = str(Path(__file__).resolve().parent / "exercises")
c.Grading.call_seconds = c.Grading.cell_seconds = 0.5
c.CourseDirectory.db_url = f"sqlite:///{Path(__file__).resolve().parent}/gradebook.db?timeout=1"
"""
# of a course whose suites lie outside of it
SUITES_OUTSIDE = f"""
c.Grading.suites = {str(TOY / "exercises")!r}
c.Grading.call_seconds = 0.5
c.Grading.cell_seconds = 0.5
"""
MARKS = """
    SELECT sa.student_id, bc.name, g.auto_score, g.needs_manual_grade, c.auto_comment
    FROM submitted_assignment sa
    JOIN submitted_notebook sn ON sn.assignment_id = sa.id
    JOIN base_cell bc LEFT JOIN grade g ON g.notebook_id = sn.id AND g.cell_id = bc.id
    LEFT JOIN comment c ON c.notebook_id = sn.id AND c.cell_id = bc.id
    WHERE g.id IS NOT NULL OR c.id IS NOT NULL ORDER BY 1, 2
"""


def release(root: Path) -> Path:
    """Make a course with the toy assignment and release it: by nbgrader the first time."""
    released, _ = made_once("a released toy", _release)
    shutil.copytree(released, root, dirs_exist_ok=True)
    return root


def _release(root: Path) -> None:
    shutil.copytree(TOY / "source", root / "source")
    shutil.copytree(TOY / "exercises", root / "exercises")
    config = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    (root / "nbgrader_config.py").write_text(config + SETTINGS, encoding="utf-8")
    notebooks.write(root / "source/arithmetic/arithmetic.ipynb", notebooks.toy())
    done = run(root, "nbgrader", "generate_assignment", "arithmetic")
    assert done.returncode == 0, done.stderr


def submit(root: Path, work: dict[str, dict[str, Any]]) -> None:
    """Put each student's notebook into submitted/."""
    for student, notebook in work.items():
        notebooks.write(notebook_of(root, student, "submitted"), notebook)


def notebook_of(root: Path, student: str, folder: str = "autograded") -> Path:
    return root / folder / student / "arithmetic/arithmetic.ipynb"


def rows(output: str) -> dict[str, dict[str, Any]]:
    """Return the results that were printed as JSON, by student."""
    results = map(json.loads, output.splitlines())
    return {result["submission"]: result for result in results}


def timeless(results: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the results without the seconds that they took."""
    return {student: {**result, "seconds": 0} for student, result in results.items()}


def marks(root: Path) -> list[tuple[Any, ...]]:
    """Return each cell's scores and comments as the gradebook holds them; it must be sound."""
    with closing(sqlite3.connect(root / "gradebook.db")) as book:
        assert book.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return book.execute(MARKS).fetchall()
