"""The automatic scores in an nbgrader gradebook, and whether two tools agree on them."""

import sqlite3
from pathlib import Path

Scores = dict[str, float]
QUERY = """
SELECT a.student_id, SUM(COALESCE(g.auto_score, 0)) FROM grade g
JOIN submitted_notebook n ON g.notebook_id = n.id
JOIN submitted_assignment a ON n.assignment_id = a.id GROUP BY a.student_id
"""


def recorded(root: Path) -> Scores:
    """Return what the gradebook of a course says of each student."""
    with sqlite3.connect(root / "gradebook.db") as book:
        return dict(book.execute(QUERY).fetchall())


def differing(ours: Scores, theirs: Scores) -> list[str]:
    """Return the students of both whose scores differ by more than rounding."""
    return [name for name in theirs if name in ours and abs(ours[name] - theirs[name]) > 0.02]
