"""Brings a submission's process to where an exercise is judged: behind its cell, and no further.

What stands below takes no part: an experiment that defines the function once more neither takes nor
gives points. Only a name that nothing above defines is looked for there.
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.sandbox.exception_text import ErrorText, describe_cell_error
from autograder.sandbox.exceptions import BoxError, StudentFault
from autograder.sandbox.inside.cells import SHORT_SECONDS
from autograder.sandbox.limits import Limits
from autograder.sandbox.process import Process
from autograder.sandbox.untrusted_text import clean

OUT_OF_MEMORY = ("MemoryError", "_ArrayMemoryError")
# what a statement gets beyond its time before it is killed: most can be interrupted, and lose less
GRACE_SECONDS = 1.0
# for what runs no code of the student's own
START_SECONDS = 10.0


@dataclass(frozen=True)
class Cell:
    """A cell to run: ``label`` as feedback names it, ``exercise`` where it is a solution cell.

    ``spare``: it is not run, only looked into for names that nothing else defines.
    """

    label: str
    source: str
    exercise: str | None = None
    spare: bool = False

    @property
    def filename(self) -> str:
        """Return the name under which the cell is compiled."""
        return f"<cell {self.label}>"


@dataclass(frozen=True)
class RightParts:
    """Right versions of functions that an exercise builds on: cells, and the names they make."""

    cells: tuple[Cell, ...]
    names: tuple[str, ...]


@dataclass
class _Plan:
    """What is known of a cell: the names that each statement binds, and which to leave out."""

    bound: list[list[str]]
    unwritten: list[str]
    broken: bool
    # by place: "time" for good, "slow" until its names are needed
    left_out: dict[int, str] = field(default_factory=dict)
    # once it had to be killed: then by its statements, to find the one
    one_by_one: bool = False

    def defines(self, name: str) -> bool:
        return name not in self.unwritten and any(name in names for names in self.bound)

    @property
    def places(self) -> list[int]:
        return [place for place in range(len(self.bound)) if place not in self.left_out]

    @property
    def slow(self) -> list[int]:
        return [place for place, why in self.left_out.items() if why == "slow"]


class NotebookRun:
    """The cells of one submission, and how far they have run in its process."""

    def __init__(self, cells: Sequence[Cell], exercises: Iterable[str], limits: Limits) -> None:
        self._cells, self._limits = cells, limits
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

    def start(self, process: Process) -> None:
        """Hand the cells to a fresh process, and learn by which cell each exercise is judged."""
        sources = [["" if self._unreadable and cell.exercise is None else cell.source,
                    cell.filename] for cell in self._cells]  # fmt: skip
        self._done, self._ready = 0, []
        try:
            reply = process.request({"do": "notebook", "cells": sources}, START_SECONDS)
        except StudentFault:
            # what crashes the parser in a cell of their own must not cost the exercises
            if self._unreadable:
                raise
            self._unreadable = True
            return
        if not self._plans:
            self._plans = [_Plan(**each) for each in reply["value"]]
            self._places = {each: self._place(each) for each in self._exercises}

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
            reply = process.request(message, START_SECONDS)
        except StudentFault:
            self._without_right.add(exercise)
            raise
        if "error" in reply:
            raise BoxError(f"the right parts for {exercise} do not run: {reply['error']}")
        # of no use to any other exercise
        self._done = len(self._cells) + 1

    def _goal(self, exercise: str | None) -> int:
        return self._places.get(str(exercise), len(self._cells) - 1) + 1

    def _place(self, exercise: str) -> int:
        """Return the number of the cell that an exercise is judged by.

        The solution cell; while that holds the stub or nothing, the nearest cell below that
        defines the function, or else the last one above.
        """
        last = len(self._cells) - 1
        own = next((n for n in range(last + 1) if self._cells[n].exercise == exercise), None)
        if own is not None and (self._plans[own].broken or self._plans[own].defines(exercise)):
            return own
        others = [number for number, plan in enumerate(self._plans)
                  if plan.defines(exercise) and not self._cells[number].spare]  # fmt: skip
        if not others:
            return last if own is None else own
        found = next((number for number in others if own is None or number > own), others[-1])
        self.judged_elsewhere[exercise] = self._cells[found].label
        return found

    @property
    def _late(self) -> float:
        """How far the budget of all cells is used up: from 1 on definitions alone are run."""
        return self._spent / max(self._limits.own_cells_seconds, 0.001)

    def _run(self, process: Process, number: int) -> None:
        cell, plan = self._cells[number], self._plans[number]
        if cell.spare:
            return
        if self._late >= 2 and cell.exercise is None:
            self._leave_out(plan, plan.places)
        kept = [each for each, place in self._places.items() if place == number]
        groups = [[each] for each in plan.places] if plan.one_by_one else [plan.places]
        for places in groups:
            message = {"do": "run", "cell": number, "places": places, "keep": kept}
            message["only_definitions"] = self._late >= 1
            try:
                reply = self._timed(process, message, len(places))
            except StudentFault as fault:
                self.errors[cell.label] = ErrorText(str(fault))
                self.faults[cell.label] = fault.fault
                if len(places) == 1 or self._late >= 2:
                    self._leave_out(plan, places)
                plan.one_by_one = True
                raise
            if "error" in reply:
                told = describe_cell_error(reply["error"])
                self.errors.setdefault(cell.label, told)
                if told.kind in OUT_OF_MEMORY:
                    self.faults.setdefault(cell.label, "memory")
            self._note([[number, *each] for each in _rows(reply.get("value"), 3)])

    def _complete(self, process: Process, exercise: str | None) -> None:
        """Define what the cells so far need and lack, from what stands elsewhere."""
        if exercise in self._incomplete:
            return
        ran: list[list[Any]] = []
        below: list[list[Any]] = []
        spare: list[list[Any]] = []
        for number, (cell, plan) in enumerate(zip(self._cells, self._plans, strict=True)):
            if cell.spare:
                spare.append([number, plan.places + plan.slow])
            elif number < self._goal(exercise):
                ran.append([number, plan.slow])
            else:
                below.append([number, plan.places + plan.slow])
        message = {
            "do": "complete",
            "past": [number for number, _ in ran],
            "others": [*ran, *below, *spare],
            "names": list(self._exercises),
            "judged": exercise or "",
        }
        try:
            reply = self._timed(process, message)
        except StudentFault:
            self._incomplete.add(exercise)
            raise
        self._note(_rows(reply.get("value"), 4))

    def _timed(self, process: Process, message: dict[str, Any], statements: int = 0) -> Any:
        """Send a request that gets what is left of the cells' time, and count what it takes."""
        left = self._limits.own_cells_seconds - self._spent
        seconds = max(min(self._limits.cell_seconds, left), SHORT_SECONDS)
        started = time.monotonic()
        try:
            whole = seconds + GRACE_SECONDS + SHORT_SECONDS * statements
            return process.request(message | {"seconds": seconds}, whole)
        finally:
            self._spent += time.monotonic() - started

    def _note(self, troubles: list[list[Any]]) -> None:
        """Take down which statements were slow or failed. It comes from the box: any value."""
        for number, place, why, what in troubles:
            known = type(number) is int and 0 <= number < len(self._plans)
            plan = self._plans[number] if known else None
            if plan is None or type(place) is not int or not 0 <= place < len(plan.bound):
                continue
            if why == "time":
                self._leave_out(plan, [place])
            elif why == "slow":
                plan.left_out.setdefault(place, "slow")
            elif why == "import":
                names = plan.bound[place]
                self.not_imported |= dict.fromkeys(names, clean(str(what), 60))

    def _leave_out(self, plan: _Plan, places: list[int]) -> None:
        for place in places:
            plan.left_out[place] = "time"
            self.out_of_time |= set(plan.bound[place])


def _rows(value: Any, length: int) -> list[list[Any]]:
    rows = value if isinstance(value, list) else []
    return [row for row in rows if isinstance(row, list) and len(row) == length]
