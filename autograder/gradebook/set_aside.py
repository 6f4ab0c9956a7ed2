"""What people gave for questions that are withdrawn: kept in a file, in case they come back."""

import json
from pathlib import Path
from typing import Any

from autograder.course.whole_file import write_whole

# score, extra credit and comment by cell and student
Marks = dict[str, dict[str, dict[str, Any]]]


class SetAside:
    """The file ``withdrawn/<assignment>.json`` of a course, and in it one notebook's part."""

    def __init__(self, root: Path, assignment: str, notebook: str) -> None:
        self.path = root / "withdrawn" / f"{assignment}.json"
        self._notebook = notebook

    def read(self) -> Marks:
        """Return the marks of the notebook's withdrawn questions."""
        found: Marks = self._whole().get(self._notebook, {})
        return found

    def write(self, marks: Marks) -> None:
        """Put them into the place of the notebook's part; OSError where that cannot be."""
        whole = {**self._whole(), self._notebook: marks}
        self.path.parent.mkdir(exist_ok=True)
        text = json.dumps(whole, indent=1, ensure_ascii=False) + "\n"
        write_whole(self.path, text.encode(), private=False)

    def _whole(self) -> dict[str, Any]:
        if not self.path.exists():
            return {}
        whole: dict[str, Any] = json.loads(self.path.read_text(encoding="utf-8"))
        return whole
