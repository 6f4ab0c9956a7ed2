"""The workers of a Dask cluster as those who grade for the service; they may go and come back."""

import logging
import time
from threading import Event, Thread
from typing import Any

from autograder.classroom.workers.dask_link import Link, Lost
from autograder.classroom.workers.dask_worker import Parcel, packed
from autograder.commands.serve.grading_process import (
    LOOK_SECONDS,
    WORK,
    Answer,
    Practice,
    Question,
)
from autograder.course.course import CourseError
from autograder.sandbox.exceptions import BoxError

log = logging.getLogger("autograder")
PAUSE = 1.0  # seconds between two looks at the cluster
LONGEST = 60.0  # seconds beyond a question's own time, after which nobody waits for its worker


class Cluster:
    """Grades on the workers of the scheduler at ``address``, one question on each at a time.

    ``count`` is how many workers are ready; a thread counts them, makes those ready that join, and
    connects again after a loss. Raises CourseError or BoxError where nothing can be graded.
    """

    def __init__(self, practice: Practice, address: str) -> None:
        self._practice, self._address = practice, address
        self._parcel, self._packed = self._pack(), time.monotonic()
        self.count, self._said = 0, ""
        self._link: Link | None = Link(address, self._parcel)
        self._warming: dict[str, Any] = {}
        self._ready: set[str] = set()
        self._ended = Event()
        try:
            levels = [self._link.result(each) for each in self._look(self._link)]
            if not levels:
                raise BoxError(f"the workers of the Dask cluster at '{address}' have ended")
            self._look(self._link)
            self.level = f"{levels[0]}, on {address}"
        except BaseException:
            self._link.close()
            raise
        self._thread = Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _pack(self) -> Parcel:
        return packed(self._practice, self._practice.labels, WORK)

    def answered(self, question: Question) -> Answer:
        """Return the answer; raises where there is none: the cluster is away, or has a fault."""
        link, gone = self._link, Lost(f"the Dask scheduler at {self._address} is gone")
        if link is None:
            raise gone
        try:
            return self._answered(link, question)
        except Exception as error:
            # in the middle of a loss Dask has many words for it
            if link.is_lost:
                raise gone from error
            raise

    def _answered(self, link: Link, question: Question) -> Answer:
        future, done = link.grade([question]), Event()
        future.add_done_callback(lambda _: done.set())
        # a machine that has left without a word is missed by the scheduler after minutes
        if not done.wait(self._practice.patience + LONGEST):
            future.cancel()
            raise BoxError("a Dask worker has not answered")
        answer: Answer = link.result(future)[0]
        return answer

    def _watch(self) -> None:
        while not self._ended.wait(PAUSE):
            try:
                if self._link is None:
                    self._link = Link(self._address, self._parcel)
                self._keep_up(self._link)
                missing = "" if self.count else "no worker is ready"
            except (CourseError, BoxError) as error:
                missing = "the scheduler is gone" if isinstance(error, Lost) else str(error)
                if self._link is None or isinstance(error, Lost):
                    self._let_go()
            except Exception:
                log.exception("the Dask cluster cannot be looked after; it is tried again")
                continue
            self._say(missing)

    def _keep_up(self, link: Link) -> None:
        """Send the course again where it has changed, and look at the workers."""
        if time.monotonic() - self._packed > LOOK_SECONDS:
            parcel, self._packed = self._pack(), time.monotonic()
            if parcel.name != self._parcel.name:
                self._parcel = parcel
                link.send(parcel)
                self._warming.clear()
        for future in self._look(link):
            if future.status == "error":
                link.result(future)

    def _look(self, link: Link) -> list[Any]:
        """Count the workers that are ready, and make new ones so; return what they say of that."""
        known = link.threads().keys()
        self._warming = {worker: self._warming.get(worker) or link.warm(worker) for worker in known}
        ready = {each for each, future in self._warming.items() if future.status == "finished"}
        self._ready = (self._ready | ready) & known
        self.count = len(self._ready)
        return [*self._warming.values()]

    def _let_go(self) -> None:
        self.count = 0
        self._ready.clear()
        self._warming.clear()
        link, self._link = self._link, None
        if link:
            link.close()

    def _say(self, missing: str) -> None:
        """Tell the instructor's terminal what is missing, once, and when it is there again."""
        if missing != self._said:
            log.error("the Dask cluster at %s: %s", self._address, missing or "it is back")
        self._said = missing

    def close(self) -> None:
        """Let go of the cluster, which stays as it is."""
        self._ended.set()
        # it may be waiting for a scheduler that does not answer
        self._thread.join(PAUSE)
        self._let_go()
