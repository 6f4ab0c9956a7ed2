"""``--collect``: what is handed in through nbgrader's exchange is collected and graded at once.

The same commands do it that an instructor would type, each in a process of its own.
"""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

from traitlets.config import Config

from autograder.commands import OK, SOME_NOT_GRADED
from autograder.commands.serve.attempts import Attempts
from autograder.commands.serve.settings import Serve
from autograder.course.course import Course, CourseError
from autograder.sandbox.untrusted_text import clean

log = logging.getLogger("autograder")


def inbound(config: Config) -> Path:
    """Return the folder that students hand in to; CourseError where it cannot be read."""
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.exchange.default.exchange import Exchange

    place = CourseDirectory(config=config)
    found = Path(Exchange(coursedir=place, config=config).root, place.course_id, "inbound")
    if not place.course_id or not os.access(found, os.R_OK | os.X_OK):
        raise CourseError(
            f"nothing can be collected from {found}: release an assignment first, or see "
            "'autograder doctor'"
        )
    return found


class Collecting:
    """A thread that looks into the exchange, and has what is new collected and graded.

    When it begins all is new, so that nothing is missed that came while it was away: collecting and
    grading leave out what is done.
    """

    def __init__(self, course: Course, config: Config, attempts: Attempts, settings: Serve) -> None:
        self._course, self._attempts, self._settings = course, attempts, settings
        self._inbound = inbound(config)
        self._seen: dict[str, set[str]] = {}
        self._ended = Event()
        self._running: subprocess.Popen[str] | None = None
        self._thread = Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._ended.is_set():
            try:
                self._look()
            except Exception:
                log.exception("what was handed in was not graded; it is tried again")
            self._ended.wait(self._settings.collect_seconds)

    def _look(self) -> None:
        there = os.listdir(self._inbound)
        for name in self._course.names:
            # names are compared, and never become a path
            found = {each for each in there if f"+{name}+" in each}
            if found - self._seen.get(name, set()) and self._graded(name):
                self._seen[name] = found

    def _graded(self, name: str) -> bool:
        """Collect and grade an assignment; tell whether that has worked."""
        if self._do("nbgrader", "collect", name, "--update") is None:
            return False
        printed = self._do("autograder", "grade", name, "--json", ends=(OK, SOME_NOT_GRADED))
        if printed is None:
            return False
        for line in printed.splitlines():
            self._attempts.hand_in(name, json.loads(line))
        if not self._settings.release_feedback:
            return True
        made = self._do("nbgrader", "generate_feedback", name)
        return made is not None and self._do("nbgrader", "release_feedback", name) is not None

    def _do(self, *command: str, ends: tuple[int, ...] = (OK,)) -> str | None:
        """Return what a command prints; None where it fails, which is logged."""
        if self._ended.is_set():
            return None
        self._running = subprocess.Popen(
            [sys.executable, "-m", *command], cwd=self._course.root, text=True, errors="replace",
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        printed, said = self._running.communicate()
        if self._running.returncode in ends:
            return printed
        if not self._ended.is_set():
            log.error("%s failed: %s", " ".join(command), clean(said[-2000:]))
        return None

    def close(self) -> None:
        """End what is under way; the next run goes on from there."""
        self._ended.set()
        if self._running and self._running.poll() is None:
            self._running.terminate()
        self._thread.join()
