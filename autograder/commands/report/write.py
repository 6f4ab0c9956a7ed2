"""The class report: one page that tells an instructor how an assignment went.

`collect` reads what grading has left, `statistics` makes figures of it, `page` and `rows` show
them: each knows nothing of the ones behind it.
"""

import datetime
import os
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from traitlets.config import Config

from autograder.commands.output import files
from autograder.commands.report.class_results import ClassResults
from autograder.commands.report.collect import read_class
from autograder.commands.report.csv_rows import as_csv, class_rows
from autograder.commands.report.page import render
from autograder.commands.report.pseudonyms import anonymised
from autograder.commands.report.statistics import figures
from autograder.course.course import Course, CourseError
from autograder.course.folders import CourseFolders, Step
from autograder.course.settings import Grading

__all__ = ["write"]

FOLDER = "reports"  # under the course's root


def write(
    course: Course,
    config: Config,
    assignment: str,
    into: Path | None = None,
    table: Path | None = None,
    anonymous: bool = False,
) -> Path:
    """Write the report of an assignment as one HTML file and return its path.

    ``into``: where to (default: ``reports/`` in the course's folder). ``table``: a CSV file with a
    row for each student and check. ``anonymous``: neither holds a student's name. Raises
    CourseError where nothing is handed in or a file cannot be written, and GradebookError.
    """
    name = f"{assignment}-anonymous.html" if anonymous else f"{assignment}.html"
    place = into or course.root / FOLDER / name
    if table and table.resolve() == place.resolve():
        raise CourseError(f"'{table}' cannot hold both the page and the CSV: name two files")
    found = read_class(course, config, assignment)
    if anonymous:
        found = anonymised(found, Grading(config=config).seed)
    made = datetime.datetime.now(datetime.UTC)
    pages = {} if anonymous else _pages(course, config, found, place)
    _put(place, render(figures(found), made, anonymous, pages), "--into")
    if table:
        _put(table, as_csv(class_rows(found)), "--csv")
    return place


def _pages(course: Course, config: Config, found: ClassResults, place: Path) -> dict[str, str]:
    """Return the addresses of the feedback pages that are there, seen from the report."""
    folders, start = CourseFolders(course.root, config), place.resolve().parent
    pages = {}
    for work in found.works:
        made = sorted(folders.of(Step.FEEDBACK, work.student, found.assignment).glob("*.html"))
        # of several notebooks the first
        if work.graded and made:
            address = os.path.relpath(made[0].resolve(), start).replace(os.sep, "/")
            # a folder's name need not be text
            pages[work.student] = quote(os.fsencode(address))
    return pages


def _put(place: Path, text: str, option: str) -> None:
    # reports/ is there from the first report on; a file in its place, `files` tells
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
    files.write(place, text.encode(), private=False, option=option)
