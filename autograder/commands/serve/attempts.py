"""Attempts: who has asked about what, how it ended, and how many are left this hour."""

import json
import secrets
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from autograder.commands.serve.database import Database

HOUR = 3600.0
UNWRITTEN = "unwritten"
MOST_KEPT = 64 << 10  # bytes of an answer; a longer one is made anew


@dataclass(frozen=True)
class Kept:
    """A student's last answer to an exercise: when it was asked for, of what, and its JSON."""

    asked: float
    identity: str
    told: str = field(repr=False)


@dataclass(frozen=True)
class Attempt:
    """One that has begun: ``exercises`` it may ask about, and when the others are free again.

    ``seed``: of its hidden inputs, drawn for it alone; by exercise, ``used_up``: seconds until the
    next attempt, and ``kept``: the last answer of this hour.
    """

    number: int
    seed: int
    exercises: list[str]
    used_up: dict[str, float] = field(default_factory=dict)
    kept: dict[str, Kept] = field(default_factory=dict)


class UsedUp(Exception):
    """Nothing may be asked now; ``seconds`` until the next attempt."""

    def __init__(self, words: str, seconds: float) -> None:
        super().__init__(words)
        self.seconds = seconds


class Attempts:
    """Counts attempts in the last hour: ``most`` of each exercise, ``asks`` in all.

    An attempt counts for an exercise of which it has told that a check fails; what is right or not
    begun costs none, what cannot be read or judged neither, and nor does asking about the same once
    more. One that a killed service has left in the middle counts for none.
    """

    def __init__(self, database: Database, most: int, asks: int) -> None:
        self._database, self._most, self._asks = database, most, asks
        with database.open() as book:
            book.execute(
                "UPDATE attempt SET ended = asked, error = 'the service ended' WHERE ended IS NULL"
            )
            book.execute("DELETE FROM answer WHERE asked <= ?", (time.time() - HOUR,))

    def begin(self, student: str, assignment: str, exercises: Iterable[str]) -> Attempt:
        """Begin an attempt; raises UsedUp where none of the exercises can be answered."""
        now, exercises = time.time(), list(exercises)
        with self._database.open() as book:
            asked = [
                row["asked"]
                for row in book.execute(
                    "SELECT asked FROM attempt WHERE student = ? AND asked > ? ORDER BY asked",
                    (student, now - HOUR),
                )
            ]
            if len(asked) >= self._asks:
                seconds = asked[-self._asks] + HOUR - now
                raise UsedUp(f"You have asked {self._asks} times in an hour.", seconds)
            found = self._used_up(student, assignment, now)
            used_up = {name: found[name] for name in exercises if name in found}
            left = [name for name in exercises if name not in used_up]
            kept = self._kept(student, assignment, exercises, now)
            if not left and not kept:
                raise self.none_left(used_up)
            # never derived from the seed of the grade, so that it says nothing of it
            seed = secrets.randbits(128)
            number = book.execute(
                "INSERT INTO attempt (student, assignment, asked, seed) VALUES (?, ?, ?, ?)",
                (student, assignment, now, str(seed)),
            ).lastrowid
        assert number is not None
        return Attempt(number, seed, left, used_up, kept)

    def none_left(self, used_up: Mapping[str, float]) -> UsedUp:
        """Return why nothing is answered; ``used_up``: as in an Attempt."""
        words = f"All {self._most} attempts of this hour are used up."
        return UsedUp(words, min(used_up.values(), default=0.0))

    def _kept(
        self, student: str, assignment: str, exercises: list[str], now: float
    ) -> dict[str, Kept]:
        query = """SELECT exercise, asked, identity, told FROM answer
                   WHERE student = ? AND assignment = ? AND asked > ?"""
        with self._database.open() as book:
            rows = book.execute(query, (student, assignment, now - HOUR))
            return {name: Kept(*rest) for name, *rest in rows if name in exercises}

    def _used_up(self, student: str, assignment: str, now: float) -> dict[str, float]:
        """Return seconds until the next attempt for exercises that have none left."""
        found = self._counted(student, assignment, now)
        return {
            exercise: times[-self._most] + HOUR - now
            for exercise, times in found.items()
            if len(times) >= self._most
        }

    def _counted(self, student: str, assignment: str, now: float) -> dict[str, list[float]]:
        found: dict[str, list[float]] = {}
        with self._database.open() as book:
            for row in book.execute(
                "SELECT exercise, asked FROM attempt JOIN judged ON attempt = id WHERE counts "
                "AND student = ? AND assignment = ? AND asked > ? ORDER BY asked",
                (student, assignment, now - HOUR),
            ):
                found.setdefault(row["exercise"], []).append(row["asked"])
        return found

    def left(self, student: str, assignment: str, exercises: Iterable[str]) -> dict[str, int]:
        """Return how many attempts are left this hour, by exercise."""
        found = self._counted(student, assignment, time.time())
        return {name: max(self._most - len(found.get(name, ())), 0) for name in exercises}

    def end(
        self, attempt: Attempt, told: Mapping[str, Any], identity: str = "", error: str = ""
    ) -> None:
        """Record how an attempt ended: all of it, or after a kill nothing.

        ``told``: what is said of each exercise that was judged, as `shown.told` returns it;
        ``identity``: what of; ``error``: why there is nothing.
        """
        with self._database.open() as book:
            for name, whole in told.items():
                each = whole["result"]
                reason = next((c["rationale"] or c["name"] for c in each["checks"]
                               if c["outcome"] in ("fail", "error")), "")  # fmt: skip
                faults = {c["fault"] for c in each["checks"] if c["outcome"] == "fail"}
                passes = any(c["outcome"] == "pass" for c in each["checks"])
                # code that raises NotImplementedError in some calls alone is judged by the others
                unwritten = faults == {"not_written"} and not passes
                counts = bool(faults) and not unwritten
                outcome = UNWRITTEN if unwritten else each["outcome"]
                row = (attempt.number, name, outcome, each["score"], each["max_score"])
                book.execute(
                    "INSERT INTO judged VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, reason, counts)
                )
                text = json.dumps(whole)
                # what was held back may be judged the next time
                if each["outcome"] != "error" and len(text) <= MOST_KEPT:
                    book.execute(
                        "INSERT OR REPLACE INTO answer SELECT student, assignment, ?, asked, ?, ? "
                        "FROM attempt WHERE id = ?", (name, identity, text, attempt.number),
                    )  # fmt: skip
            book.execute(
                "UPDATE attempt SET ended = ?, error = ? WHERE id = ?",
                (time.time(), error or None, attempt.number),
            )

    def hand_in(self, assignment: str, result: Mapping[str, Any]) -> None:
        """Record what a submission that was collected has got."""
        row = (result["submission"], assignment, time.time(), result["score"],
               result["max_score"], result["error"])  # fmt: skip
        with self._database.open() as book:
            book.execute(
                "INSERT INTO handed_in VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
                "graded = excluded.graded, score = excluded.score, max_score = excluded.max_score, "
                "error = excluded.error WHERE excluded.score IS NOT score OR "
                "excluded.error IS NOT error",
                row,
            )

    def latest(self, student: str | None = None) -> list[dict[str, Any]]:
        """Return each student's latest answer to each exercise, or those of one student.

        Keys: student, assignment, exercise, outcome, score, max_score, told, when it was asked, and
        how often they have asked about it (``asks``).
        """
        query = """
            WITH asked_about AS (
                SELECT student, assignment, exercise, outcome, score, max_score, told, asked,
                    COUNT(*) OVER one AS asks,
                    ROW_NUMBER() OVER (one ORDER BY asked DESC, attempt DESC) AS place
                FROM judged JOIN attempt ON attempt = id
                WHERE outcome != 'unwritten' AND (:student IS NULL OR student = :student)
                WINDOW one AS (PARTITION BY student, assignment, exercise)
            ) SELECT student, assignment, exercise, outcome, score, max_score, told, asked, asks
            FROM asked_about WHERE place = 1 ORDER BY student, assignment, exercise"""
        with self._database.open() as book:
            return [dict(row) for row in book.execute(query, {"student": student})]

    def handed_in(self, student: str | None = None) -> list[dict[str, Any]]:
        """Return what was graded of what was handed in: all, or one student's."""
        query = """SELECT * FROM handed_in WHERE :student IS NULL OR student = :student
                   ORDER BY student, assignment"""
        with self._database.open() as book:
            return [dict(row) for row in book.execute(query, {"student": student})]
