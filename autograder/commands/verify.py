"""``autograder verify``: the proof of the hidden suites."""

import argparse
from typing import Any

from traitlets.config import Config

from autograder.commands import arguments
from autograder.course import Course


def add(commands: Any) -> argparse.ArgumentParser:
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "verify",
        help="prove the suites by wrong, right and mutated solutions",
        description="Prove the hidden suites: the reference, the untouched release, every "
        "misconception, every alternative and every mutant of the reference get what they should.",
    )
    parser.add_argument(
        "assignment", metavar="ASSIGNMENT", nargs="?", help="its name in source/ (default: all)"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object an exercise")
    arguments.isolation(parser)
    return parser


def run(options: argparse.Namespace, course: Course, config: Config) -> int:
    """Prove and print."""
    from autograder import verify

    return verify.run(course, config, options.assignment, options.json)
