"""What passes between the recorder and those who grade: plain data, on this machine or another."""

import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from traitlets.config import Config

from autograder.course.settings import without_hooks
from autograder.gradebook.entries import Entries
from autograder.gradebook.master_copy import Master
from autograder.testing.results import Graded

Result = dict[str, Any]


@dataclass(frozen=True)
class Setup:
    """What is the same for the whole class; ``root``: the course's folder.

    ``notebook``: the name of the assignment's notebook that is graded, of several one.
    """

    root: Path
    config: Config
    assignment: str
    notebook: str
    max_score: float
    master: Master
    db_url: str

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "config": without_hooks(self.config)}

    @property
    def label(self) -> str:
        """Return what `Course.assignment` finds the notebook by."""
        return f"{self.assignment}/{self.notebook}"

    def size(self, job: "Job") -> int:
        """Return the bytes of a submission."""
        return len(job.content)

    def lost(self, job: "Job", why: str) -> "Done":
        """Return the result of a submission that has ended its process."""
        return self.held(job.student, why)

    def held(self, student: str, error: str) -> "Done":
        """Return the result of a submission that could not be graded."""
        graded = Graded(student, self.assignment, self.max_score, 0.0, error=error)
        return Done(student, graded.as_json())


@dataclass(frozen=True)
class Job:
    """A submission to grade: the notebook file's content, or why it could not be read.

    ``patience``: seconds after which it is put off, where others wait. ``file``: its name.
    ``exact``: the hash of the file with its outputs, which the content is without.
    """

    student: str
    content: bytes = field(repr=False)
    unreadable: str = ""
    patience: float = math.inf
    file: str = ""
    exact: str | None = None


@dataclass(frozen=True)
class Done:
    """A submission's result, the text of its autograded notebook, and the gradebook's entries.

    Without a notebook there is nothing to record: it could not be graded. ``told``: what is to be
    said on the instructor's terminal; it may show hidden values. ``put_off``: it is to be graded
    again, when the others are done.
    """

    student: str
    result: Result = field(repr=False)
    notebook: str = field(default="", repr=False)
    entries: Entries = field(default_factory=Entries, repr=False)
    told: tuple[str, ...] = ()
    put_off: bool = False
