"""A process of the service that grades: it reads what came, and has a box run it."""

import datetime
import json
import logging
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from traitlets.config import Config

from autograder.classroom.workers.cores import settle_in, spare_collections
from autograder.commands.serve import shown
from autograder.commands.serve.attempts import Kept
from autograder.commands.serve.settings import ALL
from autograder.course.settings import Grading, without_hooks
from autograder.grading.grader import Grader, PutOff, warm_grader
from autograder.grading.seeds import repeated_seed
from autograder.sandbox.notebook_cells import Cell
from autograder.submission.cells import extract_cells
from autograder.submission.forms import as_notebook
from autograder.submission.hashes import digest
from autograder.submission.read import UnreadableSubmission, lean_notebook, parse_notebook
from autograder.testing.results import Graded

log = logging.getLogger("autograder")
WORK = __name__
LOOK_SECONDS = 5.0  # until a change of the course counts: to look at all its files takes a while
CODE = "code"  # the key of a request that holds cells, and no notebook
AWAY = "The grader had a fault. This is not your fault, and no attempt is used up."


@dataclass(frozen=True)
class Question:
    """What a student asks: the file as it came, about which exercises, and their hidden inputs.

    ``left_out``: exercises that are not asked about, and why; ``kept``: the last answers, which
    are given once more where they are about the same; ``page``: an HTML page is wanted.
    """

    student: str
    label: str
    exercises: tuple[str, ...]
    content: bytes = field(repr=False)
    seed: int = field(repr=False)
    left_out: dict[str, str] = field(default_factory=dict)
    kept: dict[str, Kept] = field(default_factory=dict, repr=False)
    page: bool = False


@dataclass(frozen=True)
class Answer:
    """What came out, as far as students may read it; or ``error``, a sentence.

    ``judged``: what `shown.told` says of each exercise that was judged now; ``identity``: of what
    was asked; ``fault``: the error is the grader's, not the submission's.
    """

    result: dict[str, Any] = field(default_factory=dict, repr=False)
    judged: dict[str, Any] = field(default_factory=dict, repr=False)
    identity: str = ""
    page: str = field(default="", repr=False)
    error: str = ""
    fault: bool = False


@dataclass(frozen=True)
class Practice:
    """What the processes are set up with: the course, what is shown, and how long code may run."""

    root: Path
    config: Config
    labels: tuple[str, ...]
    shows: str
    patience: float

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "config": without_hooks(self.config)}

    def size(self, question: Question) -> int:
        """Return the bytes of what came."""
        return len(question.content)

    def lost(self, question: Question, why: str) -> Answer:
        """Return the answer to a question that has ended its process."""
        return Answer(error=AWAY, fault=True)

    @property
    def settings(self) -> Grading:
        """Return how submissions are graded, without the seed of the grade that counts."""
        found = Grading(config=self.config)
        found.seed = repeated_seed(found.seed)
        return found


_practice: Practice
# when it was looked at last, and the grader, by the notebook's label
_looked: dict[str, tuple[float, Grader]] = {}


def begin(practice: Practice, cores: Sequence[int], number: Any) -> None:
    """Prepare the process."""
    global _practice
    _practice = practice
    settle_in(cores, number)


def level() -> str:
    """Start a grader for each notebook of the course; return their isolation in words."""
    graders = [_grader(label) for label in _practice.labels]
    spare_collections()
    return graders[0].level.words


def grade(question: Question) -> Answer:
    """Answer a question."""
    try:
        return _answered(question)
    except UnreadableSubmission as error:
        return Answer(error=f"{str(error)[:1].upper()}{str(error)[1:]}.")
    except PutOff:
        return Answer(
            error=f"Your code was still running after {_practice.patience:g} seconds, longer than "
            "is tried here. What you hand in is given more time."
        )
    # it may show hidden values: for the instructor's terminal alone
    except Exception:
        log.exception("a question was not answered")
        return Answer(error=AWAY, fault=True)


def _grader(label: str) -> Grader:
    """Return the grader of a notebook; whether the course has changed is looked at now and then."""
    looked, grader = _looked.get(label, (-math.inf, None))
    if grader is None or time.monotonic() - looked > LOOK_SECONDS:
        grader = warm_grader(_practice.settings, _practice.root, label)
        _looked[label] = time.monotonic(), grader
    return grader


def _answered(question: Question) -> Answer:
    grader = _grader(question.label)
    grader.patience = _practice.patience
    notebook = _notebook(question.content, f"{grader.assignment.stem}.ipynb")
    cells = extract_cells(notebook, grader.assignment)
    identity = _identity(grader, cells)
    kept = {name: json.loads(each.told) | {"same": _same(each.asked)}
            for name, each in question.kept.items() if each.identity == identity}  # fmt: skip
    only = frozenset(question.exercises) - kept.keys()
    graded = Graded(question.student, grader.assignment.name, 0.0, 0.0)
    if only:
        graded = grader.grade_cells(cells, question.student, only, naming=False, seed=question.seed)
    if graded.error:
        log.error("a question was not answered: %s", graded.error)
        return Answer(error=AWAY, fault=True)
    if _practice.shows == ALL:
        graded = _named(grader, cells, graded)
    seen = shown.shown(graded, _practice.shows)
    judged = {each.exercise: shown.told(each) for each in seen.exercises}
    both = judged | kept
    told = {name: both[name] for name in grader.assignment.points if name in both}
    left_out = {name: why for name, why in question.left_out.items() if name not in told}
    page = shown.page(seen, told, left_out) if question.page else ""
    return Answer(shown.as_json(seen, told, left_out), judged, identity, page)


def _identity(grader: Grader, cells: list[Cell]) -> str:
    """Return the hash of all that an answer depends on beside the inputs that it draws."""
    about = [grader.receipt(cells, grader.seed), _practice.shows]
    return digest([("", json.dumps(about, sort_keys=True).encode())])


def _same(asked: float) -> str:
    then = datetime.datetime.fromtimestamp(asked).astimezone()
    return f"Same code as at {then:%H:%M %Z}: this is the answer of then; no attempt used."


def _notebook(content: bytes, name: str) -> dict[str, Any]:
    """Return the notebook that came, or the one of cells' code that came."""
    lean = lean_notebook(content, name)
    found = parse_notebook(lean, name) if b'"cells"' in lean or b'"worksheets"' in lean else None
    if found is not None:
        return found
    try:
        code = json.loads(lean)[CODE]
    except (ValueError, RecursionError, LookupError, TypeError):
        code = None
    if not isinstance(code, list) or not all(isinstance(each, str) for each in code):
        raise UnreadableSubmission(
            f"what came is neither a notebook nor the code of its cells ({{'{CODE}': [text, …]}})"
        )
    return as_notebook(code)


def _named(grader: Grader, cells: list[Any], graded: Graded) -> Graded:
    """Name the known mistakes, by inputs that all attempts have in common.

    What the mistakes do is known for these alone. Where other checks fail than the attempt's own,
    none is named.
    """
    failing = {e.exercise: e for e in graded.exercises if e.outcome in ("partial", "fail")}
    if not failing:
        return graded
    seen = grader.grade_cells(cells, graded.submission, frozenset(failing))
    same = {
        each.exercise: each.misconceptions
        for each in seen.exercises
        if [c.outcome for c in each.checks] == [c.outcome for c in failing[each.exercise].checks]
    }
    exercises = (replace(e, misconceptions=same.get(e.exercise, ())) for e in graded.exercises)
    return replace(graded, exercises=tuple(exercises))
