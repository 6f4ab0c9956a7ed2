"""Releases feedback through nbgrader's exchange, of all for whom it can."""

from pathlib import Path

from nbgrader.exchange.default import ExchangeReleaseFeedback

from autograder.course.folders import CourseFolders, Step
from autograder.sandbox.untrusted_text import some_of

# what the exchange puts beside a submission, and what nbgrader finds a student's page by
RECEIPT = ("timestamp.txt", "submission_secret.txt")


class ReleaseFeedback(ExchangeReleaseFeedback):  # type: ignore[misc]
    """Leaves out whose work did not come through the exchange, and names them.

    nbgrader itself stops at the first such student, and all behind get nothing.
    """

    def copy_files(self) -> None:
        """Copy everybody's pages but those without a receipt."""
        course = self.coursedir
        before = course.student_id_exclude
        without = sorted(self._without_receipt() - set(before.split(",")))
        course.student_id_exclude = ",".join(filter(None, [before, *without]))
        try:
            super().copy_files()
        finally:
            course.student_id_exclude = before
        if without:
            self.log.warning(
                "Not released, because it did not come through the exchange (%d): %s. Hand out "
                "their pages in %s/ another way.",
                len(without), some_of(without, len(without)), course.feedback_directory,
            )  # fmt: skip

    def _without_receipt(self) -> set[str]:
        course, step = self.coursedir, Step.FEEDBACK
        folders, assignment = CourseFolders(Path(course.root), self.config), course.assignment_id
        asked = course.student_id
        students = folders.students(step, assignment) if asked in ("", "*") else [asked]
        places = {each: folders.of(step, each, assignment) for each in students}
        return {
            each for each, place in places.items()
            if place.is_dir() and not all((place / name).is_file() for name in RECEIPT)
        }  # fmt: skip
