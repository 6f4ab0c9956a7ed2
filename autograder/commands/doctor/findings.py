"""What a check finds: a line, and the command that puts it right."""

import enum
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from traitlets.config import Config

    from autograder.course.course import Assignment, Course

SHOWN = 3  # names in a line


class Severity(enum.StrEnum):
    """How it stands: a FAIL stops grading, a WARN will sooner or later be somebody's trouble."""

    OK = "OK"
    WARN = "WARN"
    FAIL = "FAIL"


@dataclass(frozen=True)
class Finding:
    """One line: ``what`` was looked at, what was found in ``words``, ``remedy``: what to do."""

    status: Severity
    what: str
    words: str
    remedy: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the finding as the command line prints it."""
        return {"status": str(self.status), "what": self.what, "words": self.words,
                "remedy": self.remedy}  # fmt: skip

    def as_text(self) -> str:
        """Return the finding as one line, with the remedy below it."""
        line = f"{self.status:<4}  {self.what}: {self.words}"
        return f"{line}\n      → {self.remedy}" if self.remedy else line


def ok(what: str, words: str) -> Finding:
    """Return that something is in order."""
    return Finding(Severity.OK, what, words)


def warn(what: str, words: str, remedy: str) -> Finding:
    """Return what will be trouble."""
    return Finding(Severity.WARN, what, words, remedy)


def fail(what: str, words: str, remedy: str) -> Finding:
    """Return what keeps grading from working."""
    return Finding(Severity.FAIL, what, words, remedy)


def some(names: list[str]) -> str:
    """Return the first few names, and how many more there are."""
    rest = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {rest} more" if rest > 0 else "")


class Place:
    """The course that is looked at; what is broken about it raises when it is asked for."""

    def __init__(self, start: Path) -> None:
        self.start = start

    @cached_property
    def course(self) -> "Course":
        """Return the course; CourseError where there is none."""
        from autograder.course.course import Course

        return Course(self._found.root, config=self.config)

    @cached_property
    def _found(self) -> "Course":
        from autograder.course.course import Course

        return Course.find(self.start)

    @cached_property
    def config(self) -> "Config":
        """Return the course's configuration; CourseError where it does not run."""
        from autograder.course.settings import load_config

        return load_config(self._found)

    @property
    def root(self) -> Path:
        """Return the course's folder."""
        return self._found.root

    @property
    def notebooks(self) -> "list[Assignment]":
        """Return the notebooks of all assignments, with the suites that are configured."""
        return [each for name in self.course.names for each in self.notebooks_of(name)]

    def notebooks_of(self, name: str) -> "list[Assignment]":
        """Return the notebooks of an assignment, with the suites that are configured."""
        from autograder.course.settings import Grading

        return Grading(config=self.config).course(self.root).notebooks(name)
