"""``autograder replay``: a recorded grade once more, from its receipt."""

import argparse
import json
from typing import Any

from traitlets.config import Config

from autograder.commands import OK, SOME_NOT_GRADED, arguments
from autograder.course import Course


def add(commands: Any) -> argparse.ArgumentParser:
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "replay",
        help="grade a recorded submission once more, from its receipt, and compare",
        description="Grade what was graded once more, with the recorded seed and limits; tell what "
        "has changed since and which checks end otherwise.",
    )
    parser.add_argument("student", metavar="STUDENT", help="whose work, as in submitted/")
    parser.add_argument("assignment", metavar="ASSIGNMENT", help="its name in source/")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    arguments.isolation(parser)
    return parser


def run(options: argparse.Namespace, course: Course, config: Config) -> int:
    """Grade once more and print what is different."""
    from autograder.replay import replay

    done = replay(course, config, options.student, options.assignment)
    print(json.dumps(done.as_json()) if options.json else done.as_text())
    return SOME_NOT_GRADED if done.differences else OK
