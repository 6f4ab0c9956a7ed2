"""Which names the cells of a notebook bind, leave unwritten and need."""

import ast
import builtins
from collections.abc import Container, Iterable, Iterator, Sequence
from types import CodeType
from typing import Any

from .cells import ParsedCell

_SCOPES = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda,
    ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp,
)  # fmt: skip


def bound(node: ast.AST) -> Iterator[str]:
    """Yield the names that a statement binds or fills: ``C`` for ``C.method = …`` too."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            yield node.name
        case ast.alias():
            yield node.asname or node.name.partition(".")[0]
        case ast.Name(ctx=ast.Store()):
            yield node.id
        case (
            ast.Attribute(value=ast.Name(id=name), ctx=ast.Store())
            | ast.Subscript(value=ast.Name(id=name), ctx=ast.Store())
        ):
            yield name
    if not isinstance(node, _SCOPES):
        for child in ast.iter_child_nodes(node):
            yield from bound(child)


def unwritten(node: ast.stmt) -> bool:
    """Tell whether a function, or a method of a class, is still its stub."""
    if isinstance(node, ast.ClassDef):
        return any(map(unwritten, node.body))
    if not isinstance(node, ast.FunctionDef):
        return False
    for statement in node.body:
        if isinstance(statement, ast.Return):
            return False
        if isinstance(statement, ast.Raise) and "NotImplementedError" in ast.dump(statement):
            return True
    return False


def survey(cell: ParsedCell) -> dict[str, Any]:
    """Return what there is to know of a cell before it runs, as plain data.

    ``bound``: the names that each statement binds; ``unwritten``: those of stubs.
    """
    try:
        names = [sorted(set(bound(node))) for node in cell.statements]
        stubs = [name for node in cell.statements if unwritten(node) for name in bound(node)]
    except RecursionError as error:
        cell.statements, cell.error, names, stubs = [], error, [], []
    return {"bound": names, "unwritten": stubs, "broken": cell.error is not None}


def globals_used(code: CodeType, inside: bool = False) -> Iterator[str]:
    """Yield the names that the functions made by ``code`` look up when they are called.

    Attributes too: they cannot be told from globals at this price, and more is harmless.
    """
    if inside:
        yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from globals_used(constant, inside=True)


Supplier = tuple[ParsedCell, set[int]]


def missing_definitions(
    needed: Iterable[str], suppliers: Sequence[Supplier], there: Container[str]
) -> list[set[int]]:
    """Return which statements of each supplier bind what is needed and not ``there``.

    A supplier is a cell and those of its statements that may be run. Of several that bind a name
    the first counts; what these statements need is needed too.
    """
    binds = [{place: set(bound(cell.statements[place])) for place in places}
             for cell, places in suppliers]  # fmt: skip
    wanted: list[set[int]] = [set() for _ in suppliers]
    names, seen = list(needed), set(dir(builtins))
    while names:
        name = names.pop()
        if name in seen or name in there:
            continue
        seen.add(name)
        for number, (cell, _) in enumerate(suppliers):
            places = {place for place, each in binds[number].items() if name in each}
            if places:
                wanted[number] |= places
                names += [used for place in places for used in names_used(cell, place)]
                break
    return wanted


def names_used(cell: ParsedCell, place: int) -> list[str]:
    """Return the names that a statement and the functions in it look up; none if it is broken."""
    try:
        code = cell.compiled(place)
    except (SyntaxError, ValueError):
        return []
    return [*code.co_names, *globals_used(code)]
