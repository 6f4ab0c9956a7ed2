"""A student's Markdown can format, and do nothing else, wherever nbgrader shows it."""

import re
from html.parser import HTMLParser

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter

from autograder.course.course import Course
from autograder.course.settings import load_config
from autograder.feedback.markdown import TAGS
from tests.support.places import ROOT


@pytest.fixture(scope="module")
def show():
    """Render Markdown with the course's own configuration of the exporter."""
    exporter = HTMLExporter(config=load_config(Course(ROOT)), template_name="basic")

    def run(source, kind="markdown", **more):
        cell = getattr(nbformat.v4, f"new_{kind}_cell")(source, **more)
        return exporter.from_notebook_node(nbformat.v4.new_notebook(cells=[cell]))[0]

    return run


ATTACKS = {
    "a script": "<script>alert(1)</script>",
    "a script in capitals": "<ScRiPt src=https://evil.example/x.js></sCrIpT>",
    "a handler": '<img src="x.png" onerror="alert(1)">',
    "a handler on a heading": '<h1 onmouseover="alert(1)">hello</h1>',
    "a frame": '<iframe src="https://evil.example"></iframe>',
    "a form": '<form action="https://evil.example"><input name="x"></form>',
    "a link to a script": '<a href="javascript:alert(1)">x</a>',
    "a link in disguise": '<a href="java&#09;script:alert(1)">x</a>',
    "a Markdown link to a script": "[x](javascript:alert(1))",
    "a page in a link": '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    "a picture that is a document": '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
    "an object": '<object data="https://evil.example"></object><embed src="x">',
    "vector graphics": "<svg><script>alert(1)</script><animate onbegin=alert(1)></svg>",
    "a style sheet": "<style>body { display: none }</style>",
    "a style": '<div style="position:fixed;top:0;left:0;width:100%;height:100%">x</div>',
    "a redirection": '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    "a base": '<base href="https://evil.example/">',
    "a broken tag": '<img src=x onerror=alert(1)//<b>',
    "a comment": "<!--><script>alert(1)</script>-->",
    "a template": "<template><script>alert(1)</script></template><noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",  # noqa: E501
    "a link in a formula": r"$\href{javascript:alert(1)}{x}$",
    "a style in a formula": r"$$\style{position:fixed}{x} \require{evil} \class{panel}{y}$$",
    "a look-alike of feedback": '<div class="panel panel-primary">Score: 10.0 / 10.0</div>',
}  # fmt: skip


class Elements(HTMLParser):
    """The tags and attributes that a browser would see."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes = set(), []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


@pytest.mark.parametrize("source", ATTACKS.values(), ids=ATTACKS.keys())
def test_what_could_act_is_gone(show, source):
    shown = show(f"before\n\n{source}\n\nafter")
    assert "before" in shown
    found = Elements(shown)
    assert found.tags <= TAGS
    for name, value in found.attributes:
        assert not name.startswith("on")
        assert name != "style" or value == "" or value.startswith("text-align")
        assert not re.match(r"\s*(javascript|data:(?!image/png)|vbscript)", value, re.IGNORECASE)
        assert "panel" not in value
    assert not re.search(r"\\(href|style|require|class)", shown)


def test_formatting_stays(show):
    shown = show(
        "## Title\n\n*a* **b** `c < d` $x < y$ and\n\n| p | q |\n|:-:|---|\n| 1 | 2 |\n\n"
        "```python\nx = 1 < 2\n```\n\n<details><summary>more</summary>\n\nhidden\n\n</details>\n\n"
        "1. one\n2. two\n\n[link](https://example.org) x<sub>1</sub>"
    )
    for piece in ("<h2", "<em>a</em>", "<strong>b</strong>", "<code>c &lt; d</code>", "x &lt; y",
                  "text-align", "<details>", "<summary>more</summary>", "<ol>", "<sub>1</sub>",
                  'href="https://example.org"', 'class="highlight'):  # fmt: skip
        assert piece in shown, piece


def test_an_attached_picture_is_shown(show):
    shown = show("![me](attachment:me.png)", attachments={"me.png": {"image/png": "aGVsbG8="}})
    assert 'src="data:image/png;base64,aGVsbG8=' in shown


def test_raw_cells_are_left_out(show):
    assert "alert" not in show("<script>alert(1)</script>", kind="raw")
