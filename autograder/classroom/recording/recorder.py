"""Records a class: rows in the gradebook and folders in ``autograded/``, many at a time."""

import datetime
import logging
import time
from collections.abc import Iterator

from nbgrader.api import Gradebook, Student
from sqlalchemy import select

from autograder.classroom.messages import Done, Result, Setup
from autograder.classroom.recording.autograded_folder import Folders
from autograder.classroom.recording.rows import Rows
from autograder.gradebook.errors import in_plain_words
from autograder.gradebook.open import retry
from autograder.gradebook.penalties import LateRule

log = logging.getLogger("autograder")

MOST, SECONDS = 25, 2.0  # submissions in a transaction, and for how long the first may wait
LETTERS = 32 * 2**20  # of their notebooks


class Recorder:
    """An open gradebook and what waits to be written into it. Raises GradebookError."""

    def __init__(self, setup: Setup, book: Gradebook) -> None:
        self._setup, self._book = setup, book
        self._folders = Folders(setup)
        self._waiting: list[Done] = []
        self._since = 0.0
        rule = LateRule(setup.config)
        self._rows = retry(lambda: Rows(book, setup.assignment, setup.notebook, rule))
        known = retry(lambda: set(book.db.scalars(select(Student.id))))
        self._welcome = None if self._folders.create_student else known

    def add(self, done: Done) -> list[Result]:
        """Take a result; return those that are settled by now."""
        if not done.notebook:
            return [done.result]
        if self._welcome is not None and done.student not in self._welcome:
            why = f"the gradebook has no student '{done.student}', and create_student is off"
            return [self._setup.held(done.student, why).result]
        self._since = time.monotonic() if not self._waiting else self._since
        self._waiting.append(done)
        large = sum(len(each.notebook) for each in self._waiting) > LETTERS
        due = len(self._waiting) >= MOST or large or time.monotonic() - self._since > SECONDS
        return self.flush() if due else []

    def flush(self) -> list[Result]:
        """Write what waits, and return its results: recorded, or the reason why not.

        A folder is put into its place when the scores are in, and says itself what it holds: so a
        grader that is killed in between leaves nothing behind that looks finished.
        """
        batch, self._waiting = self._waiting, []
        if not batch:
            return []
        with self._folders.alone():
            return [*self._recorded(batch)]

    def _recorded(self, batch: list[Done]) -> Iterator[Result]:
        staged: list[tuple[Done, datetime.datetime | None]] = []
        for done in batch:
            try:
                self._folders.stage(done.student, done.notebook)
                staged.append((done, self._folders.timestamp(done.student)))
            except Exception as error:  # a folder is the trouble of one student
                yield self._given_up(done, error)
        try:
            retry(lambda: self._write(staged), self._book)
        except BaseException:
            for done, _ in staged:
                self._folders.discard(done.student)
            raise
        for done, _ in staged:
            try:
                self._folders.place(done.student)
                yield done.result
            except Exception as error:
                yield self._given_up(done, error)

    def _write(self, staged: list[tuple[Done, datetime.datetime | None]]) -> None:
        self._rows.write(staged, self._folders.is_same)
        self._book.db.commit()
        self._book.db.expunge_all()

    def _given_up(self, done: Done, error: Exception) -> Result:
        log.debug("%s", done.student, exc_info=True)
        self._folders.discard(done.student)
        return self._setup.held(done.student, in_plain_words(str(error))).result
