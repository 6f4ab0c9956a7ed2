"""Reads what students hand in, whatever shape it has, in place of nbgrader's exporter."""

from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbgrader.api import Gradebook

from autograder.course.folders import CourseFolders
from autograder.course.settings import Grading
from autograder.gradebook.copy_files import guard_converters
from autograder.gradebook.earlier_time import keep_earlier_times
from autograder.gradebook.handed_over import OUTSIDE, hand_over
from autograder.gradebook.other_name import take_other_names
from autograder.gradebook.preprocessors import label_of
from autograder.submission.find import submitted_notebook
from autograder.submission.mark import MARK
from autograder.submission.normalise import normalise, read_as
from autograder.submission.read import UnreadableSubmission, parse_notebook, submitted_content

# nbgrader loads this module before it copies anything
guard_converters()
hand_over()
keep_earlier_times()
take_other_names()


class TidyExporter(NotebookExporter):
    """Reads what students hand in for ``nbgrader autograde``; the copies that it makes, as ever."""

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **kw: Any
    ) -> Any:
        """Convert a notebook file; UnreadableSubmission where it holds no notebook."""
        if resources is None or not getattr(self.parent, "_sanitizing", False):
            return super().from_filename(filename, resources, **kw)
        about, path = resources["nbgrader"], Path(filename)
        # nbgrader converts in the course's root
        assignment = Grading(config=self.config).assignment(Path.cwd(), label_of(about))
        try:
            folders = CourseFolders(Path.cwd(), self.config)
            found = submitted_notebook(folders, about["student"], assignment)
            content, exact = submitted_content(found)
            if getattr(self.parent, OUTSIDE, False):
                # in nbgrader's own way, but no link and no pipe
                return super().from_filename(str(found), resources, **kw)
            submission = parse_notebook(content, found.name)
        except UnreadableSubmission:
            _withdraw(about["db_url"], about["assignment"], about["student"])
            raise
        notebook = normalise(submission, assignment)
        notebook.metadata[MARK] = read_as(content, submission, found.name, path.name, exact)
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        return self.from_notebook_node(notebook, resources, **kw)


def _withdraw(database: str, assignment: str, student: str) -> None:
    """Remove the entry that nbgrader makes before it reads a file: it would stand there as zero."""
    with Gradebook(database) as gradebook:
        entry = gradebook.find_submission(assignment, student)
        grades = [grade for notebook in entry.notebooks for grade in notebook.grades]
        kept = any(grade.auto_score or grade.manual_score is not None for grade in grades)
        if not kept and entry.extension is None:
            gradebook.remove_submission(assignment, student)
