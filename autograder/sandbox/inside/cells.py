"""Runs notebook cells in one namespace, forgiving what a notebook forgives."""

import __future__

import ast
import re
from types import CodeType
from typing import Any

FUTURE_FLAGS = 0
for _name in __future__.all_feature_names:
    FUTURE_FLAGS |= getattr(__future__, _name).compiler_flag

# Cell magics whose body is Python; any other cell magic makes the whole cell foreign.
PYTHON_CELL_MAGICS = ("time", "timeit", "capture", "prun", "python", "python3")
_MAGIC_LINE = re.compile(r"^(\s*)(%|!|\?|[\w.]+\s*=\s*(%|!)|%?[\w.]+\?{1,2}\s*$)")
_DEFINITIONS = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom,
)  # fmt: skip


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


def _is_definition(node: ast.stmt) -> bool:
    if isinstance(node, ast.Assign | ast.AnnAssign):
        return node.value is not None and not any(
            isinstance(n, ast.Call | ast.Await | ast.NamedExpr) for n in ast.walk(node.value)
        )
    return isinstance(node, _DEFINITIONS)


def run_cell(
    source: str, filename: str, namespace: dict[str, Any], only_definitions: bool = False
) -> Exception | None:
    """Run a cell and return its first exception.

    After an exception the cell's remaining definitions are still made: the box allows less than a
    student's machine does (files, plots, other packages), and that must not cost a right function.
    With ``only_definitions`` calls at top level are left out altogether.
    """
    first_error: Exception | None = None
    flags = 0
    try:
        statements = parse(source, filename).body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        return error
    for node in statements:
        if (only_definitions or first_error) and not _is_definition(node):
            continue
        try:
            code: CodeType = compile(
                ast.Module([node], []), filename, "exec", flags=flags, dont_inherit=True
            )
            flags |= code.co_flags & FUTURE_FLAGS
            exec(code, namespace)
        except Exception as error:
            first_error = first_error or error
        except (SystemExit, KeyboardInterrupt) as error:  # sys.exit() ends a cell, not the grading
            first_error = first_error or RuntimeError(type(error).__name__)
    return first_error
