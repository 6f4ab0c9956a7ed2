"""``autograder replay``: a recorded submission once more, from its receipt."""

import argparse
from typing import TYPE_CHECKING

from autograder.commands import arguments

if TYPE_CHECKING:
    from traitlets.config import Config

    from autograder.course.course import Course


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.description = (
        "Grade a recorded submission again, with its seed and limits; say what has "
        "changed since and which checks end differently."
    )
    parser.add_argument("student", metavar="STUDENT", help="whose work, as in submitted/")
    arguments.assignment(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    arguments.isolation(parser)


def run(options: argparse.Namespace, course: "Course", config: "Config") -> int:
    """Grade once more and print what is different."""
    from autograder.commands.replay import replay

    return replay.run(options, course, config)
