"""Arguments that several commands take."""

import argparse
from collections.abc import Iterable
from typing import Any

from autograder.sandbox.limits import Level


def isolation(parser: argparse.ArgumentParser) -> None:
    """Let a command that runs submissions take ``--isolation``."""
    parser.add_argument(
        "--isolation",
        choices=[level.name.lower() for level in Level],
        help="the weakest isolation to accept (default: as configured)",
    )


def scheduler(parser: argparse.ArgumentParser) -> None:
    """Let a command that grades take ``--scheduler``."""
    parser.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="grade on a Dask cluster: tcp://host:port of its scheduler",
    )


def assignment(parser: argparse.ArgumentParser, **more: Any) -> None:
    """Let a command take an assignment by its name, which the shell completes."""
    more = {"metavar": "ASSIGNMENT", "help": "its name in source/", **more}
    parser.add_argument("assignment", **more).completer = _assignments  # type: ignore[attr-defined]


def whose(parser: argparse.ArgumentParser) -> None:
    """Let a command that goes through a class take its assignment, ``--student`` and ``--jobs``."""
    assignment(parser)
    parser.add_argument(
        "--student", metavar="NAME", action="append", help="this student's only; repeatable"
    ).completer = _students  # type: ignore[attr-defined]
    parser.add_argument(
        "--jobs", type=count, metavar="N", help="processes that grade (default: one per core)"
    )


def _assignments(parsed_args: argparse.Namespace, **_: Any) -> Iterable[str]:
    """Return what the shell offers where an assignment is to be named."""
    from autograder.course.course import Course

    return Course.find(parsed_args.course).names


def _students(parsed_args: argparse.Namespace, **_: Any) -> Iterable[str]:
    """Return what the shell offers where a student is to be named: who has handed in."""
    from autograder.course.course import Course
    from autograder.course.folders import CourseFolders, Step
    from autograder.course.settings import load_config

    course = Course.find(parsed_args.course)
    folders = CourseFolders(course.root, load_config(course))
    return folders.students(Step.SUBMITTED, parsed_args.assignment)


def count(text: str) -> int:
    """Return a whole number from 1, for ``type=``."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"a whole number from 1 is needed, not '{text}'")
    return int(text)
