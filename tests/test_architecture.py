"""The house: ten rooms, and data goes one way, up. `pytest -s` shows the table."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "autograder"
# from the ground up; rooms of one floor know nothing of each other
FLOORS = (
    {"sandbox"},
    {"course"},
    {"submission", "testing"},
    {"feedback", "grading"},
    {"gradebook"},
    {"classroom"},
    {"commands"},
    {"__main__", "export"},
)
HEIGHT = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
NO_NBGRADER = {"sandbox", "course", "submission", "testing", "grading", "exercises"}


def name_of(path):
    """Return a module's name below the package, a package's without its ``__init__``."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {
    name_of(path): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(PACKAGE.rglob("*.py"))
    if not {"misconceptions", "alternatives"} & set(path.parts)
}


def imported(module):
    """Yield what a module imports, as absolute dotted names; imports inside functions too."""
    for node in ast.walk(MODULES[module]):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level:
            # only the box's inside does that: it runs where there is no package of ours
            here = module.split(".")[: -node.level]
            yield ".".join(["autograder", *here, *filter(None, [node.module])])
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{each.name}" for each in node.names)


def imports_of(module):
    """Return the modules of the package that a module imports."""
    found = set()
    for name in imported(module):
        parts = name.split(".")
        if parts[0] == "autograder":
            inner = [".".join(parts[1:end]) for end in range(len(parts), 1, -1)]
            found |= set([each for each in inner if each in MODULES][:1])
    return found - {module}


def room_of(module):
    return module.partition(".")[0]


def arrows():
    """Return the modules behind each arrow between two rooms."""
    found = defaultdict(set)
    for module in MODULES:
        for other in imports_of(module):
            if room_of(module) != room_of(other):
                found[room_of(module), room_of(other)].add(f"{module} → {other}")
    return found


def test_a_room_imports_only_the_rooms_below_it():
    engine = {pair: why for pair, why in arrows().items() if pair[0] not in ("exercises", "")}
    for floor, rooms in reversed(list(enumerate(FLOORS, 1))):
        for room in sorted(rooms):
            below = sorted(other for here, other in engine if here == room)
            size = sum(room_of(module) == room for module in MODULES)
            print(f"{floor}  {room:<12}{size:>4} modules → {', '.join(below)}")
    up = [why for (here, there), why in engine.items() if HEIGHT[here] <= HEIGHT[there]]
    assert up == []


def test_every_module_stands_in_a_room():
    assert {room_of(module) for module in MODULES} == {*HEIGHT, "exercises", ""}
    assert len(HEIGHT) <= 12
    assert len(FLOORS) <= 9


def test_nothing_imports_the_exercises():
    assert [why for (_, there), why in arrows().items() if there == "exercises"] == []


def test_the_exercises_import_what_suites_are_written_with_and_no_more():
    theirs = {f"autograder.{each}" for module in MODULES if room_of(module) == "exercises"
              for each in imports_of(module)}  # fmt: skip
    assert {each for each in theirs if not each.startswith("autograder.exercises")} == {
        "autograder.testing"
    }


def test_nothing_below_feedback_imports_nbgrader():
    theirs = [
        (module, name)
        for module in MODULES
        if room_of(module) in NO_NBGRADER
        for name in imported(module)
        if name.split(".")[0] in ("nbgrader", "nbconvert", "sqlalchemy")
    ]
    assert theirs == []


@pytest.mark.parametrize("room", sorted({*HEIGHT, "exercises"}))
def test_there_is_no_circle_inside_a_room(room):
    inner = {m: imports_of(m) for m in MODULES if room_of(m) == room}
    left = dict(inner)
    # take away, again and again, what imports nothing that is left
    while free := [m for m, needs in left.items() if not needs & left.keys()]:
        for module in free:
            del left[module]
    assert sorted(left) == []


def hops():
    """The way of a submission in docs/architecture.md: a file and a function each."""
    page = PACKAGE.parent.joinpath("docs/architecture.md").read_text(encoding="utf-8")
    return re.findall(r"^\| \d+ \|.*\| `([\w/]+\.py)`, `([\w.]+)` \|$", page, re.MULTILINE)


def test_the_page_follows_a_submission_in_at_most_12_hops():
    assert 8 <= len(hops()) <= 12


@pytest.mark.parametrize(("file", "function"), hops())
def test_each_hop_is_there(file, function):
    scope = ast.parse(PACKAGE.joinpath(file).read_text(encoding="utf-8"))
    for name in function.split("."):
        scope = next(each for each in scope.body if getattr(each, "name", None) == name)


def test_the_page_names_every_room():
    page = PACKAGE.parent.joinpath("docs/architecture.md").read_text(encoding="utf-8")
    floors = {name: int(floor) for floor, name in re.findall(r"^\| (\d) \| `(\w+)/`", page, re.M)}
    assert floors == {room: floor + 1 for room, floor in HEIGHT.items() if floor < 7}
