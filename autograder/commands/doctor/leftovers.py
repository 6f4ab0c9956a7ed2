"""What killed or running graders leave: folders that are half made, and a lock."""

import fcntl
import shlex
from collections.abc import Iterator

from autograder.commands.doctor.findings import Finding, Place, ok, warn

MOST = 3  # students that a command names


def leftovers(place: Place) -> Iterator[Finding]:
    """Look for what a killed run has left in autograded/, and whether one is at work."""
    from autograder.classroom.recording.autograded_folder import LOCK
    from autograder.course.folders import CourseFolders, Step

    lock = place.root / LOCK
    if lock.is_file():
        with lock.open() as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except OSError:
                yield warn("leftovers", "a grader is writing just now", "wait for it, or: ps aux")
                return
    folders = CourseFolders(place.root, place.config)
    # a killed run leaves .<assignment>.part beside where the folder goes
    left = {name: folders.students(Step.AUTOGRADED, f".{name}.part") for name in place.course.names}
    left = {name: students for name, students in left.items() if students}
    for name, students in left.items():
        names = "" if len(students) > MOST else "".join(
            f" --student={shlex.quote(student)}" for student in students
        )  # fmt: skip
        words = f"a killed run has left {len(students)} half-made folders of '{name}'"
        yield warn("leftovers", words, f"autograder grade {name} --force{names}")
    if not left:
        yield ok("leftovers", "none of a killed run")
