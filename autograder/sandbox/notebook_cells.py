"""What of a notebook is run in the box: cells, and right parts in place of the student's own."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """A cell to run: ``label`` as feedback names it, ``exercise`` where it is a solution cell.

    ``spare``: it is not run, only looked into for names that nothing else defines.
    """

    label: str
    source: str
    exercise: str | None = None
    spare: bool = False

    @property
    def filename(self) -> str:
        """Return the name under which the cell is compiled."""
        return f"<cell {self.label}>"


@dataclass(frozen=True)
class RightParts:
    """Right versions of functions that an exercise builds on: cells, and the names they make."""

    cells: tuple[Cell, ...]
    names: tuple[str, ...]
