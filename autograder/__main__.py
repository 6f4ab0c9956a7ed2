"""The command line: ``autograder`` or ``python -m autograder``.

A command's module is imported when it is called: no command waits for what another needs.
"""

import argparse
import importlib
import io
import os
import sys
import warnings
from collections.abc import Collection, Sequence
from pathlib import Path

from autograder import __version__
from autograder.commands import COMMANDS, INTERRUPTED, SOME_NOT_GRADED, Command
from autograder.gradebook.quick_import import import_quickly


def parser(declared: Collection[str] = COMMANDS) -> argparse.ArgumentParser:
    """Return the parser; only the commands in ``declared`` are imported and take arguments."""
    top = argparse.ArgumentParser(prog="autograder", description="Grade NumPy notebooks safely.")
    top.add_argument("--version", action="version", version=f"autograder {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, about in COMMANDS.items():
        command = commands.add_parser(name, help=about.purpose)
        if name in declared:
            _command(name).declare(command)
        command.add_argument("--course", type=Path, default=Path(), help="the course's folder")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0, or one that says why not."""
    arguments = sys.argv[1:] if arguments is None else arguments
    # the shell asks what could come next
    if "_ARGCOMPLETE" in os.environ:
        import argcomplete

        argcomplete.autocomplete(parser())
    for stream in (sys.stdout, sys.stderr):
        # a terminal without all letters shows a sign in their place, and costs nobody a grade
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    options = parser(COMMANDS.keys() & set(arguments)).parse_args(arguments)
    import_quickly()
    # known and harmless, and no news to an instructor
    for package in ("nbgrader", "nbformat"):
        warnings.filterwarnings("ignore", module=rf"{package}\.")
    try:
        return _run(_command(options.command), options)
    except BrokenPipeError:
        # who reads has seen enough, as `head` has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return SOME_NOT_GRADED
    except KeyboardInterrupt:
        return _complain(
            "interrupted: what is graded is kept, run it again for the rest", INTERRUPTED
        )
    except Exception as error:
        # an error of ours says what to do, and with which code the command ends
        code: int | None = getattr(error, "exit_code", None)
        if code is None:
            raise
        return _complain(error, code)


def _run(command: Command, options: argparse.Namespace) -> int:
    # what is broken is looked at, too
    if anywhere := getattr(command, "anywhere", None):
        return int(anywhere(options))
    from traitlets import TraitError

    from autograder.course.course import Course, CourseError
    from autograder.course.settings import load_config

    course = Course.find(options.course)
    config = load_config(course)
    course = Course(course.root, config=config)
    if getattr(options, "isolation", None):
        config.Grading.isolation = options.isolation
    try:
        return command.run(options, course, config)
    except TraitError as error:
        raise CourseError(f"nbgrader_config.py: {error}") from error


def _command(name: str) -> Command:
    module: Command = importlib.import_module(f"autograder.commands.{COMMANDS[name].module}")  # type: ignore[assignment]
    return module


def _complain(error: Exception | str, code: int) -> int:
    print(f"autograder: {error}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
