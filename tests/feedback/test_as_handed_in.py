"""What a student's own run has shown: below the code in feedback and formgrader, harmless."""

import json

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook
from traitlets.config import Config

from autograder.feedback import as_handed_in
from autograder.feedback.as_handed_in import LABEL, AsHandedIn
from autograder.gradebook import configure
from autograder.submission.hashes import content_hash
from autograder.submission.read import lean_notebook

PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
)
FIGURE = {"output_type": "display_data", "metadata": {},
          "data": {"image/png": PIXEL + "gg==\n", "text/plain": "<Figure 640x480>"}}  # fmt: skip


def said(text):
    return {"output_type": "stream", "name": "stdout", "text": text}


def shown(**data):
    kinds = {kind.replace("_", "/"): value for kind, value in data.items()}
    return {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": kinds}


class Course:
    """A course in which ada's notebook is graded; pages are made from what she has handed in."""

    feedback = {"nbgrader": {"student": "ada", "assignment": "a", "notebook": "a"}}  # noqa: RUF012
    formgrader = {"student": "ada", "assignment_id": "a", "notebook_id": "a"}  # noqa: RUF012

    def __init__(self, root):
        self.config = Config()
        self.config.CourseDirectory.root = str(root)
        configure(self.config)
        self.file = root / "submitted" / "ada" / "a" / "a.ipynb"
        self.file.parent.mkdir(parents=True)

    def hand_in(self, *cells):
        """Write cells, each a text and its outputs, and return the graded notebook."""
        made = [{"cell_type": "code", "metadata": {}, "source": text, "outputs": outputs,
                 "execution_count": 1} for text, outputs in cells]  # fmt: skip
        whole = {"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        self.file.write_text(json.dumps(whole))
        graded = new_notebook(cells=[new_code_cell(text) for text, _ in cells])
        lean = lean_notebook(self.file.read_bytes(), "a.ipynb")
        graded.metadata["autograder"] = {"file": content_hash(lean), "called": None}
        return graded

    def page(self, *outputs):
        """Return what stands below a cell with these outputs."""
        notebook = self.hand_in(("plot()", [*outputs]))
        return self.below(notebook)[0]

    def below(self, notebook):
        made, _ = AsHandedIn(config=self.config).preprocess(notebook, dict(self.feedback))
        return ["".join(each.data["text/html"] for each in cell.outputs) for cell in made.cells]


@pytest.fixture
def course(tmp_path):
    return Course(tmp_path / "a course")


def test_a_figure_stands_below_the_code_that_made_it(course):
    assert LABEL in course.page(FIGURE)
    assert f'src="data:image/png;base64,{PIXEL}gg=="' in course.page(FIGURE)
    assert "<Figure" not in course.page(FIGURE)


def test_formgrader_shows_it_too_and_its_policy_allows_it(course):
    notebook = course.hand_in(("plot()", [FIGURE]))
    config = Config({"HTMLExporter": course.config.HTMLExporter,
                     "CourseDirectory": course.config.CourseDirectory})  # fmt: skip
    text = nbformat.writes(notebook)
    html, _ = HTMLExporter(config=config).from_notebook_node(
        nbformat.reads(text, 4), resources=dict(course.formgrader)
    )
    assert PIXEL in html
    assert "img-src data:" in html


def test_text_is_shown_without_its_colours_and_cannot_act(course):
    page = course.page(said(["\x1b[31mred\x1b[0m <b>1 < 2</b>\n", "two\a\u202e"]))
    assert ">red &lt;b&gt;1 &lt; 2&lt;/b&gt;\ntwo" in page
    assert "\a" not in page


def test_a_table_keeps_its_cells_and_nothing_that_acts(course):
    html = (
        "<table id='x' onclick='a()'><style>p{}</style><tr><td>1</td></tr></table>"
        "<script>steal()</script><img src='https://example.org/x.png'><a href='/logout'>out</a>"
    )
    page = course.page(shown(text_html=html, text_plain="1"))
    assert "<td>1</td>" in page
    assert not any(word in page for word in ("script", "steal", "onclick", "id=", "example.org",
                                             "logout", "p{}"))  # fmt: skip


def test_of_an_error_the_last_line_is_shown(course):
    error = {"output_type": "error", "ename": "ValueError", "evalue": "of <no> use",
             "traceback": ["\x1b[0;31m---- long"]}  # fmt: skip
    assert ">ValueError: of &lt;no&gt; use</pre>" in course.page(error)


@pytest.mark.parametrize(
    "data",
    [{"image/svg+xml": "<svg onload='a()'/>"}, {"image/png": "javascript:alert(1)"},
     {"image/png": 'x" onerror="a()'}, {"application/javascript": "a()"}, {"text/plain": ""}],
)  # fmt: skip
def test_what_could_act_is_left_out(course, data):
    assert course.page({"output_type": "display_data", "metadata": {}, "data": data}) == ""


@pytest.mark.parametrize(
    "output",
    [7, None, [], {}, {"data": 7}, {"data": {"text/html": {"a": 1}}}, {"text": [1, "x"]},
     {"output_type": "stream", "text": {"a": 1}}, {"data": {"image/png": [1, None]}},
     {"ename": None, "evalue": []}],
)  # fmt: skip
def test_no_output_whatever_its_shape_costs_the_page(course, output):
    assert "fine" in course.page(output, said("fine"))


def test_long_texts_and_many_outputs_are_cut_and_said_to_be(course):
    page = course.page(said("x" * 10**6), *[said("again")] * 40)
    assert len(page) < 10_000
    assert "…</pre>" in page
    assert "and 29 more, in the notebook" in page


def test_outputs_beyond_what_is_read_cost_only_themselves(course, monkeypatch):
    monkeypatch.setattr(as_handed_in, "ROOM", 1000)
    notebook = course.hand_in(("a", [said("x" * 5000)]), ("b", [said("short")]))
    first, second = course.below(notebook)
    assert first == ""
    assert "short" in second


def test_all_texts_and_tables_together_make_no_page_that_is_too_long(course, monkeypatch):
    monkeypatch.setattr(as_handed_in, "PAGE_OUTPUTS", 10_000)
    table = shown(text_html="<table><tr><td>" + "x" * 900 + "</td></tr></table>")
    notebook = course.hand_in(*[(f"show({n})", [table]) for n in range(60)], ("plot()", [FIGURE]))
    *pages, figure = course.below(notebook)
    assert "<td>" in pages[0]
    assert sum(page.count("<td>") for page in pages) == 10
    assert "more than this page can show" in pages[-1]
    assert PIXEL in figure


def test_cells_of_the_same_text_show_their_own_outputs_in_order(course):
    notebook = course.hand_in(("plot()", [said("one")]), ("plot()", []), ("plot()", [said("two")]))
    first, none, second = course.below(notebook)
    assert "one" in first
    assert none == ""
    assert "two" in second


def test_another_file_than_the_one_that_was_graded_shows_nothing(course):
    notebook = course.hand_in(("plot()", [FIGURE]))
    course.file.write_text(course.file.read_text().replace("plot()", "plot() "))
    assert course.below(notebook) == [""]
    course.file.unlink()
    assert course.below(notebook) == [""]


def test_a_notebook_that_nbgrader_has_run_shows_what_that_run_has_shown(course):
    notebook = course.hand_in(("plot()", [FIGURE]))
    notebook.metadata["autograder"]["receipt"] = {"isolation": "not isolated"}
    assert course.below(notebook) == [""]


def test_the_graders_own_feedback_stays_and_so_does_a_notebook_that_is_not_ours(course):
    notebook = course.hand_in(("check()", [FIGURE]))
    ours = nbformat.v4.new_output("display_data", {"text/html": "ours"})
    notebook.cells[0].outputs = [ours]
    assert course.below(notebook) == ["ours"]
    other = new_notebook(cells=[new_code_cell("plot()")])
    assert course.below(other) == [""]
