"""Mistakes of an exercise as edits of one right program, so that two of them can be made at once.

``edits.toml`` beside the tests: ``right`` is the program, each table a mistake of
``misconceptions/``, each key a text that stands in the program once, its value what replaces it.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from autograder.course.course import Assignment, CourseError
from autograder.course.exercise_files import EDITS, MISCONCEPTIONS


@dataclass(frozen=True)
class Edits:
    """A right program, and the edits that make a mistake of it, by the mistake's slug."""

    right: str = ""
    mistakes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def code(self, *slugs: str) -> str | None:
        """Return the program with all these mistakes; None where they are in each other's way."""
        code = self.right
        for old, new in (edit for slug in slugs for edit in self.mistakes[slug].items()):
            if code.count(old) != 1:
                return None
            code = code.replace(old, new)
        return code


def read_edits(assignment: Assignment, exercise: str) -> Edits:
    """Return the edits of an exercise, none where it has no such file.

    CourseError where it cannot be read, or a mistake is not in the bank or cannot be made.
    """
    folder = assignment.suites / exercise
    path = folder / EDITS
    if not path.exists():
        return Edits()
    try:
        written: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        edits = Edits(written.pop("right"), {slug: dict(each) for slug, each in written.items()})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CourseError(f"cannot read {EDITS} of '{exercise}': {error!r}") from None
    for slug in edits.mistakes:
        if not (folder / MISCONCEPTIONS / f"{slug}.py").exists():
            raise CourseError(f"{EDITS} of '{exercise}': there is no misconception '{slug}'")
        if edits.code(slug) is None:
            raise CourseError(f"{EDITS} of '{exercise}': '{slug}' does not fit the program")
    return edits
