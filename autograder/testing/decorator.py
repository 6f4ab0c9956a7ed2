"""What a hidden suite is written with."""

from collections.abc import Callable
from typing import TypeVar

import pytest

Test = TypeVar("Test", bound=Callable[..., None])


def check(
    weight: float = 1, hint: str = "", needs: tuple[str, ...] = (), drawn: bool = False
) -> Callable[[Test], Test]:
    """Mark a test as a check worth ``weight`` shares of its exercise's points.

    ``needs`` names tests of the same file that must pass, otherwise this one is skipped: use it
    where a trivial function would pass. ``hint`` is shown when the check fails. ``drawn`` says that
    code which only draws otherwise fails it too, so that it tells nothing of other mistakes.
    """
    if weight <= 0:
        raise ValueError("a check's weight must be positive")
    if isinstance(needs, str):
        raise TypeError("needs is a tuple of test names")
    marker = pytest.mark.check(weight=weight, hint=hint, needs=tuple(needs), drawn=drawn)
    return lambda function: marker(function)
