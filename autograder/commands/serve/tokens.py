"""Tokens: each is somebody's, is kept as a hash alone, and ends on its day or when revoked."""

import hashlib
import secrets
import time
from dataclasses import dataclass

from autograder.commands.serve.database import Database
from autograder.course.course import CourseError
from autograder.sandbox.untrusted_text import is_plain

LONGEST_NAME = 100
DAY = 24 * 3600.0


@dataclass(frozen=True)
class Person:
    """Somebody who asks: a student, called as in the gradebook, or an instructor."""

    name: str
    instructor: bool = False


class Tokens:
    """Gives tokens out, takes them back, and tells whose they are."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, name: str, days: float, instructor: bool = False) -> str:
        """Return a new token for ``name``; those that they have remain."""
        if not is_name(name):
            raise CourseError("a name has letters that show, no slash, and does not begin with '.'")
        token = secrets.token_urlsafe(32)
        with self._database.open() as book:
            until = time.time() + days * DAY
            book.execute(
                "INSERT INTO token VALUES (?, ?, ?, ?)", (_hash(token), name, instructor, until)
            )
        return token

    def revoke(self, name: str) -> int:
        """Take back all tokens of ``name``; return how many there were."""
        with self._database.open() as book:
            return book.execute("DELETE FROM token WHERE name = ?", (name,)).rowcount

    def listed(self) -> list[tuple[Person, float]]:
        """Return who has a token, and until when, in seconds of the epoch."""
        with self._database.open() as book:
            rows = book.execute("SELECT name, instructor, until FROM token ORDER BY name, until")
            return [(Person(row["name"], bool(row["instructor"])), row["until"]) for row in rows]

    def whose(self, token: str) -> Person | None:
        """Return whose token it is; None for one that is nobody's, or no longer."""
        with self._database.open() as book:
            row = book.execute(
                "SELECT name, instructor FROM token WHERE hash = ? AND until > ?",
                (_hash(token), time.time()),
            ).fetchone()
        return Person(row["name"], bool(row["instructor"])) if row else None


def is_name(name: str) -> bool:
    """Tell whether a student can be called so: it may become the name of a folder."""
    fits = 0 < len(name) <= LONGEST_NAME and is_plain(name)
    return fits and name[0] != "." and "/" not in name and name == name.strip()


def _hash(token: str) -> str:
    # 256 random bits need neither salt nor slowness
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
