"""What nbgrader knows of a submission, whatever its shape, as a student's page shows it."""

import nbformat.v4 as v4
import pytest
from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter
from nbgrader.server_extensions.formgrader.handlers import template_path

from autograder.course.course import Course
from autograder.course.settings import load_config
from autograder.feedback.page import FeedbackPage
from tests.support.places import ROOT

KINDS = {"grade": False, "solution": False, "task": False, "locked": False, "schema_version": 3}
PICTURE = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
)


@pytest.fixture(scope="module")
def exporter():
    return FeedbackPage(config=load_config(Course(ROOT)))


@pytest.fixture(scope="module")
def page(exporter):
    """Render cells: ``page(cells, score=…, late_penalty=…)``."""

    def render(cells, **about):
        known = {"notebook": "a <b> & c", "score": 3, "max_score": 10, "late_penalty": 0, **about}
        notebook = v4.new_notebook(cells=cells)
        return exporter.from_notebook_node(notebook, resources={"nbgrader": known})[0]

    return render


def graded(make, source, outputs=None, **about):
    cell = make(source) if outputs is None else make(source, outputs=outputs)
    cell.metadata["nbgrader"] = {**KINDS, "grade_id": "f", "points": 5, "score": 2.5, **about}
    return cell


def policy_of(made):
    found = BeautifulSoup(made, "html.parser").find(
        "meta", {"http-equiv": "Content-Security-Policy"}
    )
    # a browser passes over one that stands elsewhere
    assert found.parent.name == "head"
    return dict(rule.split(maxsplit=1) for rule in found["content"].split("; "))


def test_nothing_but_data_loads_into_a_page(page):
    rules = policy_of(page([]))
    assert rules["default-src"] == rules["form-action"] == rules["base-uri"] == "'none'"
    assert rules["img-src"] == "data:"
    assert "script-src" not in rules


def test_nothing_but_data_loads_into_formgrader_either():
    config = load_config(Course(ROOT))
    # as formgrader sets them
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [template_path]
    known = dict.fromkeys("notebook_id submission_id index total base_url".split(), 0)
    notebook = v4.new_notebook(cells=[graded(v4.new_markdown_cell, "![](/logout)", solution=True)])
    made, _ = HTMLExporter(config=config).from_notebook_node(notebook, resources=known)
    rules = policy_of(made)
    assert rules["img-src"] == "data:"
    assert rules["form-action"] == rules["object-src"] == rules["frame-src"] == "'none'"
    assert "a picture that is not in the notebook" in made
    assert "/logout" not in made


PICTURES = "![a graph](attachment:a.png) ![](attachment:a.png) <img src='attachment:a.png'>"


def test_the_page_is_the_one_that_nbconvert_would_read_and_write_once_more(exporter):
    cells = [
        graded(v4.new_code_cell, "def f(x):\n    return x < 1 and '&amp;'", solution=True),
        graded(v4.new_markdown_cell, "**$a < b$** & <i>c\n\n```python\nx = 1\n```", grade=True),
        v4.new_markdown_cell(PICTURES, attachments={"a.png": {"image/png": PICTURE}}),
        v4.new_code_cell("1", outputs=[v4.new_output("stream", text="<b>&\x1b[31mred")]),
        graded(v4.new_code_cell, "1", grade=True, outputs=[v4.new_output("error", evalue="<b>")]),
    ]
    notebook = v4.new_notebook(cells=cells)

    def made(how):
        known = {"notebook": "a", "score": 3, "max_score": 10, "late_penalty": 0}
        return how(exporter, notebook, {"nbgrader": known})[0]

    theirs = made(HTMLExporter.from_notebook_node)
    ours = made(FeedbackPage.from_notebook_node)
    assert str(BeautifulSoup(ours, "html.parser")) == theirs


def test_a_course_that_has_chosen_the_page_alone_gets_it_in_colours():
    notebook = v4.new_notebook(cells=[v4.new_code_cell("def f(): pass")])
    known = {"notebook": "a", "score": 3, "max_score": 10, "late_penalty": 0}
    made, _ = FeedbackPage().from_notebook_node(notebook, {"nbgrader": known})
    assert '<span class="k">def</span>' in made


def test_every_picture_has_a_description(page):
    cell = v4.new_markdown_cell(PICTURES, attachments={"a.png": {"image/png": PICTURE}})
    found = BeautifulSoup(page([cell]), "html.parser").find_all("img")
    assert [each["alt"] for each in found] == ["a graph", "", "a picture without a description"]


def test_a_notebook_without_graded_cells_is_shown(page):
    made = page([v4.new_markdown_cell("hello"), v4.new_code_cell("1 + 1"), v4.new_raw_cell("raw")])
    assert "<p>hello</p>" in made
    assert "3 of 10 points" in made


def test_names_are_text_and_never_html(page):
    cell = graded(v4.new_code_cell, "", grade=True, grade_id='test_"><script>')
    made = page([cell])
    assert "Feedback: a &lt;b&gt; &amp; c" in made
    assert "<script" not in made
    assert BeautifulSoup(made, "html.parser").find(id='test_"><script>').name == "section"


def test_a_task_is_a_part_with_its_score_and_comment(page):
    made = page([graded(v4.new_markdown_cell, "my work", task=True, comment="**well** done")])
    assert '<a href="#f">' in made
    assert "2.5 of 5 points" in made
    assert "<p><strong>well</strong> done</p>" in made


def test_points_taken_off_for_handing_in_late_are_named(page):
    assert "3 of 10 points (after 2 taken off for handing in late)" in page([], late_penalty=2)


def test_what_waits_is_counted(page):
    cells = [graded(v4.new_markdown_cell, "a", grade=True, solution=True, waiting=flag)
             for flag in (True, False)]  # fmt: skip
    made = page(cells)
    assert "3 of 5 points so far; 5 points still to be marked by a person" in made
    assert "not marked yet (5 points)" in made


def test_a_part_of_the_code_that_waits_is_held_back_and_not_wrong(page):
    made = page([graded(v4.new_code_cell, "f()", grade=True, waiting=True)])
    assert "held back for review (5 points)" in made
    assert "2.5 of 5" not in made


def test_outputs_that_another_grader_left_are_shown(page):
    cell = graded(v4.new_code_cell, "f()", grade=True)
    cell.outputs = [
        v4.new_output("stream", text="printed <b>"),
        v4.new_output("display_data", {"image/png": PICTURE}, metadata={"alt": "a dot"}),
        v4.new_output("error", ename="E", evalue="v", traceback=["\x1b[31mE: v <i>"]),
    ]
    made = page([cell])
    assert "printed &lt;b&gt;" in made
    assert 'alt="a dot"' in made
    assert "E: v &lt;i&gt;" in made
    assert "\x1b" not in made


def test_the_points_of_a_test_cell_stand_in_its_bar_alone(page):
    cell = graded(v4.new_code_cell, "f()", grade=True)
    cell.outputs = [v4.new_output("execute_result", {"text/plain": "2.50"})]
    assert "2.50" not in page([cell])
