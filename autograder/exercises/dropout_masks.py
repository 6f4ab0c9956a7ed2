"""What can be told of dropout from which units were kept, and from what became of them."""

import math

import numpy as np

from autograder.testing import near

FALSE_ALARM = 1e-12  # the chance that a right share of kept units is called wrong


def scale_words(
    ratios: np.ndarray, keep: float, name: str = "keep_prob", rtol: float = 1e-6
) -> str | None:
    """How kept units were scaled instead of being divided by `name`; None when they were."""
    ratio = float(np.median(ratios))
    known = {
        1.0: "not scaled at all",
        keep: f"multiplied by {name}, not divided by it",
        1 / (1 - keep): f"divided by 1 - {name}, the share of the dropped ones",
        1 / keep**2: f"divided by {name} twice",
        1 / keep**0.5: f"divided by the square root of {name}",
        -1 / keep: "scaled rightly but for their sign",
    }
    if not np.allclose(ratios, ratio, rtol=rtol, atol=0):
        return "not all scaled by one and the same number"
    if near(ratio, 1 / keep, rtol=rtol):
        return None
    words = (words for candidate, words in known.items() if near(ratio, candidate, rtol=rtol))
    return next(words, f"scaled by something else than {name}")


def share_words(kept: np.ndarray, keep: float, name: str = "keep_prob") -> str | None:
    """What is wrong with the share of kept units (True) among all; None when it may be chance."""
    share = float(np.mean(kept))
    slack = math.sqrt(math.log(2 / FALSE_ALARM) / (2 * kept.size))  # Hoeffding's inequality
    if abs(share - keep) <= slack:
        return None
    if share in (0, 1):
        return "no unit was dropped" if share == 1 else "every unit was dropped"
    if abs(share - (1 - keep)) <= slack:
        return f"the share {name} of the units was dropped instead of kept"
    how = "many" if share > keep else "few"
    return f"far too {how} units were kept, about {share:.0%}, which is more than chance"


def repeats(kept: np.ndarray, seen: np.ndarray) -> bool:
    """Whether every row of `kept` holds one value throughout, as far as it can be `seen`."""
    rows = [row[shown] for row, shown in zip(kept, seen, strict=True) if shown.sum() > 1]
    return bool(rows) and all((row == row[0]).all() for row in rows)
