"""What is left to do of a class: whose work is graded already, and whose is new."""

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from autograder.classroom.messages import Job, Result, Setup
from autograder.classroom.several_notebooks import nothing_of
from autograder.course.course import notebooks_in, siblings
from autograder.course.folders import ODD_NAME, SAME_NAME, CourseFolders, Step, composed
from autograder.course.ordinary import check_way, runs_outside
from autograder.course.settings import Grading
from autograder.gradebook.scores import Scores, agrees, read_scores
from autograder.gradebook.state_now import state_now
from autograder.gradebook.timestamps import keeps_its_time
from autograder.sandbox.limits import Level
from autograder.sandbox.untrusted_text import is_plain
from autograder.submission.find import is_left_out, submitted_notebook
from autograder.submission.mark import left_mark, result_of
from autograder.submission.normalise import is_as_marked
from autograder.submission.read import UnreadableSubmission, submitted_content

FOREIGN = "the autograded notebook holds no result of ours: grade it again with --force"
AT_A_TIME = 200  # students whose scores are read at once


class Plan:
    """Goes through a class: `settled` first, which tells whose work is in ``todo``."""

    def __init__(self, setup: Setup, book: Any, students: Sequence[str], force: bool) -> None:
        self.todo: list[str] = []
        self.setup, self._book = setup, book
        self._students, self._force = students, force
        self._folders = CourseFolders(setup.root, setup.config)
        # whose other notebooks are there, and this one is not
        self.left_out: list[str] = []
        settings = Grading(config=setup.config)
        self.assignment = settings.assignment(setup.root, setup.label)
        check_way(self.assignment, settings.not_isolated)
        # whether nbgrader's own Execute runs it, outside the box
        self.outside = runs_outside(self.assignment, settings.not_isolated)
        self._lowest = Level.named(settings.isolation)
        self._state = state_now(self.assignment, settings)

    def settled(self) -> Iterator[Result]:
        """Yield the results of those who need no grading, or whom nothing could write down."""
        twice = self._folders.twice(Step.SUBMITTED, self.setup.assignment)
        fit = []
        for student in self._students:
            if not is_plain(student):
                yield self.setup.held(student, f"{ODD_NAME} ({student!a})").result
            elif composed(student) in twice:
                yield self.setup.held(student, SAME_NAME).result
            else:
                fit.append(student)
        self._students = fit
        for start in range(0, len(self._students), AT_A_TIME):
            some = self._students[start : start + AT_A_TIME]
            held = {} if self._force else read_scores(self._book, self.assignment, some)
            for student in some:
                if is_left_out(self._folders, student, self.assignment):
                    self.left_out.append(student)
                    yield nothing_of(student, self.assignment).as_json()
                    continue
                result = None if self._force else self._result(student, held.get(student, {}))
                if result:
                    yield result
                else:
                    self.todo.append(student)

    def jobs(self, students: Sequence[str], patience: float = math.inf) -> Iterator[Job]:
        """Yield submissions that must be graded, read one by one; ``patience``: as in Job."""
        for student in students:
            yield job_of(student, self._submitted, patience)

    def _result(self, student: str, scores: dict[str, Scores]) -> Result | None:
        """Return the recorded result where nothing that it depends on has changed since."""
        name, stem = self.setup.assignment, self.setup.notebook
        mark = left_mark(self._folders.notebook(Step.AUTOGRADED, student, name, stem))
        if not keeps_its_time(self._folders, student, name):
            return None
        if self._holds_what_is_left_out(student):
            return None
        # where nbgrader grades, what it has left is as good as nothing
        if mark is None and not self.outside:
            return self.setup.held(student, FOREIGN).result
        result = result_of(mark)
        if result is None or not agrees(mark, scores):
            return None
        receipt = result.get("receipt") or {}
        if any(receipt.get(name) != value for name, value in self._state.items()):
            return None
        if not self.outside and Level.named(receipt["isolation"]) < self._lowest:
            return None
        with suppress(UnreadableSubmission):
            if is_as_marked(self._submitted(student), mark):
                return result
        return None

    def _holds_what_is_left_out(self, student: str) -> bool:
        """Tell whether a notebook is graded that is no longer handed in, or no longer asked for."""
        folder = self._folders.of(Step.AUTOGRADED, student, self.setup.assignment)
        known = {each.stem: each for each in siblings(self.assignment)}
        return any(
            stem not in known or is_left_out(self._folders, student, known[stem])
            for stem in notebooks_in(folder)
        )

    def _submitted(self, student: str) -> Path:
        return submitted_notebook(self._folders, student, self.assignment)


def job_of(student: str, find: Callable[[str], Path], patience: float = math.inf) -> Job:
    """Return a submission to grade, read from the path that ``find`` tells."""
    try:
        path = find(student)
        content, exact = submitted_content(path)
    except UnreadableSubmission as error:
        return Job(student, b"", str(error))
    return Job(student, content, patience=patience, file=path.name, exact=exact)
