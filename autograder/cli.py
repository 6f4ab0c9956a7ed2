"""The command line: ``autograder`` or ``python -m autograder``."""

import argparse
import importlib
import os
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path

from traitlets import TraitError

from autograder import __version__
from autograder.commands import INTERRUPTED, NAMES, SOME_NOT_GRADED, WRONG_USAGE, Command
from autograder.course import Course, CourseError
from autograder.lean import import_quickly
from autograder.records import GradebookError
from autograder.sandbox.faults import BoxError
from autograder.settings import load_config


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(prog="autograder", description="Grade NumPy notebooks safely.")
    top.add_argument("--version", action="version", version=f"autograder {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in NAMES:
        command = _command(name).add(commands)
        command.add_argument("--course", type=Path, default=Path(), help="the course's folder")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0, or one that says why not."""
    options = parser().parse_args(arguments)
    import_quickly()
    for package in ("nbgrader", "nbformat"):  # known and harmless, and no news to an instructor
        warnings.filterwarnings("ignore", module=rf"{package}\.")
    command = _command(options.command)
    try:
        if anywhere := getattr(command, "anywhere", None):  # it looks at what is broken, too
            return int(anywhere(options))
        course = Course.find(options.course)
        config = load_config(course)
        if getattr(options, "isolation", None):
            config.Grading.isolation = options.isolation
        return command.run(options, course, config)
    except CourseError as error:
        return _complain(error, WRONG_USAGE)
    except TraitError as error:
        return _complain(f"nbgrader_config.py: {error}", WRONG_USAGE)
    except BrokenPipeError:  # who reads has seen enough, as `head` has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return SOME_NOT_GRADED
    except (BoxError, GradebookError) as error:
        return _complain(error, SOME_NOT_GRADED)
    except KeyboardInterrupt:
        return _complain(
            "interrupted: what is graded is kept, run it again for the rest", INTERRUPTED
        )


def _command(name: str) -> Command:
    module: Command = importlib.import_module(f"autograder.commands.{name}")  # type: ignore[assignment]
    return module


def _complain(error: Exception | str, code: int) -> int:
    print(f"autograder: {error}", file=sys.stderr)
    return code
