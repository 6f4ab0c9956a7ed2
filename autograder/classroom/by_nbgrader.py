"""Grades an assignment with nbgrader's own converter: what is ordinary in it runs in a kernel.

One student after the other, as ``nbgrader autograde --student`` does: hooks, timeouts and lists of
steps are nbgrader's. What has hidden suites is graded in the box there, too.
"""

import glob
import logging
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy

from nbgrader.converters import Autograde
from nbgrader.converters.base import BaseConverter, NbGraderException
from nbgrader.coursedir import CourseDirectory

from autograder.classroom.messages import Result, Setup
from autograder.classroom.plan import Plan
from autograder.classroom.several_notebooks import nothing_of
from autograder.course.folders import CourseFolders, Step
from autograder.course.ordinary import NOT_ISOLATED
from autograder.sandbox.untrusted_text import clean
from autograder.submission.mark import left_mark, result_of

WORDS = f"{NOT_ISOLATED} (nbgrader runs this assignment outside the box: c.Grading.not_isolated)"
FAILED = "nbgrader could not grade it"
RAISED = re.compile(r"[A-Za-z_][\w.]*(?::|$)")


def by_nbgrader(plans: Sequence[Plan], students: Sequence[str]) -> Iterator[Result]:
    """Yield the results of each notebook of these students, each when it is recorded."""
    for student in students:
        those = [plan for plan in plans if student not in plan.left_out]
        # what cannot be read is told as elsewhere
        jobs = (job for plan in those for job in plan.jobs([student]))
        error = next((job.unreadable for job in jobs if job.unreadable), "")
        error = error or convert(plans[0].setup, student)
        for plan in plans:
            if plan in those:
                yield outcome(plan.setup, student, error)
            else:
                yield nothing_of(student, plan.assignment).as_json()


def convert(setup: Setup, student: str, notebook: str = "*") -> str:
    """Have nbgrader grade a student's work; return what stood in its way.

    ``notebook``: a pattern of the names of those that are graded.
    """
    config = deepcopy(setup.config)
    folders = CourseFolders(setup.root, config)
    config.CourseDirectory.assignment_id = setup.assignment
    name = folders.as_written(Step.SUBMITTED, student, setup.assignment)
    config.CourseDirectory.student_id = glob.escape(name)
    config.CourseDirectory.notebook_id = notebook
    converter = Autograde(coursedir=CourseDirectory(config=config), config=config)
    converter.force = True
    error = started(converter)
    return f"{FAILED}: {error}" if error else ""


def started(converter: BaseConverter) -> str:
    """Run a converter of nbgrader's quietly; return what stood in its way."""
    said: list[str] = []
    converter.log = _listening(said)
    try:
        converter.start()
    except NbGraderException:
        # of a traceback the last line that is not indented says what it is about
        traces = [text for text in said if text.startswith("Traceback")]
        lines = [line for text in traces for line in text.splitlines() if RAISED.match(line)]
        told = lines[-1] if lines else " ".join(said[0].split()) if said else "no reason given"
        return clean(told, 300)
    return ""


def _listening(said: list[str]) -> logging.Logger:
    """Return a log that keeps errors in a list, and nothing else."""
    log = logging.Logger("nbgrader", logging.WARNING)
    ears = logging.Handler(logging.ERROR)
    ears.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    log.addHandler(ears)
    return log


def outcome(setup: Setup, student: str, error: str) -> Result:
    """Return the result that `convert` has left, or why there is none."""
    folders = CourseFolders(setup.root, setup.config)
    place = folders.notebook(Step.AUTOGRADED, student, setup.assignment, setup.notebook)
    found = result_of(left_mark(place))
    if found is None or error:
        return setup.held(student, error or FAILED).result
    return found | {"submission": student}
