"""No text makes a page long to write or to read: what is too much is shown as it was written."""

import re

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter

from autograder.course.course import Course
from autograder.course.settings import load_config
from autograder.feedback import bounds
from autograder.feedback.bounds import PAGE_PLAIN, PAGE_WORK, PLAIN, TEXT_WORK
from tests.support.places import ROOT

NOTE = re.compile("(?:Too long, or with too many special characters|This could not be formatted)")
SHAPES = {
    "spaces": " ", "tabs": "\t", "empty lines": "\n", "lines of blanks": " \n", "backslashes": "\\",
    "open div": "<div>", "open b": "<b>", "open pre": "<pre>", "open comments": "<!--", "<": "<",
    "attributes": "<a b='", "different tags": "<b title=1><i title=2>",
    "environments": "\\begin{a}",
    "brackets": "[", "pictures": "![", "links": "[a](b) ", "open links": "[a](",
    "autolinks": "<x@y ",
    "addresses": "http://a ", "stars": "*", "underscores": "_", "both": "*a_ ", "strong": "**a ",
    "quotes": ">", "quotes in quotes": "> ", "lists": "- ", "numbers": "1. a\n", "dollars": "$",
    "two dollars": "$$", "formulas": "$x$ ", "open formulas": "$a ", "\\(": "\\\\(", "\\[": "\\\\[",
    "tables": "|a|b|\n|-|-|\n", "bars": "|", "backticks": "`", "spans": "`a``", "fences": "```\n",
    "footnotes": "[^1]: a\n", "references": "[a]: b\n", "headings": "# a\n", "tasks": "- [ ] a\n",
    "struck": "~~a", "terms": "a\n: b\n", "lines": "---\n", "references to signs": "&lt;",
}  # fmt: skip


@pytest.fixture(scope="module")
def exporter():
    """The course's own configuration of nbconvert's page."""
    return HTMLExporter(config=load_config(Course(ROOT)), template_name="basic")


@pytest.fixture
def show(exporter):
    """Render cells of a kind: ``show("markdown", text, …)`` gives the page and its account."""

    def run(kind, *sources):
        cells = [getattr(nbformat.v4, f"new_{kind}_cell")(source) for source in sources]
        return exporter.from_notebook_node(nbformat.v4.new_notebook(cells=cells))

    return run


@pytest.mark.slow
@pytest.mark.parametrize("size", [40_000, 1_000_000])
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_a_long_text_is_shown_as_it_was_written(show, shape, size):
    text = "x" + shape * (size // len(shape)) + "x"
    page, account = show("markdown", text)
    assert NOTE.search(page)
    assert f"The last {len(text) - PLAIN:,} characters are left out" in page
    assert account.get(bounds.SPENT, 0) == 0
    assert len(page) < 10 * PLAIN


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_the_longest_text_that_is_formatted_makes_no_long_page(show, shape):
    text = "x" + shape * 1000 + "x"
    page, account = show("markdown", text)
    assert account.get(bounds.SPENT, 0) <= TEXT_WORK
    assert len(page) < 1_500_000


@pytest.mark.slow
def test_many_texts_are_formatted_until_the_page_holds_enough(show):
    text = "*a* `b` " * 500
    page, account = show("markdown", *[text] * 40)
    formatted = PAGE_WORK // bounds.text_work(text)
    assert 1 < formatted < 40
    assert account[bounds.SPENT] == formatted * bounds.text_work(text)
    assert len(NOTE.findall(page)) == 40 - formatted
    assert page.count("<em>a</em>") == 500 * formatted


@pytest.mark.slow
def test_what_is_shown_as_it_was_written_has_an_end_too(show):
    page, _ = show("markdown", *["x" * 1_000_000] * 30)
    assert len(NOTE.findall(page)) == 30
    assert page.count("x") < PAGE_PLAIN + 10_000


def test_tags_that_never_end_are_not_repeated_in_each_paragraph(show):
    text = "".join(f"<b title={n}>" for n in range(300)) + "x\n\n" * 500
    page, _ = show("markdown", text)
    assert NOTE.search(page)
    assert len(page) < 10 * len(text)


@pytest.mark.parametrize("count", [200, 3000])
def test_elements_in_one_another_have_an_end(show, count):
    page, _ = show("markdown", "<div>" * count + "deep")
    assert NOTE.search(page)
    assert "deep" in page


CODE = {
    "many empty lines": "x = 1\n" + "\n" * 200 + "y = 2",
    "many lines of blanks": "x = 1\n" + "   \n" * 60 + "y = 2",
    "a long line": "x = " + "a." * 600 + "b",
}


@pytest.mark.parametrize("code", CODE.values(), ids=CODE.keys())
def test_code_of_a_shape_that_colours_take_long_for_has_none(show, code):
    page, account = show("code", code)
    assert NOTE.search(page)
    assert bounds.SPENT not in account
    page, _ = show("markdown", f"```python\n{code}\n```")
    assert 'class="highlight' not in page


@pytest.mark.parametrize("shape", ["x = 1\n", '"""', "(", "\n", "x."])
def test_long_code_is_shown_as_it_was_written(show, shape):
    page, account = show("code", "x" + shape * (1_000_000 // len(shape)))
    assert NOTE.search(page)
    assert bounds.SPENT not in account
    assert len(page) < 10 * PLAIN


def test_code_has_colours(show):
    page, _ = show("code", "def f(x):\n    return x  # so\n\n\n\nprint(f(1))")
    assert not NOTE.search(page)
    assert '<span class="k">return</span>' in page


@pytest.mark.parametrize("language", ["perl", "console", "html+jinja", "mermaid", "no_such"])
def test_code_of_other_languages_has_no_colours(show, language):
    """Their patterns are many, and nobody has looked how long each can take."""
    page, _ = show("markdown", f"```{language}\n$x = 1;\n```")
    assert "$x = 1;" in page
    assert "<span" not in page


def test_a_page_of_the_course_leaves_room_for_four_times_as_much():
    for name in Course(ROOT).names:
        cells = nbformat.read(Course(ROOT).assignment(name).notebook, as_version=4).cells
        work = sum(
            (bounds.text_work if cell.cell_type == "markdown" else bounds.code_work)(cell.source)
            for cell in cells
        )
        assert 4 * work < PAGE_WORK
