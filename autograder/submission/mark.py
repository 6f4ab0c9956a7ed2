"""What grading leaves in a notebook's metadata, and reading it back."""

import json
from pathlib import Path
from typing import Any

# the key of our result in a notebook's metadata, and in it: what each exercise's feedback begins
# with, the hashes of what was handed in: of all that is read of it, and of the whole file; and the
# file's name, where that is another one than the assignment's
MARK, NEXT, HANDED_IN, WHOLE_FILE = "autograder", "next", "handed_in", "file"
CALLED = "called"
# stands there from the first copy until the result is in
UNFINISHED = {"status": "unfinished"}


def left_mark(autograded: Path) -> Any:
    """Return what we have left in an autograded notebook: a result, UNFINISHED, or None.

    A notebook that is missing or cut off is unfinished too; one without a mark is not ours.
    """
    try:
        return json.loads(autograded.read_text(encoding="utf-8"))["metadata"].get(MARK)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return UNFINISHED


def of_submission(mark: dict[str, Any]) -> dict[str, Any]:
    """Return the part of a mark that says what was handed in."""
    return {key: mark.get(key) for key in (HANDED_IN, WHOLE_FILE, CALLED)}


def result_of(mark: Any) -> dict[str, Any] | None:
    """Return the result in a mark, as the command line prints it; None where there is none."""
    if not isinstance(mark, dict) or mark.get("status", "unfinished") == "unfinished":
        return None
    return {key: value for key, value in mark.items() if key not in (NEXT, HANDED_IN, WHOLE_FILE)}
