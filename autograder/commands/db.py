"""``autograder db``: what an existing gradebook needs."""

import argparse
from typing import TYPE_CHECKING

from autograder.commands import OK
from autograder.course.course import Course

if TYPE_CHECKING:
    from traitlets.config import Config


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.description = (
        "optimize: add the indexes that nbgrader's gradebook lacks; safe to repeat."
    )
    parser.add_argument("action", choices=["optimize"], help="add the missing indexes")


def run(options: argparse.Namespace, course: Course, config: "Config") -> int:
    """Add what is missing."""
    from autograder.gradebook.indexes import add_indexes
    from autograder.gradebook.open import open_gradebook

    with open_gradebook(config) as book:
        added = add_indexes(book)
    print(f"added: {', '.join(added)}" if added else "nothing to add: all indexes are there")
    return OK
