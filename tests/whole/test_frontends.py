"""The life of an assignment as people live it: in JupyterLab, with mouse and keyboard.

One story: a failed step skips those that follow. Pictures of each step: ``artefacts/frontends``.
"""

import json
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path

import pytest

from autograder.commands.demo.notebooks import solution_code
from autograder.course.course import Course
from tests.support.browser import (
    LAPTOP,
    browser,  # noqa: F401  (a fixture)
)
from tests.support.places import ROOT
from tests.support.simulated import CLASSES

NAME = "regularization"
EXERCISES = [*Course(ROOT).assignment(NAME).points]
SHARED = (
    "\nc = get_config()\nc.Exchange.root = {exchange!r}\n"
    "c.ExchangeCollect.check_owner = False\n"  # one account is both of them
)
STUDENT = "c.CourseDirectory.course_id = {course!r}\nc.CourseDirectory.student_id = 'zoë'\n"
PICTURES = ROOT / "artefacts" / "frontends"


class Story:
    """The two people, where they work, what they have open, and how far they have come."""

    def __init__(self, root: Path, chromium, open_until: ExitStack) -> None:
        self.course, self.student, exchange = root / "course", root / "zoë", root / "exchange"
        for folder in (self.course, self.student, exchange):
            folder.mkdir()
        exchange.chmod(0o1777)
        ignored = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", "datasets")
        shutil.copytree(ROOT / "source", self.course / "source", ignore=ignored)
        shared = SHARED.format(exchange=str(exchange))
        config = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
        (self.course / "nbgrader_config.py").write_text(config + shared, encoding="utf-8")
        own = shared + STUDENT.format(course=NAME)
        (self.student / "nbgrader_config.py").write_text(own, encoding="utf-8")
        self._browser, self._open_until = chromium, open_until
        self.ended = ""  # the step that failed
        self.pictures = 0

    def lab(self, folder: Path):
        """Open JupyterLab in a folder, with a server, a home and a browser session of its own."""
        from tests.support.frontends import jupyter, lab

        home = folder.with_name(f"home of {folder.name}")
        address = self._open_until.enter_context(lab.lab(folder, home))
        return jupyter.open_lab(self._browser, address)

    @cached_property
    def formgrader(self):
        from tests.support.frontends.nbgrader import Formgrader

        return Formgrader(self.lab(self.course))

    @cached_property
    def assignments(self):
        from tests.support.frontends.nbgrader import AssignmentList

        return AssignmentList(self.lab(self.student))

    @cached_property
    def notebook(self):
        return self.assignments.open(NAME)

    def picture(self, page, name: str) -> None:
        """Keep a picture of the page."""
        self.pictures += 1
        page.screenshot(path=PICTURES / f"{self.pictures:02}-{name}.png")


@pytest.fixture(scope="module")
def story(tmp_path_factory, browser, request) -> Iterator[Story]:  # noqa: F811
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    with ExitStack() as open_until:
        yield Story(tmp_path_factory.mktemp("a course é"), browser, open_until)
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print(f"\npictures of the front ends: {PICTURES}")


@pytest.fixture(autouse=True)
def step(story, request) -> Iterator[None]:
    """Skip what follows a failed step."""
    if story.ended:
        pytest.skip(f"the story ended before: {story.ended}")
    failed = request.session.testsfailed
    yield
    if request.session.testsfailed > failed:
        story.ended = request.node.name


@pytest.fixture
def formgrader(step, story):
    return story.formgrader


@pytest.fixture
def assignments(step, story):
    return story.assignments


@pytest.fixture
def notebook(step, story):
    return story.notebook


def test_the_instructor_generates_the_release(story, formgrader):
    said = formgrader.press(NAME, "generate")
    story.picture(formgrader.page, "generated")
    assert "Successfully created the student version" in said
    assert (story.course / f"release/{NAME}/{NAME}.ipynb").is_file()


def test_the_instructor_releases_it(story, formgrader):
    said = formgrader.press(NAME, "release")
    story.picture(formgrader.page, "released")
    assert "Successfully released" in said
    assert "released" in formgrader.row(NAME).inner_text()


def test_the_student_fetches_it(story, assignments):
    assignments.fetch(NAME)
    story.picture(assignments.page, "fetched")
    assert (story.student / NAME / f"{NAME}.ipynb").is_file()


def test_the_notebook_opens_without_answers(story, notebook):
    released = json.loads((story.student / NAME / f"{NAME}.ipynb").read_text(encoding="utf-8"))
    notebook.wait_for_cells(len(released["cells"]))
    story.picture(notebook.page, "opened")
    assert notebook.count("raise NotImplementedError()") >= len(EXERCISES)
    assert notebook.count("YOUR ANSWER HERE") == len(CLASSES[NAME].answers)
    assert notebook.count("MARK SCHEME") == notebook.count("END SOLUTION") == 0


def test_validate_tells_a_student_who_has_written_nothing(story, notebook):
    notebook.save()
    said = notebook.validate()
    assert said.count("following cell failed") == len(EXERCISES) + len(CLASSES[NAME].answers)
    assert f"{EXERCISES[0]} is not written yet" in said
    assert "You did not provide a response" in said


