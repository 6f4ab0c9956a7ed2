"""Words for a term of a gradient that is missing, doubled, subtracted or does not belong."""

from collections.abc import Mapping

import numpy as np

from autograder.testing.compare import factor_words

SAME = 1e-6  # how near a factor must be to a telling one
LEAST = 1e-3  # of a term; less is a matter of rounding


def term_words(
    difference: np.ndarray,
    tolerance: np.ndarray,
    terms: Mapping[str, np.ndarray],
    extras: Mapping[str, np.ndarray],
    many: int = 0,
) -> str | None:
    """Say which of the ``terms`` is wrong, or which of the ``extras`` was added; None: neither.

    ``difference``: what is returned less what is right. ``many``: a number that is called m.
    """
    for what, term in terms.items():
        if (share := _share(difference, term, tolerance)) is not None:
            return _of_term(what, share + 1, many)
    for what, term in extras.items():
        if (share := _share(difference, term, tolerance)) is not None:
            return f"{_of_extra(what, share, many)}, which does not belong there"
    return None


def _share(difference: np.ndarray, term: np.ndarray, tolerance: np.ndarray) -> float | None:
    """The number that makes the difference of the term; of a lone number only a telling one."""
    square = float(np.vdot(term, term))
    share = float(np.vdot(difference, term)) / square if square else 0.0
    if not np.isfinite(share) or abs(share) < LEAST:
        return None
    if not (np.abs(difference - share * term) <= 2 * tolerance).all():
        return None
    telling = abs(2 * share - round(2 * share)) < SAME
    return share if telling or np.count_nonzero(term) > 1 else None


def _of_term(what: str, times: float, many: int) -> str:
    """``times``: how often the term is in what was returned, where it should be once."""
    if abs(times) < SAME:
        return f"lacks {what}"
    if abs(times + 1) < SAME:
        return f"subtracts {what} instead of adding it"
    if abs(times - 2) < SAME:
        return f"has {what} in it twice"
    if abs(times - 0.5) < SAME:
        return f"has only half of {what} in it"
    if many > 1 and abs(times - many) < SAME * many:
        return f"has {what} in it m times: the division by m is missing there"
    if many > 1 and abs(times - 1 / many) < SAME / many:
        return f"has {what} in it divided by m once too often"
    return f"would be right, but {what} {factor_words(times)}"


def _of_extra(what: str, times: float, many: int) -> str:
    if abs(times - 1) < SAME:
        return f"has {what} in it"
    if abs(times + 1) < SAME:
        return f"has {what} subtracted from it"
    return f"has a multiple of {what} in it"
