"""The simulated classes of the course, by assignment, and the demonstration that grades them."""

import subprocess
from pathlib import Path

from autograder.commands.demo.students import SimulatedClass, read_class
from autograder.course.course import Course
from tests.support.once import made_once
from tests.support.places import ROOT
from tests.support.shell import run


def _classes(course: Course) -> dict[str, SimulatedClass]:
    found = {name: read_class(course.assignment(name)) for name in course.names}
    return {name: simulated for name, simulated in found.items() if simulated}


CLASSES = _classes(Course(ROOT))
NAME = "my course é"


def demonstration() -> tuple[Path, subprocess.CompletedProcess[str]]:
    """Return the folder of ``autograder demo`` and how it ended; it runs once in a test run.

    Its feedback pages may be read; only tests/whole/test_demo.py changes anything.
    """
    place, done = made_once("the demo", lambda folder: _demo(folder / NAME))
    return place / NAME, done


def _demo(root: Path) -> subprocess.CompletedProcess[str]:
    return run(ROOT, "autograder", "demo", "--into", str(root))
