"""``autograder export``: grades for other systems, and an archive that grades on Gradescope."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.commands import OK, SOME_NOT_GRADED
from autograder.commands.output.progress import say
from autograder.course.course import Course, CourseError

if TYPE_CHECKING:  # the help needs none of it
    from traitlets.config import Config

    from autograder.commands.export.tables.grade_table import Terms
    from autograder.commands.export.tables.grades import StudentGrades

FORMATS = {
    "csv": "grades.csv",
    "canvas": "canvas.csv",
    "moodle": "moodle.csv",
    "gradescope": "{assignment}-gradescope.zip",
}
SENT = "lti"  # no file
IDENTIFIERS, SEPARATORS = ("email", "username", "idnumber"), ("comma", "semicolon", "tab", "colon")
TABLES = ("csv", "canvas", "moodle")
ONLY_FOR = {
    "into": (*TABLES, "gradescope"),
    "with_unfinished": (*TABLES, SENT),
    "missing_as_zero": (*TABLES, SENT),
    "column": ("canvas", "moodle", SENT),
    "send": (SENT,),
    "roster": ("canvas",),
    "identify": ("moodle",),
    "separator": ("moodle",),
    "feedback": ("moodle",),
}


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.usage = "autograder export FORMAT [ASSIGNMENT …] [--into FILE] [other options]"
    parser.description = (
        "csv, canvas, moodle: write the gradebook's grades, of all assignments or of "
        "those that are named. gradescope: write an archive that grades one assignment there. "
        "lti: send the grades to a platform's gradebook, or show what would be sent."
    )
    formats = [*FORMATS, SENT]
    parser.add_argument("format", choices=formats, metavar="FORMAT", help=", ".join(formats))
    parser.add_argument("assignments", metavar="ASSIGNMENT", nargs="*", help="(default: all)")
    parser.add_argument("--into", type=Path, metavar="FILE", help="(default: " + _defaults() + ")")
    _add_terms(parser)
    parser.add_argument(
        "--roster", type=Path, metavar="FILE.csv", help="canvas: what Canvas exported; IDs are kept"
    )
    parser.add_argument(
        "--identify", choices=IDENTIFIERS, help="moodle: what a user is found by (default: email)"
    )
    parser.add_argument(
        "--separator", choices=SEPARATORS, help="moodle: as chosen there (default: comma)"
    )
    parser.add_argument("--feedback", action="store_true", help="moodle: a column of feedback too")
    parser.add_argument("--send", action="store_true", help="lti: really send them")


def _defaults() -> str:
    return ", ".join(FORMATS.values()).format(assignment="ASSIGNMENT")


def _add_terms(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--with-unfinished",
        action="store_true",
        help="also grades that a person still has to finish",
    )
    parser.add_argument(
        "--missing-as-zero", action="store_true", help="0 for students who have handed in nothing"
    )
    parser.add_argument(
        "--column", action="append", metavar="ASSIGNMENT=HEADING", type=_column,
        help="canvas, moodle, lti: what the assignment is called there; repeatable",
    )  # fmt: skip


def _column(text: str) -> tuple[str, str]:
    assignment, sign, heading = text.partition("=")
    if not (assignment and sign and heading):
        raise argparse.ArgumentTypeError(f"ASSIGNMENT=HEADING is needed, not '{text}'")
    return assignment, heading


def run(options: argparse.Namespace, course: Course, config: "Config") -> int:
    """Write the file, and tell on stderr what a reader of it might miss."""
    for name, formats in ONLY_FOR.items():
        if getattr(options, name) and options.format not in formats:
            flag = "--" + name.replace("_", "-")
            raise CourseError(f"{flag} is for {', '.join(formats)}, not for {options.format}")
    if options.format == SENT:
        return _send(options, course, config)
    written = _archive if options.format == "gradescope" else _table
    path, content, notes = written(options, course, config)
    from autograder.commands.output import files

    files.write(path, content)
    for note in notes:
        say(note)
    print(path)
    return OK


Written = tuple[Path, bytes, list[str]]


def _archive(options: argparse.Namespace, course: Course, config: "Config") -> Written:
    from autograder.commands.export.gradescope.archive import archive
    from autograder.course.settings import Grading

    if len(options.assignments) != 1:
        raise CourseError("gradescope takes one assignment: autograder export gradescope NAME")
    settings = Grading(config=config)
    assignment = settings.assignment(course.root, options.assignments[0])
    path = options.into or Path(
        FORMATS["gradescope"].format(assignment=assignment.label.replace("/", "-"))
    )
    points = f"{sum(assignment.points.values()):g}"
    notes = [f"it holds the solutions: keep it private; set {points} autograder points there"]
    return path, archive(assignment, settings), notes


def _table(options: argparse.Namespace, course: Course, config: "Config") -> Written:
    from autograder.commands.export.tables import canvas, canvas_roster, moodle, spreadsheet

    known = canvas_roster.read(options.roster) if options.roster else None
    works, terms, late = _works(options, course, config)
    if options.format == "csv":
        table = spreadsheet.as_table(works, terms)
    elif options.format == "canvas":
        table = canvas.as_table(works, terms, known)
    else:
        table = moodle.as_table(works, terms, options.identify or "email", options.feedback)
    table.notes[:0] = late
    separator = moodle.SEPARATORS[options.separator or "comma"]
    return options.into or Path(FORMATS[options.format]), table.as_bytes(separator), table.notes


def _send(options: argparse.Namespace, course: Course, config: "Config") -> int:
    """Send the scores, or show them; return 1 where the platform refused some."""
    from autograder.commands.export.lti.scores import columns
    from autograder.commands.export.lti.settings import Lti

    works, terms, late = _works(options, course, config)
    for note in late:
        say(note)
    found = columns(works, terms)
    for column in found:
        for note in column.notes:
            say(note)
    if not options.send:
        for column in found:
            print(f"{column.heading}:", *column.scores, sep="\n  ")
        say("nothing was sent: --send sends it")
        return OK
    from autograder.commands.export.lti.platform import Platform

    platform, refused = Platform(Lti(config=config), course.root), 0
    for column in found:
        answers = list(platform.send(column))
        for score, why in answers:
            if why:
                refused += 1
                say(f"not taken: {score}: {why}")
        taken = sum(not why for _, why in answers)
        print(f"{column.heading}: {taken} of {len(answers)} sent")
    return SOME_NOT_GRADED if refused else OK


def _works(
    options: argparse.Namespace, course: Course, config: "Config"
) -> "tuple[list[StudentGrades], Terms, list[str]]":
    """What is exported, how, and what late penalties have to be told."""
    from autograder.commands.export.tables.grade_table import Terms
    from autograder.commands.export.tables.read_gradebook import late_notes, read_class
    from autograder.course.folders import CourseFolders
    from autograder.gradebook.open import open_gradebook

    terms = Terms(options.with_unfinished, options.missing_as_zero, dict(options.column or ()))
    with open_gradebook(config, must_exist=True) as book:
        folders = CourseFolders(course.root, config)
        works = read_class(book, course, folders, options.assignments)
        late = [*late_notes(book, config, works)]
    if unknown := terms.columns.keys() - {work.sheet.name for work in works}:
        raise CourseError(f"--column names '{min(unknown)}', which is not exported")
    return works, terms, late
