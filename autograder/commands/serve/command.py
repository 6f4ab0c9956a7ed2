"""``autograder serve``: students ask what the hidden suites say, and are answered in a second."""

import argparse
import time
from typing import TYPE_CHECKING

from autograder.commands import OK, arguments
from autograder.course.course import Course, CourseError

if TYPE_CHECKING:
    from traitlets.config import Config

PORT = 8765
MISSING = (
    "'autograder serve' needs packages that are not installed: "
    "python -m pip install starlette uvicorn prometheus-client"
)


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.description = (
        "Answer students who send their notebook: what would the hidden checks say? Attempts are "
        "practice, with hidden inputs of their own. 'autograder serve token add NAME' gives a "
        "student a token, 'token list' and 'token revoke NAME' show and take back."
    )
    parser.add_argument(
        "--host", default="127.0.0.1", help="the address to listen at (%(default)s)"
    )
    parser.add_argument("--port", type=int, default=PORT, help="the port (%(default)s; 0: any)")
    parser.add_argument(
        "--collect", action="store_true", help="also collect and grade what is handed in"
    )
    arguments.scheduler(parser)
    arguments.isolation(parser)
    kinds = parser.add_subparsers(dest="kind", metavar="token")
    token = kinds.add_parser("token", help="add, list or revoke tokens")
    token.add_argument("action", choices=["add", "list", "revoke"])
    token.add_argument("name", nargs="?", default="", help="the student, as in the gradebook")
    token.add_argument("--instructor", action="store_true", help="sees the page about all students")
    token.add_argument("--days", type=float, default=200, help="days that it is good for")


def run(options: argparse.Namespace, course: Course, config: "Config") -> int:
    """Serve, or see to tokens."""
    if options.kind == "token":
        return _tokens(options, course)
    try:
        from autograder.commands.serve.running import run
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in ("starlette", "uvicorn", "prometheus_client"):
            raise CourseError(MISSING) from None
        raise
    return run(options, course, config)


def _tokens(options: argparse.Namespace, course: Course) -> int:
    from contextlib import closing

    from autograder.commands.serve.database import Database
    from autograder.commands.serve.tokens import Tokens

    if (options.action == "list") == bool(options.name):
        raise CourseError("write: token add NAME, token list, or token revoke NAME")
    with closing(Database(course.root)) as database:
        tokens = Tokens(database)
        if options.action == "add":
            # shown once: what is kept of it is a hash
            print(tokens.add(options.name, options.days, options.instructor))
        elif options.action == "revoke":
            count = tokens.revoke(options.name)
            print(f"{options.name}: {count} token{'' if count == 1 else 's'} revoked")
        else:
            for person, until in tokens.listed():
                role = " (instructor)" if person.instructor else ""
                day = time.strftime("%Y-%m-%d", time.localtime(until))
                print(f"{person.name}{role}: until {day}")
    return OK
