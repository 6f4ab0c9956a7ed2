"""The life of an assignment in a course of its own: generate, release, submit, collect, grade."""

import copy
import shutil
from pathlib import Path
from typing import Any

from nbgrader.apps import NbGraderAPI
from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.default import ExchangeFetchAssignment, ExchangeSubmit

from autograder.course.course import Course, CourseError
from autograder.course.settings import load_config

SETTINGS = """
# --- added for this demonstration ---
c.Exchange.root = {exchange!r}
c.Exchange.cache = {cache!r}
c.ExchangeCollect.check_owner = False  # one account plays all students
c.Grading.call_seconds = 1.0  # one simulated student never finishes
"""


class DemoCourse:
    """A copy of a course, with an exchange of its own."""

    def __init__(self, original: Course, root: Path) -> None:
        exchange, cache = root / "exchange", root / "home" / ".nbgrader_cache"
        for folder in (exchange, cache):
            folder.mkdir(parents=True)
        # as nbgrader wants it: everyone hands in here
        exchange.chmod(0o1777)
        ignored = shutil.ignore_patterns(".ipynb_checkpoints", "__pycache__")
        shutil.copytree(original.root / "source", root / "source", ignore=ignored)
        settings = (original.root / "nbgrader_config.py").read_text(encoding="utf-8")
        settings += SETTINGS.format(exchange=str(exchange), cache=str(cache))
        (root / "nbgrader_config.py").write_text(settings, encoding="utf-8")
        self.course = Course(root)
        self.config = load_config(self.course)
        self._api = NbGraderAPI(config=self.config)

    def release(self, assignment: str) -> None:
        """Generate the release and put it into the exchange."""
        self._do("generate_assignment", assignment)
        self._do("release_assignment", assignment)

    def fetch(self, student: str, assignment: str) -> Path:
        """Have a student fetch the assignment; return the notebook's path in the student's home."""
        home = self.course.root / "home" / student
        home.mkdir(parents=True, exist_ok=True)
        self._exchange(ExchangeFetchAssignment, student, assignment)
        return home / assignment / f"{assignment}.ipynb"

    def submit(self, student: str, assignment: str) -> None:
        """Have a student hand in the assignment."""
        self._exchange(ExchangeSubmit, student, assignment)

    def collect(self, assignment: str) -> None:
        """Collect what was handed in."""
        self._do("collect", assignment)

    def feedback(self, assignment: str) -> None:
        """Generate everybody's feedback and put it into the exchange."""
        self._do("generate_feedback", assignment)
        self._do("release_feedback", assignment)

    def _do(self, step: str, assignment: str) -> None:
        reply = getattr(self._api, step)(assignment)
        if not reply["success"]:
            raise CourseError(f"nbgrader {step} failed: {reply.get('error') or reply.get('log')}")

    def _exchange(self, kind: Any, student: str, assignment: str) -> None:
        # with all that is in it: the others' work is not this student's
        config = copy.deepcopy(self.config)
        config.CourseDirectory.student_id = student
        config.CourseDirectory.assignment_id = assignment
        config.Exchange.assignment_dir = str(self.course.root / "home" / student)
        directory = CourseDirectory(config=config)
        kind(coursedir=directory, authenticator=Authenticator(config=config), config=config).start()
