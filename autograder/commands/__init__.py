"""The commands, a module or a folder each.

A command's ``declare`` declares its arguments, ``run`` returns its exit code. One with ``anywhere``
needs no course that works.
"""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:  # `autograder doctor` starts where packages are missing
    from traitlets.config import Config

    from autograder.course.course import Course

# exit codes; replay and verify give the second where something does not hold
OK, SOME_NOT_GRADED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130


class Entry(NamedTuple):
    """A line of the help: the command's module, below this package, and what it is for."""

    module: str
    purpose: str


COMMANDS = {
    "init": Entry("init.command", "make a course of your own, with an exercise to start from"),
    "grade": Entry("grade.command", "grade the class in submitted/, or loose files of any form"),
    "extend": Entry("extend", "give one student more time for an assignment"),
    "serve": Entry("serve.command", "answer students who ask what the hidden checks say"),
    "report": Entry("report.command", "write a page about how an assignment went"),
    "regrade": Entry(
        "regrade.command", "show who moves up or down when suites or points change, and record it"
    ),
    "export": Entry(
        "export.command",
        "write the grades for a spreadsheet, Canvas or Moodle, or an archive for Gradescope; or "
        "send them to a platform",
    ),
    "replay": Entry(
        "replay.command", "grade a recorded submission again, from its receipt, and compare"
    ),
    "release": Entry("release", "generate release/ and the executed solutions/ of all assignments"),
    "verify": Entry("verify.command", "prove the suites by wrong, right and mutated solutions"),
    "demo": Entry("demo.command", "show the whole life of the assignments on a simulated class"),
    "doctor": Entry("doctor.command", "look for what is wrong, and say what to do"),
    "db": Entry("db", "make an existing gradebook fast"),
    "completion": Entry("completion", "let bash or zsh complete commands, assignments, students"),
}


class Command(Protocol):
    """What each command's module offers."""

    @staticmethod
    def declare(parser: ArgumentParser) -> None:
        """Declare the command's arguments."""

    @staticmethod
    def run(options: Namespace, course: "Course", config: "Config") -> int:
        """Do it and return the exit code."""
