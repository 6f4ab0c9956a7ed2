"""The cells of a submission: which one an exercise is judged by, and what is missing there.

What stands below that cell takes no part: an experiment that defines the function once more neither
takes nor gives points. Only a name that nothing above defines is looked for there.
"""

import builtins
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from .cells import KINDS, ParsedCell
from .statements import globals_used, is_unwritten


class NotebookCell(ParsedCell):
    """A cell of a submission: ``exercise`` where it is a solution cell, ``spare``: not run."""

    def __init__(
        self, source: str, filename: str, exercise: str | None, spare: bool, flags: int = 0
    ) -> None:
        super().__init__(source, filename, flags)
        self.exercise, self.spare = exercise, spare

    def defines(self, name: str) -> bool:
        """Tell whether it binds a name to more than a stub."""
        found = [node for place, node in enumerate(self.statements) if name in self.bound(place)]
        return bool(found) and not any(map(is_unwritten, found))


def judging_place(exercise: str, cells: Sequence[NotebookCell]) -> int | None:
    """Return the number of the cell that an exercise is judged by; None where there is none.

    The solution cell; while that holds the stub or nothing, the nearest cell below that defines the
    function, or else the last one above. A solution cell that cannot be parsed is to be told.
    """
    own = next((n for n, cell in enumerate(cells) if cell.exercise == exercise), None)
    if own is not None and (cells[own].error or cells[own].defines(exercise)):
        return own
    others = [n for n, cell in enumerate(cells) if not cell.spare and cell.defines(exercise)]
    return next((n for n in others if own is None or n > own), others[-1] if others else own)


class Supplier(NamedTuple):
    """A cell, by its number, and those of its statements that may be run for their names."""

    number: int
    cell: NotebookCell
    places: list[int]


def suppliers(
    cells: Sequence[NotebookCell], goal: int, left_out: Mapping[int, Mapping[int, int]]
) -> list[Supplier]:
    """Return where a name may come from that the cells before ``goal`` lack, nearest first.

    ``left_out``: why statements are not run, by cell and place: slow ones are, for a name.
    """
    slow: list[Supplier] = []
    below: list[Supplier] = []
    spare: list[Supplier] = []
    for number, cell in enumerate(cells):
        why = left_out.get(number, {})
        if number < goal and not cell.spare:
            places = [place for place in why if why[place] == KINDS["slow"]]
            slow.append(Supplier(number, cell, places))
        else:
            places = [n for n in range(len(cell.statements)) if why.get(n) in (None, KINDS["slow"])]
            (spare if cell.spare else below).append(Supplier(number, cell, places))
    return [*slow, *below, *spare]


def missing_definitions(
    needed: Iterable[str], suppliers: Sequence[Supplier], there: Container[str]
) -> Iterator[Supplier]:
    """Yield the statements, by supplier, that bind what is needed and not ``there``.

    Of several cells that bind a name the first counts; what these statements need is needed too.
    """
    found: dict[int, set[int]] = {}
    names, seen = list(needed), set(dir(builtins))
    while names:
        name = names.pop()
        if name in seen or name in there:
            continue
        seen.add(name)
        for index, (_, cell, places) in enumerate(suppliers):
            if binding := [place for place in places if name in cell.bound(place)]:
                found.setdefault(index, set()).update(binding)
                names += [used for place in binding for used in _names_used(cell, place)]
                break
    for index in sorted(found):
        yield suppliers[index]._replace(places=sorted(found[index]))


def names_needed(cells: Iterable[ParsedCell]) -> Iterator[str]:
    """Yield the names that the functions of these cells use."""
    for cell in cells:
        for code in cell.codes:
            yield from globals_used(code)


def _names_used(cell: ParsedCell, place: int) -> list[str]:
    try:
        code = cell.compiled(place)
    # it will be told when it runs
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    return [*code.co_names, *globals_used(code)]
