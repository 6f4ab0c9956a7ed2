"""Pages that everybody can read: WCAG 2 A and AA by axe-core, narrow windows, keyboard, dark mode.

Feedback pages are those that nbgrader makes for two simulated students in the demonstration.
"""

import itertools
import re

import pytest
from nbconvert.exporters import HTMLExporter

from autograder.course.course import Course
from autograder.course.known_solutions import KnownSolution
from autograder.feedback import wording
from autograder.testing.results import Check, Exercise, Outcome
from tests.support.browser import (
    LAPTOP,
    PHONE,
    browser,  # noqa: F401  (a fixture)
    overflow,
    violations,
)
from tests.support.places import ROOT
from tests.support.simulated import demonstration

NAME = "dropout"
STUDENTS = ("emi", "nora")  # a wrong dropout, a wrong gradient with its picture
NARROW = {"width": 320, "height": 640}  # what WCAG 2.1 asks for (1.4.10 Reflow)
# nbconvert's prompts and code colours are too pale; its page is its own, what it shows is ours
PALE = "color-contrast"
SHOWN = ".jp-MarkdownOutput, .jp-OutputArea"


@pytest.fixture(scope="module")
def pages():
    """The feedback pages of STUDENTS, whose written answers wait to be marked."""
    root, done = demonstration()
    assert done.returncode == 0, done.stdout + done.stderr
    return {student: root / f"feedback/{student}/{NAME}/{NAME}.html" for student in STUDENTS}


@pytest.fixture
def show(browser):  # noqa: F811
    """Open a file or some HTML: ``show(path)``, ``show(html=…)``, with a window and a scheme."""
    opened = []

    def open_page(path=None, html="", window=LAPTOP, scheme="light"):
        page = browser.new_page(viewport=window, color_scheme=scheme)
        opened.append(page)
        page.route(re.compile("^https?:"), lambda route: route.abort())  # as where there is no net
        if path:
            page.goto(path.as_uri())
        else:
            page.set_content(html)
        return page

    yield open_page
    for page in opened:
        page.close()


@pytest.mark.parametrize(
    ("student", "window", "scheme"), [("emi", LAPTOP, "light"), ("nora", NARROW, "dark")],
    ids=["wide-light", "narrow-dark"],
)  # fmt: skip
def test_a_feedback_page_keeps_to_wcag(pages, show, student, window, scheme):
    assert violations(show(pages[student], window=window, scheme=scheme)) == []


@pytest.mark.parametrize("window", [NARROW, PHONE, LAPTOP], ids=["narrow", "phone", "laptop"])
@pytest.mark.parametrize("student", STUDENTS)
def test_a_feedback_page_is_no_wider_than_its_window(pages, show, student, window):
    assert overflow(show(pages[student], window=window)) == []


def test_a_feedback_page_has_a_language_a_title_and_headings_in_order(pages, show):
    page = show(pages["emi"])
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.title() == "dropout: feedback"
    levels = page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4,h5')].map(h => +h.tagName[1])"
    )
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_a_feedback_page_is_dark_where_the_reader_wants_it(pages, show):
    box = "getComputedStyle(document.querySelector('{}')).backgroundColor"
    for part in ("body", ".autograder-feedback"):
        seen = [show(pages["emi"], scheme=s).evaluate(box.format(part)) for s in ("light", "dark")]
        light, dark = (sum(map(int, re.findall(r"\d+", colour)[:3])) for colour in seen)
        assert light > 3 * 230 and dark < 3 * 50, part


