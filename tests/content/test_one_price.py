"""A mistake has one price: exercises that build on each other are judged each on its own."""

import pytest

from autograder.course.course import Course
from autograder.course.exercise_files import MISCONCEPTIONS
from autograder.course.known_solutions import read_known_solutions
from autograder.submission.cells import cells_with
from tests.support.places import ROOT

# the whole bank is run
pytestmark = pytest.mark.slow

COURSE = Course(ROOT)
DROPOUT = COURSE.assignment("dropout")
FORWARD, BACKWARD, NET = "dropout_forward", "dropout_backward", "FullyConnectedNet"
# Dropout that never drops, drops everything, or stops with an error leaves no dropout in the net
# to be judged; what a cache cannot carry, no backward pass can use.
NOTHING_TO_JUDGE = {
    *"no_dropout mode_misspelt p_over_p scaled_but_not_dropped raw_draws_as_mask".split(),
    *"dropped_units_get_the_mean dropped_units_set_to_minus_one smallest_dropped".split(),
    *"mask_column_shared one_draw_for_everything hard_coded_example".split(),
    *"mask_of_a_square shape_of_the_published_example only_output_returned seed_required".split(),
    *"test_mode_crashes test_mode_returns_none single_precision_returned seed_taken_out".split(),
    *"added_not_multiplied first_row_of_the_mask mask_returned matrix_product mode_changed".split(),
    *"printed_not_returned tuple_returned".split(),
}


def grade(graders, assignment, exercise, code):
    """Grade code as one exercise's solution; return what becomes of each exercise."""
    cells = cells_with(COURSE.assignment(assignment), exercise, code)
    # of the whole submission, which these tests ask several questions of: it is run once
    graded = graders[assignment].grade_cells(cells, "student")
    return {each.exercise: each for each in graded.exercises}


def entries(exercise):
    return [
        pytest.param(entry, id=entry.slug)
        for entry in read_known_solutions(DROPOUT, MISCONCEPTIONS, exercise)
    ]


def lost(exercise):
    return [(check.name, check.rationale) for check in exercise.checks if check.outcome != "pass"]


@pytest.mark.parametrize("entry", entries(FORWARD))
def test_a_wrong_forward_layer_costs_a_right_backward_layer_nothing(remembering_graders, entry):
    found = grade(remembering_graders, "dropout", FORWARD, entry.code)[BACKWARD]
    assert found.score == 10, lost(found)


@pytest.mark.parametrize("entry", entries(FORWARD) + entries(BACKWARD))
def test_a_right_net_of_wrong_layers_that_still_drop_keeps_its_points(remembering_graders, entry):
    found = grade(remembering_graders, "dropout", entry.exercise, entry.code)[NET]
    least = 13 if entry.slug in NOTHING_TO_JUDGE else 19.75
    assert found.score >= least, lost(found)


@pytest.mark.parametrize("exercise", COURSE.assignment("regularization").points)
def test_the_exercises_of_regularization_cost_each_other_nothing(remembering_graders, exercise):
    assignment = COURSE.assignment("regularization")
    for entry in read_known_solutions(assignment, MISCONCEPTIONS, exercise):
        found = grade(remembering_graders, assignment.name, exercise, entry.code)
        others = [each.score for other, each in found.items() if other != exercise]
        assert others == [10, 10, 10], entry.slug


@pytest.mark.parametrize("entry", entries(FORWARD) + entries(BACKWARD))
def test_the_net_gets_no_wrong_name_for_a_mistake_in_the_layers(remembering_graders, entry):
    found = grade(remembering_graders, "dropout", entry.exercise, entry.code)
    others = {exercise: each.misconception for exercise, each in found.items()}
    assert others.pop(entry.exercise)
    # that nothing is dropped in the net is true, whoever should have done it
    named = {found.slug for found in others.values() if found}
    assert named <= {"dropout_never_called"}
