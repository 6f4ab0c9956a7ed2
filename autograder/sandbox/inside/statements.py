"""What a statement of a cell binds, leaves unwritten and uses, read off before it runs."""

import ast
from collections.abc import Iterator
from types import CodeType

_SCOPES = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda,
    ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp,
)  # fmt: skip


def names_bound(node: ast.stmt) -> frozenset[str]:
    """Return the names that a statement binds or fills: ``C`` for ``C.method = …`` too."""
    try:
        return frozenset(_bound(node))
    except RecursionError:
        return frozenset()


def _bound(node: ast.AST) -> Iterator[str]:
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
            yield from _bound(child)


def is_unwritten(node: ast.stmt) -> bool:
    """Tell whether a function, or a method of a class, is still its stub."""
    if isinstance(node, ast.ClassDef):
        return any(map(is_unwritten, node.body))
    if not isinstance(node, ast.FunctionDef):
        return False
    for statement in node.body:
        if isinstance(statement, ast.Return):
            return False
        if isinstance(statement, ast.Raise) and _raised(statement) == "NotImplementedError":
            return True
    return False


def _raised(node: ast.Raise) -> str:
    raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
    return raised.id if isinstance(raised, ast.Name) else ""


def globals_used(code: CodeType, inside: bool = False) -> Iterator[str]:
    """Yield the names that the functions made by ``code`` look up when they are called.

    Attributes too: they cannot be told from globals at this price, and more is harmless.
    """
    if inside:
        yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from globals_used(constant, inside=True)
