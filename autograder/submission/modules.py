"""Solutions in plain Python modules: which of many files count, and in which order they run."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from autograder.course.course import Assignment
from autograder.course.elsewhere import elsewhere
from autograder.sandbox.untrusted_text import clean
from autograder.submission.definitions import blanked, defined, pieces
from autograder.submission.read import UnreadableSubmission

_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(\.*)[ \t]*([\w.]*)[ \t]+import[ \t]*(\([^)]*|[^\n]*)"
    r"|import[ \t]+([^\n]+))",
    re.MULTILINE,
)
_SERVE = Path(__file__).with_name("served_imports.py")


class Import(NamedTuple):
    """What an import statement names: ``from ..module import names``; ``module`` has no dots."""

    relative: bool
    module: str
    names: tuple[str, ...]


def homes(modules: Mapping[str, str], assignment: Assignment) -> dict[str, str]:
    """Return by exercise which module defines it; UnreadableSubmission where two of them do."""
    found: dict[str, str] = {}
    for name, text in modules.items():
        for exercise in defined(text, list(assignment.points)):
            if exercise in found:
                raise UnreadableSubmission(
                    f"'{clean(found[exercise])}' and '{clean(name)}' both define {exercise}: name "
                    "the files of one solution at a time, or the folder that holds it"
                )
            found[exercise] = name
    return found


def module_cells(modules: Mapping[str, str], assignment: Assignment) -> list[str]:
    """Return the code of the modules that hold exercises, and of what these import, as cells.

    ``modules``: their texts by name. All share one namespace, each after those that it imports; an
    exercise's definition is a cell of its own. Where none holds an exercise, all of them count.
    """
    holding = homes(modules, assignment).values()
    here = {path.stem for path in assignment.given}
    # the course's own helpers count, not copies of them
    known = {name: text for name, text in modules.items()
             if _stem(name) not in here or name in holding}  # fmt: skip
    theirs = [name for name in modules if name in known]
    handed_in = {_stem(name) for name in modules}
    known |= {path.name: path.read_text(encoding="utf-8")
              for path in elsewhere(assignment).given if path.stem not in handed_in}  # fmt: skip
    order = _in_order(holding or theirs, known)
    cells = [_prelude([known[name] for name in order], known, assignment)]
    for name in order:
        cells += [text for _, text in pieces(known[name], list(assignment.points))]
    return cells


def _in_order(first: Iterable[str], modules: Mapping[str, str]) -> list[str]:
    """Return modules and all that they import, each behind its imports; circles are cut."""
    order, seen = [], set()
    ahead = [(name, False) for name in dict.fromkeys(first)][::-1]
    while ahead:
        name, imported = ahead.pop()
        if imported:
            order.append(name)
        elif name not in seen:
            seen.add(name)
            ahead.append((name, True))
            ahead += [(other, False) for other in _imported(name, modules)]
    return order


def _imported(name: str, modules: Mapping[str, str]) -> Iterator[str]:
    """Yield those of the modules that one imports: of several so called, the nearest."""
    for each in _imports(modules.get(name, "")):
        for stem in (each.module.rpartition(".")[2], *each.names):
            called = [other for other in modules if _stem(other) == stem and other != name]
            if called:
                yield max(called, key=lambda other: _shared(name, other))


def _imports(text: str) -> Iterator[Import]:
    for dots, module, names, modules in _IMPORT.findall(blanked(text)):
        if modules:
            for each in modules.split(","):
                yield Import(False, each.split()[0] if each.split() else "", ())
        else:
            yield Import(bool(dots), module, tuple(re.findall(r"\w+", names)))


def _prelude(texts: list[str], modules: Mapping[str, str], assignment: Assignment) -> str:
    """Return code for the box that serves imports of what is handed in, and of what is given."""
    known, paths = elsewhere(assignment), [PurePosixPath(name) for name in modules]
    alone = {*known.modules, *(path.stem for path in paths)}
    packages = {*known.packages, *(part for path in paths for part in path.parts[:-1])}
    names = {each.module for text in texts for each in _imports(text) if not each.relative}
    roots = {name.partition(".")[0] for name in names
             if name in alone or name.partition(".")[0] in packages}  # fmt: skip
    code = _SERVE.read_text(encoding="utf-8")
    return f"{code}\n\nserve(globals(), set({sorted(roots)!r}))\n"


def _stem(name: str) -> str:
    return PurePosixPath(name).stem


def _shared(one: str, other: str) -> int:
    """Return how many folders two files have in common, from the top."""
    pairs = zip(PurePosixPath(one).parts, PurePosixPath(other).parts, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), 0)
