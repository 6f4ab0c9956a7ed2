"""The same tables as plug-ins of nbgrader: ``nbgrader export --exporter=autograder.export.Canvas``.

nbgrader's own ``--to``, ``--assignment`` and ``--student`` work; the rest is set as usual, in
``nbgrader_config.py`` (``c.Moodle.identify = "username"``) or as ``--Moodle.identify=username``.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nbgrader.plugins import ExportPlugin
from traitlets import Bool, Dict, Enum, Unicode

from autograder.commands.export.tables import canvas, canvas_roster, moodle, spreadsheet
from autograder.commands.export.tables.grade_table import Table, Terms
from autograder.commands.export.tables.grades import StudentGrades
from autograder.commands.export.tables.read_gradebook import late_notes, read_class
from autograder.commands.output import files
from autograder.course.course import Course, CourseError
from autograder.course.folders import CourseFolders
from autograder.gradebook.errors import GradebookError


class _Grades(ExportPlugin):
    """What the tables have in common: whose grades they tell, and where they go."""

    default_file = ""
    with_unfinished = Bool(False, help="Also export grades that a person still has to finish.").tag(
        config=True
    )
    missing_as_zero = Bool(False, help="Export 0 for students who have handed in nothing.").tag(
        config=True
    )
    columns = Dict(help="What the column of an assignment is called, by assignment.").tag(
        config=True
    )

    def export(self, gradebook: Any) -> None:
        """Write the table; what is wrong is told in a line and ends nbgrader with 1."""
        try:
            course = Course(Path(self.parent.coursedir.root), config=self.config)
            names, students = map(str, self.assignment), map(str, self.student)
            folders = CourseFolders(course.root, self.config)
            works = read_class(gradebook, course, folders, list(names), list(students))
            terms = Terms(self.with_unfinished, self.missing_as_zero, self.columns)
            table = self.table(works, terms)
            table.notes[:0] = late_notes(gradebook, self.config, works)
            into = Path(self.to or self.default_file)
            files.write(into, table.as_bytes(self.delimiter))
        except (CourseError, GradebookError) as error:
            self.log.error("%s", error)
            raise SystemExit(1) from None
        for note in table.notes:
            self.log.warning("%s", note)
        self.log.info("%s: %d rows", into, len(table.rows) - 1)

    @property
    def delimiter(self) -> str:
        """Return what stands between two cells."""
        return ","

    def table(self, works: Sequence[StudentGrades], terms: Terms) -> Table:
        """Return the table."""
        raise NotImplementedError


class Exercises(_Grades):
    """A row per student and assignment, a column per exercise and written question."""

    default_file = "grades.csv"

    def table(self, works: Sequence[StudentGrades], terms: Terms) -> Table:
        """Return the table for people."""
        return spreadsheet.as_table(works, terms)


class Canvas(_Grades):
    """What Canvas's gradebook imports."""

    default_file = "canvas.csv"
    roster = Unicode("", help="The file that Canvas exported: its IDs and sections are kept.").tag(
        config=True
    )

    def table(self, works: Sequence[StudentGrades], terms: Terms) -> Table:
        """Return Canvas's table."""
        known = canvas_roster.read(Path(self.roster)) if self.roster else None
        return canvas.as_table(works, terms, known)


class Moodle(_Grades):
    """What Moodle's grade import takes."""

    default_file = "moodle.csv"
    identify = Enum(list(moodle.IDENTIFIERS), "email", help="How Moodle finds a user.").tag(
        config=True
    )
    separator = Enum(list(moodle.SEPARATORS), "comma", help="As chosen in the import.").tag(
        config=True
    )
    feedback = Bool(False, help="Add a column of feedback for each assignment.").tag(config=True)

    @property
    def delimiter(self) -> str:
        """Return what stands between two cells."""
        return moodle.SEPARATORS[self.separator]

    def table(self, works: Sequence[StudentGrades], terms: Terms) -> Table:
        """Return Moodle's table."""
        return moodle.as_table(works, terms, self.identify, self.feedback)
