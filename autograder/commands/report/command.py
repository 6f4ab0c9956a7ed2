"""``autograder report``: how an assignment went, as one page for instructors."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.commands import OK, arguments
from autograder.course.course import Course

if TYPE_CHECKING:
    from traitlets.config import Config

GUESSABLE = (
    "c.Grading.seed is 0: anyone with the class list can work out the numbers; set a seed of your "
    "own in nbgrader_config.py"
)


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.description = (
        "Write one HTML page: scores, checks, mistakes, who needs a look, run time."
    )
    arguments.assignment(parser)
    parser.add_argument("--anonymous", action="store_true", help="numbers in place of names")
    parser.add_argument(
        "--csv", type=Path, metavar="FILE", help="also write a row for each student and check"
    )
    parser.add_argument(
        "--into", type=Path, metavar="FILE.html", help="the page (default: in reports/)"
    )


def run(options: argparse.Namespace, course: Course, config: "Config") -> int:
    """Write the page and say where it is."""
    from autograder.course.settings import Grading

    course.notebooks(options.assignment)
    from autograder.commands.report.write import write

    if options.anonymous and Grading(config=config).seed == 0:
        print(GUESSABLE, file=sys.stderr)
    place = write(course, config, options.assignment, options.into, options.csv, options.anonymous)
    print(place)
    if options.csv:
        print(options.csv)
    return OK
