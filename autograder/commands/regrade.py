"""``autograder regrade``: what a change of suites or points does to a class that is graded."""

import argparse
import json
from typing import Any

from traitlets.config import Config

from autograder import progress
from autograder.commands import OK, SOME_NOT_GRADED, arguments
from autograder.course import Course


def add(commands: Any) -> argparse.ArgumentParser:
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "regrade",
        help="show who moves after a change of suites or points, and record it",
        description="Grade again what a change of suites or points affects. Shows who would move "
        "and why, and writes nothing; with --apply it is recorded.",
    )
    arguments.whose(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--preview", action="store_true", help="write nothing (the default)")
    what.add_argument("--apply", action="store_true", help="record what the preview shows")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")
    arguments.isolation(parser)
    return parser


def run(options: argparse.Namespace, course: Course, config: Config) -> int:
    """Grade again and print the rows, or JSON."""
    from autograder.regrade import moves, report
    from autograder.regrade.run import Options, chosen, regrade

    name = options.assignment
    course.assignment(name)
    students = chosen(course, name, options.student or ())
    how = Options(students, options.apply, options.jobs)
    results = regrade(course, config, name, how, progress.say_level)
    rows = list(progress.in_order(progress.shown(results, len(students)), students))
    summary = moves.summary(rows, name, options.apply)
    if options.json:
        for line in (*rows, {"summary": summary}):
            print(json.dumps(line))
    else:
        pages = {path.parent.name for path in (course.root / "feedback").glob(f"*/{name}")}
        stale = report.stale_feedback(rows, pages) if options.apply else []
        print(report.render(rows, summary, stale))
    return SOME_NOT_GRADED if summary["held"] else OK
