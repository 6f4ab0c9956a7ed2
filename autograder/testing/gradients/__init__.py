"""Which entries of a wrong gradient are wrong, and in which way.

`look` sees one gradient, `compare_gradients` a whole backward pass. All of it is made from states
such as "right" or "wrong sign"; no number of a right answer ever is in it.
"""

from autograder.testing.gradients.backward_pass import Knowledge, compare_gradients
from autograder.testing.gradients.diff import GradientDiff
from autograder.testing.gradients.gradient import look
from autograder.testing.gradients.panel import Panel
from autograder.testing.gradients.states import State

__all__ = [
    "GradientDiff", "Knowledge", "Panel", "State", "WrongGradient", "compare_gradients", "look",
]  # fmt: skip


class WrongGradient(AssertionError):
    """A check fails for a gradient; ``microscope`` shows more than the sentence."""

    def __init__(self, rationale: str, microscope: GradientDiff) -> None:
        super().__init__(rationale)
        self.microscope = microscope
