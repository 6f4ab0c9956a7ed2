"""Has ``nbgrader db student import`` read lists as spreadsheets save them."""

import csv
import sys
import tempfile
from pathlib import Path
from typing import Any

from autograder.course.course import CourseError
from autograder.course.spreadsheet_file import read_rows


def read_any_list() -> None:
    """Let nbgrader import lists with a BOM, semicolons, tabs or in UTF-16; safe to repeat.

    For ``nbgrader_config.py``. Does nothing in a program that has not loaded that command.
    """
    if app := getattr(sys.modules.get("nbgrader.apps.dbapp"), "DbStudentImportApp", None):
        app.start = _start


def _start(app: Any) -> None:
    """Import the list by way of a copy in UTF-8 and with commas, unless it is like that."""
    from nbgrader.apps.dbapp import DbGenericImportApp

    given = app.extra_args
    with tempfile.TemporaryDirectory() as folder:
        if len(given) == 1 and Path(given[0]).is_file():
            try:
                rows = read_rows(Path(given[0]), "the list")
            except CourseError as error:
                app.fail("%s", error)
            if _in_other_words(Path(given[0]), rows):
                app.log.info("Reading '%s' as a spreadsheet has saved it", given[0])
                app.extra_args = [_copy(rows, Path(folder, Path(given[0]).name))]
        DbGenericImportApp.start(app)


def _in_other_words(path: Path, rows: list[list[str]]) -> bool:
    """Tell whether nbgrader itself would read something else."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file)) != rows
    except (UnicodeDecodeError, csv.Error):
        return True


def _copy(rows: list[list[str]], path: Path) -> str:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return str(path)
