"""Brings a submission's process to where an exercise is judged: behind its cell, and no further.

Which cell that is, and what is missing there, is found out in the box (`inside/notebook.py`); here
it is decided for how long cells may run, and which statements are left out.
"""

import json
import math
import re
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from autograder.sandbox.bits import choice
from autograder.sandbox.exception_text import ErrorText, describe_cell_error
from autograder.sandbox.exceptions import BoxError, Garbled, StudentFault
from autograder.sandbox.inside.cells import (
    EXTRA_SECONDS,
    KINDS,
    MOST_STATEMENTS,
    SHORT_SECONDS,
)
from autograder.sandbox.limits import Limits
from autograder.sandbox.notebook_cells import Cell, RightParts
from autograder.sandbox.process import Process
from autograder.sandbox.untrusted_text import clean

OUT_OF_MEMORY = ("MemoryError", "_ArrayMemoryError")
# what a statement gets beyond its time before it is killed: most can be interrupted, and lose less
GRACE_SECONDS = 1.0
# for what runs no code of the student's own
START_SECONDS = 10.0
# what a process that cells have lost costs of their time: another one has to be brought as far
LOST_SECONDS = 0.1


@dataclass
class _Plan:
    """How a cell is run: how many statements it has, and which are left out.

    ``left_out``, by place: "slow" until its names are needed, for good where time was up ("time")
    or the process was lost. ``one_by_one``: once that has happened, to find the statement.
    """

    statements: int
    left_out: dict[int, str] = field(default_factory=dict)
    one_by_one: bool = False

    @property
    def places(self) -> list[int]:
        return [place for place in range(self.statements) if place not in self.left_out]


