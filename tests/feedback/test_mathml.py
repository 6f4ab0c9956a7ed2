"""Formulas in feedback: TeX in rendered Markdown becomes MathML, and nothing else gets through."""

import re
from html import escape
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

import nbformat
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import Environment

from autograder.course.course import Course
from autograder.feedback.markdown import markdown2html
from autograder.feedback.mathml import ATTRIBUTES, LONGEST, TAGS, _written, mathml
from tests.support.places import ROOT


class Elements(HTMLParser):
    """Collects the elements of a page and their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)


def test_a_formula_in_a_line_becomes_mathml():
    made = mathml("<p>for $m = 5$ examples</p>")
    assert made.startswith('<p>for <math display="inline" alttext="m = 5">')
    assert "<mi>m</mi><mo>=</mo><mn>5</mn>" in made
    assert made.endswith("</math> examples</p>")


def test_a_formula_of_its_own_is_a_block():
    made = mathml("<p>$$x$$</p>")
    assert made.startswith('<p><span class="formula"><math display="block"')


def test_a_long_formula_can_be_scrolled_with_the_keyboard():
    assert 'class="formula" tabindex="0"' in mathml(f"$$x{' + x' * 20}$$")


def test_signs_of_html_are_the_formulas_own():
    made = mathml("$a &lt; b &amp; c$")
    assert "<mo>&lt;</mo>" in made
    assert 'alttext="a &lt; b &amp; c"' in made


@pytest.mark.parametrize(
    "html",
    [
        "<p>costs 5$ and 6 $ more</p>",
        "<code>$x$</code>",
        "<pre><span>$x$</span> $y$</pre>",
        '<a href="?a=$x$&b=$y$">link</a>',
        r"<p>\$x\$</p>",
        "<p>$$</p>",
        "<p>no formula</p>",
    ],
)
def test_what_is_no_formula_stays_as_it_is(html):
    assert mathml(html) == html


@pytest.mark.parametrize(
    "tex",
    ["^", r"\left(", r"\begin{matrix} 1", "{" * 1900, "x" * (LONGEST + 1), r"\sqrt{" * 300],
    ids=["power", "left", "begin", "braces", "long", "deep"],
)
def test_what_is_no_tex_is_shown_as_it_was_written(tex):
    assert mathml(f"<p>${tex}$, and $y$</p>").startswith(f"<p>${tex}$, and <math")


HOSTILE = [
    r"\text{<script>alert(1)</script>}",
    r"\href{javascript:alert(1)}{x}",
    r"\style{position:fixed}{x}",
    r"\class{big}{x}",
    r'\text{"><img src=x onerror=alert(1)>}',
    r"\mathrm{<svg/onload=alert(1)>}",
    r"\text{&lt;iframe&gt;}",
    r'\color{"onclick="x}{y}',
    r"\begin{array}{c}<style>x</style>\end{array}",
]


@pytest.mark.parametrize("tex", HOSTILE)
def test_nothing_but_mathml_comes_out(tex):
    """Though the library that reads TeX would pass these on."""
    found = Elements(mathml(f"<p>${escape(tex)}$</p>"))
    assert found.tags <= TAGS | {"p"}
    assert found.attributes <= ATTRIBUTES | {"alttext"}


def test_an_element_that_is_no_formulas_is_refused():
    with pytest.raises(ValueError, match="'script' is no element of a formula"):
        _written(Element("script"))


PIECES = [*HOSTILE, *"\\{}^_&$\n'\"<>xé\0", r"\frac", r"\text", r"\left", r"\begin{matrix}"]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example("$$".join(HOSTILE))
def test_no_mixture_of_them_gets_through(tex):
    found = Elements(mathml(f"<p>${escape(tex)}$ $${escape(tex)}$$</p>"))
    assert found.tags <= TAGS | {"p", "span"}
    assert found.attributes <= ATTRIBUTES | {"alttext", "class", "tabindex", "role", "aria-label"}


@pytest.mark.parametrize("assignment", Course(ROOT).names)
def test_every_formula_of_the_course_becomes_mathml(assignment):
    cells = nbformat.read(Course(ROOT).assignment(assignment).notebook, as_version=4).cells
    context = Environment().from_string("").new_context()
    texts = [cell.source for cell in cells if cell.cell_type == "markdown"]
    pages = [mathml(markdown2html(context, text)) for text in texts]
    assert sum(page.count("<math") for page in pages) > 50
    for page in pages:
        left = re.sub(r"<pre.*?</pre>|<code.*?</code>|<[^>]*>", "", page, flags=re.DOTALL)
        assert "$" not in left
        assert "\\" not in left
