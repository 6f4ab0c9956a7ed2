"""What lies in submitted/ and autograded/, for those of whom the gradebook has no grade."""

import os

from autograder.course.course import Course
from autograder.course.folders import ODD_NAME, SAME_NAME, CourseFolders, Step, composed
from autograder.sandbox.untrusted_text import clean, is_plain
from autograder.submission.find import is_left_out, submitted_notebook
from autograder.submission.read import UnreadableSubmission, read_submission


class Files:
    """Knows who has a folder: ``handed_in`` and ``graded``, their accents composed."""

    def __init__(self, course: Course, folders: CourseFolders, assignment: str) -> None:
        self._folders, self._name = folders, assignment
        self._notebooks = course.notebooks(assignment) if assignment in course.names else []
        self.handed_in = set(folders.students(Step.SUBMITTED, assignment))
        graded = map(composed, folders.students(Step.AUTOGRADED, assignment))
        self.graded = {*graded}
        self._twice = folders.twice(Step.SUBMITTED, assignment)

    def about(self, student: str) -> tuple[str, str]:
        """Return the name of a notebook where it is another one, and why it cannot be graded."""
        if not is_plain(student):
            return "", ODD_NAME
        if student in self._twice:
            return "", SAME_NAME
        names = []
        for each in self._notebooks:
            wanted = self._folders.notebook(Step.SUBMITTED, student, self._name, each.stem)
            # most have what they should, and are graded
            if student in self.graded and os.path.lexists(wanted):
                continue
            if is_left_out(self._folders, student, each):
                continue
            try:
                found = submitted_notebook(self._folders, student, each)
                if student not in self.graded:
                    read_submission(found)
            except UnreadableSubmission as error:
                return "", str(error)
            names += [clean(found.name, 60)] if found.name != wanted.name else []
        return ", ".join(dict.fromkeys(names)), ""
