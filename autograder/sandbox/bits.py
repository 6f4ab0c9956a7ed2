"""How many bits a piece of text can carry: at most so much can its author have chosen.

Counted as whoever reads it would have to guess: the words that Python, NumPy or a suite always
says are nothing, which of a few sentences it is costs little, digits and names cost most.
"""

import math
import re
from collections.abc import Collection
from typing import NamedTuple

# one of the sentences that a check, or the grader about it, can say: some 40 ways of being wrong,
# about 100 parts of an answer or with a cause; of one check the known mistakes have 24 at the most
PHRASE = 12.0
# that it is a judgement, as is most of what is told; or else which of 16 kinds of fault
JUDGEMENT, FAULT = 1.0, 5.0
_SIGN = 5.0
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
# of a sentence, numbers that the suite has chosen: sizes, settings, names such as W1
_OWN = re.compile(
    r"\(Tried .*|(?<!factor )\bof (?:the )?\d+|\bwhere \([\d, ]*\) is needed|\(counted from 1\)"
    r"|(?<=[A-Za-z])\d+"
)
# numbers that are no part of a name, a line or a cell
_FREE = re.compile(r"(?<!line )(?<![\w`.])\d+(?:\.\d+)?")


class Form(NamedTuple):
    """A form in which something can be told, and the bits that it can carry at most.

    ``numbers``: those that it carries to whoever knows its ``frame``, all but its numbers, which
    another check may have told already.
    """

    text: str
    bits: float
    numbers: float = 0.0
    frame: str = ""


def choice(count: int) -> float:
    """Return what one of ``count`` things tells."""
    return math.log2(max(count, 1))


def numbers(text: str) -> float:
    """Return what the numbers of a text tell; one that comes again says little."""
    found = _DIGITS.findall(text)
    new = set(found)
    lengths = [len(number.replace(".", "")) for number in new]
    # of a number its digits, and how many they are
    carries = sum(length * math.log2(10) + min(length, 4) for length in lengths)
    return carries + len(found) - len(new)


def sentence(text: str) -> Form:
    """Return a suite's sentence, which holds no text of the submission."""
    carries = numbers(_OWN.sub("", text))
    said, _, _ = text.partition(" (Tried ")
    return Form(text, JUDGEMENT + PHRASE + carries, carries, frame(said))


def frame(text: str) -> str:
    """Return a text without its numbers, but for those that are part of a name, line or cell."""
    return _FREE.sub("#", text)


def names(told: Collection[str], words: int) -> float:
    """Return what names tell that are made of one of so many words each, or of several."""
    bits = 0.0
    for piece in (piece for name in told for piece in re.findall(r"\w+|\W", name)):
        # of a key such as W3 the number need not be written anywhere
        word = piece.rstrip("0123456789")
        if word:
            bits += choice(words) if re.match(r"\w", word) else _SIGN
        bits += numbers(piece[len(word) :])
    return bits


def quotation(source: str) -> float:
    """Return what a piece of a text tells: where it begins and where it ends."""
    return 2 * choice(len(source))
