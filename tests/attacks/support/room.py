"""A class that is attacked: its grader, its bystanders, and what anyone is told of it."""

import json
import re
import time
from html.parser import HTMLParser
from pathlib import Path

from autograder.course.course import Assignment, Course
from autograder.feedback import wording
from autograder.grading import seeds
from autograder.grading.grader import Grader
from autograder.sandbox.limits import Level, Limits
from autograder.submission.cells import extract_cells
from autograder.testing.results import Graded
from tests.attacks.support.cases import FOLDER, Case
from tests.support import notebooks
from tests.support.boxes import Boxes

SUITES = FOLDER / "toy/exercises"
LIMITS = Limits(call_seconds=0.5, cell_seconds=0.5, submission_seconds=10.0, memory_mb=256)
BYSTANDERS = {
    "right": notebooks.toy(),
    "wrong": notebooks.toy("def double(x):\n    return 3 * x"),
    "raising": notebooks.toy(negate="def negate(x):\n    raise ValueError('odd')"),
}


class Class:
    """A grader that grades the bystanders again after every attack."""

    def __init__(self, toy: Assignment, seed: int, *levels: Level) -> None:
        assignment = Course(toy.folder.parent.parent, SUITES).assignment("arithmetic")
        self.boxes = Boxes(assignment, *levels)
        self.grader = Grader(assignment, limits=LIMITS, seed=seed, box=self.boxes)
        self.processes = len(below(self.boxes.pid))
        self.files = files(toy.folder.parent.parent)
        self.before = self.bystanders()
        self.after: dict[str, list[dict]] = {}
        self.cpu: dict[str, float] = {}
        self._graded: dict[Case, Graded] = {}

    def grade(self, case: Case) -> Graded:
        if case not in self._graded:
            start = time.process_time()
            self._graded[case] = self._grade(case.notebook(), "attacker")
            self.cpu[case.slug] = time.process_time() - start
            self.after[case.slug] = self.bystanders()
        return self._graded[case]

    def bystanders(self) -> list[dict]:
        return [without_seconds(self._grade(n, name)) for name, n in BYSTANDERS.items()]

    def _grade(self, notebook: dict, name: str) -> Graded:
        return self.grader.grade_cells(extract_cells(notebook, self.grader.assignment), name)


def without_seconds(graded: Graded) -> dict:
    """Return the outcome alone: not how long it took, nor the receipt with its seed."""
    return {**graded.as_json(), "seconds": 0, "receipt": None}


def told(graded: Graded) -> str:
    """All that anyone is told of a submission."""
    kinds = (wording.as_html, wording.as_text, wording.comment)
    pages = [kind(exercise) for exercise in graded.exercises for kind in kinds]
    causes = [check.cause for exercise in graded.exercises for check in exercise.checks]
    return "\n".join([json.dumps(graded.as_json(), ensure_ascii=False), *pages, *causes])


def hidden_digits(seed: int) -> set[str]:
    """Ten digits of each hidden input and expected value."""
    digits = set()
    for name in ("double:test_value", "double:test_input_is_left_alone", "double:test_scalar",
                 "negate:test_value"):  # fmt: skip
        rng = seeds.input_generator(seed, *name.split(":"))
        x = rng.standard_normal((2, 3)).ravel()
        values = [repr(abs(float(v))) for v in (*x, *(2 * x))]
        digits |= {re.sub(r"\D", "", v).lstrip("0")[:10] for v in values}
    return digits


class Tags(HTMLParser):
    """Collects what a browser would act on."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def files(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


def below(pid: int) -> list[int]:
    """A process and all that descend from it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in below(int(child)))]


def running(pid: int) -> bool:
    """Whether there is a process of that number, and it has not ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
