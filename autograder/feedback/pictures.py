"""The pictures of a cell: what is attached to it, and what stands in its text as data.

Only these are shown. A picture from elsewhere would tell a server who looks at it and when, or do
what an address of Jupyter's does.
"""

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Any
from urllib.parse import unquote

from autograder.feedback.bounds import Account

# vector graphics are documents
KINDS = ("image/png", "image/jpeg", "image/gif", "image/webp")
# characters of all pictures of a page
PAGE_PICTURES, SPENT = 48_000_000, "autograder_pictures"
SCHEME = "attachment:"
_BASE64 = re.compile(r"[A-Za-z0-9+/\s]*+={0,2}\s*+")
_DATA = re.compile(rf"data:(?:{'|'.join(KINDS)});base64,[A-Za-z0-9+/]*+={{0,2}}")
# as `harmless` writes it
_IMAGE = re.compile(r'<img((?: [a-z]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' (src|alt)="([^"]*)"')


class Pictures:
    """What ``attachment:name`` stands for in a cell."""

    def __init__(self, attachments: Any, page: Account):
        self._page = page
        self._data: dict[str, str] = {}
        for name, kinds in (attachments if isinstance(attachments, Mapping) else {}).items():
            kind = next((kind for kind in KINDS if kind in kinds), None)
            if kind and is_base64(str(kinds[kind])):
                self._data[str(name)] = f"data:{kind};base64,{kinds[kind]}"

    def take_out_of(self, text: str) -> str:
        """Return a text with names in place of the pictures that Colab writes into it as data.

        So it is as short to read as one whose pictures are attached.
        """

        def name(found: re.Match[str]) -> str:
            self._data[made := f"picture-{len(self._data) + 1}"] = found[0]
            return SCHEME + made

        return _DATA.sub(name, text)

    def put_into(self, html: str) -> str:
        """Return what `harmless` has written with the pictures, or a word where one is not."""
        return _IMAGE.sub(self._shown, html)

    def _shown(self, image: re.Match[str]) -> str:
        about = {name: unescape(value) for name, value in _ATTRIBUTE.findall(image[1])}
        name = about.get("src", "").removeprefix(SCHEME)
        data = self._data.get(name) or self._data.get(unquote(name)) or ""
        spent = (self._page.get(SPENT) or 0) + len(data)
        if not data or spent > PAGE_PICTURES:
            reason = "that is not in the notebook" if not data else "too many for this page"
            text = ": ".join(filter(None, (f"a picture {reason}", about.get("alt"))))
            return escape(f"[{text}]", quote=False)
        self._page[SPENT] = spent
        rest = re.sub(r' src="[^"]*"', "", image[1])
        # a reader that speaks would read the data out
        rest += "" if "alt" in about else ' alt="a picture without a description"'
        return f'<img src="{escape(data)}"{rest}>'


def is_base64(data: str) -> bool:
    """Tell whether a text has no other letters than Base64 has."""
    return _BASE64.fullmatch(data) is not None
