"""The file that Canvas exported from its gradebook: who is there, and how Canvas knows them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from autograder.course.course import CourseError
from autograder.course.spreadsheet_file import read_rows
from autograder.gradebook.students import Person

# what of ours may stand in which of Canvas's columns, the surest first
KEYS = (
    ("lms_user_id", "ID"), ("lms_user_id", "SIS User ID"), ("id", "SIS Login ID"),
    ("id", "SIS User ID"), ("email", "SIS Login ID"), ("id", "ID"),
)  # fmt: skip
POINTS = "Points Possible"


@dataclass(frozen=True)
class Roster:
    """Canvas's table: its heading, the row of points, and a row for each student."""

    name: str
    heading: Sequence[str]
    points: Sequence[str]
    students: Sequence[Sequence[str]]

    @property
    def about(self) -> int:
        """Return how many columns say who it is: up to the section."""
        return self.heading.index("Section") + 1

    def column(self, wanted: str) -> int | None:
        """Return the place of an assignment's column, with Canvas's "(id)" or without it.

        Raises CourseError where there are several.
        """
        named = re.compile(re.escape(wanted) + r"( \(\d+\))?")
        columns = range(self.about, len(self.heading))
        found = [place for place in columns if named.fullmatch(self.heading[place])]
        found = [place for place in found if self.heading[place] == wanted] or found
        if len(found) > 1:
            several = ", ".join(f"'{self.heading[place]}'" for place in found)
            raise CourseError(
                f"{self.name} has several columns for '{wanted}' ({several}): choose one with "
                f"--column '{wanted}=…'"
            )
        return found[0] if found else None

    def find(self, person: Person) -> int | None:
        """Return the row of a student of ours, None where Canvas does not have them."""
        for attribute, column in KEYS:
            value = getattr(person, attribute).strip().casefold()
            if value and (rows := self._index.get((column, value))):
                return rows[0] if len(rows) == 1 else None
        return None

    @cached_property
    def _index(self) -> dict[tuple[str, str], list[int]]:
        found: dict[tuple[str, str], list[int]] = {}
        for column in dict.fromkeys(column for _, column in KEYS):
            if column in self.heading:
                place = self.heading.index(column)
                for number, row in enumerate(self.students):
                    found.setdefault((column, row[place].strip().casefold()), []).append(number)
        return found


def read(path: Path) -> Roster:
    """Return what a file from Canvas holds; raises CourseError where it is no such file."""
    rows = read_rows(path, "the roster")
    heading = [name.strip() for name in rows[0]] if rows else []
    if not _is_heading(heading):
        raise CourseError(
            f"'{path}' is not what Canvas exports from its gradebook: its first line must begin "
            "with Student, ID (or LastName, FirstName, ID) and hold Section"
        )
    padded = [row + [""] * (len(heading) - len(row)) for row in rows[1:]]
    points = next((row for row in padded if POINTS in row[0]), [""] * len(heading))
    place = heading.index("ID")
    # between heading and points there may be a line about posting, which is about no student
    students = [row for row in padded if POINTS not in row[0] and (row[0] or row[place]).strip()]
    return Roster(path.name, heading, points, students)


def _is_heading(heading: list[str]) -> bool:
    begins = heading[:2] == ["Student", "ID"] or heading[:3] == ["LastName", "FirstName", "ID"]
    return begins and "Section" in heading
