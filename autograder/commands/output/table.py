"""Results as a table for the terminal."""

from collections.abc import Mapping
from typing import Any

from autograder.sandbox.untrusted_text import shortened

WIDEST = 16  # of a column's heading; longer names are numbered


def slim(result: dict[str, Any]) -> dict[str, Any]:
    """Return what `render` needs of a result: a class may be large."""
    kept = ("exercise", "score", "max_score", "note")
    exercises = [{key: each.get(key) for key in kept} for each in result["exercises"]]
    keys = ("submission", "status", "error", "score", "max_score", "called")
    return {**{key: result.get(key) for key in keys}, "exercises": exercises}


def render(results: list[dict[str, Any]], notes: Mapping[str, str] | None = None) -> str:
    """Return a row for each submission and a column for each exercise; scores as points.

    ``notes``: a last column's text by submission.
    """
    if not results:
        return "nothing to show"
    # a submission may lack some, where nbgrader has graded it
    longest = sorted(results, key=lambda result: -len(result["exercises"]))
    exercises = [*dict.fromkeys(e["exercise"] for r in longest for e in r["exercises"])]
    numbered = any(len(exercise) > WIDEST for exercise in exercises)
    heads = [f"({n})" for n in range(1, len(exercises) + 1)] if numbered else exercises
    rows = [["submission", *heads, "score", "of"]]
    rows += [_row(result, exercises) for result in results]
    lines = grid(rows)
    if notes:
        told = ["", "", *(notes.get(result["submission"], "") for result in results)]
        lines = [f"{line}  {note}".rstrip() for line, note in zip(lines, told, strict=True)]
    legend = [f"({n}) {exercise}" for n, exercise in enumerate(exercises, 1)] if numbered else []
    return "\n".join([*legend, *lines, *notices(results)])


def notices(results: list[dict[str, Any]]) -> list[str]:
    """Return why some have no score, and what is to be known of files beside their points."""
    told = [f"! {shortened(r['submission'])}: {r['error']}" for r in results if r["error"]]
    told += [
        f"  {shortened(result['submission'])}: graded from '{shortened(result['called'], 60)}', "
        "the only candidate there"
        for result in results
        if result.get("called")
    ]
    return told + [
        f"  {shortened(result['submission'])}, {each['exercise']}: {each['note']}"
        for result in results
        for each in result["exercises"]
        if each.get("note")
    ]


def grid(rows: list[list[str]], left: int = 1) -> list[str]:
    """Return the lines of a table; its first row is the heading, ``left`` columns stand left."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    head, *lines = [_align(row, widths, left) for row in rows]
    return [head, "  ".join("─" * width for width in widths), *lines]


def _row(result: dict[str, Any], exercises: list[str]) -> list[str]:
    found = {each["exercise"]: _points(each["score"]) for each in result["exercises"]}
    points = [found.get(exercise, "") for exercise in exercises]
    name, whole = shortened(result["submission"]), f"{result['max_score']:g}"
    return [name, *points, _points(result["score"]), whole]


def _align(row: list[str], widths: list[int], left: int) -> str:
    pairs = enumerate(zip(row, widths, strict=True))
    return "  ".join(v.ljust(w) if place < left else v.rjust(w) for place, (v, w) in pairs)


def _points(score: float | None) -> str:
    return "error" if score is None else f"{score:.2f}"
