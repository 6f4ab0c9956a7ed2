"""A student's Markdown can format, and do nothing else, wherever nbgrader shows it."""

import re
from html.parser import HTMLParser

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter

from autograder.course.course import Course
from autograder.course.settings import load_config
from autograder.feedback.harmless_html import TAGS
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
    "an end of the session": "![](/logout)",
    "an end of the session in HTML": "<img src=/logout> <img src='../../logout'>",
    "a picture that tells who marks": "![me](https://evil.example/me.png)",
    "pictures in other ways": '<img srcset="https://evil.example/a 2x"><video poster="https://evil.example/b"></video><input type=image src="https://evil.example/c">',  # noqa: E501
    "a background": '<table background="https://evil.example/a"><tr><td style="background: url(https://evil.example/b)">x</table>',
    "a link within this server": "[next](/logout) <a href='formgrader'>x</a> <a href='//evil.example'>y</a>",  # noqa: E501
    "a name of the page's own": '<p id="notebook-container" name="submission_id">x</p>\n\n# statusmessage',  # noqa: E501
    "a field of the page's own": '<input class="score" id="f" value="10"><button formaction="/logout">Next</button>',  # noqa: E501
    "a formula in a title": '<a title="a>$x onmouseover=alert(1) y$" href="https://example.org">x</a>',
    "a formula in an address": '<img alt="a>$x onmouseover=alert(1) y$" src="attachment:x">',
    "an attribute after an attachment": '<img src="attachment:x&quot; onerror=&quot;alert(1)">',
    "a look-alike of feedback": '<div class="panel panel-primary">Score: 10.0 / 10.0</div>',
}  # fmt: skip


# formulas, and what keeps MathJax away
MADE_HERE = frozenset({"math", "mrow", "mi", "mo", "mtext"})


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
    page = show(f"before\n\n{source}\n\nafter")
    # from where MathJax, which would obey commands to load and to style, passes over all of it
    shown = page[page.index('<div class="tex2jax_ignore mathjax_ignore">') :]
    assert "before" in shown
    found = Elements(shown)
    assert found.tags <= TAGS | MADE_HERE
    for name, value in found.attributes:
        assert not name.startswith("on")
        assert name not in ("id", "name", "srcset", "background", "value")
        assert name != "href" or re.match("https?://example.org", value)
        assert name != "src" or value.startswith("data:image/png;")
        assert name != "style" or value == "" or value.startswith("text-align")
        assert not re.match(r"\s*(javascript|data:(?!image/png)|vbscript)", value, re.IGNORECASE)
        assert name != "class" or "panel" not in value


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


def test_an_attached_picture_in_html_keeps_its_size(show):
    source = '<img width="50" src="attachment:my%20own.png" alt="me">'
    shown = show(source, attachments={"my own.png": {"image/jpeg": "aGVsbG8="}})
    assert re.search(r'<img[^>]* src="data:image/jpeg;base64,aGVsbG8="', shown)
    assert 'width="50"' in shown and 'alt="me"' in shown


def test_a_picture_in_the_text_is_shown_however_long_it_is(show):
    """Colab writes pictures so."""
    data = "data:image/png;base64," + "iVBORw0KGgo/" * 20_000
    shown = show(f"# Mine\n\n![me]({data})\n\n*well*")
    assert f'src="{data}"' in shown
    assert "<em>well</em>" in shown


@pytest.mark.parametrize("source", ["![me](attachment:none.png)", "![me](https://a.example/b)"])
def test_a_picture_that_is_elsewhere_is_a_word(show, source):
    assert "[a picture that is not in the notebook: me]" in show(source)


def test_a_picture_that_is_a_document_is_none(show):
    attachments = {"a.svg": {"image/svg+xml": "PHN2Zz4="}, "b.png": {"image/png": '" onerror="x'}}
    shown = show("![](attachment:a.svg) ![](attachment:b.png)", attachments=attachments)
    assert shown.count("not in the notebook") == 2
    assert "<img" not in shown


def test_the_pictures_of_a_page_are_limited(show, monkeypatch):
    monkeypatch.setattr("autograder.feedback.pictures.PAGE_PICTURES", 100)
    shown = show("![](attachment:a) " * 9, attachments={"a": {"image/png": "aGVsbG8="}})
    assert (shown.count("<img"), shown.count("too many for this page")) == (3, 6)


def test_what_no_reader_of_markdown_reads_costs_no_page(show, monkeypatch):
    def fails(*_):
        raise RecursionError

    monkeypatch.setattr("autograder.feedback.markdown.harmless", fails)
    shown = show("<b>my</b> answer")
    assert "This could not be formatted" in shown
    assert "&lt;b&gt;my&lt;/b&gt; answer" in shown


def test_latex_without_dollars_is_a_formula(show):
    assert "<mtable" in show("\\begin{align} a &= b \\\\ c &= d \\end{align}")


def test_raw_cells_are_left_out(show):
    assert "alert" not in show("<script>alert(1)</script>", kind="raw")
