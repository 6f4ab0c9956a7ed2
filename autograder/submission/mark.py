"""What grading leaves in a notebook's metadata, and reading it back."""

import json
from pathlib import Path
from typing import Any

# the key of our result in a notebook's metadata, and in it: what each exercise's feedback begins
# with, the hashes of what was handed in: of all that is read of it, of the file without outputs and
# of the file byte for byte; and its name, where that is another one than the assignment's
MARK, NEXT, HANDED_IN, WHOLE_FILE, EXACT = "autograder", "next", "handed_in", "file", "exact"
CALLED = "called"
# how the metadata of a notebook itself begin in its file; in JSON no text holds a line break
METADATA = b'\n "metadata": {'
# stands there from the first copy until the result is in
UNFINISHED = {"status": "unfinished"}


def left_mark(autograded: Path) -> Any:
    """Return what we have left in an autograded notebook: a result, UNFINISHED, or None.

    A notebook that is missing or cut off is unfinished too; one without a mark is not ours.
    """
    try:
        content = autograded.read_bytes()
        # the cells, which come before, are most of it
        _, begin, rest = content.rpartition(METADATA)
        return json.loads(b"{" + begin + rest if begin else content)["metadata"].get(MARK)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return UNFINISHED


def of_submission(mark: dict[str, Any]) -> dict[str, Any]:
    """Return the part of a mark that says what was handed in."""
    return {key: mark.get(key) for key in (HANDED_IN, WHOLE_FILE, EXACT, CALLED)}


def result_of(mark: Any) -> dict[str, Any] | None:
    """Return the result in a mark, as the command line prints it; None where there is none."""
    if not isinstance(mark, dict) or mark.get("status", "unfinished") == "unfinished":
        return None
    inner = (NEXT, HANDED_IN, WHOLE_FILE, EXACT)
    return {key: value for key, value in mark.items() if key not in inner}
