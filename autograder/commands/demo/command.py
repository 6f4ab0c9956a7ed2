"""``autograder demo``: the whole life of the assignments on a simulated class."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.commands import arguments
from autograder.course.course import Course

if TYPE_CHECKING:
    from traitlets.config import Config


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "--into", type=Path, help="an empty folder for it (default: a temporary one)"
    )
    arguments.isolation(parser)


def run(options: argparse.Namespace, course: Course, config: "Config") -> int:
    """Run it."""
    from autograder.commands.demo.demo import run_demo

    return run_demo(course, options.into, options.isolation)
