"""Where a class's work lies: the folders of each step, as ``c.CourseDirectory`` has them.

nbgrader itself is not asked, for importing it takes seconds.
"""

import enum
import glob
import os
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # on Gradescope there is none
    from traitlets.config import Config

from autograder.course import door

STRUCTURE = os.path.join("{nbgrader_step}", "{student_id}", "{assignment_id}")
HALF_MADE = re.compile(r"\..*\.part", re.DOTALL)
OPEN = "\0"  # in no path
MOST_BYTES = 1000  # of a timestamp.txt; a longer one holds no time

ODD_NAME = (
    "the name of its folder is not in UTF-8 or holds a control character: give it another one"
)
SAME_NAME = "it has two folders, whose names look the same: keep the right one"
EXCLUDED = "left out by c.CourseDirectory.student_id_exclude"
NO_TIME = (
    "its timestamp.txt holds no time: put one there like 2026-03-02 10:00:00 UTC, or remove the "
    "file"
)


def composed(name: str) -> str:
    """Return a name with each accent and its letter in one: macOS has them apart, others do not."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def half_made(whole: Path) -> Path:
    """Return the place beside a folder in which it is made, before it is put there whole."""
    return whole.with_name(f".{whole.name}.part")


def timestamp_in(folder: Path) -> str | None:
    """Return what a folder's ``timestamp.txt`` holds, None where there is none.

    Raises ValueError where it is no short text file.
    """
    path = folder / "timestamp.txt"
    try:
        return door.read(path, MOST_BYTES).decode()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError, door.Refused, door.TooLarge):
        raise ValueError(NO_TIME) from None


class Step(enum.StrEnum):
    """A step of nbgrader's workflow, called as its folder is by default."""

    SOURCE = "source"
    RELEASE = "release"
    SUBMITTED = "submitted"
    AUTOGRADED = "autograded"
    FEEDBACK = "feedback"
    SOLUTION = "solution"


class CourseFolders:
    """Tells paths, students and timestamps; it looks, and changes nothing.

    ``excluded``: those whom ``student_id_exclude`` leaves out.
    """

    def __init__(self, root: Path, config: "Config | None" = None) -> None:
        self._root = root
        self._settings: Any = {} if config is None else config.CourseDirectory
        self._structure = str(self._settings.get("directory_structure", STRUCTURE))
        left_out = str(self._settings.get("student_id_exclude", "")).split(",")
        # as nbgrader reads the list, and as people write it
        self.excluded = {*left_out, *map(str.strip, left_out)} - {""}

    def name(self, step: Step) -> str:
        """Return what the step's folder is called in this course."""
        return str(self._settings.get(f"{step}_directory", step))

    def of(self, step: Step, student: str, assignment: str) -> Path:
        """Return the folder of a student's work; ``student`` is "." where all have the same.

        However the accents in its name are written, the one that is there.
        """
        return self._place(step, self.as_written(step, student, assignment), assignment)

    def as_written(self, step: Step, student: str, assignment: str) -> str:
        """Return a student's name with its accents as in the name of the folder that is there."""
        if student.isascii():
            return student
        forms = [student, *(unicodedata.normalize(form, student) for form in ("NFC", "NFD"))]
        there = (f for f in forms if os.path.lexists(self._place(step, f, assignment)))
        return next(there, student)

    def _place(self, step: Step, student: str, assignment: str) -> Path:
        parts = {"nbgrader_step": self.name(step), "assignment_id": assignment}
        return self._root / self._structure.format(**parts, student_id=student)

    def half_made(self, student: str, assignment: str) -> Path:
        """Return where an autograded folder is made; it is there after a kill alone."""
        return half_made(self.of(Step.AUTOGRADED, student, assignment))

    def notebook(self, step: Step, student: str, assignment: str, stem: str = "") -> Path:
        """Return the path of a student's notebook; ``stem``: its name, if not the assignment's."""
        return self.of(step, student, assignment) / f"{stem or assignment}.ipynb"

    def students(self, step: Step, assignment: str) -> list[str]:
        """Return those who have a folder for the assignment, in order, each once."""
        return sorted(set(map(composed, self._names(step, assignment))))

    def twice(self, step: Step, assignment: str) -> set[str]:
        """Return those who have two folders, which differ in how accents are written."""
        count = Counter(map(composed, self._names(step, assignment)))
        return {name for name, number in count.items() if number > 1}

    def assignments(self, step: Step) -> list[str]:
        """Return the assignments that have a folder of their own at a step that all share."""
        return sorted(self._matching(step, {"student_id": ".", "assignment_id": OPEN}, "*"))

    def _names(self, step: Step, assignment: str) -> list[str]:
        wanted = str(self._settings.get("student_id", "*")).strip() or "*"
        parts = {"student_id": OPEN, "assignment_id": assignment}
        found = (name for name in self._matching(step, parts, wanted) if name not in self.excluded)
        return [name for name in found if not HALF_MADE.fullmatch(name)]

    def _matching(self, step: Step, parts: dict[str, str], wanted: str) -> set[str]:
        """Return what stands in the place of OPEN in folders that fit a shell's pattern."""
        whole = os.path.normpath(self._structure.format(nbgrader_step=self.name(step), **parts))
        # one place or, in an odd structure, several of the same
        before, *behind = whole.split(OPEN)
        pattern = wanted.join(map(glob.escape, (before, *behind)))
        text = re.escape(before) + "([^/]+)" + r"\1".join(map(re.escape, behind))
        # a link that leads nowhere is there, too: whose it is must be told
        places = glob.glob(pattern, root_dir=self._root, include_hidden=True)
        fitting = (re.fullmatch(text, os.path.normpath(place), re.DOTALL) for place in places)
        return {match[1] for match in fitting if match}

    def timestamp(self, step: Step, student: str, assignment: str) -> str | None:
        """Return what ``timestamp.txt`` holds; None where it is missing or no text."""
        try:
            return timestamp_in(self.of(step, student, assignment))
        except ValueError:
            return None

    def has_same_time(self, student: str, assignment: str) -> bool:
        """Tell whether what was graded was handed in when what is there now was handed in."""
        submitted = self.timestamp(Step.SUBMITTED, student, assignment)
        return submitted == self.timestamp(Step.AUTOGRADED, student, assignment)
