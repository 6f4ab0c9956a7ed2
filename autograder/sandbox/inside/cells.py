"""Parses and runs notebook cells, forgiving what a notebook forgives."""

import __future__

import ast
import re
import signal
import time
from collections.abc import Collection, Iterable
from types import CodeType, FrameType
from typing import Any, NamedTuple

FUTURE_FLAGS = 0
for _name in __future__.all_feature_names:
    FUTURE_FLAGS |= getattr(__future__, _name).compiler_flag

# Cell magics whose body is Python; any other cell magic makes the whole cell foreign.
PYTHON_CELL_MAGICS = ("time", "timeit", "capture", "prun", "python", "python3")
_MAGIC_LINE = re.compile(r"^(\s*)(%|!|\?|[\w.]+\s*=\s*(%|!)|%?[\w.]+\?{1,2}\s*$)")
_IMPORTS = (ast.Import, ast.ImportFrom)
_DEFINITIONS = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign, *_IMPORTS
)  # fmt: skip
# from here on a statement is slow, and is not run once more without need
SLOW_SECONDS = 0.5
# for each further definition of a cell whose time is up
SHORT_SECONDS = 0.1


class TimeUp(BaseException):
    """A statement took too long: raised inside it, where a student's `except Exception` lets it."""


class Interrupted(Exception):
    """What is kept of a statement that took too long."""


class Trouble(NamedTuple):
    """A statement that was slow or failed to import: its place in the cell, why, and what.

    ``why``: "time" where it was interrupted or left out, "slow" where it ended, or "import".
    """

    place: int
    why: str
    what: str = ""


def without_magics(source: str) -> str:
    """Return ``source`` with magics and shell lines replaced by ``pass``; line numbers stay."""
    lines = source.split("\n")
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if lines[first].startswith("%%"):
        words = lines[first][2:].split()
        if not words or words[0] not in PYTHON_CELL_MAGICS:
            return ""
        lines[first] = ""
    return "\n".join(
        f"{match.group(1)}pass" if (match := _MAGIC_LINE.match(line)) else line for line in lines
    )


def parse(source: str, filename: str) -> ast.Module:
    """Return the syntax tree of a cell. Valid Python is never touched by the removal of magics."""
    try:
        return ast.parse(source, filename)
    except SyntaxError:
        return ast.parse(without_magics(source), filename)


class ParsedCell:
    """A cell, ready to run: as a whole or by its statements."""

    def __init__(self, source: str, filename: str) -> None:
        self.filename = filename
        self.statements: list[ast.stmt] = []
        self._codes: dict[int, CodeType] = {}
        # of the whole cell: it cannot be parsed
        self.error: Exception | None = None
        self._flags = 0
        try:
            self.statements = parse(source, filename).body
        except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
            self.error = error

    def compiled(self, place: int) -> CodeType:
        """Return one statement as code; the flags of `from __future__` go on to the next."""
        if place not in self._codes:
            body = ast.Module([self.statements[place]], [])
            code = compile(body, self.filename, "exec", self._flags, dont_inherit=True)
            self._flags |= code.co_flags & FUTURE_FLAGS
            self._codes[place] = code
        return self._codes[place]

    @property
    def codes(self) -> Iterable[CodeType]:
        """The statements that have been run, as code."""
        return self._codes.values()

    def run(
        self,
        namespace: dict[str, Any],
        places: Collection[int] | None = None,
        seconds: float = 0,
        only_definitions: bool = False,
    ) -> tuple[Exception | None, list[Trouble]]:
        """Run the statements at ``places`` (None: all); return the first exception, and troubles.

        A statement that fails is left out, and the rest goes on: the box allows less than a
        student's machine does (files, plots, other packages), and that must not cost a right
        function. After ``seconds`` (0: never), and with ``only_definitions`` from the start,
        nothing but definitions is run, each for a moment at most.
        """
        first_error, troubles = self.error, []
        end = time.monotonic() + seconds
        for place, node in enumerate(self.statements):
            if places is not None and place not in places:
                continue
            left = end - time.monotonic() if seconds else 0.0
            short = only_definitions or left < 0
            if short and not isinstance(node, _DEFINITIONS):
                troubles.append(Trouble(place, "time"))
                continue
            started = time.monotonic()
            error = self._run_one(place, namespace, SHORT_SECONDS if short else left)
            first_error = first_error or error
            if isinstance(error, Interrupted):
                troubles.append(Trouble(place, "time"))
            elif error and isinstance(node, _IMPORTS):
                troubles.append(Trouble(place, "import", _module(node, error)))
            elif not error and time.monotonic() - started > SLOW_SECONDS:
                troubles.append(Trouble(place, "slow"))
        return first_error, troubles

    def _run_one(self, place: int, namespace: dict[str, Any], seconds: float) -> Exception | None:
        try:
            _within(seconds, self.compiled(place), namespace)
        except Exception as error:
            return error
        except TimeUp:
            return Interrupted("it took too long and was interrupted")
        except (SystemExit, KeyboardInterrupt) as error:  # sys.exit() ends a cell, not the grading
            return RuntimeError(type(error).__name__)
        return None


def _within(seconds: float, code: CodeType, namespace: dict[str, Any]) -> None:
    """Run code; raise TimeUp in it after ``seconds`` (0: never). What ignores that is killed."""
    if not seconds:
        exec(code, namespace)
        return
    signal.signal(signal.SIGALRM, _interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        exec(code, namespace)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise TimeUp


def _module(node: ast.Import | ast.ImportFrom, error: Exception) -> str:
    asked = node.module if isinstance(node, ast.ImportFrom) else node.names[0].name
    return getattr(error, "name", None) or asked or "."


def run_cell(source: str, filename: str, namespace: dict[str, Any]) -> Exception | None:
    """Run a cell as a whole and return its first exception."""
    return ParsedCell(source, filename).run(namespace)[0]
