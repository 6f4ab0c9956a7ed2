"""Text that comes out of a submission, made harmless for terminals, reports and pages."""

import unicodedata
from collections.abc import Collection, Iterable

MOST_DIGITS = 9  # all different numbers together, as in (100, 3072) against (3072, 50)


def clean(text: str, limit: int = 300) -> str:
    """Return ``text`` on one line of at most ``limit``, without control or bidi characters."""
    shown = text[: 4 * limit]
    # most of it is
    if not shown.isprintable():
        shown = "".join(
            " " if char.isspace() else char
            for char in shown
            if char.isspace() or unicodedata.category(char)[0] != "C"
        )
    shown = " ".join(shown.split())
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def shortened(name: str, limit: int = 40) -> str:
    """Return a name, harmless; a long one without its middle, for many differ at their end."""
    shown = clean(name, 2000)
    if len(shown) <= limit:
        return shown
    return f"{shown[: limit // 2]}…{shown[len(shown) - (limit - 1) // 2 :]}"


def is_plain(name: str) -> bool:
    """Tell whether a name is one line of letters that can be written to a file and to a terminal.

    The name of a file need be neither: it may hold bytes that are no UTF-8, and control characters.
    """
    return not any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in name)


def telling(numbers: Iterable[object]) -> bool:
    """Whether a handful of numbers may be told: too few digits to carry hidden inputs out."""
    lengths = [len(each) for each in {str(number) for number in numbers}]
    return sum(lengths) <= MOST_DIGITS and max(lengths, default=0) <= 4


def some_of(names: Collection[str], most: int = 5) -> str:
    """Return a few names, made harmless, and how many more there are."""
    shown = ", ".join(shortened(name) for name in [*names][:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown
