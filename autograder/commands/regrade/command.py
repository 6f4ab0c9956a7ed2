"""``autograder regrade``: what a change of suites or points does to a class that is graded."""

import argparse
import json
from typing import TYPE_CHECKING

from autograder.commands import OK, SOME_NOT_GRADED, arguments
from autograder.commands.output import progress
from autograder.course.course import Course

if TYPE_CHECKING:
    from traitlets.config import Config


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.description = (
        "Grade again where a change of suites or points may matter. Shows whose score would "
        "change and why, and writes nothing; --apply records it."
    )
    arguments.whose(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--preview", action="store_true", help="write nothing (the default)")
    what.add_argument("--apply", action="store_true", help="record what the preview shows")
    parser.add_argument("--json", action="store_true", help="print one JSON object per line")
    arguments.isolation(parser)


def run(options: argparse.Namespace, course: Course, config: "Config") -> int:
    """Grade again and print the rows, or JSON."""
    from autograder.commands.regrade import printed, score_changes
    from autograder.commands.regrade.regrade import RegradeOptions, chosen, regrade
    from autograder.course.folders import CourseFolders, Step

    name = options.assignment
    folders = CourseFolders(course.root, config)
    notebooks = [each.label for each in course.notebooks(name)]
    students = chosen(folders, name, options.student or ())
    how = RegradeOptions(students, options.apply, options.jobs)
    held = 0
    for label in notebooks:
        results = regrade(course, config, label, how, progress.say)
        rows = list(progress.in_order(progress.shown(results, len(students)), students))
        summary = score_changes.summary(rows, label, options.apply)
        held += summary["held"]
        if options.json:
            for line in (*rows, {"summary": summary}):
                print(json.dumps(line))
            continue
        if len(notebooks) > 1:
            print(f"{label}:")
        pages = set(folders.students(Step.FEEDBACK, name))
        stale = printed.stale_feedback(rows, pages) if options.apply else []
        print(printed.render(rows, summary, stale))
    return SOME_NOT_GRADED if held else OK
