"""A class in the terminal: how many, how well, exercise by exercise, and who needs a person."""

from statistics import fmean, median
from typing import Any

from autograder.commands.output import table

Result = dict[str, Any]
MOST_NAMED = 20  # of those without a score


def render(results: list[Result]) -> str:
    """Return a few lines about a class that is too large for a row each."""
    whole = results[0]["max_score"]
    scores = [each["score"] for each in results if each["score"] is not None]
    without = len(results) - len(scores)
    lines = [f"{len(results)} submissions" + (f", {without} without a score" if without else "")]
    if scores:
        full = sum(score == whole for score in scores)
        lines += [f"{fmean(scores):.1f} of {whole:g} points on average, median {median(scores):g}, "
                  f"full marks {full}", "", *_exercises(results)]  # fmt: skip
    told = table.notices(results)
    more = [f"  and {len(told) - MOST_NAMED} more: see --table"] if len(told) > MOST_NAMED else []
    return "\n".join([*lines, *told[:MOST_NAMED], *more])


def _exercises(results: list[Result]) -> list[str]:
    found: dict[str, list[Result]] = {}
    for result in results:
        for each in result["exercises"] if result["score"] is not None else []:
            found.setdefault(each["exercise"], []).append(each)
    rows = [["exercise", "on average", "of", "full marks", "no points"]]
    for name, column in found.items():
        scores, most = [each["score"] for each in column], column[0]["max_score"]
        full, none = sum(score == most for score in scores), scores.count(0)
        rows.append([name, f"{fmean(scores):.2f}", f"{most:g}", str(full), str(none)])
    return table.grid(rows)
