"""Grades trials, in processes that each have one warm grader for every assignment."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from traitlets.config import Config

from autograder.classroom.workers.cores import settle_in
from autograder.commands.verify.proof import MUTANT, Trial, TrialResult
from autograder.course.course import Course
from autograder.course.settings import Grading, without_hooks
from autograder.grading.grader import Grader
from autograder.sandbox.limits import Level, Limits

SECONDS = 2.0  # of a call or a cell: what takes longer never ends; a busy machine is allowed for


@dataclass(frozen=True)
class VerifySetup:
    """What a process needs to grade."""

    root: Path
    suites: Path
    lowest: Level
    limits: Limits
    seed: int
    config: Config

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "config": without_hooks(self.config)}

    @classmethod
    def of(cls, course: Course, config: Config) -> "VerifySetup":
        """Return the course's own settings, but with less time for what never ends."""
        settings = Grading(config=config)
        brief = {name: min(getattr(settings, name), SECONDS)
                 for name in ("call_seconds", "cell_seconds")}  # fmt: skip
        limits = replace(settings.limits, **brief)
        lowest, suites = Level.named(settings.isolation), Path(course.root, settings.suites)
        return cls(course.root, suites, lowest, limits, settings.seed, config)

    def grader(self, assignment: str) -> Grader:
        """Start a grader."""
        chosen = Course(self.root, self.suites, self.config).assignment(assignment)
        return Grader(chosen, self.lowest, self.limits, self.seed)

    def size(self, trial: Trial) -> int:
        """Return the letters of a trial."""
        return sum(len(cell.source) for cell in trial.cells)

    def lost(self, trial: Trial, why: str) -> TrialResult:
        """Return the result of a trial that has ended its process."""
        return TrialResult(trial, None, why)


def grade_trial(grader: Grader, trial: Trial) -> TrialResult:
    """Grade one trial."""
    only, name = frozenset({trial.exercise}), f"{trial.kind} {trial.name}".strip()
    # of a mutant it matters whether it is killed, not what it is called
    graded = grader.grade_cells(list(trial.cells), name, only, naming=trial.kind != MUTANT)
    exercise = graded.exercises[0] if graded.exercises else None
    causes = [check.cause for check in exercise.checks if check.outcome == "error"] \
        if exercise else []  # fmt: skip
    return TrialResult(trial, exercise, graded.error or "; ".join(causes))


# From here on: in the processes.
_graders: dict[str, Grader] = {}
_setup: VerifySetup


def begin(setup: VerifySetup, cores: Sequence[int], number: Any) -> None:
    """Prepare the process; a grader starts with the first trial of its assignment."""
    global _setup
    _setup = setup
    settle_in(cores, number)


def level() -> str:
    """Return nothing: a refusal of the box comes with the first trial."""
    return ""


def grade(trial: Trial) -> TrialResult:
    """Grade one trial with the warm grader of its assignment."""
    if trial.assignment not in _graders:
        _graders[trial.assignment] = _setup.grader(trial.assignment)
    return grade_trial(_graders[trial.assignment], trial)