class NotebookRun:
    """The cells of one submission, and how far they have run in its process.

    ``deadline``: when nobody waits for them any longer, by the monotonic clock.
    """

    def __init__(
        self,
        cells: Sequence[Cell],
        exercises: Iterable[str],
        limits: Limits,
        deadline: float = math.inf,
    ) -> None:
        self._cells, self._limits, self._deadline = cells, limits, deadline
        self._exercises = tuple(exercises)
        # of cells that failed, by their labels; faults of another kind than an exception, too
        self.errors: dict[str, ErrorText] = {}
        self.faults: dict[str, str] = {}
        # names whose statement was interrupted, and modules that are not there by their names
        self.out_of_time: set[str] = set()
        self.not_imported: dict[str, str] = {}
        # exercises whose solution stands elsewhere: the label of that cell
        self.judged_elsewhere: dict[str, str] = {}
        self._plans: list[_Plan] = []
        self._places: dict[str, int] = {}
        # exercises for which something beyond their cells has crashed the process
        self._incomplete: set[str | None] = set()
        self._without_right: set[str | None] = set()
        self._unreadable = False
        self._done, self._spent = 0, 0.0
        self._ready: list[str | None] = []

    @cached_property
    def words(self) -> set[str]:
        """Return the only names that are believed: others could carry what a call has seen."""
        return {word for cell in self._cells for word in re.findall(r"\w+", cell.source)}

    @property
    def name_bits(self) -> float:
        """Return what one of these names can carry."""
        return choice(len(self.words))

    def failed_line(self, name: str) -> ErrorText | None:
        """Return why the line failed on which a cell makes this name; None where none did."""
        makes = re.compile(rf"[^=(]*\b{re.escape(name)}\b.*=")
        for cell in self._cells:
            error = self.errors.get(cell.label)
            number = re.match(r" \(line (\d+) of", error.place) if error else None
            lines = cell.source.split("\n")[: int(number[1])] if number else []
            if lines and makes.match(lines[-1]):
                return error
        return None

    def start(self, process: Process) -> None:
        """Hand the cells to a fresh process, and learn by which cell each exercise is judged."""
        cells = [("" if self._unreadable and cell.exercise is None else cell.source, cell.filename,
                  cell.exercise, cell.spare) for cell in self._cells]  # fmt: skip
        packed = np.frombuffer(json.dumps(cells).encode(), np.uint8)
        message = {"do": "notebook", "cells": packed, "exercises": list(self._exercises)}
        self._done, self._ready = 0, []
        try:
            found = self._counted(process, message, START_SECONDS).get("value")
        except StudentFault:
            # what crashes the parser in a cell of their own must not cost the exercises
            if self._unreadable:
                raise
            self._unreadable = True
            return
        if not self._plans:
            self._take_down(found)

    def _take_down(self, found: Any) -> None:
        """Take down what is known of the cells. It comes from the box: any value."""
        last = len(self._cells) - 1
        found = found if isinstance(found, dict) else {}
        statements, places = np.asarray(found.get("statements")), found.get("places")
        sound = statements.shape == (last + 1,) and statements.dtype.kind == "i"
        if not sound or not isinstance(places, dict):
            raise Garbled("its cells could not be read")
        self._plans = [_Plan(min(count, MOST_STATEMENTS)) for count in statements.tolist()]
        for exercise in self._exercises:
            place = places.get(exercise)
            place = place if type(place) is int and 0 <= place <= last else last
            self._places[exercise] = place
            if self._cells[place].exercise != exercise and exercise in places:
                self.judged_elsewhere[exercise] = self._cells[place].label

    def has_passed(self, exercise: str | None) -> bool:
        """Tell whether the process has run cells that stand below the exercise's own."""
        return exercise not in self._ready and self._done > self._goal(exercise)

    def bring(self, process: Process, exercise: str | None, right: RightParts | None) -> bool:
        """Bring a process to an exercise; False where it was lost on the way, and another must.

        ``right``: what takes the place of the student's own for it.
        """
        if exercise in self._ready:
            return True
        try:
            while self._done < self._goal(exercise):
                self._run(process, self._done)
                self._done += 1
            self._complete(process, exercise)
            if right and exercise not in self._without_right:
                self._put_in_place(process, exercise, right)
        except StudentFault:
            return False
        self._ready = [exercise]
        return True

    def _put_in_place(self, process: Process, exercise: str | None, right: RightParts) -> None:
        cells = [[cell.source, f"<right {cell.label}>"] for cell in right.cells]
        message = {"do": "right_parts", "cells": cells, "names": list(right.names)}
        try:
            reply = process.request(message, self._waited_for(START_SECONDS))
        except StudentFault:
            self._without_right.add(exercise)
            raise
        if "error" in reply:
            raise BoxError(f"the right parts for {exercise} do not run: {reply['error']}")
        # of no use to any other exercise
        self._done = len(self._cells) + 1

    def _goal(self, exercise: str | None) -> int:
        return self._places.get(str(exercise), len(self._cells) - 1) + 1

    @property
    def _late(self) -> float:
        """How far the budget of all cells is used up: from 1 on definitions alone are run."""
        return self._spent / max(self._limits.own_cells_seconds, 0.001)

    def _run(self, process: Process, number: int) -> None:
        cell, plan = self._cells[number], self._plans[number]
        if cell.spare:
            return
        kept = [each for each, place in self._places.items() if place == number]
        for places in self._groups(cell, plan):
            message = {"do": "run", "cell": number, "places": np.array(places, int), "keep": kept}
            message["only_definitions"] = self._late >= 1
            try:
                reply = self._timed(process, message, len(places) > 1)
            except StudentFault as fault:
                # where calls were made before, they may be to blame: a fresh process will tell
                if not self._ready:
                    self.errors[cell.label] = ErrorText(str(fault))
                    self.faults[cell.label] = fault.fault
                    self._spent += LOST_SECONDS
                    if len(places) == 1 or self._late >= 2:
                        plan.left_out |= dict.fromkeys(places, fault.fault)
                    plan.one_by_one = True
                raise
            if "error" in reply:
                # after a call its text could carry hidden inputs: a fresh process says it too
                if self._ready and cell.label not in self.errors:
                    raise Garbled("a cell failed after calls")
                told = describe_cell_error(reply["error"])
                self.errors.setdefault(cell.label, told)
                if told.kind in OUT_OF_MEMORY:
                    self.faults.setdefault(cell.label, "memory")
            self._note(reply.get("value"))

    def _groups(self, cell: Cell, plan: _Plan) -> Iterator[list[int]]:
        """Yield the statements to run at a time; once none at all, to hear why a cell has none.

        Long after the time is up no statement is tried alone, and an own cell no further.
        """
        rest = deque(plan.places)
        while True:
            over = self._late >= 2
            if over and cell.exercise is None:
                plan.left_out |= dict.fromkeys(rest, "time")
                rest.clear()
            count = 1 if plan.one_by_one and not over else len(rest)
            places = [rest.popleft() for _ in range(min(count, len(rest)))]
            # not where the process was lost: it could be lost again, without end
            if places or not plan.one_by_one:
                yield places
            if not rest:
                return

    def _complete(self, process: Process, exercise: str | None) -> None:
        """Define what the cells so far need and lack, from what stands elsewhere."""
        if exercise in self._incomplete:
            return
        rows = [(number, place, KINDS.get(why, 0)) for number, plan in enumerate(self._plans)
                for place, why in plan.left_out.items()]  # fmt: skip
        message = {
            "do": "complete",
            "goal": self._goal(exercise),
            "left_out": np.array(rows, int).reshape(-1, 3),
            "names": list(self._exercises),
            "judged": exercise or "",
        }
        try:
            found = self._timed(process, message).get("value")
        except StudentFault:
            if not self._ready:
                self._incomplete.add(exercise)
            raise
        if isinstance(found, list) and len(found) == 2:
            self._note(found[0])
            self.out_of_time |= self._names(found[1])

    def _timed(self, process: Process, message: dict[str, Any], several: bool = True) -> Any:
        """Send a request that gets what is left of the cells' time, and count what it takes."""
        left = self._limits.own_cells_seconds - self._spent
        seconds = max(min(self._limits.cell_seconds, left), SHORT_SECONDS)
        whole = seconds + GRACE_SECONDS + (EXTRA_SECONDS if several else 0)
        return self._counted(process, message | {"seconds": seconds}, whole)

    def _counted(self, process: Process, message: dict[str, Any], seconds: float) -> Any:
        """Send a request, and count what it takes as the cells' time."""
        started = time.monotonic()
        try:
            return process.request(message, self._waited_for(seconds))
        finally:
            self._spent += time.monotonic() - started

    def _waited_for(self, seconds: float) -> float:
        """Return the seconds, or those until the deadline: 0 when it has passed."""
        return min(seconds, max(self._deadline - time.monotonic(), 0.0))

    def _note(self, troubles: Any) -> None:
        """Take down which statements were slow or failed. It comes from the box: any value."""
        for row in troubles if isinstance(troubles, list) else []:
            if not isinstance(row, list) or len(row) != 5:
                continue
            number, place, why, names, module = row
            known = type(number) is int and 0 <= number < len(self._plans)
            if not known or type(place) is not int:
                continue
            if why == "import":
                self.not_imported |= dict.fromkeys(self._names(names), clean(str(module), 60))
            elif 0 <= place < self._plans[number].statements:
                self._plans[number].left_out[place] = "slow" if why == "slow" else "time"
                self.out_of_time |= self._names(names) if why != "slow" else set()

    def _names(self, value: Any) -> set[str]:
        """Return the names that the submission has written. They come from the box: any value."""
        texts = value if isinstance(value, list) else []
        return self.words.intersection(each for each in texts if isinstance(each, str))
