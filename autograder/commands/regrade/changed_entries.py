"""What a regrading enters into the gradebook: what has changed, and nothing that people wrote."""

from collections.abc import Mapping
from typing import Any

from autograder.classroom.messages import Done
from autograder.commands.regrade.record import Catalogue, Checks, rebuilt
from autograder.commands.regrade.score_changes import Before, Standing
from autograder.feedback import wording
from autograder.gradebook.entries import Entries
from autograder.submission.mark import MARK, NEXT
from autograder.testing.results import Outcome

NO_RESPONSE = "No response."


def limited(
    done: Done,
    notebook: Mapping[str, Any],
    now: Mapping[str, Standing],
    before: Before,
    catalogue: Catalogue,
) -> Entries:
    """Return the entries of the exercises that stand otherwise; ``notebook``: as it will be stored.

    A score that stays is not entered again: nbgrader would ask for a person to look at it.
    """
    made, steps = Entries(), notebook["metadata"][MARK][NEXT]
    for result in done.result["exercises"]:
        exercise = result["exercise"]
        cell, old = f"test_{exercise}", before.exercises.get(exercise)
        if done.entries.scores[cell] != before.scores[cell].auto:
            made.scores[cell] = done.entries.scores[cell]
        if old is None or old.words != now[exercise].words:
            comment = done.entries.comments.get(exercise)
            if comment not in (None, NO_RESPONSE):  # what was kept has no words of its own
                comment = _comment(result, steps[exercise], catalogue[exercise]) or comment
            made.comments[exercise] = comment
    return made


def _comment(result: Mapping[str, Any], step: str, titles: Checks) -> str | None:
    """Return what `wording.comment` says, from a result and its next step."""
    exercise = rebuilt(result, titles)
    if exercise is None:
        return None
    failed = any(check.outcome is Outcome.FAIL for check in exercise.checks)
    lead = "Next: " if failed and exercise.score is not None else ""
    return f"{wording.headline(exercise)}. {lead}{step}"
