"""How well each check and each exercise tells strong work from weak: item discrimination.

The corrected item-total correlation: Pearson's correlation of an item with the total of all other
items, without the item itself, which would otherwise agree with itself. J. P. Guilford, "The
correlation of an item with a composite of the remaining items in a test", Educational and
Psychological Measurement 13 (1953), 87-93.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

FEWEST = 10  # submissions below which a correlation says nothing
LOW = 0.2  # the usual bound below which an item is looked at
WIDE = 1.96  # standard errors on either side that hold 95 %
TOO_FEW = "too few"
ALONE = "nothing to compare with"
SAME = "the same for all"


@dataclass(frozen=True)
class Discrimination:
    """An item's correlation with the rest, its rough 95 % interval, or ``why`` there is none."""

    value: float | None = None
    low: float = math.nan
    high: float = math.nan
    count: int = 0
    why: str = ""

    @property
    def flagged(self) -> bool:
        """Whether a person should look at the item."""
        return self.value is not None and self.value < LOW

    @property
    def words(self) -> str:
        """Return what the value means."""
        if self.value is None:
            return self.why
        told = "against the rest" if self.value < 0 else "separates little"
        told = told if self.flagged else "separates well"
        return told if not self.low < LOW <= self.high else f"{told}, uncertain"


def discriminations(scores: Mapping[str, Sequence[float]]) -> dict[str, Discrimination]:
    """Return the discrimination of each item from its scores, one a submission, NaN where missing.

    All items have scores of the same submissions in the same order; the rest is their sum.
    """
    if not scores:
        return {}
    table = np.array([list(each) for each in scores.values()], dtype=float)
    total = np.nansum(table, axis=0)
    alone = len(table) < 2
    return {name: Discrimination(why=ALONE) if alone else _of(row, total - np.nan_to_num(row))
            for name, row in zip(scores, table, strict=True)}  # fmt: skip


def _of(item: np.ndarray, rest: np.ndarray) -> Discrimination:
    known = np.isfinite(item)
    item, rest, count = item[known], rest[known], int(known.sum())
    if count < FEWEST:
        return Discrimination(count=count, why=TOO_FEW)
    if np.ptp(item) < 1e-9 or np.ptp(rest) < 1e-9:
        return Discrimination(count=count, why=SAME)
    value = float(np.clip(np.corrcoef(item, rest)[0, 1], -1, 1))
    low, high = _interval(value, count)
    return Discrimination(value, low, high, count)


def _interval(value: float, count: int) -> tuple[float, float]:
    """Return the interval by Fisher's transformation; rough, as most items are 0 or 1."""
    if abs(value) > 1 - 1e-12:
        return value, value
    middle, wide = math.atanh(value), WIDE / math.sqrt(count - 3)
    return math.tanh(middle - wide), math.tanh(middle + wide)
