"""A submission in the box: its process, started again whenever the code has lost it."""

import math
import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.sandbox.answer_sketch import Sketch, sketch_of, with_arguments
from autograder.sandbox.bits import FAULT, PHRASE, Form, quotation
from autograder.sandbox.box import Box
from autograder.sandbox.exception_text import ErrorText, describe_call_error
from autograder.sandbox.exceptions import (
    Garbled,
    Hung,
    NotJudged,
    NotWritten,
    Raised,
    StudentFault,
)
from autograder.sandbox.inside.wire import Handle
from autograder.sandbox.limits import Limits
from autograder.sandbox.notebook_cells import Cell, RightParts
from autograder.sandbox.notebook_run import OUT_OF_MEMORY, NotebookRun
from autograder.sandbox.process import Process
from autograder.sandbox.untrusted_text import clean

NOT_DEFINED = re.compile(r"name '(\w+)' is not defined")
MODULE = re.compile(r"^No module named '|'$")
KEPT_BYTES = 5_000_000  # of answers to one check; of later ones no more than the sketch
NEEDS_ANOTHER = "needs_another"  # the fault of a function whose part is missing
# the fault of one that has answered before, so that there is something to judge
HALF_WRITTEN = "half_written"
MOST_CALLS = 100  # that one answer may tell of
REFUSED = "; while it is being graded, code may not use files, network, threads or other processes"


