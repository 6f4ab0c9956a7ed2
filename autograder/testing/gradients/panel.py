"""One gradient as the microscope shows it: a few words and a small grid of states."""

import math
from dataclasses import dataclass, replace

import numpy as np

from autograder.sandbox.bits import choice
from autograder.testing.gradients.states import State

MOST = (16, 16)  # rows and columns of a grid; larger arrays are blocked down
COARSE = (4, 6)
STATES = tuple(State)  # by number: to call State takes ten times as long


@dataclass(frozen=True)
class Panel:
    """What is to be said and drawn of one gradient.

    ``words`` go on a sentence about it ("has the wrong sign everywhere"), "" where it is right.
    ``given``: the student's own gradient that it was judged by. Each cell of ``grid`` stands for
    ``block`` entries; ``axes`` name what the rows and columns of an array of ``shape`` are.
    """

    name: str
    words: str
    grid: tuple[tuple[State, ...], ...]
    right: bool
    shape: tuple[int, ...]
    axes: tuple[str, ...] = ()
    block: tuple[int, int] = (1, 1)
    given: str = ""
    wrong: int = 0  # how many entries are
    # what the grid can carry
    bits: float = 0.0

    @property
    def follows(self) -> bool:
        """Whether it is right, given the student's own gradient before it."""
        return self.right and bool(self.given)

    @property
    def states(self) -> tuple[State, ...]:
        """Return the states that are in the grid."""
        return tuple(sorted({state for row in self.grid for state in row}))

    def coarse(self) -> "Panel":
        """Return it with one cell, of the worst state, for the whole grid."""
        worst = max(state for row in self.grid for state in row)
        size = (len(self.grid) * self.block[0], len(self.grid[0]) * self.block[1])
        return replace(self, grid=((worst,),), block=size, bits=choice(len(STATES)))


def pattern_bits(states: np.ndarray) -> float:
    """Return what an arrangement of states can carry: how many of each there are, and where."""
    _, counts = np.unique(states, return_counts=True)
    where = math.lgamma(states.size + 1) - sum(math.lgamma(each + 1) for each in counts.tolist())
    many = (counts.size - 1) * choice(states.size)
    return float(where / math.log(2) + many + counts.size * choice(len(STATES)))


def as_table(array: np.ndarray) -> np.ndarray:
    """Return an array of any shape as rows and columns; a vector is one row."""
    return array.reshape(1, -1) if array.ndim < 2 else array.reshape(len(array), -1)


def drawn(states: np.ndarray) -> np.ndarray:
    """Return the table to be drawn: a long vector goes on in the next line, where it divides."""
    for wide in range(MOST[1], MOST[1] // 2, -1):
        if states.ndim == 1 and MOST[1] < states.size <= wide * MOST[0] and not states.size % wide:
            return states.reshape(-1, wide)
    return as_table(states)


def blocked(
    states: np.ndarray, most: tuple[int, int] = MOST
) -> tuple[tuple[tuple[State, ...], ...], tuple[int, int]]:
    """Return a table of states with at most so many rows and columns, and the size of a block."""
    rows, columns = states.shape
    tall, wide = -(-rows // most[0]), -(-columns // most[1])
    padded = np.zeros((rows + -rows % tall, columns + -columns % wide), states.dtype)
    padded[:rows, :columns] = states
    worst = padded.reshape(padded.shape[0] // tall, tall, -1, wide).max(axis=(1, 3))
    return tuple(tuple(map(STATES.__getitem__, row)) for row in worst.tolist()), (tall, wide)


def explained(states: np.ndarray, groupings: list[np.ndarray]) -> np.ndarray | None:
    """Return the states by group, where they are the same throughout each of some grouping.

    Of several groupings the one that says least. What has no such order is drawn coarsely: exactly
    which entries are wrong would say little, and code that chooses them could carry hidden inputs
    out.
    """
    kinds = len(State)
    found = []
    for groups in groupings:
        pairs = np.unique(groups * kinds + states)
        if pairs.size == np.unique(groups).size:
            found.append(pairs % kinds)
    return min(found, key=pattern_bits, default=None)
