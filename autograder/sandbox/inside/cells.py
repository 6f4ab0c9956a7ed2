"""Parses and runs notebook cells, forgiving what a notebook forgives."""

import __future__

import ast
import re
import signal
import time
from collections.abc import Container, Iterable
from functools import cached_property
from types import CodeType, FrameType
from typing import Any, NamedTuple

from .statements import names_bound

# Cell magics whose body is Python; any other cell magic makes the whole cell foreign.
PYTHON_CELL_MAGICS = ("time", "timeit", "capture", "prun", "python", "python3")
_MAGIC_LINE = re.compile(r"^(\s*)(%|!|\?|[\w.]+\s*=\s*(%|!)|%?[\w.]+\?{1,2}\s*$)")
_IMPORTS = (ast.Import, ast.ImportFrom)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, *_IMPORTS)
_DEFINITIONS = (*_FUNCTIONS, ast.Assign, ast.AnnAssign)
# from here on a statement is slow, and is not run once more without need
SLOW_SECONDS = 0.5
# for each further definition of a cell whose time is up, and for all of its assignments
SHORT_SECONDS = 0.5
EXTRA_SECONDS = 1.0
MOST_STATEMENTS = 100_000  # of one cell that are looked at
# why a statement is left out, as numbers; 0 is any other reason
KINDS = {"time": 1, "slow": 2}


class TimeUp(BaseException):
    """A statement took too long: raised inside it, where a student's `except Exception` lets it."""


class Interrupted(Exception):
    """What is kept of a statement that took too long."""


class Trouble(NamedTuple):
    """A statement that was slow or failed to import: its place, why, its names, and the module.

    ``why``: "time" where it was interrupted or left out, "slow" where it ended, or "import".
    """

    place: int
    why: str
    names: list[str]
    module: str = ""


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
    """A cell, ready to run: as a whole or by its statements.

    ``flags``: what `from __future__ import …` has set in the cells before, and here too.
    """

    def __init__(self, source: str, filename: str, flags: int = 0) -> None:
        self.filename = filename
        self._source, self._flags = source, flags
        self._codes: dict[int, CodeType] = {}
        self._bound: dict[int, frozenset[str]] = {}

    @cached_property
    def _parsed(self) -> tuple[list[ast.stmt], Exception | None, int]:
        """The statements, why there are none, and the flags: not before somebody asks."""
        try:
            statements = parse(self._source, self.filename).body
        except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
            return [], error, self._flags
        # before all else: statements are not compiled in their order
        return statements, None, self._flags | sum(map(_future_flags, statements))

    @property
    def statements(self) -> list[ast.stmt]:
        """The statements; none where the cell cannot be parsed."""
        return self._parsed[0]

    @property
    def error(self) -> Exception | None:
        """Why the cell cannot be parsed."""
        return self._parsed[1]

    @property
    def flags(self) -> int:
        """What `from __future__ import …` has set up to the end of the cell."""
        return self._parsed[2]

    def bound(self, place: int) -> frozenset[str]:
        """Return the names that a statement binds."""
        if place not in self._bound:
            self._bound[place] = names_bound(self.statements[place])
        return self._bound[place]

    def compiled(self, place: int) -> CodeType:
        """Return one statement as code."""
        if place not in self._codes:
            body = ast.Module([self.statements[place]], [])
            code = compile(body, self.filename, "exec", self.flags, dont_inherit=True)
            self._codes[place] = code
        return self._codes[place]

    @property
    def codes(self) -> Iterable[CodeType]:
        """The statements that have been run, as code."""
        return self._codes.values()

    def run(
        self,
        namespace: dict[str, Any],
        places: Container[int] | None = None,
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
            started, error, why = time.monotonic(), None, ""
            taken = _DEFINITIONS if left > -EXTRA_SECONDS else _FUNCTIONS
            if short and not isinstance(node, taken):
                why = "time"
            else:
                error = self._run_one(place, namespace, SHORT_SECONDS if short else left)
                why = _why(node, error, time.monotonic() - started)
            first_error = first_error or error
            if why:
                module = _module(node, error) if why == "import" else ""
                troubles.append(Trouble(place, why, sorted(self.bound(place)), module))
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


def _future_flags(node: ast.stmt) -> int:
    if not isinstance(node, ast.ImportFrom) or node.module != "__future__":
        return 0
    names = {alias.name for alias in node.names} & set(__future__.all_feature_names)
    return sum(int(getattr(__future__, name).compiler_flag) for name in names)


def _why(node: ast.stmt, error: Exception | None, seconds: float) -> str:
    if isinstance(error, Interrupted):
        return "time"
    if error:
        return "import" if isinstance(node, _IMPORTS) else ""
    return "slow" if seconds > SLOW_SECONDS else ""


def _module(node: ast.stmt, error: Exception | None) -> str:
    asked = node.names[0].name if isinstance(node, ast.Import) else getattr(node, "module", None)
    return getattr(error, "name", None) or asked or "."


def run_cell(source: str, filename: str, namespace: dict[str, Any]) -> Exception | None:
    """Run a cell as a whole and return its first exception."""
    return ParsedCell(source, filename).run(namespace)[0]
