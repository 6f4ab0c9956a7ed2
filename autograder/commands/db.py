"""``autograder db``: what an existing gradebook needs."""

import argparse
from typing import Any

from traitlets.config import Config

from autograder.commands import OK
from autograder.course import Course


def add(commands: Any) -> argparse.ArgumentParser:
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "db",
        help="make an existing gradebook fast",
        description="optimize: add the indexes that nbgrader's gradebook lacks; safe to repeat.",
    )
    parser.add_argument("action", choices=["optimize"], help="add the missing indexes")
    return parser


def run(options: argparse.Namespace, course: Course, config: Config) -> int:
    """Add what is missing."""
    from autograder.classroom import open_gradebook
    from autograder.indexes import add_indexes

    with open_gradebook(config) as book:
        added = add_indexes(book)
    print(f"added: {', '.join(added)}" if added else "nothing to add: all indexes are there")
    return OK
