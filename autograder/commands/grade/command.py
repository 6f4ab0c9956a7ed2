"""``autograder grade``: the class in submitted/ into the gradebook, or loose files."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.commands import arguments

if TYPE_CHECKING:
    from traitlets.config import Config

    from autograder.course.course import Course


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.description = (
        "Without FILE, grade all of submitted/ into the gradebook; with FILEs, grade these and "
        "record nothing. A notebook, a script with cell markers (# %%), a Markdown file (.qmd, "
        ".Rmd, .md), a folder and an archive (.zip, .tar.gz) are a submission each; all plain "
        "Python modules of one command are one submission together, as layers.py and fc_net.py."
    )
    arguments.whose(parser)
    parser.add_argument("files", metavar="FILE", nargs="*", type=Path, help="loose files to grade")
    parser.add_argument("--json", action="store_true", help="print one JSON object per line")
    parser.add_argument(
        "--table", action="store_true", help="a row for each student, however many there are"
    )
    parser.add_argument("--force", action="store_true", help="grade again what is already graded")
    arguments.scheduler(parser)
    arguments.isolation(parser)


def run(options: argparse.Namespace, course: "Course", config: "Config") -> int:
    """Grade and print."""
    from autograder.commands.grade import grade

    return grade.run(options, course, config)
