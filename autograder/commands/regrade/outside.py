"""Grades again what nbgrader runs outside the box: for a preview, into a folder of its own."""

import glob
import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory

from autograder.classroom.by_nbgrader import convert, outcome, started
from autograder.classroom.messages import Setup
from autograder.commands.regrade.plan import CHANGED, STAYS, RegradePlan
from autograder.commands.regrade.score_changes import HELD, LEFT, Row, standings
from autograder.commands.report.course_texts import Titles
from autograder.course.course import CourseError
from autograder.course.folders import CourseFolders, Step
from autograder.course.whole_file import write_whole


def aside(setup: Setup, folder: Path) -> Setup:
    """Return the same course, that writes into a folder and has a gradebook of its own there.

    Raises CourseError where nbgrader cannot generate the assignment from its source.
    """
    config = deepcopy(setup.config)
    config.CourseDirectory.assignment_id = setup.assignment
    for step in (Step.RELEASE, Step.AUTOGRADED):
        config.CourseDirectory[f"{step}_directory"] = str(folder / step)
    url = f"sqlite:///{folder / 'gradebook.db'}"
    config.CourseDirectory.db_url = url
    generate = GenerateAssignment(coursedir=CourseDirectory(config=config), config=config)
    if error := started(generate):
        raise CourseError(f"nbgrader cannot generate '{setup.assignment}': {error}")
    return replace(setup, config=config, db_url=url)


def graded_outside(
    plan: RegradePlan, setup: Setup, titles: Titles, to_write: bool
) -> Iterator[Row]:
    """Have nbgrader grade those who are due, one after the other; yield their rows."""
    with TemporaryDirectory() as folder:
        place = setup if to_write else aside(setup, Path(folder))
        yield from _graded(plan, place, titles)


def _graded(plan: RegradePlan, setup: Setup, titles: Titles) -> Iterator[Row]:
    folders = CourseFolders(setup.root, setup.config)
    for student, before in plan.due.items():
        if plan.changed(student):
            yield before.row(LEFT, CHANGED)
            continue
        place = folders.notebook(Step.AUTOGRADED, student, setup.assignment, setup.notebook)
        recorded = place.read_bytes() if place.exists() else None
        try:
            error = convert(setup, student, glob.escape(setup.notebook))
        finally:
            # nbgrader removes it first
            if recorded is not None and not place.exists():
                write_whole(place, recorded)
        result = outcome(setup, student, error)
        if result["error"]:
            yield before.row(HELD, f"{result['error']}{STAYS}")
        else:
            yield before.moved(standings(json.loads(place.read_bytes())), titles)