def test_a_check_that_fails_says_why_on_one_screen(story, notebook):
    wrong = solution_code(Course(ROOT).assignment(NAME), EXERCISES[0], "misconceptions/half_lost")
    notebook.run("@title Setup")
    notebook.write_code(f"def {EXERCISES[0]}(", wrong)
    notebook.run(f"def {EXERCISES[0]}(")
    told = notebook.run(f"check_{EXERCISES[0]}(").locator(".jp-OutputArea-output")
    told.get_by_text("✗").wait_for()
    story.picture(notebook.page, "failing")
    lines = told.inner_text().strip().splitlines()
    assert len(lines) <= 8
    assert "it looks as if the 2 in lambda / (2 m) is missing" in told.inner_text()
    assert told.bounding_box()["height"] < LAPTOP["height"] / 2


def test_the_student_writes_code_and_answers(story, notebook):
    assignment = Course(ROOT).assignment(NAME)
    for exercise in EXERCISES:
        notebook.write_code(f"def {exercise}(", solution_code(assignment, exercise, "right"))
    story.picture(notebook.page, "code-written")
    for answer in CLASSES[NAME].answers.values():
        notebook.write_answer("YOUR ANSWER HERE", answer)
    notebook.save()
    story.picture(notebook.page, "answered")
    assert notebook.count("YOUR ANSWER HERE") == 0


def test_every_cell_runs_and_every_check_is_content(story, notebook):
    notebook.run_all()
    story.picture(notebook.page, "run")
    outputs = notebook.outputs()
    for exercise in EXERCISES:
        assert any(f"✓ {exercise}" in output for output in outputs), exercise
    assert not [output for output in outputs if "Traceback" in output or "✗" in output]


def test_every_figure_is_told_in_words_as_well(notebook):
    """JupyterLab gives the pictures of outputs no alternative text, even where they carry one."""
    figures = notebook.cells.locator(".jp-OutputArea-output img").count()
    assert figures > 5
    assert sum("The figure in words: " in output for output in notebook.outputs()) == figures


def test_validate_says_success(story, notebook):
    notebook.save()
    assert "Success! Your notebook passes all the tests." in notebook.validate()


def test_the_student_submits(story, assignments):
    assignments.submit(NAME)
    story.picture(assignments.page, "submitted")


def test_the_instructor_collects(story, formgrader):
    said = formgrader.press(NAME, "collect")
    story.picture(formgrader.page, "collected")
    assert "Successfully collected" in said
    assert (story.course / f"submitted/zoë/{NAME}/{NAME}.ipynb").is_file()


def test_the_autograde_button_grades_in_the_sandbox(story, formgrader):
    formgrader.follow("1")
    said = formgrader.press("zoë", "autograde")
    story.picture(formgrader.page, "autograded")
    assert "Successfully autograded" in said
    row = formgrader.row("zoë").inner_text()
    assert "needs manual grading" in row
    assert "40 / 50" in row
    graded = story.course / f"autograded/zoë/{NAME}/{NAME}.ipynb"
    about = json.loads(graded.read_text(encoding="utf-8"))["metadata"]["autograder"]
    assert about["receipt"]["isolation"] in ("sealed", "contained")


def test_manual_grading_shows_the_answer_below_its_rubric(story, formgrader):
    formgrader.follow("Manual Grading", NAME)
    formgrader.heading("Manual Grading").wait_for()
    formgrader.follow(NAME)
    text = formgrader.mark("Submission #1").inner_text()
    for place, answer in enumerate(CLASSES[NAME].answers.values(), 1):
        rubric = text.index("BEGIN MARK SCHEME", text.index(f"Question {place} (5 points)"))
        assert rubric < text.index(answer[:40]), place


def test_manual_grading_shows_the_figures_that_the_student_saw(story, formgrader):
    figures = formgrader.frame.get_by_alt_text("A figure, as handed in")
    figures.last.scroll_into_view_if_needed()
    story.picture(formgrader.page, "handed-in-figure")
    assert figures.count() > 5
    assert figures.last.evaluate("one => one.offsetWidth <= one.parentElement.offsetWidth")


def test_the_marks_and_a_comment_are_kept(story, formgrader):
    for answer in CLASSES[NAME].answers:
        formgrader.enter(answer, "4.5")
        story.picture(formgrader.page, f"marked-{answer}")
    formgrader.enter(f"{answer}-comment", 'Say what is right *on average*: "1 < 2" & more')
    formgrader.follow("Manual Grading", NAME)
    formgrader.heading("Manual Grading").wait_for()
    formgrader.follow(NAME)
    formgrader.frame.get_by_role("link", name="Submission #1").wait_for()
    story.picture(formgrader.page, "marked")
    assert "49 / 50" in formgrader.row("Submission #1").inner_text()


def test_feedback_is_generated_and_released(story, formgrader):
    formgrader.follow("Manual Grading")
    formgrader.assignments()
    assert "Successfully generated feedback" in formgrader.press(NAME, "generate feedback")
    assert "Successfully released feedback" in formgrader.press(NAME, "release feedback")
    assert (story.course / f"feedback/zoë/{NAME}/{NAME}.html").is_file()


def test_the_student_reads_the_feedback(story, assignments):
    assignments.fetch_feedback(NAME)
    feedback = assignments.view_feedback(NAME)
    text = feedback.locator("body").inner_text()
    story.picture(assignments.page, "feedback")
    assert "49 of 50 points" in text
    assert text.index("What to do next") < text.index("every check passes")
    assert 'Say what is right on average: "1 < 2" & more' in text
    assert "MARK SCHEME" not in text
