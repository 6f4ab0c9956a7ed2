"""Grades the whole class in ``submitted/`` into nbgrader's gradebook.

Several processes grade (`workers`), one records (`recording`); it writes what ``nbgrader
autograde`` writes, for many submissions at a time.
"""

import logging
import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass

from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from autograder.classroom.messages import Done, Result, Setup
from autograder.classroom.plan import Plan
from autograder.classroom.several_notebooks import enter_nothing, merged
from autograder.classroom.workers.cores import cores
from autograder.classroom.workers.local import Workers, local
from autograder.course.course import Assignment, Course
from autograder.course.exercise_files import suites_without_cell
from autograder.course.folders import CourseFolders, Step
from autograder.course.settings import Grading
from autograder.gradebook.errors import GradebookError
from autograder.gradebook.indexes import add_indexes
from autograder.gradebook.master_copy import read_master
from autograder.gradebook.open import open_gradebook, retry
from autograder.gradebook.penalties import LateRule, bring_up_to_date
from autograder.gradebook.scores import check_integrity
from autograder.gradebook.students import as_known, enrolled
from autograder.sandbox.untrusted_text import some_of

FAIR = 5.0  # seconds that a submission may take before all others are done,
FEW = 8  # where there are more than so many

log = logging.getLogger("autograder")


@dataclass(frozen=True)
class Options:
    """How to go about it. ``students``: whose work (default: all that is submitted); ``force``:
    grade again what is already graded; ``jobs``: processes (default: one per core);
    ``scheduler``: the address of a Dask cluster to grade on.
    """

    students: Sequence[str] | None = None
    force: bool = False
    jobs: int | None = None
    scheduler: str | None = None


def grade_class(
    course: Course,
    config: Config,
    assignment: str,
    options: Options | None = None,
    say: Callable[[str], None] = print,
) -> Iterator[Result]:
    """Grade and record submissions; yield their results as JSON, each when it is recorded.

    A submission is left as it is where nothing that its grade depends on has changed (its content,
    its timestamp, the suites, the engine, the seed, the limits) and the gradebook holds the scores.
    ``say`` is told the isolation, whose late penalty is another one by now, who has handed in
    nothing, and which suites do not run. Raises CourseError, BoxError and GradebookError; what is
    recorded by then stays.
    """
    options = options or Options()
    with open_gradebook(config) as book:
        check_integrity(book)
        notebooks = Grading(config=config).course(course.root).notebooks(assignment)
        setups = [_prepared(book, course, config, each) for each in notebooks]
        # slower without; what is wrong, recording will say
        with suppress(GradebookError):
            add_indexes(book)
        _bring_up_to_date(book, setups[0], say)
        folders = CourseFolders(course.root, config)
        everybody = folders.students(Step.SUBMITTED, assignment)
        absent = sorted(enrolled(book.db) - {*everybody} - folders.excluded)
        if absent and not options.students:
            say(f"{len(absent)} of the gradebook have handed in nothing: {some_of(absent, 20)}")
        students = as_known(book.db, options.students or everybody)
        if idle := suites_without_cell(notebooks):
            say(idle)
        plans = [Plan(setup, book, students, options.force) for setup in setups]
        if any(plan.outside for plan in plans):
            passes = [_outside(book, plans, say)]
        else:
            passes = [_notebook(book, plan, options, say) for plan in plans]
        graded = []
        for result in merged(passes, [each.stem for each in notebooks]):
            if result["status"] == "graded":
                graded.append(result["submission"])
            yield result
        _enter_left_out(book, plans, graded)


def _outside(book: Gradebook, plans: list[Plan], say: Callable[[str], None]) -> Iterator[Result]:
    """Have nbgrader grade all notebooks of those of whom one is to be graded."""
    # loads nbgrader's converters: half a second, for nothing where a class has hidden suites alone
    from autograder.classroom.by_nbgrader import WORDS, by_nbgrader

    settled = [[*plan.settled()] for plan in plans]
    todo = {student for plan in plans for student in plan.todo}
    for results in settled:
        yield from (each for each in results if each["submission"] not in todo)
    if todo:
        say(f"isolation: {WORDS}")
        # nbgrader writes by itself, and a reader would be in its way
        book.db.rollback()
        yield from by_nbgrader(plans, sorted(todo))
        book.db.expire_all()


def _enter_left_out(book: Gradebook, plans: list[Plan], graded: list[str]) -> None:
    """Enter 0 for notebooks that are left out, where all others are graded."""

    def enter() -> None:
        for plan in plans:
            enter_nothing(book.db, plan.assignment, {*plan.left_out} & {*graded})
        book.db.commit()

    if any(plan.left_out for plan in plans):
        retry(enter, book)


def _notebook(
    book: Gradebook, plan: Plan, options: Options, say: Callable[[str], None]
) -> Iterator[Result]:
    """Grade and record one notebook of the class."""
    yield from plan.settled()
    if not plan.todo:
        return
    with closing(_workers(plan.setup, options, len(plan.todo))) as workers:
        # loads nbgrader's converters, while the processes begin; not where nothing has changed
        from autograder.classroom.recording.recorder import Recorder

        recorder = Recorder(plan.setup, book)
        say(f"isolation: {workers.level}")
        try:
            for some in _rounds(workers, plan):
                for done in some:
                    for line in done.told:
                        log.error("%s", line)
                    yield from recorder.add(done)
                # nobody waits for those of the next round
                yield from recorder.flush()
        except BaseException:  # an interrupt, a lost cluster: what is graded is kept
            recorder.flush()
            raise


def _bring_up_to_date(book: Gradebook, setup: Setup, say: Callable[[str], None]) -> None:
    """Enter the late penalties of everybody who is graded, as dates and rules are by now."""

    def enter() -> list[str]:
        changed = bring_up_to_date(book.db, LateRule(setup.config), setup.assignment)
        book.db.commit()
        return changed

    if changed := retry(enter, book):
        say(f"{len(changed)} late penalties brought up to date: {some_of(changed)}")


def _rounds(workers: Workers, plan: Plan) -> Iterator[Iterator[Done]]:
    """Yield results in two rounds; who takes more than a fair share waits for the second.

    What was put off is graded as if for the first time: so the order does not matter for scores.
    """
    put_off: list[str] = []

    def first() -> Iterator[Done]:
        patience = FAIR if len(plan.todo) > FEW else math.inf
        for done in workers.done(plan.jobs(plan.todo, patience)):
            if done.put_off:
                put_off.append(done.student)
            else:
                yield done

    yield first()
    yield workers.done(plan.jobs(put_off))


def _workers(setup: Setup, options: Options, count: int) -> Workers:
    if options.scheduler:
        from autograder.classroom.workers.dask_cluster import Cluster

        return Cluster(setup, options.scheduler, count)
    return local(setup, min(options.jobs or len(cores()), count))


def _prepared(book: Gradebook, course: Course, config: Config, assignment: Assignment) -> Setup:
    """Read what the gradebook knows of a notebook, once; GradebookError where it does not."""
    master = read_master(book, assignment)
    points = sum(assignment.points.values())
    url = CourseDirectory(config=config).db_url
    return Setup(course.root, config, assignment.name, assignment.stem, points, master, url)
