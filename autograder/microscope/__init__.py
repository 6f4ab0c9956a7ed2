"""The gradient microscope: which entries of a wrong gradient are wrong, and in which way.

`look` sees one gradient, `examine` a whole backward pass, `draw` puts it into a picture. All of it
is made from states such as "right" or "wrong sign"; no number of a right answer ever is in it.
"""

from autograder.microscope.examine import Knowledge, examine
from autograder.microscope.look import look
from autograder.microscope.panel import Panel
from autograder.microscope.picture import draw
from autograder.microscope.states import State
from autograder.microscope.whole import Microscope

__all__ = ["Knowledge", "Microscope", "Panel", "State", "WrongGradient", "draw", "examine", "look"]


class WrongGradient(AssertionError):
    """A check fails for a gradient; ``microscope`` shows more than the sentence says."""

    def __init__(self, rationale: str, microscope: Microscope) -> None:
        super().__init__(rationale)
        self.microscope = microscope
