"""``autograder verify``: the proof of the hidden suites."""

import argparse
from typing import TYPE_CHECKING

from autograder.commands import arguments
from autograder.course.course import Course

if TYPE_CHECKING:
    from traitlets.config import Config


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.description = (
        "Prove the hidden suites: the reference, the untouched release, every "
        "misconception, every alternative and every mutant of the reference get what they should."
    )
    arguments.assignment(parser, nargs="?", help="its name in source/ (default: all)")
    parser.add_argument("--json", action="store_true", help="print one JSON object per exercise")
    arguments.isolation(parser)


def run(options: argparse.Namespace, course: Course, config: "Config") -> int:
    """Prove and print."""
    from autograder.commands.verify import verify

    return verify.run(course, config, options.assignment, options.json)
