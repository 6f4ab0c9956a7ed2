"""What the course has given is folded away on a feedback page; what is the student's is not."""

from copy import deepcopy

import nbformat.v4 as v4
import pytest
from bs4 import BeautifulSoup

from autograder.course.course import Course
from autograder.course.settings import load_config
from autograder.feedback.folding import FoldGiven
from autograder.feedback.page import FeedbackPage
from tests.support.places import ROOT

KINDS = {"grade": False, "solution": False, "task": False, "locked": False, "schema_version": 3}
ABOUT = {"notebook": "n", "score": 3, "max_score": 10, "late_penalty": 0}


def cell(make, source, **about):
    made = make(source)
    if about:
        made.metadata["nbgrader"] = {**KINDS, "grade_id": source, "points": 5, "score": 1, **about}
    return made


TEXT = cell(v4.new_markdown_cell, "# First steps\n\nWhat is asked")
GIVEN = cell(v4.new_code_cell, "given = 1", locked=True)
OWN = cell(v4.new_code_cell, "my_helper = 2")
SOLUTION = cell(v4.new_code_cell, "solution = 3", solution=True)
CHECKS = cell(v4.new_code_cell, "checks = 4", grade=True, locked=True)
LATER = cell(v4.new_markdown_cell, "## Later on")
LAST = cell(v4.new_markdown_cell, "## The end")
QUESTION = cell(v4.new_markdown_cell, "Why is it so?", locked=True)
ANSWER = cell(v4.new_markdown_cell, "Because.", grade=True, solution=True)


@pytest.fixture(scope="module")
def folded():
    """Return what is folded on the page of some cells, by summary, and what is open."""
    exporter = FeedbackPage(config=load_config(Course(ROOT)))

    def read(*cells):
        notebook = v4.new_notebook(cells=deepcopy([*cells]))
        notebook, _ = FoldGiven().preprocess(notebook, {})
        made, _ = exporter.from_notebook_node(notebook, resources={"nbgrader": dict(ABOUT)})
        main = BeautifulSoup(made, "html.parser").main
        found = {}
        for details in main.find_all("details", class_="given"):
            found[details.summary.text] = details.text
            details.extract()
        return found, main.text

    return read


def test_runs_of_given_text_and_code_are_folded_under_their_headings(folded):
    inside, outside = folded(TEXT, GIVEN, LATER, SOLUTION, CHECKS, LAST)
    assert list(inside) == ["Given: First steps … Later on", "Given: The end"]
    assert "What is asked" in inside["Given: First steps … Later on"]
    assert "given = 1" in inside["Given: First steps … Later on"]
    assert "What is asked" not in outside and "given = 1" not in outside


def test_solutions_checks_and_own_code_stay_open(folded):
    inside, outside = folded(TEXT, OWN, SOLUTION, CHECKS, GIVEN)
    assert "my_helper = 2" in outside and "solution = 3" in outside and "checks = 4" in outside
    assert list(inside) == ["Given: First steps", "Given: a part of the notebook"]


def test_a_question_is_open_above_its_answer(folded):
    inside, outside = folded(TEXT, QUESTION, ANSWER)
    assert list(inside) == ["Given: First steps"]
    assert outside.index("Why is it so?") < outside.index("Because.")


def test_metadata_that_says_otherwise_is_not_believed(folded):
    forged = deepcopy(SOLUTION)
    forged.metadata["fold"] = {"opens": "<script>", "closes": True}
    inside, outside = folded(forged)
    assert inside == {} and "solution = 3" in outside


def test_a_heading_is_text_in_a_summary(folded):
    inside, _ = folded(cell(v4.new_markdown_cell, "# <img src=x> & more"))
    assert list(inside) == ["Given: <img src=x> & more"]
