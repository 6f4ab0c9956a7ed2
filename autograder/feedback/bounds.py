"""How much of a page is formatted, so that no text takes longer than a page of the course.

What reads Markdown takes, at worst, time for each sign times the length of the text; what colours
code takes as much for each run of blanks and for each line. So the work is known before it is done,
and what would be too much is shown as it was written.
"""

import re
from collections.abc import MutableMapping
from html import escape
from typing import Any

# characters times signs; of the course's written texts the largest takes 2 million
TEXT_WORK, PAGE_WORK = 60_000_000, 120_000_000
# what each text and each character take even without signs
TEXT_START, SIGN_START = 500, 20
# what each character of code takes: all code of the course's longest notebook takes 9 million
CODE_SIGNS = 500
# characters of one text that are formatted
LONGEST = 32_000
# of code, the longest line and the longest run of blanks and empty lines that have colours
LONGEST_LINE, LONGEST_RUN = 1000, 150
# characters of a text, and of all texts, that are shown as they were written
PLAIN, PAGE_PLAIN = 20_000, 200_000
SPENT, SHOWN = "autograder_spent", "autograder_shown"
# all but letters, digits and lone spaces
_SIGNS = re.compile(r"[^\w\s]|_|\n|\s(?=\s)")
_RUN = re.compile(rf"\s{{{LONGEST_RUN}}}")
TOO_MUCH = (
    "Too long, or with too many special characters, to be formatted: shown as it was written."
)

# what is kept while a page is written, in the resources that its template has
Account = MutableMapping[str, Any]


def text_work(text: str) -> int:
    """Return what it takes to format a text, at worst."""
    signs = sum(1 for _ in _SIGNS.finditer(text))
    return (len(text) + TEXT_START) * (signs + SIGN_START)


def code_work(code: str) -> int:
    """Return what it takes to colour code; more than a text may take where it is shaped for that.

    The colours' patterns look at each run of blanks, and at each line, from every place in it.
    """
    if _RUN.search(code) or any(len(line) > LONGEST_LINE for line in code.splitlines()):
        return TEXT_WORK + 1
    return (len(code) + TEXT_START) * CODE_SIGNS


def affordable(text: str, work: int, page: Account) -> bool:
    """Tell whether a text can be formatted, and put the work to the account of its page."""
    spent = page.get(SPENT) or 0
    if len(text) > LONGEST or work > TEXT_WORK or spent + work > PAGE_WORK:
        return False
    page[SPENT] = spent + work
    return True


def as_written(text: str, page: Account, why: str = TOO_MUCH) -> str:
    """Return the beginning of a text in plain characters, with a sentence that says so."""
    shown = page.get(SHOWN) or 0
    length = min(len(text), PLAIN, PAGE_PLAIN - shown)
    page[SHOWN] = shown + length
    left = len(text) - length
    more = (
        f" The last {left:,} characters are left out here; the notebook has them." if left else ""
    )
    return f"<p><em>{why}{more}</em></p><pre>{escape(text[:length], quote=False)}</pre>"
