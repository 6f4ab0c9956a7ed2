"""A grader that runs a known program once in a test run, whichever tests ask what becomes of it."""

from dataclasses import replace
from typing import Any

from autograder.grading.grader import Grader
from autograder.grading.receipts.hashes import engine_hash
from autograder.sandbox.notebook_cells import Cell
from autograder.testing.results import Graded
from tests.support.once import remembered


class RememberingGrader(Grader):
    """Grades as Grader does; the same cells in the same exercises are run only the first time.

    The bank of known mistakes, which the diagnosis runs, comes from here too. A grader's fault is
    never remembered.
    """

    def _graded(
        self, cells: list[Cell], name: str, only: frozenset[str] | None, *rest: Any, **how: Any
    ) -> Graded:
        # as far as somebody wanted to know
        if how.get("enough"):
            return super()._graded(cells, name, only, *rest, **how)
        judged = None if only is None else sorted(only)
        state = (self._version, engine_hash(), self.seed, self.limits, self.level)
        key = ("graded", self.assignment.name, judged, cells, state)
        found = remembered(
            key,
            lambda: super(RememberingGrader, self)._graded(cells, name, only, *rest, **how),
            _sound,
        )
        return replace(found, submission=name)


def _sound(graded: Graded) -> bool:
    return not graded.error and all(each.score is not None for each in graded.exercises)
