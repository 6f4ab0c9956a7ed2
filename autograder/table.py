"""Results as a table for the terminal."""

from typing import Any

from autograder.text import clean


def render(results: list[dict[str, Any]]) -> str:
    """Return a row for each submission and a column for each exercise; scores as points."""
    if not results:
        return "nothing to show"
    graded = next((r for r in results if r["exercises"]), None)
    exercises = [e["exercise"] for e in graded["exercises"]] if graded else []
    rows = [["submission", *map(_short, exercises), "score", "of"]]
    for result in results:
        cells = [_points(e["score"]) for e in result["exercises"]] or ["" for _ in exercises]
        total = _points(result["score"])
        rows.append([clean(result["submission"], 40), *cells, total, f"{result['max_score']:g}"])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [_align(row, widths) for row in rows]
    lines.insert(1, "  ".join("─" * width for width in widths))
    errors = [f"! {clean(r['submission'], 40)}: {r['error']}" for r in results if r["error"]]
    return "\n".join([*lines, *errors])


def _align(row: list[str], widths: list[int]) -> str:
    first = row[0].ljust(widths[0])
    return "  ".join([first, *(v.rjust(w) for v, w in zip(row[1:], widths[1:], strict=True))])


def _points(score: float | None) -> str:
    return "error" if score is None else f"{score:.2f}"


def _short(exercise: str) -> str:
    """Return an exercise's slug in at most 16 characters: word by word, as far as it goes."""
    words = exercise.replace("_with", "").split("_")
    return exercise if len(exercise) <= 16 else "_".join(word[:5] for word in words)
