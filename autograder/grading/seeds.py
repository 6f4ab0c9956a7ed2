"""All that is random in a check, from the instructor's seed: its own, and the same in each run."""

import hashlib
from functools import lru_cache

import numpy as np
from numpy.random.bit_generator import ISeedSequence

# tests whose seeds are kept: those of one seed for a class, of one after the other for attempts
MOST = 4000


class _Words(ISeedSequence):
    """A seed sequence drawn already: to draw it anew takes as long as a check's comparison."""

    def __init__(self, words: np.ndarray) -> None:
        self._words = words

    def generate_state(self, n_words: int, dtype: object = np.uint32) -> np.ndarray:
        return self._words


def input_generator(seed: int, exercise: str, test: str) -> np.random.Generator:
    """Return the generator of a test's hidden inputs, as it stands before the first draw."""
    words = _words(seed, exercise, test)
    return np.random.Generator(np.random.PCG64(words))  # type: ignore[arg-type]  # says too little


@lru_cache(MOST)
def _words(seed: int, exercise: str, test: str) -> _Words:
    digest = np.frombuffer(_digest(seed, exercise, test, "inputs"), np.uint8)
    sequence = np.random.SeedSequence(digest.astype(np.uint32))
    # what PCG64 takes of it
    return _Words(sequence.generate_state(4, np.uint64))


@lru_cache(MOST)
def box_seed(seed: int, exercise: str, test: str) -> int:
    """Return the seed of ``np.random`` in the box while a test runs; it tells nothing of inputs."""
    return int.from_bytes(_digest(seed, exercise, test, "box")[:4], "big")


def repeated_seed(seed: int) -> int:
    """Return the seed of what students may see as often as they hand in, as on Gradescope.

    What they learn of its inputs says nothing of those that the grade which counts is drawn from.
    """
    return int.from_bytes(_digest(seed, "seen repeatedly")[:8], "big")


def _digest(*parts: object) -> bytes:
    # too long to be found by trial from the little that feedback tells of the inputs
    return hashlib.sha256(":".join(map(str, parts)).encode()).digest()
