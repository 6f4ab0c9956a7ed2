"""What killed or running graders leave: folders that are half made, and a lock."""

import fcntl
import shlex
from collections.abc import Iterator
from typing import TYPE_CHECKING

from autograder.commands.doctor.findings import Finding, Place, ok, warn

if TYPE_CHECKING:
    from autograder.course.folders import CourseFolders

MOST = 3  # students that a command names


def leftovers(place: Place) -> Iterator[Finding]:
    """Look for what a killed run has left in autograded/, and whether one is at work."""
    from autograder.classroom.recording.autograded_folder import LOCK
    from autograder.course.folders import CourseFolders

    lock = place.root / LOCK
    if lock.is_file():
        with lock.open() as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except OSError:
                yield warn("leftovers", "a grader is writing right now", "wait for it, or: ps aux")
                return
    folders = CourseFolders(place.root, place.config)
    left = {name: _half_made(folders, name) for name in place.course.names}
    left = {name: students for name, students in left.items() if students}
    for name, students in left.items():
        names = "" if len(students) > MOST else "".join(
            f" --student={shlex.quote(student)}" for student in students
        )  # fmt: skip
        words = f"a killed run has left {len(students)} half-made folders of '{name}'"
        yield warn("leftovers", words, f"autograder grade {name} --force{names}")
    if not left:
        yield ok("leftovers", "none of a killed run")


def _half_made(folders: "CourseFolders", name: str) -> list[str]:
    from autograder.course.folders import Step

    steps = (Step.SUBMITTED, Step.AUTOGRADED)
    known = {student for step in steps for student in folders.students(step, name)}
    return sorted(student for student in known if folders.half_made(student, name).is_dir())
