"""Mutants of a reference solution: each is the same code with one small slip in it.

cosmic-ray makes nearly all of them (another operator, another number, a `not` too many, …). It has
no operator that leaves a statement out, which is what students do most, so that one is made here.
The whole solution cell is mutated, what the starter gives as well, for students edit that too;
docstrings and comments do nothing, so no mutant of them is made.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.course.course import CourseError

# They put random numbers in place of names: new mutants in every run, which none could list.
RANDOM = {"core/VariableInserter", "core/VariableReplacer"}
TO_INSTALL = (
    "mutants are made by cosmic-ray, which is not installed: "
    "python -m pip install 'cosmic-ray>=8.7,<9'"
)


@dataclass(frozen=True)
class Change:
    """What tells a mutant from the reference: its lines before and after, without indentation.

    ``place`` counts places in the cell with these very lines before, from 1.
    """

    before: str
    after: str
    place: int = 1

    def __str__(self) -> str:
        nth = f"  (place {self.place} of these lines)" if self.place > 1 else ""
        return f"{self.before} → {self.after}{nth}"


def mutants(code: str) -> dict[Change, str]:
    """Return the mutants of ``code`` by what they change; CourseError without cosmic-ray."""
    found: dict[Change, str] = {}
    seen = {ast.dump(ast.parse(code))}
    for mutant in (*_by_cosmic_ray(code), *_left_out(code)):
        tree = _parsed(mutant)
        if tree and tree not in seen:
            seen.add(tree)
            found[change(code, mutant)] = mutant
    return found


def change(code: str, mutant: str) -> Change:
    """Return what tells ``mutant`` from ``code``."""
    old, new = code.splitlines(), mutant.splitlines()
    shorter = min(len(old), len(new))
    first = next(i for i in range(shorter) if old[i] != new[i])
    last = next(i for i in range(1, shorter + 1) if old[-i] != new[-i])
    before, after = old[first : len(old) - last + 1], new[first : len(new) - last + 1]
    starts = range(first + 1)
    place = sum(_joined(old[start : start + len(before)]) == _joined(before) for start in starts)
    return Change(_joined(before), _joined(after), place)


def _joined(lines: list[str]) -> str:
    return " ⏎ ".join(line.strip() for line in lines)


def _by_cosmic_ray(code: str) -> Iterator[str]:
    try:
        from cosmic_ray.mutating import mutate_code
        from cosmic_ray.plugins import get_operator, operator_names
    except ImportError:
        raise CourseError(TO_INSTALL) from None
    for name in sorted(set(operator_names()) - RANDOM):
        operator, occurrence = get_operator(name)(), 0
        while (mutant := mutate_code(code, operator, occurrence)) is not None:
            yield mutant
            occurrence += 1


def _left_out(code: str) -> Iterator[str]:
    """Yield the code with each of its statements replaced by `pass`, but for definitions."""
    lines = code.splitlines()
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.stmt) or isinstance(node, ast.FunctionDef | ast.ClassDef):
            continue
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue  # a docstring
        start, end = node.lineno - 1, node.end_lineno or node.lineno
        head = lines[start].encode()[: node.col_offset].decode()
        # an `elif` begins inside of its `if`
        if not head.strip():
            yield "\n".join([*lines[:start], head + "pass", *lines[end:]])


def _parsed(code: str) -> str:
    try:
        return ast.dump(ast.parse(code))
    except SyntaxError:  # no student could run it either
        return ""
