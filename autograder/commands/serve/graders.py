"""Those who wait, in order, and those who grade what they ask: here, or on other machines."""

import logging
import math
import time
from collections import deque
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Condition, Thread
from typing import Protocol

from autograder.classroom.workers.cores import CAN_PIN, cores
from autograder.classroom.workers.local import Processes
from autograder.commands.serve.grading_process import AWAY, WORK, Answer, Practice, Question
from autograder.course.course import CourseError
from autograder.sandbox.exceptions import BoxError

log = logging.getLogger("autograder")
GONE = "The grader is away: ask again in half a minute. No attempt is used up."
FIRST_GUESS = 0.1  # seconds that a question takes, before one was asked
END_SECONDS = 10.0  # for what is under way when the service ends
Waiting = tuple[Question, "Future[Answer]"]


class Hands(Protocol):
    """Those who grade, wherever they are; ``level``: their isolation, in words.

    ``count``: how many questions they take at once; 0 where they are away.
    """

    level: str
    count: int

    def answered(self, question: Question) -> Answer:
        """Return the answer, in any thread; raises where there is none."""

    def close(self) -> None:
        """End what was started, whatever it is at."""


class Local:
    """Processes of this machine.

    Several pools of one, and not one pool: what keeps one busy must not hold the others' answers
    up. Raises CourseError or BoxError where nothing can be graded.
    """

    def __init__(self, practice: Practice, count: int) -> None:
        self.count = count or len(cores())
        self._pools: list[Processes[Question, Answer]] = []
        places = cores() if CAN_PIN and self.count >= len(cores()) else []
        try:
            for number in range(self.count):
                bound = [places[number % len(places)]] if places else []
                self._pools.append(Processes(practice, 1, WORK, bound))
            levels = [pool.level for pool in self._pools]
        except BaseException:
            self.close()
            raise
        self.level = levels[0]
        self._free = SimpleQueue[Processes[Question, Answer]]()
        for pool in self._pools:
            self._free.put(pool)

    def answered(self, question: Question) -> Answer:
        """Return the answer of a process that is free."""
        pool = self._free.get()
        try:
            return next(pool.done([question]))
        finally:
            self._free.put(pool)

    def close(self) -> None:
        """End the processes."""
        for pool in self._pools:
            pool.close()


class Graders:
    """Has those asked who grade, as many at once as they take, who has waited longest first."""

    def __init__(self, hands: Hands) -> None:
        self._hands, self._queue = hands, deque[Waiting]()
        self._changed, self._seconds = Condition(), FIRST_GUESS
        self.level, self.under_way = hands.level, 0

    @property
    def count(self) -> int:
        """Return how many questions are graded at once; 0 where those who grade are away."""
        return self._hands.count

    @property
    def waiting(self) -> int:
        """Return how many questions nobody has begun with."""
        return len(self._queue)

    @property
    def seconds_to_wait(self) -> int:
        """Return in how many seconds a question would be answered that is asked now."""
        ahead = self.waiting + self.under_way + 1
        return math.ceil(ahead * self._seconds / max(self.count, 1))

    def ask(self, question: Question) -> "Future[Answer]":
        """Put a question at the end of the queue."""
        answer: Future[Answer] = Future()
        with self._changed:
            self._queue.append((question, answer))
            self._begin()
        return answer

    def _begin(self) -> None:
        # those who are away are asked, too: that they are, is the answer
        while self._queue and self.under_way < max(self.count, 1):
            question, answer = self._queue.popleft()
            if answer.set_running_or_notify_cancel():
                self.under_way += 1
                Thread(target=self._answer, args=(question, answer), daemon=True).start()

    def _answer(self, question: Question, answer: "Future[Answer]") -> None:
        start = time.monotonic()
        try:
            found = self._hands.answered(question)
        except (BoxError, CourseError) as error:
            log.error("a question was not answered: %s", error)
            found = Answer(error=GONE, fault=True)
        # whatever it is, the next one is to be answered
        except Exception:
            log.exception("a question was not answered")
            found = Answer(error=AWAY, fault=True)
        with self._changed:
            self.under_way -= 1
            # recent ones weigh more: what students ask changes with the hour
            self._seconds += 0.1 * (time.monotonic() - start - self._seconds)
            self._begin()
            self._changed.notify_all()
        answer.set_result(found)

    def close(self) -> None:
        """Answer what is under way, as far as that takes seconds, and begin with no more."""
        with self._changed:
            self._changed.wait_for(lambda: not self.under_way, END_SECONDS)
            self._queue.clear()
