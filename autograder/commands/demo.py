"""``autograder demo``: the whole life of the assignments on a simulated class."""

import argparse
from pathlib import Path
from typing import Any

from traitlets.config import Config

from autograder.commands import arguments
from autograder.course import Course


def add(commands: Any) -> argparse.ArgumentParser:
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "demo", help="show the whole life of the assignments on a simulated class"
    )
    parser.add_argument(
        "--into", type=Path, help="an empty folder for it (default: a temporary one)"
    )
    arguments.isolation(parser)
    return parser


def run(options: argparse.Namespace, course: Course, config: Config) -> int:
    """Run it."""
    from autograder.demo import run_demo

    return run_demo(course, options.into, options.isolation)
