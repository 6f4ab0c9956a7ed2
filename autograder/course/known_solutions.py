"""The banks: wrong solutions that students really write, and right ones that look unusual.

A file is a solution of one exercise that runs. Its docstring tells the rest: a first line that
names what the code does, then `Belief:`, `Hint:` and `Loses:` (the tests that it must lose);
`Like:` names a misconception that behaves the same, or that this is a variant of: it is diagnosed
in this one's place.
"""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from autograder.course.course import Assignment, CourseError

FIELD = re.compile(r"^(\w+): (.*(?:\n    .*)*)", re.MULTILINE)
KNOWN = {"belief", "hint", "loses", "like"}


@dataclass(frozen=True)
class KnownSolution:
    """One solution of a bank."""

    exercise: str
    slug: str
    code: str
    name: str
    belief: str = ""
    hint: str = ""
    loses: tuple[str, ...] = ()
    like: str = ""


def read_known_solutions(assignment: Assignment, kind: str, exercise: str) -> list[KnownSolution]:
    """Return the entries of an exercise, by slug; CourseError where a file cannot be read."""
    folder = assignment.suites / exercise / kind
    return [_read(exercise, path) for path in sorted(folder.glob("*.py"))]


def _read(exercise: str, path: Path) -> KnownSolution:
    try:
        code = path.read_text(encoding="utf-8")
        text = ast.get_docstring(ast.parse(code)) or ""
    except (OSError, ValueError, SyntaxError) as error:
        raise CourseError(f"cannot read {path.name} of '{exercise}': {error}") from None
    fields = {key.lower(): " ".join(value.split()) for key, value in FIELD.findall(text)}
    if odd := fields.keys() - KNOWN:
        raise CourseError(f"{path.name} of '{exercise}': unknown field '{min(odd)}'")
    loses = tuple(name for name in fields.pop("loses", "").split(", ") if name)
    return KnownSolution(exercise, path.stem, code, text.split("\n")[0], loses=loses, **fields)
