"""Turns a submission into its autograded notebook, as ``nbgrader autograde`` does, without files.

The same preprocessors run in the same order; the master copy takes the gradebook's place, and what
is to be recorded goes back to the recorder.
"""

import logging
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbgrader.converters import Autograde
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearOutput,
    DeduplicateIds,
    SaveAutoGrades,
)

from autograder.classroom.messages import Done, Job, Setup
from autograder.classroom.notebook_writer import as_text
from autograder.course.course import CourseError
from autograder.course.settings import Grading
from autograder.gradebook.entries import entries_of
from autograder.gradebook.errors import in_plain_words
from autograder.gradebook.preprocessors import GRADED, GRADER, MASTER, SaveGrades
from autograder.grading.grader import PutOff, warm_grader
from autograder.sandbox.exceptions import BoxError
from autograder.sandbox.untrusted_text import clean
from autograder.submission.mark import MARK
from autograder.submission.normalise import normalise, read_as
from autograder.submission.read import UnreadableSubmission, parse_notebook

log = logging.getLogger("autograder")

# the recorder enters scores and penalties; a tidied notebook has no outputs and no cell twice; all
# its metadata is the course's own, checked when generated
LEFT_OUT = (SaveGrades, AssignLatePenalties, ClearOutput, DeduplicateIds, CheckCellMetadata)


class Converter:
    """Grades one submission after the other. Raises CourseError, and BoxError without a box."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._grader = warm_grader(Grading(config=setup.config), setup.root, setup.label)
        self.level = self._grader.level
        lists = Autograde(config=setup.config)
        sanitising = _instances(lists.sanitize_preprocessors, setup)
        self._steps = [*sanitising, *_instances(lists.autograde_preprocessors, setup)]
        for step in self._steps:
            if isinstance(step, SaveAutoGrades) and type(step) is not SaveGrades:
                raise CourseError(
                    f"c.Autograde.autograde_preprocessors in nbgrader_config.py has "
                    f"{type(step).__name__}, which records scores in its own way: put "
                    "autograder.gradebook.SaveGrades there, or use 'nbgrader autograde'"
                )

    def __call__(self, job: Job) -> Done:
        """Grade a submission; what stands in its way becomes the result's error."""
        if job.unreadable:
            return self._setup.held(job.student, job.unreadable)
        self._grader.patience = job.patience
        try:
            return self._converted(job)
        except PutOff:
            return Done(job.student, {}, put_off=True)
        except UnreadableSubmission as error:
            return self._setup.held(job.student, str(error))
        except (BoxError, OSError) as error:
            return self._setup.held(job.student, in_plain_words(str(error)))
        except Exception as error:  # it may show hidden values: for the instructor alone
            log.exception("%s", job.student)
            return self._setup.held(job.student, f"a fault of the grader: {clean(repr(error))}")

    def _converted(self, job: Job) -> Done:
        name, stem = self._setup.assignment, self._setup.notebook
        wanted = f"{stem}.ipynb"
        file = job.file or wanted
        submission = parse_notebook(job.content, file)
        notebook = normalise(submission, self._grader.assignment)
        notebook.metadata[MARK] = read_as(job.content, submission, file, wanted, job.exact)
        about = {
            "student": job.student,
            "assignment": name,
            "notebook": stem,
            "db_url": self._setup.db_url,
        }
        resources: dict[str, Any] = {
            "nbgrader": about,
            "unique_key": stem,
            MASTER: self._setup.master,
            GRADER: self._grader,
        }
        for step in self._steps:
            if not isinstance(step, LEFT_OUT):
                notebook, resources = step(notebook, resources)
        graded = resources[GRADED]
        made = entries_of(notebook, graded)
        return Done(job.student, graded.as_json(), as_text(notebook), made)


def _instances(chosen: list[Any], setup: Setup) -> list[Any]:
    """Return the preprocessors as nbconvert makes and configures them."""
    exporter = NotebookExporter(config=setup.config, default_preprocessors=[])
    exporter._preprocessors = []
    for each in chosen:
        exporter.register_preprocessor(each)
    return list(exporter._preprocessors)
