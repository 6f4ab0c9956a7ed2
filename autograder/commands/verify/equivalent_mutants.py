"""The mutants that no contract of the course can tell from the reference, each with its reason.

They are listed in the exercise's ``equivalent_mutants.toml``, one table `[[equivalent]]` each:
`before`, `after` and `reason`, and `place` where the same lines stand in the cell more than once.
"""

import tomllib
from pathlib import Path

from autograder.commands.verify.mutants import Change
from autograder.course.course import Assignment, CourseError
from autograder.course.exercise_files import EQUIVALENT_MUTANTS

FIELDS = {"before": str, "after": str, "reason": str, "place": int}


def read_equivalents(assignment: Assignment, exercise: str) -> dict[Change, str]:
    """Return the reasons by mutant; CourseError where the list cannot be read."""
    path = assignment.suites / exercise / EQUIVALENT_MUTANTS
    if not path.is_file():
        return {}
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("equivalent", [])
        return dict(_entry(entry, path) for entry in entries)
    except (OSError, ValueError, TypeError) as error:
        raise CourseError(f"cannot read {path.name} of '{exercise}': {error}") from None


def _entry(entry: dict[str, object], path: Path) -> tuple[Change, str]:
    fields = {"place": 1, **entry}
    for name, kind in FIELDS.items():
        if not isinstance(fields.get(name), kind) or not fields[name]:
            raise ValueError(f"an entry lacks '{name}'")
    if odd := fields.keys() - FIELDS.keys():
        raise ValueError(f"unknown field '{min(odd)}'")
    change = Change(str(fields["before"]), str(fields["after"]), int(str(fields["place"])))
    return change, str(fields["reason"])
