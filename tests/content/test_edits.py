"""The mistakes as edits: each makes of the right program what the bank's file of its name does."""

import pytest

from autograder.course.course import Course
from autograder.course.edits import read_edits
from autograder.course.exercise_files import MISCONCEPTIONS
from autograder.course.known_solutions import read_known_solutions
from tests.support.places import ROOT

# a good part of the bank is run once more
pytestmark = pytest.mark.slow

COURSE = Course(ROOT)
EXERCISES = [(name, slug) for name in COURSE.names for slug in COURSE.assignment(name).points]
# constants in place of a computation, and what no call gets through, leave no room for another
ALONE = {"hard_coded_example", "hard_coded_in_the_plain_pass", "no_hidden_layer_left"}
ALONE |= {"mask_of_a_square", "mask_of_the_published_shape", "shape_of_the_published_example"}
ALONE |= {"neighbours_weights", "product_with_itself", "square_shapes_only", "transposed_weights"}


@pytest.mark.parametrize(("assignment", "exercise"), EXERCISES)
def test_the_program_without_an_edit_is_right(grade_exercise, assignment, exercise):
    right = read_edits(COURSE.assignment(assignment), exercise).right
    graded = grade_exercise(assignment, exercise, right)
    assert graded["score"] == graded["max_score"], graded["checks"]


@pytest.mark.parametrize(("assignment", "exercise"), EXERCISES)
def test_each_edit_is_named_as_the_mistake_that_it_makes(grade_exercise, assignment, exercise):
    edits = read_edits(COURSE.assignment(assignment), exercise)
    bank = read_known_solutions(COURSE.assignment(assignment), MISCONCEPTIONS, exercise)
    right = {entry.slug: [entry.like or entry.slug] for entry in bank}
    for slug in edits.mistakes:
        named = grade_exercise(assignment, exercise, edits.code(slug))["exercise"].misconceptions
        assert [entry.slug for entry in named] == right[slug], slug


@pytest.mark.parametrize(("assignment", "exercise"), EXERCISES)
def test_all_mistakes_that_leave_room_for_another_have_their_edit(assignment, exercise):
    edits = read_edits(COURSE.assignment(assignment), exercise)
    bank = read_known_solutions(COURSE.assignment(assignment), MISCONCEPTIONS, exercise)
    # a variant need not have one
    own = {entry.slug for entry in bank if not entry.like}
    assert own - edits.mistakes.keys() <= ALONE
