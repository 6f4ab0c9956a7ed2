"""Reads tables as spreadsheets save them: in several encodings, with several separators."""

import codecs
import csv
import io
import re
from pathlib import Path

from autograder.course.course import CourseError

MARKS = {
    codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16",
}  # fmt: skip
SEPARATORS = ",;\t"
# how Excel tells itself which separator a file has
TOLD = re.compile(r"\"?sep=([,;\t])\"?\r?\n")


def read_rows(path: Path, what: str) -> list[list[str]]:
    """Return a table's rows, its heading first; raises CourseError with ``what`` it should be."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CourseError(f"{what} '{path}' cannot be read: {error.strerror}") from None
    encoding = next((MARKS[mark] for mark in MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise CourseError(
            f"{what} '{path}' is not in UTF-8: export it again (Excel: save it as CSV UTF-8)"
        )
    separator = _separator(text)
    text = TOLD.sub("", text, count=1) if TOLD.match(text) else text
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise CourseError(f"{what} '{path}' is not a CSV file ({error}): export it again") from None


def _separator(text: str) -> str:
    """Return what stands between two cells: of the three, what the first line has most of."""
    if told := TOLD.match(text):
        return told[1]
    first = text.partition("\n")[0]
    return max(SEPARATORS, key=first.count)
