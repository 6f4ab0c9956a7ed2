"""Makes the Markdown of a submission harmless in feedback and in formgrader.

nbgrader shows it with all its raw HTML, in the marker's browser too. ``nbgrader_config.py`` puts
this filter in the place of nbconvert's own, so that whatever is shown is rendered first and then
reduced to tags and attributes that can do nothing but format.
"""

import re
from functools import cache
from typing import Any

import bleach
from bleach.css_sanitizer import CSSSanitizer
from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter

TAGS = frozenset(
    "a abbr b blockquote br code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i img kbd li ol "
    "p pre s small span strong sub summary sup table tbody td tfoot th thead tr u ul".split()
)
PLAIN_ATTRIBUTES = frozenset("alt colspan height id open rowspan start style title width".split())
SHOWN = re.compile(r"data:image/(?:png|jpeg|gif|webp);|https?:|[^:]*$")
HIGHLIGHT = re.compile(r"highlight.*|anchor-link|[a-z]{1,2}\d?")  # what the renderer itself makes
# MathJax would follow links, load extensions and set styles for whoever writes these
MATHS_COMMANDS = re.compile(r"\\(href|require|style|class|cssId|unicode|mmlToken)(?![A-Za-z])")


class _Pictures(dict[str, Any]):
    """A cell's attachments; nbconvert ends at one that is not there, this shows it as broken."""

    def __contains__(self, name: object) -> bool:
        return True

    def __getitem__(self, name: str) -> Any:
        return self.get(name) or {"image/png": ""}


@pass_context
def markdown2html(context: Any, source: str) -> str:
    """Render Markdown as nbconvert does, and leave of it what can do no harm."""
    cell = dict(context.get("cell") or {})
    cell["attachments"] = _Pictures(cell.get("attachments") or {})
    shown = {"cell": cell, "resources": context.get("resources") or {}}
    rendered = _renderer().markdown2html(shown, source)
    cleaned = bleach.clean(
        rendered,
        tags=TAGS,
        attributes=_is_allowed,
        protocols={"http", "https", "mailto", "data"},
        css_sanitizer=CSSSanitizer(allowed_css_properties=["text-align"]),
        strip=True,
    )
    return MATHS_COMMANDS.sub(r"\\text", cleaned)


@cache
def _renderer() -> HTMLExporter:
    return HTMLExporter()


def _is_allowed(tag: str, name: str, value: str) -> bool:
    if name == "class":
        return all(HIGHLIGHT.fullmatch(word) for word in value.split())
    if name == "href":
        return tag == "a" and not value.strip().lower().startswith("data:")
    if name == "src":
        return tag == "img" and SHOWN.match(value.strip().lower()) is not None
    return name in PLAIN_ATTRIBUTES
