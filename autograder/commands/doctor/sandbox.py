"""The sandbox and the hidden suites: tried, not looked up."""

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from autograder.commands.doctor.findings import Finding, Place, fail, ok, warn

if TYPE_CHECKING:
    from autograder.course.course import Assignment

KERNELS = "jupyter kernelspec list   and install what is missing"
LOWER = "for code that you trust: autograder grade ASSIGNMENT --isolation process"


def isolation(place: Place) -> Iterator[Finding]:
    """Start the box of each assignment, with the attacks that it must withstand."""
    from autograder.course.ordinary import is_ordinary
    from autograder.course.settings import Grading
    from autograder.sandbox.exceptions import BoxError
    from autograder.sandbox.limits import Level
    from autograder.sandbox.self_test import NAMES, REMEDY, open_box

    lowest = Level.named(Grading(config=place.config).isolation)
    found = set()
    own = {each.name: each.given for each in place.notebooks if not is_ordinary(each)}
    # the helpers of an assignment's notebooks are the same
    folders = own or {"": []}
    for name, given in folders.items():
        try:
            with open_box(given, lowest) as box:
                found.add(box.level)
        except (BoxError, OSError) as error:
            yield fail("isolation", f"{name}: {str(error).removesuffix(f'; {REMEDY}')}", REMEDY)
            return
    level = min(found)
    if level is Level.PROCESS:
        asked = "in nbgrader_config.py: c.Grading.isolation = 'sealed'"
        yield warn("isolation", level.words, asked)
    else:
        yield ok("isolation", f"{level.words}; {len(NAMES)} attacks tried, none got through")


def suites(place: Place) -> Iterator[Finding]:
    """Load the hidden suites of each assignment."""
    from autograder.course.course import CourseError
    from autograder.course.exercise_files import suites_without_cell
    from autograder.course.ordinary import check_way, is_ordinary
    from autograder.course.settings import Grading
    from autograder.grading.suites.runner import SuiteRunner

    allowed = Grading(config=place.config).not_isolated
    for name in place.course.names:
        notebooks, count = place.notebooks_of(name), 0
        where = f"ls '{notebooks[0].suites}'   and compare with source/{name}"
        outside = [each.label for each in notebooks if is_ordinary(each)]
        boxed = [each for each in notebooks if each.points and not is_ordinary(each)]
        try:
            for each in notebooks:
                check_way(each, allowed)
            for each in boxed:
                with closing(SuiteRunner(each)) as runner:
                    count += len(runner.checks)
        except CourseError as error:
            yield fail("suites", str(error), where)
            continue
        if lacking := _kernels(notebooks) if outside else "":
            yield fail("kernels", f"{name} asks for {lacking}, not installed here", KERNELS)
        elif outside:
            words = "the tests stand in its cells, and nbgrader runs them: not isolated"
            yield ok("suites", f"{', '.join(outside)}: {words}")
        elif idle := suites_without_cell(notebooks):
            yield warn("suites", idle, where)
        else:
            exercises = sum(len(each.points) for each in boxed)
            yield ok("suites", f"{name}: {count} checks for {exercises} exercises")


def _kernels(notebooks: "list[Assignment]") -> str:
    """Return the kernels that notebooks name and this machine does not have."""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    about = [each.source.get("metadata", {}).get("kernelspec", {}) for each in notebooks]
    lacking = []
    # which Jupyter takes for the one that it runs in
    own = {"python"}
    for name in sorted({str(spec["name"]) for spec in about if "name" in spec} - own):
        try:
            KernelSpecManager().get_kernel_spec(name)
        except NoSuchKernel:
            lacking.append(name)
    return ", ".join(lacking)