class Session:
    """Runs the cells of one submission and passes calls to what they define."""

    def __init__(
        self,
        box: Box,
        cells: list[Cell],
        limits: Limits,
        exercises: Sequence[str] = (),
        beside: Mapping[str, RightParts] | None = None,
        deadline: float = math.inf,
    ) -> None:
        # when nobody waits any longer, by the monotonic clock
        self._deadline = deadline
        # hangs and crashes of calls so far, by the name called; those of cells do not count
        self.stops: Counter[str] = Counter()
        # what was returned, or the sketch of it, by the name that was called
        self.answers: list[tuple[str, dict[str, Any] | Sketch]] = []
        self._kept_bytes = 0
        # the names in the notebook that have, and the parts of what these create
        self._have_answered: set[tuple[str, ...]] = set()
        self._box, self._limits = box, limits
        self._beside = beside or {}
        self._source = "\n".join(cell.source for cell in cells)
        self._lines = {cell.label: cell.source.count("\n") + 1 for cell in cells}
        self._solutions = {cell.exercise for cell in cells}
        self._cells = NotebookRun(cells, exercises, limits, deadline)
        self._process: Process | None = None
        self._seed: int | None = None
        self._exercise: str | None = None
        # wall time for calls: of those to come, and of the exercise at hand
        self._share = limits.submission_seconds / max(len(exercises), 1)
        self._left = 0.0 if exercises else self._share

    def enter(self, exercise: str) -> None:
        """Turn to an exercise: what is called from here on is as its own cell defines it."""
        if exercise != self._exercise:
            self._exercise = exercise
            # what others have left over comes on top
            self._left = max(self._left, 0.0) + self._share

    def judged_by(self, exercise: str) -> str:
        """Return the label of the cell that holds the solution, where it is not the solution cell.

        Known once the exercise has been judged.
        """
        return self._cells.judged_elsewhere.get(exercise, "")

    def request(self, root: str, **message: Any) -> dict[str, Any]:
        """Send a request about the student's objects and return the reply; raises StudentFault.

        ``root`` is the name in the notebook that the objects come from; stops count towards it.
        """
        process = self._running(root)
        reply = self._answered(process, root, message)
        if "error" in reply:
            self.answers.append((root, sketch_of(None)))
            raise self._fault(reply["error"], message["target"], message["path"], root)
        self._have_answered |= {(root,), (root, *message["path"])}
        # a sketch takes time, which a passing check does not need; many answers take memory
        self._kept_bytes = process.answered + (self._kept_bytes if self.answers else 0)
        large = self._kept_bytes > KEPT_BYTES
        for each in _calls(reply) if message["do"] == "each" else [reply]:
            self.answers.append((root, sketch_of(each) if large else each))
        return reply

    def arguments(self, root: str) -> dict[str, Any]:
        """Return the arguments of the last call as it has left them, as ``args`` and ``kwargs``."""
        reply = self._answered(self._running(root), root, {"do": "given"})
        if "args" not in reply or "kwargs" not in reply:
            raise Garbled("its arguments could not be read back")
        _, last = self.answers.pop()
        after = {name: reply[name] for name in ("args", "kwargs")}
        whole = with_arguments(last, after) if isinstance(last, list) else last | after
        self.answers.append((root, whole))
        return after

    def _answered(self, process: Process, root: str, message: dict[str, Any]) -> dict[str, Any]:
        # no request of its own: that would take as long as a call
        if self._seed is not None:
            message["seed"], self._seed = self._seed, None
        try:
            return self._send(process, **message)
        except StudentFault as fault:
            self.stops[root] += fault.stops
            raise

    def seed(self, seed: int) -> None:
        """Seed NumPy's global generator in the box before the next request."""
        self._seed = seed

    def close(self) -> None:
        """End the student's process."""
        if self._process is not None:
            self._process.kill()
            self._process = None

    def _send(self, process: Process, **message: Any) -> dict[str, Any]:
        whole = self._limits.call_seconds
        started = time.monotonic()
        seconds = min(whole, self._left, self._deadline - started)
        if seconds <= 0:
            raise NotJudged(self._used_up)
        try:
            reply = process.request(message, seconds)
        except StudentFault as fault:
            if fault.stops:
                self._process = None
            if isinstance(fault, Hung) and seconds < whole:
                raise NotJudged(self._used_up) from None
            raise
        # those that are stopped have a limit of their own
        self._left -= time.monotonic() - started
        return reply

    @property
    def _used_up(self) -> str:
        return (
            f"the calls for this exercise have used up their share of the "
            f"{self._limits.submission_seconds:g} seconds that a submission may take "
            f"(c.Grading.submission_seconds)"
        )

    def _running(self, root: str) -> Process:
        """Return the process, brought to where the exercise at hand is judged."""
        if self.stops[root] >= self._limits.stops:
            raise Hung(f"it had already been stopped {self._limits.stops} times")
        right = self._beside.get(self._exercise or "")
        while True:
            # each time: cells that end their process can keep us here
            if time.monotonic() >= self._deadline:
                raise NotJudged("it is put off until the others are done")
            if self._process is not None and self._cells.has_passed(self._exercise):
                self.close()
            if self._process is None:
                self._process = self._box.spawn(self._limits)
                try:
                    self._cells.start(self._process)
                except StudentFault:
                    self.close()
                    raise
            if self._process.alive and self._cells.bring(self._process, self._exercise, right):
                return self._process
            self.close()

    def _fault(self, error: Any, target: str | Handle, path: list[str], root: str) -> StudentFault:
        name = self._named(target, path)
        if not isinstance(error, dict):
            return Raised("it failed without giving a reason")
        error = {key: value for key, value in error.items() if type(value) in (str, int)}
        begun = HALF_WRITTEN if (root,) in self._have_answered else ""
        if error.get("kind") == "missing":
            self._hold_back(name)
            if why := self._cells.errors.get(name):
                words = f"`{name}` is not defined: its cell failed: {why}"
                return NotWritten(words, self._cells.faults.get(name, begun), place=why.place)
            words = f"`{clean(name, 60)}` is not defined in the notebook"
            return NotWritten(words, begun, forms=self._named_forms(words))
        if error.get("kind") == "absent":
            return Raised(f"what `{root}` creates has no `{'.'.join(path)}`")
        if error.get("type") == "NotImplementedError":
            unwritten = str(error.get("cell")).removeprefix("<cell ").removesuffix(">")
            if unwritten in self._solutions - {root, None}:
                words = f"{self._unwritten(unwritten, unwritten)}, and `{root}` needs it"
                return NotWritten(words, NEEDS_ANOTHER)
            words = self._unwritten(clean(name, 60), root, *path)
            return NotWritten(words, begun, forms=self._named_forms(words))
        if error.get("type") in ("ImportError", "ModuleNotFoundError"):
            return self._not_there(error)
        missing = NOT_DEFINED.match(str(error.get("message"))[:200])
        if error.get("type") == "NameError" and missing:
            self._hold_back(missing[1])
            if missing[1] in self._cells.not_imported:
                return self._not_there(error, missing[1])
            if why := self._cells.failed_line(missing[1]):
                return self._not_made(error, missing[1], why)
        if error.get("type") == "NameError" and missing and missing[1] in self._solutions - {root}:
            why = self._cells.errors.get(missing[1], ErrorText("its cell is missing"))
            words = f"`{missing[1]}` is not defined, and `{root}` needs it: {why}"
            fault = self._cells.faults.get(missing[1], NEEDS_ANOTHER)
            return NotWritten(words, fault, place=why.place)
        if error.get("type") in OUT_OF_MEMORY:
            whole = self._limits.memory_mb
            words = f"it needs more than the {whole} MiB of memory that a submission may use"
            return Raised(words, "memory")
        refused = REFUSED if error.get("type") == "PermissionError" else ""
        told = describe_call_error(error, self._source, self._lines)
        forms = told.forms("it raised", refused)
        return Raised(forms[0].text, exception=told.reason, place=told.place, forms=forms)

    def _unwritten(self, shown: str, *name: str) -> str:
        part = "part of " if name in self._have_answered else ""
        return f"{part}`{shown}` is not written yet"

    def _hold_back(self, name: str) -> None:
        """Raise NotJudged where a name lacks because the cells' time was used up."""
        if name in self._cells.out_of_time:
            cell, whole = self._limits.cell_seconds, self._limits.own_cells_seconds
            raise NotJudged(
                f"the statement that defines `{clean(name, 60)}` took longer than a cell's "
                f"{cell:g} seconds, or all cells longer than {whole:g} "
                f"(c.Grading.cell_seconds, c.Grading.own_cells_seconds)",
                PHRASE + self._cells.name_bits,
            )

    def _not_there(self, error: dict[str, Any], name: str = "") -> StudentFault:
        """Tell of a module that code cannot import while it is graded."""
        told = describe_call_error(error, self._source, self._lines)
        module = self._cells.not_imported.get(name) or MODULE.sub("", told.message)
        which = f"the module `{module}`" if module in self._source else "a module"
        words = f"it needs {which}, which is not available while code is being graded"
        words += f", so `{name}` is not defined" if name else ""
        words += f": use NumPy and Python's own modules{told.place}"
        carries = FAULT + PHRASE + quotation(self._source) + self._cells.name_bits + told.other_bits
        plain = "it needs a module, which is not available while code is being graded"
        return Raised(words, exception="ModuleNotFoundError", place=told.place,
                      forms=(Form(words, carries), Form(plain, FAULT + PHRASE)))  # fmt: skip

    def _not_made(self, error: dict[str, Any], name: str, why: ErrorText) -> StudentFault:
        """Tell of a name that is missing since the line that makes it has failed."""
        refused = REFUSED if why.kind == "PermissionError" else ""
        words = f"`{name}` is not defined, because the line that defines it failed: {why}{refused}"
        carries = FAULT + PHRASE + self._cells.name_bits
        plain = "a name is not defined, because the line that defines it failed"
        told = describe_call_error(error, self._source, self._lines)
        return Raised(words, exception=told.reason, place=why.place,
                      forms=(Form(words, carries), Form(plain, FAULT + PHRASE)))  # fmt: skip

    def _named(self, target: str | Handle, path: list[str]) -> str:
        """Return the name of a function or attribute as its student knows it."""
        # a class's name comes from the box
        if isinstance(target, Handle):
            target = target.type_name if target.type_name in self._cells.words else "object"
        return ".".join([target, *path])

    def _named_forms(self, words: str) -> tuple[Form, ...]:
        return Form(words, FAULT + PHRASE + self._cells.name_bits), Form(
            "it is not written", FAULT + PHRASE
        )


def _calls(reply: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the answer to several calls as if each had been answered by itself."""
    # a forged one
    if not isinstance(reply["value"], list):
        return [reply]
    return [{"value": each} for each in reply["value"][:MOST_CALLS]]
