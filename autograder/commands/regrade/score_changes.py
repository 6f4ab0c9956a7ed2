"""Who moves, by how much and why: two results of one submission compared, as rows of JSON."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from autograder.commands.report.course_texts import Titles, title_of
from autograder.course.course import test_cell_of
from autograder.gradebook.scores import Scores, score_of
from autograder.submission.mark import MARK

Row = dict[str, Any]
SAME, MOVED, REWORDED, HELD, LEFT = "same", "moved", "reworded", "held", "left"


@dataclass(frozen=True)
class Standing:
    """How an exercise stands; ``words``: a number that changes with what its student reads."""

    score: float | None
    max_score: float
    checks: dict[str, str]
    words: int


def standings(notebook: Mapping[str, Any]) -> dict[str, Standing]:
    """Return how the exercises of an autograded notebook stand, without their texts."""
    mark = notebook["metadata"][MARK]
    shown = {
        cell["metadata"].get("nbgrader", {}).get("grade_id"): cell.get("outputs")
        for cell in notebook["cells"]
    }
    return {
        each["exercise"]: Standing(
            each["score"],
            each["max_score"],
            {check["name"]: check["outcome"] for check in each["checks"]},
            hash(json.dumps([each, shown.get(test_cell_of(each["exercise"]))], sort_keys=True)),
        )
        for each in mark["exercises"]
    }


@dataclass(frozen=True)
class Before:
    """What is recorded of a student: in the autograded notebook, and in the gradebook by cell."""

    student: str
    assignment: str
    exercises: dict[str, Standing]
    scores: dict[str, Scores]
    why: dict[str, str]  # the exercises that a change may concern, each with the reason

    def manual(self, exercise: str) -> float | None:
        """Return the score that a person has entered for an exercise."""
        held = score_of(exercise, self.scores)
        return held.manual if held else None

    def total(self, exercises: Mapping[str, Standing]) -> float | None:
        """Return the points of all exercises, a person's scores first; None: some has none."""
        points = [self._counts(name, each.score) for name, each in exercises.items()]
        return None if None in points else round(sum(p for p in points if p is not None), 2)

    def _counts(self, exercise: str, score: float | None) -> float | None:
        manual = self.manual(exercise)
        return score if manual is None else manual

    def row(self, status: str, error: str | None = None) -> Row:
        """Return the row of a submission whose record stays as it is."""
        return self._row(self.exercises, status, error, [])

    def moved(self, now: Mapping[str, Standing], titles: Titles) -> Row:
        """Return the row of a submission that stands otherwise now, or just the same."""
        names = [*now, *(name for name in self.exercises if name not in now)]
        moves = [self._move(name, now.get(name), titles.get(name, {})) for name in names]
        seen = [move for move in moves if move]
        words = any(self._words(name) != each.words for name, each in now.items())
        return self._row(now, MOVED if seen else REWORDED if words else SAME, None, seen)

    def _words(self, exercise: str) -> int | None:
        return self.exercises[exercise].words if exercise in self.exercises else None

    def _row(
        self, now: Mapping[str, Standing], status: str, error: str | None, moves: list[Row]
    ) -> Row:
        return {
            "submission": self.student,
            "assignment": self.assignment,
            "status": status,
            "error": error,
            "score": self.total(now),
            "max_score": _whole(now),
            "before": {"score": self.total(self.exercises), "max_score": _whole(self.exercises)},
            "again": self.why,
            "exercises": moves,
            "late_penalty": None,
        }

    def _move(self, exercise: str, now: Standing | None, titles: Mapping[str, str]) -> Row | None:
        old = self.exercises.get(exercise)
        checks = [*_changed(old.checks if old else {}, now.checks if now else {}, titles)]
        worth = (old and (old.score, old.max_score)) != (now and (now.score, now.max_score))
        if not checks and not worth:
            return None
        return {
            "exercise": exercise,
            "before": old and old.score,
            "score": now and now.score,
            "max_before": old and old.max_score,
            "max_score": now and now.max_score,
            "manual": self.manual(exercise),
            "checks": checks,
        }


def row_of(student: str, assignment: str, status: str, error: str) -> Row:
    """Return the row of a submission of which nothing is recorded."""
    return Before(student, assignment, {}, {}, {}).row(status, error) | {
        "score": None,
        "before": None,
    }


def _whole(exercises: Mapping[str, Standing]) -> float:
    return sum(each.max_score for each in exercises.values())


def _changed(
    old: Mapping[str, str], now: Mapping[str, str], titles: Mapping[str, str]
) -> Iterable[Row]:
    for name in [*now, *(name for name in old if name not in now)]:
        if old.get(name) != now.get(name):
            title = title_of(name, dict(titles))
            yield {
                "name": name, "title": title, "before": old.get(name), "outcome": now.get(name),
            }  # fmt: skip


def summary(rows: Iterable[Row], assignment: str, recorded: bool) -> Row:
    """Return the counts, and by how much the mean of those with both scores shifts."""
    rows = list(rows)
    both = [r for r in rows if r["before"] and None not in (r["score"], r["before"]["score"])]
    looked_at = [row for row in both if row["status"] not in (HELD, LEFT)]
    shifts = [row["score"] - row["before"]["score"] for row in looked_at]
    statuses = [row["status"] for row in rows]
    return {
        "assignment": assignment,
        "recorded": recorded,
        "submissions": len(rows),
        "unchanged": len([shift for shift in shifts if not round(shift, 2)]),
        "up": len([shift for shift in shifts if round(shift, 2) > 0]),
        "down": len([shift for shift in shifts if round(shift, 2) < 0]),
        "reworded": statuses.count(REWORDED),
        "held": statuses.count(HELD),
        "left": statuses.count(LEFT),
        "late_penalties": len([row for row in rows if row["late_penalty"]]),
        "mean_shift": round(sum(shifts) / len(shifts), 2) if shifts else 0.0,
        "max_scores": _new_worth(rows),
    }


def _new_worth(rows: list[Row]) -> Row:
    """Return the exercises whose points have changed: what they were worth, and are."""
    moves = [move for row in rows for move in row["exercises"]]
    return {
        move["exercise"]: {"before": move["max_before"], "now": move["max_score"]}
        for move in moves
        if move["max_before"] != move["max_score"]
    }
