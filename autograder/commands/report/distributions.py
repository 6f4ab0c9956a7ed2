"""How values spread: quartiles, mean, and the bars of a histogram."""

import math
from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, quantiles

BARS = 10
STEPS = (1.0, 2.0, 5.0)  # of a scale in which each bar is about twice as wide as the one before


@dataclass(frozen=True)
class Bar:
    """One bar: the values from ``start`` to under ``end``; in the last bar ``end`` is included."""

    start: float
    end: float
    count: int


@dataclass(frozen=True)
class Spread:
    """The spread of some values; NaN where there are none. ``full``: how many reach ``whole``."""

    count: int
    whole: float
    mean: float
    least: float
    lower: float
    median: float
    upper: float
    most: float
    full: int
    bars: tuple[Bar, ...]

    @property
    def tallest(self) -> int:
        """Return the count of the tallest bar."""
        return max((bar.count for bar in self.bars), default=0)


def score_distribution(scores: Sequence[float], whole: float) -> Spread:
    """Return the spread of scores out of ``whole`` points, in bars of equal width."""
    edges = [round(whole * bar / BARS, 6) for bar in range(BARS + 1)] if whole > 0 else [0.0, 1.0]
    return _spread(scores, edges, whole)


def seconds_distribution(seconds: Sequence[float]) -> Spread:
    """Return the spread of times, in bars that widen: most are short, and a few very long."""
    whole = max(seconds, default=0.0)
    return _spread(seconds, _widening(min(seconds, default=0.0), whole), whole)


def _spread(values: Sequence[float], edges: list[float], whole: float) -> Spread:
    if not values:
        none = math.nan
        return Spread(0, whole, none, none, none, none, none, none, 0, _bars(values, edges))
    # of a single value there are no quartiles yet
    several = values if len(values) > 1 else [*values, *values]
    lower, median, upper = quantiles(several, method="inclusive")
    least, most, mean = min(values), max(values), fmean(values)
    full, bars = sum(value >= whole for value in values), _bars(values, edges)
    return Spread(len(values), whole, mean, least, lower, median, upper, most, full, bars)


def _bars(values: Sequence[float], edges: list[float]) -> tuple[Bar, ...]:
    # a person may enter more than the maximum, which is in the last bar
    last = len(edges) - 2
    counts = Counter(max(0, min(last, bisect(edges, value) - 1)) for value in values)
    return tuple(Bar(start, end, counts[bar]) for bar, (start, end) in enumerate(pairwise(edges)))


def _widening(least: float, most: float) -> list[float]:
    """Return edges like 0.1, 0.2, 0.5, 1 around the values."""
    first = math.floor(math.log10(max(least, 0.001)))
    last = math.ceil(math.log10(max(most, 0.002))) + 1
    scale = [round(step * 10.0**power, 6) for power in range(first, last) for step in STEPS]
    begin = max((edge for edge in scale if edge <= least), default=0.0)
    end = min(edge for edge in scale if edge > max(most, begin))
    return [begin, *(edge for edge in scale if begin < edge <= end)]
