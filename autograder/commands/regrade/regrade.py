"""Goes through a class after a change: shows who would move, or records it."""

import json
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from traitlets.config import Config

from autograder.classroom.grade_class import submissions
from autograder.classroom.messages import Done
from autograder.classroom.recording.recorder import Recorder
from autograder.classroom.workers.cores import cores
from autograder.classroom.workers.local import Workers, local
from autograder.commands.regrade import gradebook as books
from autograder.commands.regrade.affected import Now
from autograder.commands.regrade.changed_entries import limited
from autograder.commands.regrade.partial_grader import Recipe
from autograder.commands.regrade.plan import CHANGED, Plan
from autograder.commands.regrade.record import Catalogue
from autograder.commands.regrade.score_changes import HELD, LEFT, Row, standings
from autograder.course.course import Assignment, Course, CourseError
from autograder.course.settings import Grading
from autograder.gradebook.open import open_gradebook
from autograder.grading.suites.runner import SuiteRunner

log = logging.getLogger("autograder")

KEEPER = "autograder.commands.regrade.record.KeepFeedback"
STAYS = "; what is recorded stays"


@dataclass(frozen=True)
class Options:
    """How to go about it. ``students``: whose work (default: all); ``apply``: record it;
    ``jobs``: processes (default: one a core).
    """

    students: Sequence[str] = ()
    apply: bool = False
    jobs: int | None = None


def regrade(
    course: Course,
    config: Config,
    name: str,
    options: Options,
    say: Callable[[str], None] = print,
) -> Iterator[Row]:
    """Grade again what a change affects; yield each submission's row, when it is known.

    Without ``options.apply`` nothing is written. Raises CourseError, BoxError and GradebookError;
    what is recorded by then stays.
    """
    settings = Grading(config=config)
    assignment = settings.assignment(course.root, name)
    catalogue = _catalogue(assignment, settings.seed)
    now = Now.of(assignment, settings)
    students = chosen(course, name, options.students)
    with open_gradebook(config, must_exist=True, read_only=not options.apply) as book:
        setup = books.setup(book, course, config, assignment, options.apply)
        if options.apply:
            books.complete(book, setup, students)
        plan = Plan(course, assignment, now, catalogue, book)
        yield from plan.settled(students)
        if plan.due:
            recipe = Recipe(now, catalogue, any(before.why for before in plan.due.values()))
            setup = replace(setup, grader=recipe, config=_keeping(config))
            taken = Taken(plan, catalogue, Recorder(setup, book) if options.apply else None)
            processes = min(options.jobs or len(cores()), len(plan.due)) if recipe.runs else 1
            with closing(local(setup, processes)) as workers:
                say(workers.level)
                yield from _graded(workers, plan, taken)


def _graded(workers: Workers, plan: Plan, taken: "Taken") -> Iterator[Row]:
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

    def __init__(self, plan: Plan, catalogue: Catalogue, recorder: Recorder | None) -> None:
        self._plan, self._catalogue, self._recorder = plan, catalogue, recorder
        self._waiting: dict[str, Row] = {}

    def add(self, done: Done) -> list[Row]:
        """Take a result; return the rows that are settled by now."""
        before = self._plan.due[done.student]
        if not done.notebook:
            return [before.row(HELD, f"{done.result['error']}{STAYS}")]
        if self._plan.changed(done.student):
            return [before.row(LEFT, CHANGED)]
        notebook = json.loads(done.notebook)
        now = standings(notebook)
        if held := [each for each in before.why if _lost(before.exercises.get(each), now[each])]:
            why = f"held back for review: {', '.join(held)}"
            return [before.moved(now, self._catalogue) | {"status": HELD, "error": f"{why}{STAYS}"}]
        row = before.moved(now, self._catalogue)
        if self._recorder is None:
            return [row]
        self._waiting[done.student] = row
        entries = limited(done, notebook, now, before, self._catalogue)
        return self._settled(self._recorder.add(replace(done, entries=entries)))

    def flush(self) -> list[Row]:
        """Have recorded what waits; return the rows."""
        return self._settled(self._recorder.flush()) if self._recorder else []

    def _settled(self, results: list[dict[str, Any]]) -> list[Row]:
        rows = []
        for result in results:
            row = self._waiting.pop(result["submission"])
            if not result["exercises"]:  # it could not be recorded
                row |= {"status": HELD, "error": f"not recorded: {result['error']}"}
            rows.append(row)
        return rows


def _lost(before: Any, now: Any) -> bool:
    return now.score is None and (before is None or before.score is not None)


def chosen(course: Course, name: str, students: Sequence[str]) -> list[str]:
    """Return the students to look at, in order; CourseError where there is nothing to look at."""
    graded = {path.parent.name for path in (course.root / "autograded").glob(f"*/{name}")}
    known = sorted(submissions(course, name).keys() | graded)
    if not graded:
        raise CourseError(
            f"autograded/ holds nothing for '{name}': run 'autograder grade {name}' first"
        )
    for student in students:
        if student not in known:
            raise CourseError(f"submitted/ and autograded/ hold nothing of '{student}'")
    return sorted(set(students)) or known


def _catalogue(assignment: Assignment, seed: int) -> Catalogue:
    """Return title and weight of each check; CourseError where the suites cannot be loaded."""
    found: dict[str, dict[str, tuple[str, float]]] = {each: {} for each in assignment.points}
    with closing(SuiteRunner(assignment, seed)) as suites:
        for check in suites.checks:
            found.setdefault(check.exercise, {})[check.name] = (check.title, check.weight)
    return found


def _keeping(config: Config) -> Config:
    """Return the configuration with our step behind the one that grades."""
    made = deepcopy(config)
    steps = list(made.Autograde.autograde_preprocessors)
    last = [str(getattr(step, "__name__", step)).rpartition(".")[2] for step in steps]
    if "GradeInSandbox" not in last:
        raise CourseError(
            "c.Autograde.autograde_preprocessors in nbgrader_config.py lacks "
            "autograder.gradebook.GradeInSandbox: put it first there"
        )
    steps.insert(last.index("GradeInSandbox") + 1, KEEPER)
    made.Autograde.autograde_preprocessors = steps
    return made
