"""The collector in nbgrader's plug-in place: what `nbgrader zip_collect` asks about each file."""

import datetime
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from nbgrader.plugins.zipcollect import FileNameCollectorPlugin
from nbgrader.utils import find_all_notebooks, parse_utc
from traitlets import Unicode

from autograder.gradebook.downloads.file_names import Handed, read_gradescope, read_path, systems_of
from autograder.gradebook.downloads.people import People
from autograder.gradebook.downloads.plan import Plan, plan
from autograder.gradebook.open import look_into_gradebook, sqlite_file
from autograder.gradebook.students import Person
from autograder.sandbox.untrusted_text import clean, some_of

METADATA = "submission_metadata.yml"


class DownloadCollector(FileNameCollectorPlugin):
    """Collects downloads of Canvas, Moodle, Blackboard, Brightspace and Gradescope.

    A ``named_regexp`` of the course's own goes before these where it matches.
    """

    timezone = Unicode(
        "UTC",
        help="The time zone of the times in Blackboard's and Brightspace's file names, such as "
        "Europe/Berlin.",
    ).tag(config=True)

    def collect(self, submitted_file: str) -> dict[str, Any] | None:
        """Return whose a file is and which notebook, None where it does not count.

        The first question is answered when all files have been looked at: of several attempts the
        newest counts. What there is to say comes with the last one.
        """
        found = self._plan.chosen.get(submitted_file)
        if submitted_file == self._last:
            self._tell()
        if not found:
            return None
        student, notebook, handed = found
        return {
            "student_id": student, "file_id": notebook,
            **({"timestamp": handed.when.isoformat()} if handed.when else {}),
        }  # fmt: skip

    def _tell(self) -> None:
        for words in self._plan.told:
            self.log.warning(words)
        course = self.parent.coursedir
        for path in self._unknown:
            self.log.warning(
                f"{clean(str(path), 200)}: its name does not say whose it is: put it into "
                f"{course.submitted_directory}/STUDENT/{course.assignment_id}/ yourself"
            )
        if missing := [each for each in sorted(self._missing()) if not self._is_there(each)]:
            self.log.warning(f"nothing from {len(missing)}: {some_of(missing, len(missing))}")

    def _missing(self) -> set[str]:
        return self._people.ids - self._plan.students

    def _is_there(self, student: str) -> bool:
        course = self.parent.coursedir
        return os.path.isdir(
            course.format_path(course.submitted_directory, student, course.assignment_id)
        )

    @cached_property
    def _plan(self) -> Plan:
        handed = [each for some in self._files.values() for each in some]
        return plan(handed, self._notebooks(), self._people)

    @cached_property
    def _people(self) -> People:
        return People(self._students())

    @cached_property
    def _files(self) -> dict[Path, list[Handed]]:
        """Return what is said of each file; a link says nothing, for it may lead anywhere."""
        files = [each for each in self._root.rglob("*") if each.is_file() and not each.is_symlink()]
        systems = systems_of(str(each.relative_to(self._root)) for each in files)
        gradescope: dict[Path, dict[str, Any]] = {}
        for path in sorted(files, key=lambda each: len(each.parts)):
            # what students hand in may hold such a file, too
            inside = any(path.is_relative_to(folder) for folder in gradescope)
            if path.name == METADATA and not inside and not self._read(path, systems):
                gradescope[path.parent] = self._metadata(path)
        return {
            path: list(self._said_of(path, systems, gradescope))
            for path in files
            if path.name != METADATA
        }

    def _read(self, path: Path, systems: list[str]) -> Handed | None:
        return read_path(str(path.relative_to(self._root)), ZoneInfo(self.timezone), systems)

    @property
    def _unknown(self) -> list[Path]:
        unknown = [path for path, said in self._files.items() if not said]
        return sorted(
            path.relative_to(self._root) for path in unknown if path.suffix in self.valid_ext
        )

    @cached_property
    def _last(self) -> str:
        """Return the file that is asked for at the end."""
        return max(os.path.join(root, name) for root, _, names in os.walk(self._root)
                   for name in names)  # fmt: skip

    @cached_property
    def _root(self) -> Path:
        return Path(self.parent._format_collect_path(self.parent.extracted_directory))

    def _said_of(
        self, path: Path, systems: list[str], gradescope: dict[Path, dict[str, Any]]
    ) -> Iterator[Handed]:
        told = self._read(path, systems)
        if own := re.match(self.named_regexp, str(path)) if self.named_regexp else None:
            yield _by_expression(own.groupdict(), str(path), told)
            return
        for folder, metadata in gradescope.items():
            if path.is_relative_to(folder):
                some = [*read_gradescope(str(path.relative_to(folder)), metadata)]
                yield from (replace(each, path=str(path)) for each in some)
                return
        if told:
            yield replace(told, path=str(path))

    def _notebooks(self) -> list[str]:
        course = self.parent.coursedir
        released = course.format_path(course.release_directory, ".", course.assignment_id)
        return sorted(find_all_notebooks(released)) or [f"{course.assignment_id}.ipynb"]

    def _students(self) -> list[Person]:
        from nbgrader.api import Student

        file = sqlite_file(self.config)
        if file and not file.is_file():
            return []
        with look_into_gradebook(self.config) as book:
            return [
                Person(*(getattr(each, name) or "" for name in Person.__dataclass_fields__))
                for each in book.db.query(Student)
            ]

    def _metadata(self, path: Path) -> dict[str, Any]:
        try:
            found = yaml.safe_load(path.read_text(encoding="utf-8"))
            for about in found.values():
                about[":submitters"][0]
        except (OSError, ValueError, LookupError, TypeError, AttributeError, yaml.YAMLError):
            self.parent.fail(
                f"{clean(str(path), 200)} is not the list of submissions that Gradescope writes"
            )
        return dict(found)


def _by_expression(groups: dict[str, str | None], path: str, told: Handed | None) -> Handed:
    """Return what a course's own expression has found; the rest is as the system's name says."""
    told = told or Handed(path)
    when = told.when
    if groups.get("timestamp"):
        when = parse_utc(groups["timestamp"]).replace(tzinfo=datetime.UTC)
    return replace(
        told, path=path, name="", logins=(str(groups["student_id"]),), when=when,
        file=f"{Path(str(groups['file_id'])).stem}{Path(path).suffix}",
    )  # fmt: skip
