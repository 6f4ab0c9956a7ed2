"""The folder ``autograded/<student>/<assignment>``: made beside its place, then put there whole."""

import datetime
import fcntl
import json
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path

from nbgrader import utils
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory

from autograder.classroom.messages import Done, Setup
from autograder.course import door
from autograder.course.folders import CourseFolders, Step, half_made
from autograder.course.settings import Grading
from autograder.gradebook.copy_files import files_beside
from autograder.gradebook.timestamps import time_in
from autograder.sandbox.untrusted_text import clean
from autograder.submission.find import is_left_out, is_unchanged
from autograder.submission.mark import HANDED_IN, MARK, left_mark

log = logging.getLogger("autograder")

LOCK = ".autograder.lock"


class Folders(Autograde):
    """Fills the folders of a class as ``nbgrader autograde`` does: by its code and its settings."""

    def __init__(self, setup: Setup) -> None:
        config = setup.config
        super().__init__(coursedir=CourseDirectory(config=config), config=config)
        self._root, self._assignment = setup.root, setup.assignment
        self._places = CourseFolders(setup.root, config)
        course = Grading(config=config).course(setup.root).notebooks(setup.assignment)
        self._others = [each for each in course if each.stem != setup.notebook]
        self._own = f"{setup.notebook}.ipynb"
        self._given = {name: Path(path).read_bytes() for path, name in self._given_files()}
        self._given_folders = {folder for name in self._given if (folder := os.path.dirname(name))}

    def _given_files(self) -> Iterator[tuple[str, str]]:
        """Yield the files that are copied over the student's: where they lie, and their names."""
        source = self.coursedir.format_path(self.coursedir.source_directory, ".", self._assignment)
        kept = set(self.exclude_overwriting.get(self._assignment, []))
        for path in utils.find_all_files(source, [*self.coursedir.ignore, "*.ipynb"]):
            if (name := os.path.relpath(path, source)) not in kept:
                yield path, name

    def _whole(self, student: str) -> Path:
        return Path(super()._format_dest(self._assignment, student))

    def _format_source(self, assignment_id: str, student_id: str, escape: bool = False) -> str:
        return str(self._places.of(Step.SUBMITTED, student_id, assignment_id))

    def _format_dest(self, assignment_id: str, student_id: str, escape: bool = False) -> str:
        return str(half_made(self._whole(student_id)))

    def stage(self, student: str, notebook: str) -> None:
        """Make the folder under another name; OSError where it cannot be written."""
        made = Path(self._format_dest(self._assignment, student))
        door.remove_tree(made)
        made.mkdir(parents=True)
        self._copy_submitted(student, made)
        for folder in self._given_folders:
            (made / folder).mkdir(parents=True, exist_ok=True)
        for name, content in self._given.items():
            with open(os.path.join(made, name), "wb") as file:
                file.write(content)
        (made / self._own).write_text(notebook, encoding="utf-8")
        self._keep_others(student, made)
        self.set_permissions(self._assignment, student)

    def _keep_others(self, student: str, made: Path) -> None:
        """Copy what is graded of the assignment's other notebooks, if they are still handed in."""
        for each in self._others:
            graded = self._whole(student) / each.notebook.name
            if graded.exists() and not is_left_out(self._places, student, each):
                shutil.copyfile(graded, made / graded.name)

    def _copy_submitted(self, student: str, made: Path) -> None:
        """Copy what nbgrader copies, but for what is written over it at once."""
        source = self._format_source(self._assignment, student)
        tell = partial(log.warning, "%s: %s", clean(student, 60))
        for path in files_beside(source, [*self.coursedir.ignore, "*.ipynb"], tell):
            if (name := os.path.relpath(path, source)) not in self._given:
                target = made / name
                target.parent.mkdir(parents=True, exist_ok=True)
                door.copy(path, str(target))

    def place(self, student: str) -> None:
        """Put the staged folder into the place of what is there."""
        whole = self._whole(student)
        if whole.exists():
            door.remove_tree(whole)
        half_made(whole).rename(whole)

    def discard(self, student: str) -> None:
        """Remove what was staged."""
        door.remove_tree(Path(self._format_dest(self._assignment, student)))

    def timestamp(self, student: str) -> datetime.datetime | None:
        """Return when the submission was handed in, in UTC; ValueError where that is no time."""
        return time_in(self._format_source(self._assignment, student))

    def is_same(self, done: Done) -> bool:
        """Tell whether a graded notebook, and those beside it, are handed in as they were."""
        whole = self._whole(done.student)
        known = left_mark(whole / self._own)
        now = json.loads(done.notebook)["metadata"][MARK]
        same = isinstance(known, dict) and known.get(HANDED_IN) == now[HANDED_IN]
        return same and all(
            is_unchanged(self._places, done.student, each, whole) for each in self._others
        )

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other graders of this course from writing for a moment."""
        with ExitStack() as stack:
            # a folder that cannot be written to is nobody's to lock
            with suppress(OSError):
                lock = stack.enter_context((self._root / LOCK).open("a"))
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield
