"""One student's process: answers requests until the grader hangs up."""

import copy
import json
import os
import sys
import types
from collections import defaultdict
from collections.abc import Callable, Generator
from contextlib import closing
from typing import Any

import numpy as np

from . import inert
from .cells import KINDS, MOST_STATEMENTS, run_cell
from .notebook import NotebookCell, judging_place, missing_definitions, names_needed, suppliers
from .wire import HEADER, Bytes, Encoder, Handle, WireError, dump, joined, load

MAX_MESSAGE = 500
PIECE = 1 << 16  # what is read at once: as a rule a whole request
Call = tuple[Callable[..., Any], list[Any], dict[str, Any]]
Calls = Generator[Call, Any, dict[str, Any]]
Operation = Callable[..., dict[str, Any] | Calls]


class _Absent(Exception):
    """An object of the student's lacks the attribute asked for."""


class Discard:
    """A stdout that swallows everything: printing costs no marks and no memory."""

    encoding = "utf-8"
    errors = "replace"

    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None:
        pass

    def isatty(self) -> bool:
        return False


class Worker:
    """Holds the student's namespace and the objects that have been handed out as handles."""

    def __init__(self, fd: int, largest_answer: int) -> None:
        self._fd, self._largest_answer = fd, largest_answer
        self._kept: list[Any] = []
        self._buffer = bytearray(PIECE)
        module = types.ModuleType("__main__")
        sys.modules["__main__"] = module
        self._names: dict[str, Any] = module.__dict__
        self._names.update(get_ipython=inert.INERT, display=inert.INERT)
        self._cells: list[NotebookCell] = []
        self._given: tuple[list[Any], dict[str, Any]] = ([], {})
        # what the judged cells have defined, whatever other cells make of these names
        self._judged: dict[str, Any] = {}
        # the names as the cells so far have left them, while an exercise is judged
        self._between: dict[str, Any] | None = None

    def serve(self) -> None:
        """Answer one request after the other; return at end of file."""
        while frame := self._frame():
            number, request = frame
            try:
                reply = dump(number, self._answer(request), self._keep)
                if len(reply) > self._largest_answer:
                    raise WireError("too large to send")
            except Exception as error:  # whatever the student's objects do while they are read
                if isinstance(error, WireError):
                    error = ValueError("the returned value is too large to be graded")
                reply = dump(number, {"error": _describe(error)})
            self._write(reply)

    def _answer(self, request: dict[str, Any]) -> dict[str, Any]:
        if "seed" in request:
            # whatever comes of it
            self._tried(self._do_seed, {"seed": request.pop("seed")})
        return self._tried(getattr(self, f"_do_{request.pop('do')}"), request)

    def _tried(self, operation: Operation, request: dict[str, Any]) -> dict[str, Any]:
        try:
            done = operation(**request)
            return dict(done if isinstance(done, dict) else made(done))
        except _Absent:
            return {"error": {"kind": "absent"}}
        except Exception as error:
            return {"error": _describe(error)}
        except (SystemExit, KeyboardInterrupt) as error:
            return {"error": _describe(error)}

    def _do_cell(self, source: str, filename: str) -> dict[str, Any]:
        error = run_cell(source, filename, self._names)
        return {"error": _describe(error)} if error else {"value": None}

    def _do_notebook(self, cells: np.ndarray, exercises: list[str]) -> dict[str, Any]:
        """Parse the cells, which come as JSON: there may be very many of them."""
        self._cells, flags = [], 0
        for source, filename, exercise, spare in json.loads(cells.tobytes()):
            cell = NotebookCell(source, filename, exercise, spare, flags)
            self._cells.append(cell)
            # as in Jupyter, where `from __future__ import …` holds from there on
            flags = flags if spare else cell.flags
        found = {each: judging_place(each, self._cells) for each in exercises}
        # a spare cell is parsed when a name lacks that it could have, and counted by nobody
        statements = np.array(
            [MOST_STATEMENTS if cell.spare else len(cell.statements) for cell in self._cells]
        )
        places = {exercise: place for exercise, place in found.items() if place is not None}
        return {"value": {"statements": statements, "places": places}}

    def _do_run(
        self, cell: int, places: np.ndarray, seconds: float, only_definitions: bool, keep: list[str]
    ) -> dict[str, Any]:
        self._go_on()
        wanted = set(places.tolist())
        error, troubles = self._cells[cell].run(self._names, wanted, seconds, only_definitions)
        self._judged |= {name: self._names[name] for name in keep if name in self._names}
        told = {"value": [[cell, *trouble] for trouble in troubles]}
        return told | {"error": _describe(error)} if error else told

    def _do_complete(
        self, goal: int, left_out: np.ndarray, names: list[str], judged: str, seconds: float
    ) -> dict[str, Any]:
        """Define what the cells before ``goal`` lack, from what stands elsewhere.

        Not what is judged: where its own cell fails, that is to be told. ``left_out``: rows of
        a statement's cell, its place and why (see KINDS).
        """
        self._go_on()
        self._between = dict(self._names)
        # what other exercises' cells have made of theirs, unless the judged cell says otherwise
        own = {name for place in range(len(self._cells[goal - 1].statements))
               for name in self._cells[goal - 1].bound(place)}  # fmt: skip
        self._names.update({name: v for name, v in self._judged.items() if name not in own})
        before, out = dict(self._names), defaultdict[int, dict[int, int]](dict)
        for number, place, kind in left_out.tolist():
            out[number][place] = kind
        needed = {*names, *names_needed(cell for cell in self._cells[:goal] if not cell.spare)}
        others = suppliers(self._cells, goal, out)
        troubles = []
        for number, cell, places in missing_definitions(needed, others, {*before, judged}):
            _, found = cell.run(self._names, places, seconds)
            troubles += [[number, *trouble] for trouble in found]
        self._names.update(before)
        lost = [name for number, places in out.items() for place, kind in places.items()
                if kind == KINDS["time"] for name in self._cells[number].bound(place)]  # fmt: skip
        return {"value": [troubles, lost]}

    def _go_on(self) -> None:
        """Undo what judging an exercise has done to the names, be it by the calls themselves."""
        if self._between is not None:
            self._names.clear()
            self._names.update(self._between)
            self._between = None

    def _do_right_parts(self, cells: list[list[str]], names: list[str]) -> dict[str, Any]:
        # in a namespace of their own: the student's may have other things under the same names
        namespace: dict[str, Any] = {"__name__": "__main__"}
        for source, filename in cells:
            if error := run_cell(source, filename, namespace):
                return {"error": _describe(error)}
        self._names.update({name: namespace[name] for name in names})
        return {"value": None}

    def _do_seed(self, seed: int) -> dict[str, Any]:
        np.random.seed(seed)
        return {"value": None}

    def _do_call(
        self, target: Any, path: list[str], args: list[Any], kwargs: dict[str, Any]
    ) -> Calls | dict[str, Any]:
        function = self._find(target, path)
        if function is None:
            return {"error": {"kind": "missing"}}
        self._given = (args, kwargs)
        return one_call(function, args, kwargs)

    def _do_given(self) -> dict[str, Any]:
        """Return the last request's arguments: asked for afterwards, so that no call can tell."""
        args, kwargs = self._given
        return {"value": None, "args": args, "kwargs": kwargs}

    def _do_each(
        self,
        target: Any,
        path: list[str],
        many: list[list[Any]],
        last: str,
        shared: list[Any] | None = None,
    ) -> Calls | dict[str, Any]:
        """Call with each of these arguments, and return all results.

        With `shared` arguments are numbers of things in it, to be fetched afterwards; then the
        first result is enough.
        """
        function = self._find(target, path)
        if function is None:
            return {"error": {"kind": "missing"}}
        if shared is not None:
            many = [[shared[number] for number in args] for args in many]
            self._given = (shared, {})
        wanted = len(many) if shared is None else 1
        # the next call can change what this one has returned, should it write into that
        return several_calls(function, many, last, wanted, Encoder(self._keep).lowered)

    def _do_sweep(
        self, target: Any, path: list[str], place: str, key: str, values: Any, args: list[Any]
    ) -> Calls:
        return swept_calls(self._find(target, path), self._find(target, [place]), key, values, args)

    def _do_get(self, target: Any, path: list[str]) -> dict[str, Any]:
        return {"value": self._find(target, path)}

    def _find(self, target: Any, path: list[str]) -> Any:
        found = self._names.get(target) if isinstance(target, str) else target
        for name in path:
            if not hasattr(found, name):
                raise _Absent
            found = getattr(found, name)
        return found

    def _keep(self, value: Any) -> Handle:
        self._kept.append(value)
        return Handle(len(self._kept) - 1, type(value).__name__)

    def _resolve(self, handle: Handle) -> Any:
        return self._kept[handle.number]

    def _frame(self) -> tuple[int, dict[str, Any]] | None:
        """Return the next request and its number, None at end of file."""
        # into one buffer: to allocate one of that size each time makes the kernel give pages anew
        come = os.readv(self._fd, [self._buffer])
        data = self._filled(memoryview(self._buffer)[:come], HEADER.size)
        if len(data) < HEADER.size:
            return None
        number, tree_size, blob_size = HEADER.unpack_from(data)
        middle = HEADER.size + tree_size
        whole = memoryview(self._filled(data, middle + blob_size))
        return number, load(whole[HEADER.size : middle], whole[middle:], self._resolve)

    def _filled(self, data: Bytes, size: int) -> Bytes:
        """Return ``data`` and what comes after it, ``size`` bytes or more; less at end of file."""
        # nothing comes after a request before it is answered
        while len(data) < size:
            piece = os.read(self._fd, size - len(data))
            if not piece:
                break
            data = joined(data, piece)
        return data

    def _write(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            view = view[os.write(self._fd, view) :]


def made(calls: Calls) -> dict[str, Any]:
    """Make the calls that an operation asks for, and return what it makes of their results.

    All are made here: a function that looks at its caller sees the same, whatever is asked of it.
    """
    with closing(calls):
        result = None
        while True:
            try:
                function, args, named = calls.send(result)
            except StopIteration as end:
                return dict(end.value)
            result = function(*args, **named)


def one_call(function: Callable[..., Any], args: list[Any], named: dict[str, Any]) -> Calls:
    """A plain call."""
    return {"value": (yield function, args, named)}


def several_calls(
    function: Callable[..., Any],
    many: list[list[Any]],
    last: str,
    wanted: int,
    as_it_stands: Callable[[Any], Any],
) -> Calls:
    """One call after the other; `last`: the name by which each gives its last argument."""
    results: list[Any] = []
    for args in many:
        named = {last: args.pop()} if last else {}
        result = yield function, args, named
        if len(results) < wanted:
            results.append(as_it_stands(result))
    return {"value": results}


def swept_calls(
    function: Callable[..., Any], holder: Any, key: str, values: Any, args: list[Any]
) -> Calls:
    """One call for each of the values, put into `holder[key]` for it: its result's first part."""
    before, results = holder[key], []
    try:
        for value in values:
            holder[key] = value.copy()
            results.append((yield function, copied(args), {})[0])
    finally:
        holder[key] = before
    return {"value": results}


def _describe(error: BaseException) -> dict[str, Any]:
    """Return an exception as plain data: its type, its text and the line of the cell it rose in."""
    cell, line = "", 0
    if isinstance(error, SyntaxError):
        cell, line = str(error.filename), error.lineno or 0
    trace = error.__traceback__
    while trace is not None:
        filename = trace.tb_frame.f_code.co_filename
        if filename.startswith("<cell "):
            cell, line = filename, trace.tb_lineno
        trace = trace.tb_next
    text = error.msg if isinstance(error, SyntaxError) else _text(error)
    name = type(error).__name__
    return {
        "kind": "raised",
        "type": name,
        "message": text[:MAX_MESSAGE],
        "cell": cell,
        "line": line,
    }


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # the student's own exception class may fail to print
        return ""


def copied(args: list[Any]) -> list[Any]:
    """Return a call's arguments as new objects."""
    # a tenth of the time
    if all(type(value) is np.ndarray for value in args):
        return [value.copy() for value in args]
    return copy.deepcopy(args)
