import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing

import pytest

from autograder.classroom.workers.cores import ONE_THREAD
from autograder.course.course import Assignment, Course
from autograder.grading.grader import Grader
from autograder.sandbox.box import Box
from autograder.sandbox.limits import Limits
from autograder.sandbox.self_test import open_box
from autograder.submission.cells import cells_with, extract_cells
from tests.support import notebooks
from tests.support.activated import activate
from tests.support.once import RUN, folder
from tests.support.places import ROOT, TESTS, TOY
from tests.support.remembering import RememberingGrader

# one for all workers of a run, which inherit the variable
if RUN not in os.environ:
    os.environ[RUN] = tempfile.mkdtemp(prefix="autograder-tests-")
    atexit.register(shutil.rmtree, os.environ[RUN], ignore_errors=True)
    activate()
# threads of NumPy would only wait for each other, a third of all time: workers share few cores
for _name in ONE_THREAD:
    os.environ.setdefault(_name, "1")
# the bank of known mistakes runs once, and nobody's own is touched
os.environ.setdefault("AUTOGRADER_CACHE", str(folder() / "cache"))


# The longest first: a long file that begins late would keep one worker busy at the end alone.
LONGEST_FIRST = (
    "content/test_confusion.py", "whole/test_docs.py", "whole/test_cluster.py",
    "whole/test_frontends.py", "whole/test_postgres.py", "whole/test_benchmarks.py",
    "whole", "content", "attacks", "malformed", "grading", "classroom", "gradebook", "commands",
)  # fmt: skip


# Two thirds of all time: for `make everything` and .ci/run. Of what they prove `make test` proves a
# part, by fewer cases or in another way.
THOROUGH = (
    # whole banks, by the thousand
    "content/test_confusion.py", "content/test_edits.py", "content/test_luck.py",
    "content/test_mutants.py", "content/test_one_price.py",
    "content/test_visible_checks.py::test_no_known_mistake_makes_a_check_say_more_than_eight_lines",
    "grading/test_determinism.py", "malformed/test_fuzz.py",
    # all that trains nets: solved notebooks, and what they show
    "content/test_release.py::test_nbgrader_validate_passes_on_the_solutions",
    "content/test_cifar10.py::test_dropout_shows_its_effect_on_the_embedded_data",
    "whole/test_online.py", "whole/test_colab_kernel.py", "whole/test_benchmarks.py",
    # every page word for word, every moment of a kill, an installation of its own
    "whole/test_docs.py::test_the_commands_of_a_page_do_what_it_says", "whole/test_kills.py",
    "whole/test_wheel.py",
    # browsers, clusters, database servers
    "whole/test_accessibility.py", "whole/test_frontends.py", "whole/test_lite.py",
    "whole/test_cluster.py", "whole/test_docs_site.py", "whole/test_postgres.py",
    "whole/test_serve_cluster.py",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the files with long tests first, those of a folder by name; mark the thorough."""
    items.sort(key=lambda item: _turn(item.path.relative_to(TESTS).as_posix()))
    for item in items:
        if f"{item.path.relative_to(TESTS).as_posix()}::{item.name}".startswith(THOROUGH):
            item.add_marker("thorough")


def _turn(path: str) -> int:
    turns = (turn for turn, begin in enumerate(LONGEST_FIRST) if path.startswith(begin))
    return next(turns, len(LONGEST_FIRST))


@pytest.fixture(scope="session")
def course() -> Course:
    return Course(ROOT)


@pytest.fixture(scope="session")
def toy(tmp_path_factory) -> Assignment:
    root = tmp_path_factory.mktemp("a course with spaces é")
    shutil.copytree(TOY / "source", root / "source")
    (root / "nbgrader_config.py").write_text("", encoding="utf-8")
    notebooks.write(root / "source/arithmetic/arithmetic.ipynb", notebooks.toy())
    return Course(root, TOY / "exercises").assignment("arithmetic")


@pytest.fixture(scope="session")
def box(toy: Assignment) -> Iterator[Box]:
    """A box without a grader."""
    with open_box(toy.given) as box:
        yield box


@pytest.fixture(scope="session")
def toy_grader(toy: Assignment) -> Iterator[Grader]:
    with Grader(toy, limits=Limits(call_seconds=0.5, cell_seconds=0.5)) as grader:
        yield grader


@pytest.fixture
def grade(toy_grader: Grader):
    """Grade the toy assignment: ``grade(double=…, negate=…)`` or ``grade(notebook=…)``."""

    def run(*own: str, notebook=None, **code: str):
        if notebook is None:
            notebook = notebooks.toy(
                code.get("double", notebooks.DOUBLE), code.get("negate", notebooks.NEGATE), *own
            )
        return toy_grader.grade_cells(extract_cells(notebook, toy_grader.assignment), "student")

    return run


class WarmGraders(dict[str, Grader]):
    """A warm grader for each of the course's assignments, started when first asked for."""

    def __init__(self, course: Course, kind: type[Grader]) -> None:
        super().__init__()
        self._course, self._kind = course, kind

    def __missing__(self, name: str) -> Grader:
        limits = Limits(call_seconds=2.0, cell_seconds=2.0)
        self[name] = self._kind(self._course.assignment(name), limits=limits)
        return self[name]

    def close(self) -> None:
        for grader in self.values():
            grader.close()


@pytest.fixture(scope="session")
def graders(course: Course) -> Iterator[WarmGraders]:
    """A warm grader for each of the course's assignments."""
    with closing(WarmGraders(course, Grader)) as warm:
        yield warm


@pytest.fixture(scope="session")
def remembering_graders(course: Course) -> Iterator[WarmGraders]:
    """The same, for known programs: what one test has had graded, no other runs again."""
    with closing(WarmGraders(course, RememberingGrader)) as warm:
        yield warm


@pytest.fixture(scope="session")
def grade_exercise(remembering_graders):
    """Grade code as one exercise's solution cell, all other exercises being the reference."""

    def run(assignment: str, exercise: str, code: str) -> dict:
        grader = remembering_graders[assignment]
        cells = cells_with(grader.assignment, exercise, code)
        graded = grader.grade_cells(cells, "student", frozenset([exercise]))
        (found,) = graded.exercises
        return {
            "score": found.score,
            "max_score": found.max_score,
            "checks": {f"test_{c.name}": (str(c.outcome), c.rationale) for c in found.checks},
            "exercise": found,
        }

    return run
