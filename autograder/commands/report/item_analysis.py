"""How well each check and each exercise tells strong work from weak: item discrimination.

The corrected item-total correlation: Pearson's correlation of an item with the total of all other
items, without the item itself, which would otherwise agree with itself. J. P. Guilford, "The
correlation of an item with a composite of the remaining items in a test", Educational and
Psychological Measurement 13 (1953), 87-93.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import correlation

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
    if len(scores) < 2:
        return dict.fromkeys(scores, Discrimination(why=ALONE))
    total = [sum(filter(math.isfinite, column)) for column in zip(*scores.values(), strict=True)]
    return {name: _of(row, total) for name, row in scores.items()}


def _of(item: Sequence[float], total: Sequence[float]) -> Discrimination:
    known = [(own, all_ - own) for own, all_ in zip(item, total, strict=True) if math.isfinite(own)]
    if len(known) < FEWEST:
        return Discrimination(count=len(known), why=TOO_FEW)
    own, rest = zip(*known, strict=True)
    if _range(own) < 1e-9 or _range(rest) < 1e-9:
        return Discrimination(count=len(known), why=SAME)
    value = max(-1.0, min(1.0, correlation(own, rest)))
    low, high = _interval(value, len(known))
    return Discrimination(value, low, high, len(known))


def _range(values: Sequence[float]) -> float:
    return max(values) - min(values)


def _interval(value: float, count: int) -> tuple[float, float]:
    """Return the interval by Fisher's transformation; rough, as most items are 0 or 1."""
    if abs(value) > 1 - 1e-12:
        return value, value
    middle, wide = math.atanh(value), WIDE / math.sqrt(count - 3)
    return math.tanh(middle - wide), math.tanh(middle + wide)
