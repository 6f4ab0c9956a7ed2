"""A whole backward pass in words: what is right, what is wrong first, what only follows from it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from autograder.sandbox.bits import choice, sentence
from autograder.sandbox.untrusted_text import clean
from autograder.testing.gradients.panel import Panel
from autograder.testing.gradients.places import listed
from autograder.testing.gradients.states import State

MISSING = "is missing"
# bits: which of the sentences about a gradient is said
WORDS = 6.0
COUNTS = re.compile(
    r" in (\d+ of \d+ entries|one entry)|(?<=[WZbD])\d+|A\d+|X(?=ᵀ)"
    r"|, all of them|, and right everywhere else| everywhere"
)


@dataclass(frozen=True)
class GradientDiff:
    """The gradients of a backward pass, side by side; a ``note`` ends what is said of them."""

    panels: tuple[Panel, ...]
    noun: str = ""
    note: str = ""

    @property
    def wrong(self) -> list[Panel]:
        """Return the gradients that are wrong by themselves, not only by what they follow from."""
        return [panel for panel in self.panels if not panel.right]

    def bits(self, said: str = "") -> float:
        """Return what the picture and the summary can carry to whoever has read ``said``."""
        carries = self._arrangement()
        told: set[str] = set()
        drawn: set[tuple[State, ...]] = set()
        for panel in self.wrong:
            kind, states = _kind(panel), panel.states
            alike = kind in told or panel.words in said
            carries += 1 if alike else sentence(panel.words).numbers + WORDS
            # a grid of one state is drawn as the one before, or otherwise
            carries += 1 if len(states) == 1 and states in drawn else 1 + panel.bits
            told.add(kind)
            drawn.add(states)
        return carries

    def _arrangement(self) -> float:
        """Return what tells which panels are wrong, and which of the others follow from these.

        Mostly it is all of one letter, and all that come after the first.
        """
        one = choice(len(self.panels)) + 1
        letters: dict[str, list[bool]] = {}
        for panel in self.panels:
            letters.setdefault(panel.name.rstrip("0123456789"), []).append(panel.right)
        others = sum(min(sum(each), len(each) - sum(each)) for each in letters.values())
        right = [panel.follows for panel in self.panels if panel.right]
        after = right[right.index(True) :] if True in right else []
        return len(letters) + 3 + one * (others + len(after) - sum(after) + bool(after))

    def within(self, most: float, said: str) -> "GradientDiff | None":
        """Return it with as few panels drawn coarsely as make it carry no more; None if none do."""
        seen = self
        for panel in sorted(self.wrong, key=lambda each: -each.bits):
            if seen.bits(said) <= most:
                break
            kept = (each.coarse() if each.name == panel.name else each for each in seen.panels)
            seen = replace(seen, panels=tuple(kept))
        return seen if seen.bits(said) <= most else None

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to be seen: no gradient is there that could be judged."""
        return all(
            state is State.UNREADABLE
            for panel in self.panels
            for row in panel.grid
            for state in row
        )

    @property
    def summary(self) -> str:
        """Say which gradients are right, which is the first wrong one and how, and what follows."""
        if not self.wrong:
            return "All of them are right."
        if len(self.panels) == 1:
            return f"{self._named([self.panels[0]])} {self.panels[0].words}. {self.note}".strip()
        first, *others = self.wrong
        place = self.panels.index(first)
        groups: dict[str, list[Panel]] = {}
        for panel in self.wrong:
            groups.setdefault(_kind(panel), []).append(panel)
        alike, *rest = groups.values()
        parts = [
            self._said(self.panels[:place], "right"),
            f"{self._named([first])} is the first wrong one: it {first.words}.",
            *self._alike(alike),
            *(part for group in rest[:2] for part in (self._wrong(group[0]), *self._alike(group))),
            self._said(chain.from_iterable(rest[2:]), "wrong too"),
            *map(self._following, chain.from_iterable(rest[2:])),
            self._said([p for p in self.panels[place:] if p.right and not p.given], "right"),
            f"So look at the line that computes {first.name}." if self._is_one_line(others) else "",
            self.note,
        ]
        return clean(" ".join(filter(None, parts)), 900)

    def _is_one_line(self, others: list[Panel]) -> bool:
        return not others and any(panel.follows for panel in self.panels)

    def _alike(self, group: list[Panel]) -> list[str]:
        first, *others = group
        alike = f"wrong in the same way as {first.name}"
        told = self._said(others, "missing too" if first.words == MISSING else alike)
        return [self._following(first), told, *map(self._following, others)]

    def _following(self, root: Panel) -> str:
        those = [panel for panel in self.panels if panel.follows and panel.given == root.name]
        return self._said(those, f"right, given your {root.name}")

    def _wrong(self, panel: Panel) -> str:
        given = f"given your {panel.given}, " if panel.given else ""
        return f"{self._named([panel])} is wrong too: {given}it {panel.words}."

    def _said(self, panels: Iterable[Panel], what: str) -> str:
        panels = list(panels)
        are = "is" if len(panels) == 1 else "are"
        return f"{self._named(panels)} {are} {what}." if panels else ""

    def _named(self, panels: list[Panel]) -> str:
        noun = f"The {self.noun}{'s' if len(panels) > 1 else ''} of " if self.noun else ""
        return noun + listed([panel.name for panel in panels])


def _kind(panel: Panel) -> str:
    """The words without counts and without the numbers of layers in them."""
    return COUNTS.sub("", panel.words)
