"""Turns the TeX in rendered Markdown into MathML, which browsers show and read out by themselves.

So a feedback page needs no script: formulas are there without the internet, in JupyterLab's viewer
too, which runs none. What a student writes comes through here; only plain MathML leaves.
"""

import re
from html import escape, unescape
from xml.etree.ElementTree import Element

from latex2mathml.converter import convert_to_element

# what to leave alone, what is a formula of its own, what is one within a line
PARTS = re.compile(
    r"(?P<other><(?P<tag>pre|code)\b.*?</(?P=tag)>|<[^>]*>|\\\$)"
    r"|\$\$(?P<display>[^$]+)\$\$|\$(?P<inline>[^$\s][^$]*?)\$",
    re.DOTALL,
)
SHORT, LONGEST = 30, 2000
TAGS = frozenset(
    "math menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow "
    "mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover".split()
)
ATTRIBUTES = frozenset(
    "accent accentunder columnalign columnspacing depth display displaystyle fence form height "
    "largeop linethickness lspace mathvariant maxsize minsize movablelimits notation rowspacing "
    "rspace scriptlevel separator stretchy symmetric voffset width".split()
)


def mathml(html: str) -> str:
    """Return rendered and sanitised Markdown with MathML for its formulas.

    What is no TeX stays as it is.
    """
    return PARTS.sub(_replaced, html)


def _replaced(found: re.Match[str]) -> str:
    tex = found["display"] or found["inline"]
    if tex is None or len(tex) > LONGEST:
        return found[0]
    display = "block" if found["display"] else "inline"
    tex = " ".join(unescape(tex).split())
    try:
        formula = _written(convert_to_element(tex, display=display), f' alttext="{escape(tex)}"')
    except Exception:  # the library has ten errors of its own and runs into others, recursion too
        return found[0]
    if display == "inline":
        return formula
    # one that may be wider than the page scrolls, and the keyboard must reach it to do so
    reach = ' tabindex="0" role="group" aria-label="Formula"' if len(tex) > SHORT else ""
    return f'<span class="formula"{reach}>{formula}</span>'


def _written(element: Element, more: str = "") -> str:
    """Write an element anew, so that nothing but MathML can come out; ValueError for others."""
    if element.tag not in TAGS:
        raise ValueError(f"'{element.tag}' is no element of a formula")
    kept = ((name, value) for name, value in element.items() if name in ATTRIBUTES)
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in kept)
    inside = _text(element.text) + "".join(_written(each) + _text(each.tail) for each in element)
    return f"<{element.tag}{attributes}{more}>{inside}</{element.tag}>"


def _text(text: str | None) -> str:
    """Escape a text in which the library has written signs as references."""
    return escape(unescape(text or ""), quote=False)
