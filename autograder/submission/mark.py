"""What grading leaves in a notebook's metadata, and reading it back."""

import json
from typing import Any

from autograder.course.course import Course

MARK = "autograder"  # the key of our result in a notebook's metadata


NEXT = "next"  # in it, what each exercise's feedback begins with


HANDED_IN = "handed_in"  # and the hash of what was handed in


UNFINISHED = {"status": "unfinished"}  # stands there from the first copy until the result is in


def left_mark(course: Course, assignment: str, student: str) -> Any:
    """Return what we have left in the autograded notebook: a result, UNFINISHED, or None.

    A notebook that is missing or cut off is unfinished too; one without a mark is not ours.
    """
    path = course.root / "autograded" / student / assignment / f"{assignment}.ipynb"
    try:
        return json.loads(path.read_text(encoding="utf-8"))["metadata"].get(MARK)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return UNFINISHED


def result_of(mark: Any) -> dict[str, Any] | None:
    """Return the result in a mark, as the command line prints it; None where there is none."""
    if not isinstance(mark, dict) or mark.get("status", "unfinished") == "unfinished":
        return None
    return {key: value for key, value in mark.items() if key not in (NEXT, HANDED_IN)}


def recorded(course: Course, assignment: str, student: str) -> dict[str, Any] | None:
    """Return the result that grading has left in the autograded notebook; None: it left none."""
    return result_of(left_mark(course, assignment, student))
