"""Those who wait, in order, and the processes that grade what they ask."""

import math
import time
from concurrent.futures import Future
from queue import Queue
from threading import Lock, Thread

from autograder.classroom.workers.cores import CAN_PIN, cores
from autograder.classroom.workers.local import Processes
from autograder.commands.serve.grading_process import AWAY, Answer, Practice, Question

WORK = "autograder.commands.serve.grading_process"
FIRST_GUESS = 0.1  # seconds that a question takes, before one was asked
END_SECONDS = 10.0  # for what is under way when the service ends
Waiting = tuple[Question, "Future[Answer]"]


class Graders:
    """A thread for each process, which takes who has waited longest.

    A process each, and not one pool: what keeps one busy must not hold the others' answers up.
    Raises CourseError or BoxError where nothing can be graded.
    """

    def __init__(self, practice: Practice, count: int) -> None:
        self._practice, self._queue = practice, Queue[Waiting | None]()
        self._lock, self._seconds, self._held = Lock(), FIRST_GUESS, 0
        self.count, self.under_way = count or len(cores()), 0
        self._pools: list[Processes[Question, Answer]] = []
        places = cores() if CAN_PIN and self.count >= len(cores()) else []
        try:
            for number in range(self.count):
                bound = [places[number % len(places)]] if places else []
                self._pools.append(Processes(practice, 1, WORK, bound))
        except BaseException:
            self._close_pools()
            raise
        self.level = self._pools[0].level
        self._threads = [Thread(target=self._work, args=(pool,), daemon=True)
                         for pool in self._pools]  # fmt: skip
        for each in self._threads:
            each.start()

    @property
    def waiting(self) -> int:
        """Return how many questions no process has begun with."""
        return self._queue.qsize()

    @property
    def seconds_to_wait(self) -> int:
        """Return in how many seconds a question would be answered that is asked now."""
        return math.ceil((self.waiting + self.under_way + 1) * self._seconds / self.count)

    def ask(self, question: Question) -> "Future[Answer]":
        """Put a question at the end of the queue."""
        answer: Future[Answer] = Future()
        self._queue.put((question, answer))
        return answer

    def _work(self, pool: Processes[Question, Answer]) -> None:
        while (waiting := self._queue.get()) is not None:
            question, answer = waiting
            if not answer.set_running_or_notify_cancel():
                continue
            self._count(1)
            start = time.monotonic()
            try:
                answer.set_result(next(pool.done([question])))
            # whatever it is, the next one is to be answered
            except Exception:
                answer.set_result(Answer(error=AWAY, fault=True))
            finally:
                self._count(-1, time.monotonic() - start)

    def _count(self, more: int, seconds: float | None = None) -> None:
        with self._lock:
            self.under_way += more
            if seconds is not None:
                # recent ones weigh more: what students ask changes with the hour
                self._seconds += 0.1 * (seconds - self._seconds)

    def close(self) -> None:
        """Answer what is under way, as far as that takes seconds, and end the processes."""
        for _ in self._threads:
            self._queue.put(None)
        deadline = time.monotonic() + END_SECONDS
        for each in self._threads:
            each.join(max(deadline - time.monotonic(), 0))
        self._close_pools()

    def _close_pools(self) -> None:
        for pool in self._pools:
            pool.close()
