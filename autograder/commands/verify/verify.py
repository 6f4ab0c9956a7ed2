"""``autograder verify``: proves the suites by what must earn points and by what must not."""

import json
import sys
from contextlib import closing

from tqdm import tqdm
from traitlets.config import Config

from autograder.classroom.workers.cores import cores
from autograder.classroom.workers.local import Processes
from autograder.commands.verify import trial_process
from autograder.commands.verify.equivalent_mutants import read_equivalents
from autograder.commands.verify.objections import faults_of
from autograder.commands.verify.printed import as_json, render
from autograder.commands.verify.proof import Proof, Trial
from autograder.commands.verify.trials import released_cells, trials_of
from autograder.course.course import Course, CourseError
from autograder.course.ordinary import is_ordinary
from autograder.course.settings import Grading

HOLDS, DOES_NOT_HOLD, INTERRUPTED = 0, 1, 130


def run(course: Course, config: Config, assignment: str | None, json_lines: bool = False) -> int:
    """Verify the suites of one assignment, or of all; print what was found, return the exit code.

    Raises CourseError where the banks cannot be read or cosmic-ray is missing.
    """
    try:
        proofs = prove(course, config, _chosen(course, assignment))
    except KeyboardInterrupt:
        print("verify: interrupted, nothing is proven", file=sys.stderr)
        return INTERRUPTED
    if json_lines:
        for proof in proofs:
            print(json.dumps(as_json(proof), ensure_ascii=False))
    else:
        print(render(proofs))
    return DOES_NOT_HOLD if any(map(faults_of, proofs)) else HOLDS


def _chosen(course: Course, assignment: str | None) -> list[str]:
    """Return the notebooks to verify: all, those of an assignment, or the one that is named."""
    own = [label for label in course.labels if assignment in (None, label.partition("/")[0])]
    return own or [str(assignment)]


def prove(course: Course, config: Config, names: list[str]) -> list[Proof]:
    """Try everything on the suites of these assignments and return what was found."""
    proofs, tried = plan(course, config, names)
    if not tried:
        raise CourseError("there is no assignment in source/ whose suites could be verified")
    setup = trial_process.VerifySetup.of(course, config)
    with closing(Processes(setup, len(cores()), trial_process.__name__)) as processes:
        results = processes.done(tried)
        for result in tqdm(results, total=len(tried), unit=" trials", disable=None):
            proofs[result.trial.assignment, result.trial.exercise].findings.append(result)
    return list(proofs.values())


def plan(
    course: Course, config: Config, names: list[str]
) -> tuple[dict[tuple[str, str], Proof], list[Trial]]:
    """Return the proofs of all exercises, empty as yet, and what is to be tried."""
    proofs: dict[tuple[str, str], Proof] = {}
    tried: list[Trial] = []
    for name in names:
        assignment = Grading(config=config).assignment(course.root, name)
        if is_ordinary(assignment):
            continue
        untouched = released_cells(assignment, config)
        for exercise in assignment.points:
            equivalents = read_equivalents(assignment, exercise)
            proofs[name, exercise] = Proof(name, exercise, equivalents)
            tried += trials_of(assignment, exercise, untouched)
    return proofs, tried
