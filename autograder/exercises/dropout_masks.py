"""What can be told of dropout from which units were kept, and from what became of them.

A cause is told only where all runs agree with it: what one keep probability makes of it may be
what another mistake makes of it too.
"""

import math
from collections.abc import Callable, Sequence

import numpy as np

from autograder.testing import near

FALSE_ALARM = 1e-12  # the chance that a right share of kept units is called wrong
RELATED = 0.25  # a correlation that chance does not reach, and that every mistake keeps

Run = tuple[np.ndarray, float]  # what was seen, and the keep probability
OF_THE_DROPPED = "divided by 1 - {}, the share of the dropped ones"
REVERSED = "the share {} of the units was dropped instead of kept"

# What kept units were multiplied with, by the words for it.
FACTORS: dict[str, Callable[[float], float]] = {
    "not scaled at all": lambda keep: 1.0,
    "multiplied by {}, not divided by it": lambda keep: keep,
    OF_THE_DROPPED: lambda keep: 1 / max(1 - keep, 1e-300),
    "divided by {} twice": lambda keep: 1 / keep**2,
    "divided by the square root of {}": lambda keep: 1 / keep**0.5,
    "scaled correctly except for their sign": lambda keep: -1 / keep,
}
# The share of units that is kept, by the words for it.
SHARES: dict[str, Callable[[float], float]] = {
    REVERSED: lambda keep: 1 - keep,
    "as many units were kept as if the draws were normally distributed (randn), not uniformly "
    "between 0 and 1": lambda keep: (1 + math.erf(keep / math.sqrt(2))) / 2,
}


def scale_words(
    ratios: np.ndarray, keep: float, name: str = "keep_prob", rtol: float = 1e-6
) -> str | None:
    """How kept units were scaled instead of being divided by `name`; None when they were."""
    return scales_words([(ratios, keep)], name, rtol)


def scales_words(runs: Sequence[Run], name: str = "keep_prob", rtol: float = 1e-6) -> str | None:
    """The same for several runs, each with the ratios that kept units were multiplied with."""
    # an overflow warns nobody
    with np.errstate(all="ignore"):
        ratios = [(float(np.median(seen)), keep) for seen, keep in runs]
    for (ratio, _), (seen, _) in zip(ratios, runs, strict=True):
        if not (math.isfinite(ratio) and np.allclose(seen, ratio, rtol=rtol, atol=0)):
            return "not all scaled by the same number"
    if all(near(ratio, 1 / keep, rtol=rtol) for ratio, keep in ratios):
        return None
    for words, factor in FACTORS.items():
        if all(near(ratio, factor(keep), rtol=rtol) for ratio, keep in ratios):
            return words.format(name)
    if len(ratios) > 1 and all(near(ratio, ratios[0][0], rtol=rtol) for ratio, _ in ratios):
        return f"scaled by the same number, whatever {name} is"
    wrong = next(keep for ratio, keep in ratios if not near(ratio, 1 / keep, rtol=rtol))
    where = f", where {name} = {wrong:.3g}" if len(ratios) > 1 else ""
    return f"scaled by something other than {name}{where}"


def share_words(kept: np.ndarray, keep: float, name: str = "keep_prob") -> str | None:
    """What is wrong with the share of kept units (True) among all; None when it may be chance."""
    return shares_words([(kept, keep)], name)


def shares_words(runs: Sequence[Run], name: str = "keep_prob") -> str | None:
    """The same for several runs, each with which units were kept (True)."""
    shares = [(float(np.mean(kept)), keep, _slack(kept)) for kept, keep in runs]
    wrong = [(share, keep) for share, keep, slack in shares if abs(share - keep) > slack]
    if not wrong:
        return None
    for alone, words in ((1, "no unit was dropped"), (0, "every unit was dropped")):
        if all(share == alone for share, _, _ in shares):
            return words
    fitting = [
        words for words, expected in SHARES.items()
        if all(abs(share - expected(keep)) <= slack for share, keep, slack in shares)
    ]  # fmt: skip
    if len(fitting) == 1:
        return fitting[0].format(name)
    share, keep = wrong[0]
    how = "many" if share > keep else "few"
    where = f" where {name} = {keep:.3g}" if len(runs) > 1 else ""
    told = f"far too {how} units were kept, about {share:.0%}{where}"
    return f"{told}, which is more than chance explains"


def is_reversed(ratios: Sequence[Run], kept: Sequence[Run]) -> bool:
    """Whether the keep probability was read as that of dropping throughout, in mask and scale.

    Then the scale is right for that mask, and the mistake is in the share alone.
    """
    return (scales_words(ratios), shares_words(kept)) == (
        OF_THE_DROPPED.format("keep_prob"),
        REVERSED.format("keep_prob"),
    )


def repeats(kept: np.ndarray, seen: np.ndarray) -> bool:
    """Whether every row of `kept` holds one value throughout, as far as it can be `seen`."""
    rows = [row[shown] for row, shown in zip(kept, seen, strict=True) if shown.sum() > 1]
    return bool(rows) and all((row == row[0]).all() for row in rows)


def unrelated(got: np.ndarray, plain: np.ndarray) -> bool:
    """Whether numbers have nothing to do with those that they should be multiples of."""
    # an overflow warns nobody
    with np.errstate(all="ignore"):
        if got.size < 2 or np.ptp(got) == 0:
            return got.size > 1
        return bool(abs(np.corrcoef(got, plain)[0, 1]) < RELATED)


def _slack(kept: np.ndarray) -> float:
    """How far chance may take the share of kept units, by Hoeffding's inequality."""
    return math.sqrt(math.log(2 / FALSE_ALARM) / (2 * kept.size))
