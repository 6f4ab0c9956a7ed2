"""The commands on the documentation's pages do what the pages say."""

import os
import re
import shutil

import pytest

from tests.support import pages
from tests.support.docs_site import DOCS, PAGES
from tests.support.places import ROOT
from tests.support.preloaded import commands

FIRST = DOCS / "first-course.md"
# The tutorial, the empty folder, the service and JupyterHub have tests of their own; the first
# course is what all other pages start from.
FOLLOWED = [
    page for page in PAGES
    if page.name not in ("adding-an-exercise.md", "empty-folder.md", "jupyterhub.md", "serving.md",
                         FIRST.name)
    and any(block.runs for block in pages.blocks(page))
]  # fmt: skip


@pytest.fixture(scope="module")
def first_course(tmp_path_factory):
    """The course after the first page; what its commands print is compared on the way."""
    base = tmp_path_factory.mktemp("first course")
    course = base / "course"
    for folder in ("source", "release", "solutions"):
        shutil.copytree(ROOT / folder, course / folder)
    shutil.copy(ROOT / "nbgrader_config.py", course)
    ran = [block for block, _ in pages.follow(FIRST, course, environment(base))]
    return base, ran


def environment(base):
    home = base / "home"
    home.mkdir(exist_ok=True)
    found = pages.environment(ROOT, home)
    return found | {"PATH": os.pathsep.join([str(commands(found)), found["PATH"]])}


def test_the_first_course_ends_with_feedback(first_course):
    base, ran = first_course
    assert len(ran) >= 5
    assert len(list(base.glob("course/feedback/*/regularization/regularization.html"))) == 2


@pytest.mark.parametrize("page", FOLLOWED, ids=lambda page: page.stem)
def test_the_commands_of_a_page_do_what_it_says(first_course, tmp_path, page):
    base, _ = first_course
    course = tmp_path / "course"
    shutil.copytree(base / "course", course)
    ran = [block.text for block, _ in pages.follow(page, course, environment(base))]
    assert ran == [block.text for block in pages.blocks(page) if block.runs]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_command_that_is_not_run_says_why(page):
    for block in pages.blocks(page):
        if block.language == "bash":
            assert len(block.words.get("norun", "a reason")) > 5, block.text
        else:
            assert "norun" not in block.words, block.text


COMMAND = re.compile(r"^\$? ?(?:autograder|nbgrader|make|pip|python3?|jupyter|dask|kubectl) ")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_looks_like_a_command_is_marked_as_one(page):
    """Else it would be shown and never be run."""
    for block in pages.blocks(page):
        if block.language in ("", "text", "sh", "shell", "console") and not block.flags:
            assert not all(map(COMMAND.match, block.text.splitlines())), block.text


def test_a_changed_output_is_noticed(tmp_path):
    page = tmp_path / "page.md"
    for shown, right in (("one\n...\n", True), ("one\ntwo\n", True), ("one\nthree\n", False)):
        page.write_text(
            f"```bash\nprintf 'one\\ntwo\\n'\n```\n\n```text output\n{shown}```\n", "utf-8"
        )
        if right:
            assert len(list(pages.follow(page, tmp_path, dict(os.environ)))) == 1
        else:
            with pytest.raises(AssertionError, match="but what came out is"):
                list(pages.follow(page, tmp_path, dict(os.environ)))


def test_a_command_that_fails_is_noticed(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("```bash\nfalse\n```\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="ended with 1"):
        list(pages.follow(page, tmp_path, dict(os.environ)))
