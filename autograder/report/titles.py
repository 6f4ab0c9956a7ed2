"""The titles of the checks, from the hidden suites as they stand: read, not run."""

import ast
from collections.abc import Iterator
from pathlib import Path

from autograder.course import Assignment, CourseError


def read_titles(assignment: Assignment) -> dict[str, dict[str, str]]:
    """Return the titles of each exercise's checks by their names, in order.

    Raises CourseError where a suite cannot be read.
    """
    places = {slug: assignment.suites / f"test_{slug}.py" for slug in assignment.points}
    return {slug: dict(_tests(path)) for slug, path in places.items() if path.is_file()}


def title_of(name: str, titles: dict[str, str]) -> str:
    """Return a check's title, or what can be made of its name where the suites no longer have it.

    A parametrised test is one check for each parameter: ``name[parameter]``.
    """
    test, bracket, parameter = name.partition("[")
    return titles.get(test, test.replace("_", " ")) + (f" [{parameter}" if bracket else "")


def _tests(path: Path) -> Iterator[tuple[str, str]]:
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, SyntaxError) as error:
        raise CourseError(f"cannot read the suite {path.name}: {error}") from None
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test"):
            name = node.name.removeprefix("test_")
            first = (ast.get_docstring(node) or "").split("\n")[0].rstrip(".")
            yield name, first or name.replace("_", " ")
