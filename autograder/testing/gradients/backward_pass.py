"""Looks at all gradients of a backward pass, in the order in which it finds them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.testing.compare import read
from autograder.testing.gradients.diff import MISSING, GradientDiff
from autograder.testing.gradients.gradient import look
from autograder.testing.gradients.panel import Panel, blocked, drawn
from autograder.testing.gradients.states import State


class Knowledge:
    """What a suite knows of its gradients beyond their right values; this one knows nothing."""

    noun = ""  # "gradient", where names such as "W1" need it
    note = ""  # what has to be known of the right values, in a sentence

    def about(self, name: str, right: np.ndarray) -> dict[str, Any]:
        """Return what `look` takes by keyword: terms, extras, regions, axes, many."""
        return {}

    def given(self, name: str, own: Mapping[str, np.ndarray]) -> tuple[str, list[np.ndarray]]:
        """Return which gradient this one is computed from, and what it may be, given that one.

        ``own``: the student's gradients so far, as far as they are real numbers of the right shape.
        """
        return "", []


def compare_gradients(
    got: Any,
    right: Mapping[str, np.ndarray],
    names: Iterable[str],
    known: Knowledge | None = None,
    **tolerance: Any,
) -> GradientDiff:
    """Look at the gradients ``names``, in their order; ``got`` should be a dictionary of them.

    ``right`` holds finite real arrays. A gradient that is wrong, but follows rightly from the
    student's own wrong one before it, is called so. ``tolerance``: rtol and atol.
    """
    known = known or Knowledge()
    panels: dict[str, Panel] = {}
    own: dict[str, np.ndarray] = {}
    for name in names:
        value = got.get(name) if isinstance(got, dict) else None
        panel = _judged(name, value, right[name], known, own, panels, tolerance)
        if value is None:
            panel = replace(panel, words=MISSING)
        panels[name] = panel
        numbers, words = read(value, np.shape(right[name]))
        if not words:
            own[name] = numbers
    return GradientDiff(tuple(panels.values()), known.noun, known.note)


def _judged(
    name: str,
    value: Any,
    right: np.ndarray,
    known: Knowledge,
    own: dict[str, np.ndarray],
    panels: dict[str, Panel],
    tolerance: dict[str, Any],
) -> Panel:
    plain = look(name, value, right, **known.about(name, right), **tolerance)
    if plain.right:
        return plain
    with np.errstate(all="ignore"):
        source, candidates = known.given(name, own)
    before = panels.get(source)
    if before is None or (before.right and not before.given):
        return plain
    root = before.given if before.follows else source
    seen = [plain]
    for candidate in (each for each in candidates if np.isfinite(each).all()):
        panel = look(name, value, candidate, **known.about(name, candidate), **tolerance)
        if panel.right:
            follows = np.full(np.shape(candidate), State.FOLLOWS)
            return replace(panel, grid=blocked(drawn(follows))[0], given=root)
        seen.insert(0, replace(panel, given=source))
    return min(seen, key=lambda panel: panel.wrong)
