"""Goes through a class after a change: shows who would move, or records it.

Whole submissions are graded again where a change may concern any of their exercises, and only what
stands otherwise then is entered.
"""

import json
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

from traitlets.config import Config

from autograder.classroom.by_nbgrader import WORDS
from autograder.classroom.messages import Done
from autograder.classroom.recording.recorder import Recorder
from autograder.classroom.workers.cores import cores
from autograder.classroom.workers.local import Workers, local
from autograder.commands.regrade.lateness import Lateness
from autograder.commands.regrade.outside import graded_outside
from autograder.commands.regrade.plan import CHANGED, STAYS, RegradePlan
from autograder.commands.regrade.prepare import complete, prepare
from autograder.commands.regrade.reasons import Now
from autograder.commands.regrade.score_changes import HELD, LEFT, Before, Row, Standing, standings
from autograder.commands.report.course_texts import Titles, read_titles
from autograder.course.course import Course, CourseError, test_cell_of
from autograder.course.folders import CourseFolders, Step, composed
from autograder.course.settings import Grading
from autograder.gradebook.entries import Entries
from autograder.gradebook.open import open_gradebook
from autograder.gradebook.students import as_known
from autograder.sandbox.untrusted_text import is_plain

log = logging.getLogger("autograder")


@dataclass(frozen=True)
class RegradeOptions:
    """How to go about it. ``students``: whose work (default: all); ``apply``: record it;
    ``jobs``: processes (default: one per core).
    """

    students: Sequence[str] = ()
    apply: bool = False
    jobs: int | None = None


def regrade(
    course: Course,
    config: Config,
    label: str,
    options: RegradeOptions,
    say: Callable[[str], None] = print,
) -> Iterator[Row]:
    """Grade again what a change may concern; yield each submission's row, when it is known.

    ``label``: of the assignment, or of one of its notebooks, as `Course.assignment` takes it.
    Without ``options.apply`` nothing is written. Raises CourseError, BoxError and GradebookError;
    what is recorded by then stays.
    """
    settings = Grading(config=config)
    assignment = settings.assignment(course.root, label)
    name = assignment.name
    titles, now = read_titles(assignment), Now.of(assignment, settings)
    folders = CourseFolders(course.root, config)
    students = chosen(folders, name, options.students)
    with open_gradebook(config, must_exist=True, read_only=not options.apply) as book:
        students = as_known(book.db, students)
        setup = prepare(book, course, config, assignment, options.apply)
        if options.apply:
            complete(book, setup, assignment, students)
        late = Lateness(book.db, config, assignment)
        if options.apply:
            late.record(book)
        plan = RegradePlan(folders, assignment, now, book)
        yield from map(late.told, plan.settled(students))
        if plan.due and now.outside:
            say(f"isolation: {WORDS}")
            # nbgrader writes by itself, and a reader would be in its way
            book.db.rollback()
            yield from map(late.told, graded_outside(plan, setup, titles, options.apply))
        elif plan.due:
            taken = Taken(plan, titles, Recorder(setup, book) if options.apply else None)
            with closing(local(setup, min(options.jobs or len(cores()), len(plan.due)))) as workers:
                say(f"isolation: {workers.level}")
                yield from map(late.told, _graded(workers, plan, taken))


def _graded(workers: Workers, plan: RegradePlan, taken: "Taken") -> Iterator[Row]:
    """Grade what is due; yield the rows as they are settled."""
    try:
        for done in workers.done(plan.jobs()):
            for line in done.told:
                log.error("%s", line)
            yield from taken.add(done)
    except BaseException:  # an interrupt: what is recorded is kept
        taken.flush()
        raise
    yield from taken.flush()


class Taken:
    """Takes results, has them recorded where there is a recorder, and makes rows of them."""

    def __init__(self, plan: RegradePlan, titles: Titles, recorder: Recorder | None) -> None:
        self._plan, self._titles, self._recorder = plan, titles, recorder
        self._waiting: dict[str, Row] = {}

    def add(self, done: Done) -> list[Row]:
        """Take a result; return the rows that are settled by now."""
        before = self._plan.due[done.student]
        if not done.notebook:
            return [before.row(HELD, f"{done.result['error']}{STAYS}")]
        if self._plan.changed(done.student):
            return [before.row(LEFT, CHANGED)]
        now = standings(json.loads(done.notebook))
        row = before.moved(now, self._titles)
        if held := [name for name, each in now.items() if _lost(before.exercises.get(name), each)]:
            why = f"held back for review: {', '.join(held)}"
            return [row | {"status": HELD, "error": f"{why}{STAYS}"}]
        if self._recorder is None:
            return [row]
        self._waiting[done.student] = row
        entries = changed_entries(done, now, before)
        return self._settled(self._recorder.add(replace(done, entries=entries)))

    def flush(self) -> list[Row]:
        """Have recorded what waits; return the rows."""
        return self._settled(self._recorder.flush()) if self._recorder else []

    def _settled(self, results: list[dict[str, Any]]) -> list[Row]:
        rows = []
        for result in results:
            row = self._waiting.pop(result["submission"])
            # it could not be recorded
            if not result["exercises"]:
                row |= {"status": HELD, "error": f"not recorded: {result['error']}"}
            rows.append(row)
        return rows


def _lost(before: Standing | None, now: Standing) -> bool:
    return now.score is None and (before is None or before.score is not None)


def changed_entries(done: Done, now: Mapping[str, Standing], before: Before) -> Entries:
    """Return the entries of the exercises that stand otherwise, and nothing that people wrote.

    A score that stays is not entered again: nbgrader would ask for a person to look at it.
    """
    made = Entries()
    for exercise, standing in now.items():
        cell, old = test_cell_of(exercise), before.exercises.get(exercise)
        if done.entries.scores[cell] != before.scores[cell].auto:
            made.scores[cell] = done.entries.scores[cell]
        if old is None or old.words != standing.words:
            made.comments[exercise] = done.entries.comments.get(exercise)
    return made


def chosen(folders: CourseFolders, name: str, students: Sequence[str]) -> list[str]:
    """Return the students to look at, in order; CourseError where there is nothing to look at."""
    graded = folders.students(Step.AUTOGRADED, name)
    # of others there is nothing recorded
    known = sorted(filter(is_plain, {*folders.students(Step.SUBMITTED, name), *graded}))
    if not graded:
        raise CourseError(
            f"autograded/ holds nothing for '{name}': run 'autograder grade {name}' first"
        )
    wanted = set(map(composed, students))
    if unknown := wanted - {*known}:
        raise CourseError(f"submitted/ and autograded/ hold nothing of '{min(unknown)}'")
    return sorted(wanted) or known
