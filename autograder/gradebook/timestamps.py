"""Has nbgrader read what students hand in through our door, where it has no setting for that."""

import datetime
import sys
from pathlib import Path
from typing import Any

from autograder.course.folders import NO_TIME, CourseFolders, Step, timestamp_in


def time_in(folder: str) -> datetime.datetime | None:
    """Return when a submission was handed in, in UTC; ValueError where that is no time.

    None where there is no ``timestamp.txt``, or an empty one.
    """
    from nbgrader.utils import parse_utc

    text = (timestamp_in(Path(folder)) or "").strip()
    try:
        found: datetime.datetime | None = parse_utc(text) if text else None
    except (ValueError, OverflowError):
        raise ValueError(NO_TIME) from None
    return found


def keeps_its_time(folders: CourseFolders, student: str, assignment: str) -> bool:
    """Tell whether the time of what is graded stands, if the notebook is still the same.

    Handed in later once more, unchanged, it is no later: only an earlier time is news.
    """
    if folders.has_same_time(student, assignment):
        return True
    places = (folders.of(step, student, assignment) for step in (Step.SUBMITTED, Step.AUTOGRADED))
    try:
        now, graded = map(time_in, map(str, places))
    except ValueError:
        return False
    return bool(now and graded and now > graded)


def read_carefully() -> None:
    """Have nbgrader wait for no ``timestamp.txt``; for ``nbgrader_config.py``, safe to repeat.

    formgrader looks at everybody's: one that is a pipe, or a link to an endless device, would hold
    all up. Does nothing in a program that has not loaded nbgrader, for that takes long.
    """
    if "nbgrader.coursedir" in sys.modules:
        from nbgrader.coursedir import CourseDirectory

        CourseDirectory.get_existing_timestamp = _existing_timestamp


def _existing_timestamp(course: Any, folder: str) -> datetime.datetime | None:
    try:
        return time_in(folder)
    except ValueError as error:
        course.log.warning("%s: %s", Path(folder).parent.name, error)
        return None
