"""A submission in the box: its process, started again whenever the code has lost it."""

import re
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

from autograder.sandbox.answer_sketch import Sketch, sketch_of
from autograder.sandbox.box import Box
from autograder.sandbox.exception_text import ErrorText, describe_call_error, describe_cell_error
from autograder.sandbox.exceptions import Hung, NotWritten, Raised, StudentFault
from autograder.sandbox.inside.wire import Handle
from autograder.sandbox.limits import Limits
from autograder.sandbox.process import Process
from autograder.sandbox.untrusted_text import clean

OUT_OF_MEMORY = ("MemoryError", "_ArrayMemoryError")
NOT_DEFINED = re.compile(r"name '(\w+)' is not defined.*")
KEPT_BYTES = 5_000_000  # of answers to one check; of later ones no more than the sketch
NEEDS_ANOTHER = "needs_another"  # the fault of a function whose part is missing
MOST_CALLS = 100  # that one answer may tell of
REFUSED = "; while it is graded, code may use no files, network, threads or other processes"


@dataclass(frozen=True)
class Cell:
    """A cell to run: ``label`` as feedback names it, ``exercise`` where it is a solution cell."""

    label: str
    source: str
    exercise: str | None = None

    @property
    def filename(self) -> str:
        """Return the name under which the cell is compiled."""
        return f"<cell {self.label}>"


class Session:
    """Runs the cells of one submission and passes calls to what they define."""

    def __init__(self, box: Box, cells: list[Cell], limits: Limits) -> None:
        # hangs and crashes of calls so far, by the name called; those of cells do not count
        self.stops: Counter[str] = Counter()
        # what was returned, or the sketch of it, by the name that was called
        self.answers: list[tuple[str, dict[str, Any] | Sketch]] = []
        self._kept_bytes = 0
        self._box, self._cells, self._limits = box, cells, limits
        self._source = "\n".join(cell.source for cell in cells)
        self._exercises = {cell.exercise for cell in cells}
        self._definitions_only: set[Cell] = set()
        self._left_out: set[Cell] = set()
        # of cells that failed, by their labels; faults of another kind than an exception, too
        self._cell_errors: dict[str, ErrorText] = {}
        self._cell_faults: dict[str, str] = {}
        self._process: Process | None = None
        self._seed: int | None = None
        self._deadline = time.monotonic() + limits.submission_seconds

    def request(self, root: str, **message: Any) -> dict[str, Any]:
        """Send a request about the student's objects and return the reply; raises StudentFault.

        ``root`` is the name in the notebook that the objects come from; stops count towards it.
        """
        if self.stops[root] >= self._limits.stops:
            raise Hung(f"it was stopped {self._limits.stops} times before")
        process = self._running()
        # no request of its own: that would take as long as a call
        if self._seed is not None:
            message["seed"], self._seed = self._seed, None
        try:
            reply = self._send(process, self._limits.call_seconds, **message)
        except StudentFault as fault:
            self.stops[root] += fault.stops
            raise
        if "error" in reply:
            self.answers.append((root, sketch_of(None)))
            raise self._fault(reply["error"], message["target"], message["path"], root)
        # a sketch takes time, which a passing check does not need; many answers take memory
        self._kept_bytes = process.answered + (self._kept_bytes if self.answers else 0)
        large = self._kept_bytes > KEPT_BYTES
        for each in _calls(reply) if message["do"] == "each" else [reply]:
            self.answers.append((root, sketch_of(each) if large else each))
        return reply

    def seed(self, seed: int) -> None:
        """Seed NumPy's global generator in the box before the next request."""
        self._seed = seed

    def close(self) -> None:
        """End the student's process."""
        if self._process is not None:
            self._process.kill()
            self._process = None

    def _send(self, process: Process, seconds: float, **message: Any) -> dict[str, Any]:
        remaining = self._deadline - time.monotonic()
        if remaining <= 0:
            whole = self._limits.submission_seconds
            raise Hung(f"the submission as a whole used up its {whole:g} seconds")
        try:
            return process.request(message, min(seconds, remaining))
        except StudentFault as fault:
            if fault.stops:
                self._process = None
            raise

    def _running(self) -> Process:
        while self._process is None:
            self._process = self._box.spawn(self._limits)
            self._run_cells(self._process)
        return self._process

    def _run_cells(self, process: Process) -> None:
        for cell in self._cells:
            if cell in self._left_out:
                continue
            only = cell in self._definitions_only
            try:
                reply = self._send(
                    process, self._limits.cell_seconds, do="cell", source=cell.source,
                    filename=cell.filename, only_definitions=only,
                )  # fmt: skip
            except StudentFault as fault:
                self._cell_errors[cell.label] = ErrorText(str(fault))
                self._cell_faults[cell.label] = fault.fault
                (self._left_out if only else self._definitions_only).add(cell)
                if time.monotonic() > self._deadline:
                    raise
                # a fresh process runs the other cells
                return
            if "error" in reply:
                told = describe_cell_error(reply["error"])
                self._cell_errors.setdefault(cell.label, told)
                if told.kind in OUT_OF_MEMORY:
                    self._cell_faults.setdefault(cell.label, "memory")

    def _fault(self, error: Any, target: str | Handle, path: list[str], root: str) -> StudentFault:
        name = self._named(target, path)
        if not isinstance(error, dict):
            return Raised("it failed without a reason")
        error = {key: value for key, value in error.items() if type(value) in (str, int)}
        if error.get("kind") == "missing":
            if why := self._cell_errors.get(name):
                words = f"`{name}` is not defined: its cell failed: {why}"
                return NotWritten(words, self._cell_faults.get(name, ""), place=why.place)
            return NotWritten(f"`{clean(name, 60)}` is not defined in the notebook")
        if error.get("kind") == "absent":
            return Raised(f"what `{root}` makes has no `{'.'.join(path)}`")
        if error.get("type") == "NotImplementedError":
            unwritten = str(error.get("cell")).removeprefix("<cell ").removesuffix(">")
            if unwritten in self._exercises - {root, None}:
                words = f"`{unwritten}` is not written yet, and `{root}` needs it"
                return NotWritten(words, NEEDS_ANOTHER)
            return NotWritten(f"`{clean(name, 60)}` is not written yet")
        missing = NOT_DEFINED.fullmatch(str(error.get("message"))[:200])
        if error.get("type") == "NameError" and missing and missing[1] in self._exercises - {root}:
            why = self._cell_errors.get(missing[1], ErrorText("its cell is missing"))
            words = f"`{missing[1]}` is not defined, and `{root}` needs it: {why}"
            fault = self._cell_faults.get(missing[1], NEEDS_ANOTHER)
            return NotWritten(words, fault, place=why.place)
        if error.get("type") in OUT_OF_MEMORY:
            whole = self._limits.memory_mb
            words = f"it needs more than the {whole} MiB of memory that a submission may use"
            return Raised(words, "memory")
        refused = REFUSED if error.get("type") == "PermissionError" else ""
        told = describe_call_error(error, self._source)
        return Raised(f"it raised {told}{refused}", exception=told.kind, place=told.place)

    def _named(self, target: str | Handle, path: list[str]) -> str:
        """Return the name of a function or attribute as its student knows it."""
        # a class's name comes from the box
        if isinstance(target, Handle):
            target = target.type_name if target.type_name in self._source else "object"
        return ".".join([target, *path])


def _calls(reply: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the answer to several calls as if each had been answered by itself."""
    # a forged one
    if not isinstance(reply["value"], list):
        return [reply]
    return [{"value": each} for each in reply["value"][:MOST_CALLS]]
