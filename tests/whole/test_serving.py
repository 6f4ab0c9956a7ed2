"""docs/serving.md from top to bottom: an instructor, a service, and a student who asks."""

import os
import shutil
import signal
import subprocess
from contextlib import contextmanager
from dataclasses import replace

import pytest

from tests.support import pages
from tests.support.docs_site import DOCS
from tests.support.frontends.lab import free_port
from tests.support.places import ROOT

PAGE = DOCS / "serving.md"
pytestmark = pytest.mark.slow


@pytest.fixture
def course(tmp_path):
    for folder in ("source", "release", "solutions"):
        shutil.copytree(ROOT / folder, tmp_path / "course" / folder)
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path / "course")
    return tmp_path / "course"


@contextmanager
def terminals():
    """What other terminals run meanwhile; all of it is ended."""
    running = []
    try:
        yield running
    finally:
        for each in running:
            os.killpg(each.pid, signal.SIGKILL)
            each.wait()


def test_the_page_leads_from_nothing_to_an_answer(course, tmp_path):
    environment = pages.environment(ROOT, tmp_path) | {"no_proxy": "*"}
    terminal, printed, port = pages.Terminal(course, environment), "", str(free_port())
    done = []
    with terminals() as running:
        for block in pages.blocks(PAGE):
            here = replace(block, text=block.text.replace("8765", port))
            if "as" in block.words:
                # that part needs a hub: tests/whole/test_hub.py
                continue
            if "starts" in block.words:
                words = f"exec {here.text.strip()} --port {port}"
                running.append(subprocess.Popen(
                    ["bash", "-c", words], cwd=course, env=environment, start_new_session=True,
                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                ))  # fmt: skip
            elif block.runs:
                printed = terminal.run(here)
                done.append(block)
            elif "output" in block.flags:
                assert pages.like(block.text, printed), f"{block.text}\nbut it is\n{printed}"
        assert len(running) == 1
    assert len(done) == 4
