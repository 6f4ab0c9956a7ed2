"""Opens a grader's boxes as a test wants them: ``Grader(assignment, box=Boxes(assignment))``."""

from autograder.course.course import Assignment
from autograder.sandbox.box import Box
from autograder.sandbox.limits import Level
from autograder.sandbox.self_test import open_box


class Boxes:
    """Boxes that can be lost, and a ``refusal`` that is raised while another one is wanted."""

    def __init__(self, assignment: Assignment, *levels: Level) -> None:
        self.opened: list[Box] = []
        self.refusal: Exception | None = None
        self._given, self._levels = assignment.given, levels

    def __call__(self) -> Box:
        """Open the next box."""
        if self.refusal:
            raise self.refusal
        self.opened.append(open_box(self._given, *self._levels))
        return self.opened[-1]

    @property
    def pid(self) -> int:
        """The first process of the box that was opened last."""
        return self.opened[-1]._process.pid

    def kill(self) -> None:
        """Kill the box that was opened last, as it stands."""
        self.opened[-1]._process.kill()
