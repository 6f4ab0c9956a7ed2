"""What the grade of each exercise depends on, as short hashes; a receipt has them.

Wrong in one direction only: a change may seem to affect more exercises than it does, never fewer.
What several exercises could use is *shared*; of the reference solutions an exercise depends on
those that its suite, a shared module or another such solution mentions by any of their names.
"""

import ast
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from autograder.course.course import Assignment, SourceCell
from autograder.course.exercise_files import known_mistakes, own_files, place_of, shared_files
from autograder.submission import hashes

# what reaches names that no word of the text gives away
DYNAMIC = frozenset("vars globals locals eval exec __dict__ __getattribute__".split())
GETATTR = re.compile(r"\bgetattr\(\s*(?:reference|student)\b|\bgetattr\([^,()]*,\s*[^\"'\s]")
PLAIN = (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign)

Files = dict[str, bytes]


def of_exercises(assignment: Assignment) -> dict[str, Any]:
    """Return ``shared`` and, by exercise, ``checks`` and ``mistakes``: hashes.

    ``checks``: of all else that decides over the checks; ``mistakes``: of the known mistakes.
    """
    common = _shared(assignment)
    suites = {each: _read(assignment, own_files(assignment, each)) for each in assignment.points}
    used = {each: _used(each, assignment, suites, common) for each in assignment.points}
    return {
        "shared": hashes.of_files(common),
        "checks": {each: hashes.of_files(files) for each, files in used.items()},
        "mistakes": {
            each: hashes.of_files({path.name: path.read_bytes() for path in files})
            for each in assignment.points
            for files in [known_mistakes(assignment, each)]
        },
    }


def _shared(assignment: Assignment) -> Files:
    """Return what every exercise may use: modules beside the suites, helpers, setup cells."""
    found = _read(assignment, shared_files(assignment))
    found |= {f"given/{path.name}": path.read_bytes() for path in assignment.given}
    setup = (cell for cell in assignment.cells if cell.role == "setup")
    return found | {f"cell {place}": cell.source.encode() for place, cell in enumerate(setup)}


def _read(assignment: Assignment, paths: list[Path]) -> Files:
    return {place_of(path, assignment): path.read_bytes() for path in paths}


def _used(exercise: str, assignment: Assignment, suites: dict[str, Files], common: Files) -> Files:
    """Return the suite and all reference cells and further suites that it may use, by name."""
    run = [cell for cell in assignment.cells if cell.role in ("setup", "solution")]
    cells = {_place(number, cell): cell for number, cell in enumerate(run)}
    names = {place: _defined(cell) for place, cell in cells.items()}
    used = dict(suites[exercise])
    used |= {p: cell.source.encode() for p, cell in cells.items() if cell.grade_id == exercise}
    # the given helpers are called by the reference and cannot reach it
    shared = _words(text for name, text in common.items() if not name.startswith(("given", "cell")))
    while True:
        words = shared | _words(used.values())
        more = {p: c.source.encode() for p, c in cells.items() if _is_named(names[p], words)}
        for each, files in suites.items():
            if f"test_{each}" in words:
                more |= files
        if more.keys() <= used.keys():
            return used
        used |= more


def _place(number: int, cell: SourceCell) -> str:
    return f"cell {cell.grade_id or number}"


def _is_named(defined: set[str] | None, words: set[str]) -> bool:
    return defined is None or bool(defined & words or words & DYNAMIC)


def _words(texts: Iterable[bytes]) -> set[str]:
    found: set[str] = set()
    for content in texts:
        text = content.decode(errors="replace")
        found |= set(re.findall(r"\w+", text))
        if GETATTR.search(text):
            found.add("vars")
    return found


def _defined(cell: SourceCell) -> set[str] | None:
    """Return the names that a solution cell defines; None where it may do more than define."""
    try:
        body = ast.parse(cell.source).body
    except (SyntaxError, ValueError):
        return None
    if not all(isinstance(each, PLAIN) or _is_text(each) for each in body):
        return None
    found = {cell.grade_id}
    for each in body:
        if isinstance(each, ast.FunctionDef | ast.ClassDef):
            found.add(each.name)
            continue
        for node in ast.walk(each):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                found.add(node.id)
            elif isinstance(node, ast.alias):
                found.add((node.asname or node.name).partition(".")[0])
    return found


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
