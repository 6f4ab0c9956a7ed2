"""The course's own suites kill every mutant of the reference that is not equivalent."""

import pytest

from autograder.commands.verify.equivalent_mutants import read_equivalents
from autograder.commands.verify.objections import faults_of
from autograder.commands.verify.proof import MUTANT, Proof, Trial
from autograder.commands.verify.trial_process import grade_trial
from autograder.commands.verify.trials import mutant_trials
from autograder.course.course import Course
from tests.support.places import ROOT

# every mutant is run
pytestmark = pytest.mark.slow

EXERCISES = [(name, slug) for name in Course(ROOT).names
             for slug in Course(ROOT).assignment(name).points]  # fmt: skip


@pytest.mark.parametrize(("assignment", "exercise"), EXERCISES)
def test_every_mutant_of_the_reference_is_killed_or_equivalent(graders, assignment, exercise):
    grader = graders[assignment]
    proof = Proof(assignment, exercise, read_equivalents(grader.assignment, exercise))
    tried: list[Trial] = list(mutant_trials(grader.assignment, exercise))
    proof.findings += [grade_trial(grader, trial) for trial in tried]
    assert faults_of(proof) == []
    assert proof.mutation_score == 100
    assert len(proof.of(MUTANT)) > 20
    assert proof.equivalent == len(proof.equivalents)
