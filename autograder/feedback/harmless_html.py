"""Leaves of HTML what can only format.

Nothing of it loads, links by itself, has an id, or reaches out of the element that it is put into.
"""

import re

import nh3

TAGS = frozenset(
    "a abbr b blockquote br code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i img kbd li ol "
    "p pre s small span strong sub summary sup table tbody td tfoot th thead tr u ul".split()
)
# the value that an attribute may have, wherever it stands
ATTRIBUTES = {
    name: re.compile(value, re.DOTALL | re.IGNORECASE)
    for name, value in {
        "alt": ".*",
        "title": ".*",
        # what the renderer itself makes, for code
        "class": r"(?-i:\s*(?:(?:highlight|hl-ipython3|[a-z]{1,2}\d?)(?:\s+|$))+)",
        "colspan": r"\d{1,2}",
        "rowspan": r"\d{1,2}",
        "height": r"\d{1,4}",
        "width": r"\d{1,4}%?",
        "open": "",
        "start": r"\d{1,6}",
        "style": r"text-align: ?(?:left|center|right);?",
        # none of this server's own, such as /logout
        "href": r"\s*(?:https?://|mailto:)\S+\s*",
        # what nh3 sets
        "rel": "noopener noreferrer",
        # a name, which stands for a picture of the cell
        "src": "attachment:.*",
    }.items()
}
# browsers stop at 512 elements in one another, and programs that read a page before that
DEEPEST = 100
# tags that are never closed are repeated in each paragraph: kilobytes would become megabytes
LARGEST = 400_000
_TAG = re.compile(r"<(/?)(?!br\b|hr\b|img\b)[a-z]")


class NoPageError(ValueError):
    """HTML that is too long, or has too many elements in one another, to be shown in a page."""


def harmless(html: str) -> str:
    """Return what of ``html`` can only format; NoPageError where it is too much."""
    common = set(ATTRIBUTES) - {"href", "rel", "src"}
    cleaned = nh3.clean(
        html,
        tags=set(TAGS),
        attributes={"*": common, "a": {"href"}, "img": {"src"}},
        attribute_filter=_kept,
        url_schemes={"http", "https", "mailto", "attachment"},
        # the page that is linked does not learn where its reader comes from
        link_rel="noopener noreferrer",
    )
    if len(cleaned) > LARGEST:
        raise NoPageError(f"more than {LARGEST} characters")
    depth = 0
    for end in _TAG.findall(cleaned):
        depth += -1 if end else 1
        if depth > DEEPEST:
            raise NoPageError(f"more than {DEEPEST} elements in one another")
    return cleaned


def _kept(tag: str, name: str, value: str) -> str | None:
    # nh3 keeps an attribute for which this raises
    allowed = ATTRIBUTES.get(name)
    return value if allowed and allowed.fullmatch(value) else None
