"""The attacks in ``cases/``, one a file, as submissions to the toy assignment.

A file is what a student would write. Its docstring says what it tries, then ``Aim:`` marks, harm
or leak; ``Earns:`` the points that its wrong answers deserve (0); ``Told:`` a piece that the
feedback must hold; ``Same: no`` where the feedback may depend on hidden inputs, with the reason;
``Stock: skip`` where it would endanger an unprotected machine; ``Padding:`` characters that are
added to its first cell; ``Fails:`` the reason of a known hole. A line ``# %% double``,
``# %% negate`` or ``# %% own`` begins another cell; the first is that of ``double``.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.support import notebooks

FOLDER = Path(__file__).parent.parent
FIELD = re.compile(r"^([A-Z][a-z]+): *(.*)$", re.MULTILINE)
CELL = re.compile(r"^# %% (\w+)\n", re.MULTILINE)
STUB = "def {}(x):\n    raise NotImplementedError()"


@dataclass(frozen=True)
class Case:
    """One attack."""

    path: Path

    @property
    def slug(self) -> str:
        """Return its name."""
        return self.path.stem

    @cached_property
    def fields(self) -> dict[str, str]:
        """Return what the docstring says of it."""
        return dict(FIELD.findall(self._parts[0]))

    @property
    def earns(self) -> float:
        """Return the points that its wrong answers deserve."""
        return float(self.fields.get("Earns", 0))

    @cached_property
    def cells(self) -> list[tuple[str, str]]:
        """Return its cells in order, each with the exercise that it is for, or "own"."""
        pieces = ["double", *CELL.split(self._parts[1])]
        sources = [source.strip("\n") for source in pieces[1::2]]
        pairs = list(zip(pieces[::2], sources, strict=True))
        if padding := int(self.fields.get("Padding", 0)):
            pairs[0] = ("double", f"# {'x' * padding}\n{pairs[0][1]}")
        return pairs

    def notebook(self) -> dict[str, Any]:
        """Return it as a submitted notebook."""
        solutions = {slug: STUB.format(slug) for slug in ("double", "negate")}
        solutions.update({slug: source for slug, source in self.cells if slug != "own"})
        own = [source for slug, source in self.cells if slug == "own"]
        return notebooks.toy(solutions["double"], solutions["negate"], *own)

    @cached_property
    def _parts(self) -> tuple[str, str]:
        """The docstring and the code, which need not be valid Python."""
        _, document, code = self.path.read_text(encoding="utf-8").split('"""', 2)
        return document, code


def cases() -> list[Case]:
    """Return all attacks."""
    return [Case(path) for path in sorted((FOLDER / "cases").glob("*.py"))]
