"""Has ``nbgrader autograde`` keep the time of a notebook that is handed in unchanged once more."""

import datetime
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde

from autograder.course.folders import CourseFolders
from autograder.gradebook.other_name import notebooks_of
from autograder.gradebook.timestamps import time_in
from autograder.submission.find import is_unchanged


def keep_earlier_times() -> None:
    """Put a step before the one that removes what is graded, and one behind; safe to repeat."""
    begin, enter = Autograde.init_destination, Autograde.init_assignment
    if getattr(begin, "keeps", False):
        return
    earlier: dict[str, datetime.datetime | None] = {}

    def init_destination(converter: Any, assignment: str, student: str) -> bool:
        earlier[student] = _earlier_time(converter, assignment, student)
        goes_on: bool = begin(converter, assignment, student)
        return goes_on

    def init_assignment(converter: Any, assignment: str, student: str) -> None:
        enter(converter, assignment, student)
        if time := earlier.pop(student, None):
            with Gradebook(converter.coursedir.db_url) as book:
                book.find_submission(assignment, student).timestamp = time
                book.db.commit()
            converter.log.info("%s: unchanged since %s, which stays its time", student, time)

    init_destination.keeps = True  # type: ignore[attr-defined]
    Autograde.init_destination, Autograde.init_assignment = init_destination, init_assignment


def _earlier_time(converter: Any, assignment: str, student: str) -> datetime.datetime | None:
    """Return when the same notebook came in before, None where another one did or none."""
    now, graded = (
        place(assignment, student) for place in (converter._format_source, converter._format_dest)
    )
    try:
        times = time_in(now), time_in(graded)
        if None in times or times[0] <= times[1]:  # type: ignore[operator]
            return None
    except ValueError:
        return None
    folders = CourseFolders(Path(converter.coursedir.root), converter.config)
    if not all(
        is_unchanged(folders, student, each, Path(graded)) for each in notebooks_of(converter)
    ):
        return None
    with Gradebook(converter.coursedir.db_url) as book:
        try:
            known: datetime.datetime | None = book.find_submission(assignment, student).timestamp
        except MissingEntry:
            return None
    return known
