"""Whom the gradebook knows, and how it writes their names."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from nbgrader.api import Student
from sqlalchemy import select

from autograder.course.folders import composed


@dataclass(frozen=True)
class Person:
    """A student as nbgrader knows them; what it does not know is an empty text."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_user_id: str = ""

    @property
    def name(self) -> str:
        """Return the name as it is sorted: last, first; the id where there is no name."""
        return ", ".join(filter(None, (self.last_name, self.first_name))) or self.id


def enrolled(db: Any) -> set[str]:
    """Return everybody that the gradebook knows, whether they have handed in or not."""
    return {composed(student) for student in db.scalars(select(Student.id))}


def as_known(db: Any, names: Collection[str]) -> list[str]:
    """Return names of folders as the gradebook writes them, where only accents differ.

    A list that was imported from a Mac may have them apart from their letters.
    """
    if all(map(str.isascii, names)):
        return list(names)
    # one that is written as folders are comes last, and counts
    ids = sorted(db.scalars(select(Student.id)), key=lambda known: known == composed(known))
    known = {composed(each): each for each in ids}
    return [known.get(composed(name), name) for name in names]
