"""Arguments that several commands take."""

import argparse

from autograder.sandbox.limits import Level


def isolation(parser: argparse.ArgumentParser) -> None:
    """Let a command that runs submissions take ``--isolation``."""
    parser.add_argument(
        "--isolation",
        choices=[level.name.lower() for level in Level],
        help="the weakest isolation to accept (default: as configured)",
    )


def whose(parser: argparse.ArgumentParser) -> None:
    """Let a command that goes through a class take its assignment, ``--student`` and ``--jobs``."""
    parser.add_argument("assignment", metavar="ASSIGNMENT", help="its name in source/")
    parser.add_argument(
        "--student", metavar="NAME", action="append", help="this student's only; repeatable"
    )
    parser.add_argument(
        "--jobs", type=count, metavar="N", help="processes that grade (default: one a core)"
    )


def count(text: str) -> int:
    """Return a whole number from 1, for ``type=``."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"a whole number from 1 is needed, not '{text}'")
    return int(text)