def test_the_keyboard_reaches_each_part_and_back(pages, show):
    page = show(pages["emi"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "dropout_forward"
    page.keyboard.press("Enter")
    assert page.url.endswith("#test_dropout_forward")
    part = page.locator("section:target")
    assert part.get_attribute("aria-label") == "Checks: dropout_forward"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Top"


def test_the_keyboard_opens_what_is_folded(pages, show):
    page = show(pages["emi"])
    folded = page.locator("details").first
    folded.locator("> summary").focus()
    page.keyboard.press("Enter")
    assert folded.evaluate("details => details.open")


def test_every_link_within_a_page_leads_somewhere(pages, show):
    page = show(pages["nora"])
    lost = "[...document.links].filter(a => a.hash && !document.getElementById(" \
           "decodeURIComponent(a.hash.slice(1)))).map(a => a.href)"  # fmt: skip
    assert page.locator("nav a").count() == 6
    assert page.evaluate(lost) == []


def test_every_picture_has_a_name(pages, show):
    page = show(pages["nora"])
    named = page.get_by_role("img", name=re.compile("^b1: "))
    assert named.count() == 1
    nameless = page.locator("img:not([alt]), svg:not([aria-label]):not([aria-hidden])")
    assert page.locator("svg").count() > 1
    assert nameless.count() == 0


def test_a_feedback_page_needs_no_script_and_runs_none(pages, show):
    page = show(pages["emi"])
    assert page.locator("script").count() == 0
    assert page.locator("math").count() > 50
    added = '<a id="added" onclick="ran = true">x</a>'
    page.evaluate("html => document.body.insertAdjacentHTML('afterbegin', html)", added)
    page.locator("#added").click()
    assert page.evaluate("window.ran") is None


def test_what_waits_for_a_person_is_no_zero(pages, show):
    text = show(pages["emi"]).locator("main").inner_text()
    assert "35.9 of 40 points so far; 15 points still to be marked by a person" in text
    assert text.count("not marked yet (5 points)") == 6  # in the list and in its place
    assert "0 of 5 points" not in text


@pytest.mark.parametrize(("window", "before"), [(LAPTOP, 19_448), (PHONE, 32_928)])
def test_a_feedback_page_is_at_most_two_fifths_as_long_as_with_all_that_was_given(
    pages, show, window, before
):
    page = show(pages["emi"], window=window)
    height = page.evaluate("document.documentElement.scrollHeight")
    assert 2000 < height <= 0.4 * before


PASS = Check("a", "It adds up", 1, Outcome.PASS)
FAIL = Check("b", "Kept units are scaled", 1, Outcome.FAIL, "They are <b>not</b>.", "What is p?")
SKIP = Check("c", "Any depth", 1, Outcome.SKIP, "Not tried: “Kept units” comes first.")
ODD = Check("d", "Odd", 1, Outcome.ERROR, "A fault of the grader.")
KNOWN = KnownSolution(
    "f", "no_scaling", "", "The kept units are not scaled.", "It is small.", "And p?"
)


@pytest.mark.parametrize("window", [NARROW, LAPTOP], ids=["narrow", "laptop"])
@pytest.mark.parametrize(
    "exercise",
    [
        Exercise("f", 10, (PASS,)),
        Exercise("f", 10, (PASS, FAIL, SKIP), (KNOWN,)),
        Exercise("f", 10, (ODD, FAIL)),
        Exercise("f", 10, (Check("e", "x" * 300, 1, Outcome.FAIL, "1" * 300),)),
    ],
    ids=["pass", "fail", "held-back", "long-words"],
)
def test_the_feedback_of_an_exercise_stands_alone(show, exercise, window):
    """In formgrader and in notebooks it is shown on pages of others, without the page's colours."""
    page = show(html=wording.as_html(exercise), window=window)
    assert violations(page, within=".autograder-feedback") == []
    assert overflow(page) == []


@pytest.fixture(scope="module", params=Course(ROOT).names)
def notebook(request, tmp_path_factory):
    """An executed assignment, as nbconvert turns it into a page."""
    path = ROOT / "solutions" / request.param / f"{request.param}.ipynb"
    body, _ = HTMLExporter().from_filename(str(path))
    page = tmp_path_factory.mktemp("notebook") / "page.html"
    page.write_text(body, encoding="utf-8")
    return page


def test_a_notebook_keeps_to_wcag(notebook, show):
    page = show(notebook)
    assert violations(page, PALE) == []
    assert violations(page, within=SHOWN) == []


@pytest.mark.parametrize("assignment", Course(ROOT).names)
def test_every_figure_of_a_notebook_has_its_own_words(assignment, show):
    """nbconvert's classic page takes them from the output, its newer one does not yet."""
    exporter = HTMLExporter(template_name="classic")
    body, _ = exporter.from_filename(str(ROOT / f"solutions/{assignment}/{assignment}.ipynb"))
    page = show(html=body)
    words = page.locator("img").evaluate_all("all => all.map(img => img.alt)")
    assert len(words) > 3
    assert all(len(each) > 20 for each in words)
    assert "No description has been provided" not in " ".join(words)
    printed = page.locator("main, body").first.inner_text().count("The figure in words: ")
    assert printed == len(words)


def test_a_notebook_is_no_wider_than_a_phone(notebook, show):
    assert overflow(show(notebook, window=PHONE)) == []
