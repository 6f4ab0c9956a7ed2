"""The commands, one a module: ``add`` declares its arguments, ``run`` returns its exit code."""

from argparse import ArgumentParser, Namespace
from typing import Any, Protocol

from traitlets.config import Config

from autograder.course import Course

# exit codes; replay and verify give the second where something does not hold
OK, SOME_NOT_GRADED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130

NAMES = ("grade", "report", "regrade", "export", "replay", "verify", "demo", "doctor", "db")


class Command(Protocol):
    """What each module of this package offers."""

    @staticmethod
    def add(commands: Any) -> ArgumentParser:
        """Declare the command and its arguments."""

    @staticmethod
    def run(options: Namespace, course: Course, config: Config) -> int:
        """Do it and return the exit code."""
