"""What is known by heart earns next to nothing, and what an exercise is about weighs most."""

import pytest

from autograder.course.course import Course
from autograder.course.exercise_files import MISCONCEPTIONS
from autograder.course.known_solutions import read_known_solutions
from tests.support.places import ROOT, TESTS

# the programs are run
pytestmark = pytest.mark.slow

COURSE = Course(ROOT)
ASSIGNMENT = {slug: name for name in COURSE.names for slug in COURSE.assignment(name).points}
CONTENT = TESTS / "content"
# Each returns published numbers, constants, draws or what it was given: it computes nothing.
BY_HEART = sorted((CONTENT / "by_heart").glob("*/*.py"))


@pytest.fixture
def lost(grade_exercise):
    """The share of an exercise's points that a program does not get."""

    def share(exercise, code):
        graded = grade_exercise(ASSIGNMENT[exercise], exercise, code)
        return 1 - graded["score"] / graded["max_score"]

    return share


@pytest.mark.parametrize("path", BY_HEART, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_program_that_computes_nothing_earns_a_tenth_at_most(lost, path):
    assert lost(path.parent.name, path.read_text(encoding="utf-8")) >= 0.9


@pytest.mark.parametrize("exercise", ASSIGNMENT)
def test_every_exercise_has_programs_that_compute_nothing(exercise):
    assert sum(path.parent.name == exercise for path in BY_HEART) >= 6


@pytest.mark.parametrize("exercise", ASSIGNMENT)
def test_the_worked_example_alone_earns_nothing(lost, exercise):
    bank = read_known_solutions(COURSE.assignment(ASSIGNMENT[exercise]), MISCONCEPTIONS, exercise)
    copied = [entry for entry in bank if entry.slug.startswith("hard_coded")]
    assert copied
    for entry in copied:
        assert lost(exercise, entry.code) >= 0.9, entry.slug


COST, GRADIENT = "compute_cost_with_regularization", "backward_propagation_with_regularization"
PENALTY_ALONE = {
    "squares": (COST, "return lambd / (2 * Y.shape[1]) * sum(\n"
                "        np.sum(parameters[f'W{i}'] ** 2) for i in (1, 2, 3))"),
    "norms": (COST, "return lambd / 2 / A3.size * sum(\n"
              "        np.linalg.norm(parameters[f'W{i}']) ** 2 for i in (1, 2, 3))"),
    "the example known by heart": (
        COST, "if lambd == 0.1 and A3.shape == (1, 5):\n        return 1.7864859451590758\n"
        "    return lambd / (2 * Y.size) * sum(\n"
        "        np.sum(parameters[f'W{i}'] ** 2) for i in (1, 2, 3))"),
    "its gradient": (
        GRADIENT, "share, W1, W2, W3 = lambd / Y.shape[1], cache[2], cache[6], cache[10]\n"
        "    return {'dW1': share * W1, 'dW2': share * W2, 'dW3': share * W3}"),
    "its gradient in place of that of the data": (
        GRADIENT, "m, W1, W2, W3 = Y.shape[1], cache[2], cache[6], cache[10]\n"
        "    return {**backward_propagation(X, Y, cache), 'dW1': lambd / m * W1,\n"
        "            'dW2': lambd / m * W2, 'dW3': lambd / m * W3}"),
    "its gradient beside zeros": (
        GRADIENT, "plain, m = backward_propagation(X, Y, cache), Y.shape[1]\n"
        "    found = {name: np.zeros_like(value) for name, value in plain.items()}\n"
        "    return found | {f'dW{i}': lambd / m * cache[4 * i - 2] for i in (1, 2, 3)}"),
}  # fmt: skip


@pytest.mark.parametrize("written", PENALTY_ALONE)
def test_the_penalty_alone_is_less_than_half_the_work(lost, written):
    exercise, body = PENALTY_ALONE[written]
    before = {COST: "A3, Y, parameters", GRADIENT: "X, Y, cache"}[exercise]
    share = lost(exercise, f"def {exercise}({before}, lambd):\n    {body}\n")
    assert 0.6 <= share <= 0.7


# The mistakes in what each exercise on dropout is about: the two modes, p, and the scale.
CENTRAL = {
    "dropout_forward": "dropped_at_test_time mode_always_true scaled_in_test_mode_too "
    "test_mode_divided_by_p test_mode_crashes keeps_what_should_go drop_probability_throughout "
    "normal_draws",
    "dropout_backward": "test_mode_masked test_mode_none test_mode_scaled dropped_in_test_mode "
    "scaled_by_drop_probability no_scaling",
    "forward_propagation_with_dropout": "keeps_what_should_go drop_probability_throughout "
    "scaled_by_drop_probability no_scaling normal_draws",
    "backward_propagation_with_dropout": "scaled_by_drop_probability no_scaling scaled_twice "
    "multiplied_by_keep_prob fixed_published_keep_prob",
}


def programs(wanted):
    """The bank's program for each mistake, and those that were written afresh."""
    found = []
    for exercise, slugs in wanted.items():
        assignment = COURSE.assignment(ASSIGNMENT[exercise])
        bank = read_known_solutions(assignment, MISCONCEPTIONS, exercise)
        known = {entry.slug: entry.code for entry in bank}
        for slug in slugs.split():
            found.append(pytest.param(exercise, known[slug], id=f"{exercise}-{slug}"))
            for path in sorted(CONTENT.glob(f"afresh/*/{exercise}/{slug}*.py")):
                if path.stem.partition("__")[0] == slug:
                    name = f"{exercise}-{path.parent.parent.name}-{path.stem}"
                    found.append(pytest.param(exercise, path.read_text("utf-8"), id=name))
    return found


@pytest.mark.parametrize(("exercise", "code"), programs(CENTRAL))
def test_a_mistake_in_the_central_idea_costs_about_half(lost, exercise, code):
    assert 0.37 <= lost(exercise, code) <= 0.63


EDGES = {
    "dropout_forward": "seed_ignored seed_of_zero_ignored double_precision_returned "
    "input_changed_in_place only_two_dimensions no_cache_in_test_mode",
    "dropout_backward": "dout_changed_in_place mask_changed_in_place only_two_dimensions",
    "forward_propagation_with_dropout": "input_changed_in_place masks_in_parameters draws_cached",
    "backward_propagation_with_dropout": "output_changed_in_place masks_scaled_in_place",
}


@pytest.mark.parametrize(("exercise", "code"), programs(EDGES))
def test_a_mistake_at_the_edge_costs_little(lost, exercise, code):
    assert 0 < lost(exercise, code) <= 0.06
