"""All that is random in a check, from the instructor's seed: its own, and the same in each run."""

import hashlib

import numpy as np


def of_inputs(seed: int, exercise: str, test: str) -> np.random.Generator:
    """Return the generator of a test's hidden inputs."""
    digest = np.frombuffer(_digest(seed, exercise, test, "inputs"), np.uint8)
    return np.random.default_rng(digest.astype(np.uint32))  # as from the list, four times as fast


def of_box(seed: int, exercise: str, test: str) -> int:
    """Return the seed of ``np.random`` in the box while a test runs; it tells nothing of inputs."""
    return int.from_bytes(_digest(seed, exercise, test, "box")[:4], "big")


def _digest(*parts: object) -> bytes:
    # too long to be found by trial from the little that feedback tells of the inputs
    return hashlib.sha256(":".join(map(str, parts)).encode()).digest()
