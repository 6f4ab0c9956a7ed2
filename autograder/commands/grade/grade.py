"""Grades the class in submitted/ into the gradebook, or loose files, and prints what came out."""

import argparse
import json
import math
from collections.abc import Iterable
from typing import Any

from traitlets.config import Config

from autograder.commands import OK, SOME_NOT_GRADED
from autograder.commands.output import progress, summary, table
from autograder.commands.output.lone import told
from autograder.course.course import Course, CourseError
from autograder.course.folders import CourseFolders, Step, composed
from autograder.course.settings import Grading
from autograder.sandbox.untrusted_text import some_of
from autograder.testing.results import Graded

MOST_ROWS = 40  # of a table that is shown unasked


def run(options: argparse.Namespace, course: Course, config: Config) -> int:
    """Grade and print a table or a summary, of a lone submission what failed and why, or JSON."""
    alone = None
    rows: list[dict[str, Any]] = []
    if options.files:
        for alone in _loose(options, course, config):
            rows.append(_row(options, alone.as_json()))
    else:
        rows += [_row(options, result) for result in _class(options, course, config)]
    if not options.json:
        print(told(alone) if alone and len(rows) == 1 else _shown(options, rows))
    if not options.files and (older := _older_pages(options.assignment, course, config)):
        progress.say(
            f"feedback pages older than the grades: {some_of(older)}\n"
            f"  nbgrader generate_feedback {options.assignment} --force"
        )
    graded = all(row["status"] == "graded" for row in rows)
    return OK if rows and graded else SOME_NOT_GRADED


def _row(options: argparse.Namespace, result: dict[str, Any]) -> dict[str, Any]:
    if options.json:
        print(json.dumps(result), flush=True)
    return table.slim(result)


def _shown(options: argparse.Namespace, rows: list[dict[str, Any]]) -> str:
    name = options.assignment
    if options.files:
        return f"{table.render(rows)}\nWhat failed, and why: grade one of them alone"
    if options.table or len(rows) <= MOST_ROWS:
        return table.render(rows)
    steps = {
        f"autograder report {name}": "what went wrong, and where",
        f"nbgrader generate_feedback {name}": "the students' pages",
        f"autograder grade {name} --table": "a row for each student",
    }
    width = max(map(len, steps))
    after = "\n  ".join(f"{step.ljust(width)}  # {what}" for step, what in steps.items())
    return f"{summary.render(rows)}\n\nNext:\n  {after}"


def _older_pages(name: str, course: Course, config: Config) -> list[str]:
    """Return the students whose feedback page was made before their last grade."""
    folders = CourseFolders(course.root, config)

    def is_older(student: str) -> bool:
        pages = folders.of(Step.FEEDBACK, student, name).glob("*.html")
        grades = folders.of(Step.AUTOGRADED, student, name).glob("*.ipynb")
        made = max((page.stat().st_mtime for page in pages), default=math.inf)
        return made < max((grade.stat().st_mtime for grade in grades), default=-math.inf)

    return [*filter(is_older, folders.students(Step.FEEDBACK, name))]


def _loose(options: argparse.Namespace, course: Course, config: Config) -> Iterable[Graded]:
    from autograder.grading.grader import grader_for
    from autograder.submission.forms import belonging_together

    settings = Grading(config=config)
    assignment = settings.assignment(course.root, options.assignment)
    with grader_for(settings, assignment) as grader:
        progress.say(f"isolation: {grader.level.words}")
        for files in belonging_together(options.files):
            yield grader.grade_files(files)


def _class(options: argparse.Namespace, course: Course, config: Config) -> Iterable[dict[str, Any]]:
    name = options.assignment
    course.notebooks(name)
    folders = CourseFolders(course.root, config)
    submitted = folders.students(Step.SUBMITTED, name)
    if not submitted:
        raise CourseError(
            f"submitted/ holds nothing for '{name}': run 'nbgrader collect {name}' first"
        )
    chosen = set(map(composed, options.student or submitted))
    if unknown := chosen - {*submitted}:
        raise CourseError(f"submitted/ holds nothing of '{min(unknown)}' for '{name}'")
    done = set() if options.force else {*folders.students(Step.AUTOGRADED, name)}
    _load_ahead(options, len(chosen - done))
    from autograder.classroom import grade_class

    students = sorted(chosen) if options.student else None
    how = grade_class.Options(students, options.force, options.jobs, options.scheduler)
    results = grade_class.grade_class(course, config, name, how, progress.say)
    return progress.in_order(progress.shown(results, len(chosen)), students or submitted)


def _load_ahead(options: argparse.Namespace, new: int) -> None:
    """Where several processes are going to grade, let them load beside this one."""
    from autograder.classroom.workers import cores, local

    if not options.scheduler and min(new, options.jobs or len(cores.cores())) > 1:
        local.load_ahead()
