"""What the grade of each exercise depends on, as short hashes; a receipt has them.

They tell why a grade may be another one by now, not what to grade again: `suites_hash` tells that.
"""

from pathlib import Path
from typing import Any

from autograder.course.course import Assignment
from autograder.course.exercise_files import known_mistakes, own_files, place_of, shared_files
from autograder.submission.hashes import digest, files_hash


def exercise_hashes(assignment: Assignment) -> dict[str, Any]:
    """Return ``shared`` and, by exercise, ``checks`` and ``mistakes``: hashes.

    ``shared``: of what all suites may use; ``checks``: of an exercise's hidden tests and reference
    solution; ``mistakes``: of its known mistakes.
    """
    exercises = list(assignment.points)
    return {
        "shared": _shared(assignment),
        "checks": {each: _checks(assignment, each) for each in exercises},
        "mistakes": {each: files_hash(_read(known_mistakes(assignment, each), assignment))
                     for each in exercises},
    }  # fmt: skip


def _shared(assignment: Assignment) -> str:
    paths = [*shared_files(assignment), *assignment.given]
    # by their names alone, and each once, as in `suites_hash`
    files = sorted({(path.name, path.read_bytes()) for path in paths})
    setup = [cell.source.encode() for cell in assignment.cells if cell.role == "setup"]
    return digest([*files, *(("", source) for source in setup)])


def _checks(assignment: Assignment, exercise: str) -> str:
    files = _read(own_files(assignment, exercise), assignment)
    solutions = [cell for cell in assignment.cells if cell.grade_id == exercise]
    return digest([*sorted(files.items()), *(("", cell.source.encode()) for cell in solutions)])


def _read(paths: list[Path], assignment: Assignment) -> dict[str, bytes]:
    return {place_of(path, assignment): path.read_bytes() for path in paths}
