"""Text that comes out of a submission, made harmless for terminals, reports and pages."""

import unicodedata


def clean(text: str, limit: int = 300) -> str:
    """Return ``text`` on one line of at most ``limit``, without control or bidi characters."""
    shown = "".join(
        " " if char.isspace() else char
        for char in text[: 4 * limit]
        if char.isspace() or unicodedata.category(char)[0] != "C"
    )
    shown = " ".join(shown.split())
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"
