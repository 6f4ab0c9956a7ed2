"""How a value stands in a table: numbers without noise, and text that no spreadsheet runs."""

import re

from autograder.sandbox.untrusted_text import is_plain

# Where a cell begins with one of these, a spreadsheet may take it for a formula. A cell may also
# begin inside a text: a spreadsheet that was told of another separator does not see our quotes.
_ACTS = re.compile(r"(^|[;,|\t\r\n])(?=[=+\-@＝＋－＠\t\r\n])")


def number(value: float | None) -> str:
    """Return a number with as many decimals as it needs, six at most; nothing for None."""
    if value is None:
        return ""
    shown = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def acts(text: str) -> bool:
    """Tell whether a spreadsheet may take the text, or a part of it, for a formula.

    Or whether a terminal that shows the table would act on it.
    """
    return _ACTS.search(text) is not None or not is_plain(text)


def harmless(text: str) -> str:
    """Return the text on one line, with an apostrophe before whatever would act as a formula."""
    shown = text if is_plain(text) else "".join(c if is_plain(c) else " " for c in text)
    return _ACTS.sub(r"\1'", shown)
