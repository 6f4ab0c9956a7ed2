"""What a grade depends on beside the submission, as short hashes: the suites, the engine."""

from functools import cache
from pathlib import Path

from autograder.course.course import Assignment
from autograder.course.exercise_files import grading_files
from autograder.submission.hashes import digest

PACKAGE = Path(__file__).parents[2]
# what of the package decides no grade: the commands, and the content, which `of_suites` covers
NO_ENGINE = ("commands", "exercises", "__main__.py")


def suites_hash(assignment: Assignment) -> str:
    """Return the hash of all that says what is right: tests, helpers, source notebook.

    And which questions there are: a graded notebook has them all, and no others.
    """
    paths = [path for path in grading_files(assignment) if path != assignment.notebook]
    # by their names alone, and each once: the same wherever course and suites lie
    named = sorted({(path.name, path.read_bytes()) for path in paths})
    judged = [(cell.grade_id, cell.source.encode()) for cell in assignment.cells if cell.grade_id]
    worth = {**assignment.points, **assignment.marked_by_hand}
    points = [(name, str(value).encode()) for name, value in worth.items()]
    return digest([*named, *judged, *points])


@cache
def engine_hash(package: Path = PACKAGE) -> str:
    """Return the hash of the code that grades."""
    paths = (path.relative_to(package) for path in sorted(package.rglob("*.py")))
    graders = (path for path in paths if path.parts[0] not in NO_ENGINE)
    return digest((path.as_posix(), package.joinpath(path).read_bytes()) for path in graders)
