"""What is recorded of a student's work: an autograded notebook that holds a result of ours."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from autograder.grading.receipts.receipt import Receipt
from autograder.submission.mark import MARK, result_of


@dataclass(frozen=True)
class Record:
    """An autograded notebook, and the result in it as the command line prints it."""

    notebook: dict[str, Any]
    result: dict[str, Any]

    @property
    def receipt(self) -> Receipt:
        """Return the receipt of the grade, empty where an older version left none."""
        return self.result.get("receipt") or {}

    @cached_property
    def exercises(self) -> dict[str, Any]:
        """Return the results of the exercises by name."""
        return {each["exercise"]: each for each in self.result["exercises"]}


def read_record(autograded: Path) -> Record | None:
    """Return what an autograded notebook holds; None where it has no complete result of ours."""
    try:
        notebook = json.loads(autograded.read_text(encoding="utf-8"))
        result = result_of(notebook["metadata"].get(MARK))
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
    return Record(notebook, result) if result and "exercises" in result else None
