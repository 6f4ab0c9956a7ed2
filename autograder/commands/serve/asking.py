"""A question from its arrival to its answer: attempts, the queue, and what is said about both."""

import asyncio
import datetime
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from autograder.commands.serve.attempts import Attempt, Attempts, UsedUp
from autograder.commands.serve.graders import GONE, Graders
from autograder.commands.serve.grading_process import Answer, Question
from autograder.commands.serve.metrics import Metrics
from autograder.commands.serve.tokens import Person
from autograder.commands.serve.uploads import Refused, Uploads

RETURN_SECONDS = 30  # after which those who grade may be back


@dataclass(frozen=True)
class Answered:
    """An answer as JSON, and as a page where one is wanted."""

    data: dict[str, Any]
    page: str


class Asking:
    """Has questions answered: one of each student at a time, and no more than may wait.

    ``notebooks``: the exercises of each notebook, by what `Course.assignment` calls it.
    """

    def __init__(
        self,
        notebooks: Mapping[str, Sequence[str]],
        attempts: Attempts,
        graders: Graders,
        uploads: Uploads,
        metrics: Metrics,
        most_waiting: int,
    ) -> None:
        self._notebooks, self.attempts, self.graders = notebooks, attempts, graders
        self._uploads, self._metrics, self._most_waiting = uploads, metrics, most_waiting
        self._busy: set[str] = set()

    async def answered(
        self, person: Person, label: str, names: Sequence[str], request: Request, page: bool
    ) -> Answered:
        """Return what is said about a student's notebook; raises Refused where nothing is.

        ``names``: the exercises that are asked about, all where it is empty.
        """
        exercises = self._exercises(label, names)
        if not self.graders.count:
            raise Refused(503, GONE, RETURN_SECONDS)
        if len(self._busy) >= self._most_waiting:
            wait = self.graders.seconds_to_wait
            raise Refused(503, f"The grader is busy: ask again in {_span(wait)}.", wait)
        if person.name in self._busy:
            wait = self.graders.seconds_to_wait
            raise Refused(429, "Your last question is still being answered.", wait)
        self._busy.add(person.name)
        try:
            async with self._uploads.read(request) as content:
                return await self._graded(person, label, exercises, content, page)
        finally:
            self._busy.discard(person.name)

    def _exercises(self, label: str, names: Sequence[str]) -> list[str]:
        # names are looked up, and never become a path
        known = self._notebooks.get(label)
        if known is None:
            listed = ", ".join(self._notebooks)
            raise Refused(404, f"There is no such notebook here. There is: {listed}.")
        if unknown := [name for name in names if name not in known]:
            raise Refused(404, f"There is no such exercise in {label} ({len(unknown)} unknown).")
        return [name for name in known if not names or name in names]

    async def _graded(
        self, person: Person, label: str, exercises: list[str], content: bytes, page: bool
    ) -> Answered:
        try:
            attempt = self.attempts.begin(person.name, label, exercises)
            left_out = {
                name: f"No attempt is left this hour; the next one is free at {_clock(seconds)}."
                for name, seconds in attempt.used_up.items()
            }
            asked = Question(person.name, label, tuple(attempt.exercises), content, attempt.seed,
                             left_out, attempt.kept, page)  # fmt: skip
            start = time.monotonic()
            # shielded: whoever leaves has asked all the same
            answer = await asyncio.shield(self._recorded(attempt, asked))
            self._metrics.answered(label, time.monotonic() - start)
            if answer.error:
                raise Refused(500 if answer.fault else 422, answer.error)
            if not answer.result["exercises"]:
                raise self.attempts.none_left(attempt.used_up)
        except UsedUp as why:
            when = f"The next one is free in {_span(why.seconds)}, at {_clock(why.seconds)}."
            raise Refused(429, f"{why} {when}", why.seconds) from None
        left = {"attempts_left": self.attempts.left(person.name, label, exercises)}
        return Answered(answer.result | left, answer.page)

    async def _recorded(self, attempt: Attempt, question: Question) -> Answer:
        answer = await asyncio.wrap_future(self.graders.ask(question))
        self.attempts.end(attempt, answer.judged, answer.identity, answer.error)
        return answer


def _span(seconds: float) -> str:
    """Return a time to wait in words."""
    whole = max(round(seconds + 0.499), 1)
    if whole < 100:
        return f"{whole} second{'s' if whole > 1 else ''}"
    return f"{-(-whole // 60)} minutes"


def _clock(seconds: float) -> str:
    """Return what a clock shows then, where the service runs."""
    then = datetime.datetime.now().astimezone() + datetime.timedelta(seconds=seconds)
    # the next whole minute: earlier there is none
    return (then + datetime.timedelta(minutes=1)).strftime("%H:%M %Z")
