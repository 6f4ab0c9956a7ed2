"""A class on an assignment of three notebooks, none called like it, and how it is gone about."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from nbgrader.apps import NbGraderAPI

from autograder.__main__ import main
from autograder.course.course import Course
from autograder.course.settings import load_config
from autograder.grading.grader import close_graders
from tests.support import notebooks, toy_class

NAME = "arithmetic"
ROWS = """
    SELECT n.name, bc.name, g.auto_score, g.manual_score, g.needs_manual_grade, c.auto_comment
    FROM submitted_assignment sa
    JOIN submitted_notebook sn ON sn.assignment_id = sa.id
    JOIN notebook n ON sn.notebook_id = n.id
    JOIN base_cell bc ON bc.notebook_id = n.id
    LEFT JOIN grade g ON g.notebook_id = sn.id AND g.cell_id = bc.id
    LEFT JOIN comment c ON c.notebook_id = sn.id AND c.cell_id = bc.id
    WHERE sa.student_id = ? ORDER BY 1, 2
"""


def question(points: float = 5.0, name: str = "why") -> dict[str, Any]:
    about = {"schema_version": 3, "grade_id": name, "task": False, "locked": False,
             "grade": True, "solution": True, "points": points}  # fmt: skip
    source = "YOUR ANSWER HERE"
    return {"cell_type": "markdown", "id": name, "metadata": {"nbgrader": about}, "source": source}


SOURCES = {
    "first": notebooks.notebook(
        notebooks.setup("import numpy as np"),
        notebooks.solution("double", notebooks.DOUBLE),
        notebooks.test_cell("double", 10),
        question(),
    ),
    "second": notebooks.notebook(
        notebooks.solution("negate", notebooks.NEGATE),
        notebooks.test_cell("negate", 5),
        question(),
    ),
    "essay": notebooks.notebook(question(20, "essay")),
}


def course(root: Path, sources: dict[str, dict[str, Any]] | None = None) -> Path:
    """Make the course, released; ``sources``: the notebooks, by name."""
    toy_class.release(root)
    shutil.rmtree(root / "source" / NAME)
    (root / "gradebook.db").unlink()
    write(root, SOURCES if sources is None else sources)
    shutil.copy(toy_class.TOY / "source/arithmetic/toy_given.py", root / "source" / NAME)
    generate(root)
    return root


def write(root: Path, sources: dict[str, dict[str, Any]]) -> None:
    for stem, content in sources.items():
        notebooks.write(root / "source" / NAME / f"{stem}.ipynb", content)


def generate(root: Path) -> str:
    reply = NbGraderAPI(config=load_config(Course(root))).generate_assignment(NAME)
    assert reply["success"], reply
    return str(reply["log"])


def answered(stem: str, *wrong: str, **answers: str) -> dict[str, Any]:
    """Return a notebook with right solutions but for ``wrong``, and with answers by cell."""
    whole: dict[str, Any] = json.loads(json.dumps(SOURCES[stem]))
    for cell in whole["cells"]:
        name = cell["metadata"]["nbgrader"]["grade_id"]
        if name in wrong:
            cell["source"] = f"def {name}(x):\n    return 7"
        cell["source"] = answers.get(name, cell["source"])
    return whole


def hand_in(root: Path, student: str, files: dict[str, dict[str, Any]], time: str = "") -> Path:
    folder = root / "submitted" / student / NAME
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in files.items():
        notebooks.write(folder / f"{name}.ipynb", content)
    if time:
        folder.joinpath("timestamp.txt").write_text(f"{time} UTC")
    return folder


def command(root: Path, *arguments: str) -> int:
    """Run a command in this process; return its exit code."""
    alone = ("--jobs", "1") if arguments[0] in ("grade", "regrade") else ()
    code = main([*arguments, *alone, "--course", str(root)])
    close_graders()
    return code


def rows(root: Path, student: str) -> list[tuple[Any, ...]]:
    """Return a student's rows: notebook, cell, scores, whether a person is needed, comment."""
    with closing(sqlite3.connect(root / "gradebook.db")) as book:
        return book.execute(ROWS, (student,)).fetchall()


def scores(root: Path, student: str) -> dict[tuple[str, str], float | None]:
    """Return what was given automatically, None for what a person has to mark."""
    return {
        (row[0], row[1]): None if row[4] else row[2]
        for row in rows(root, student)
        if row[4] is not None
    }
