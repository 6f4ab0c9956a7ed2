"""The layers of `normalization` are judged each on its own, whatever the others do."""

from dataclasses import replace

import pytest

from autograder.course.course import Course
from autograder.course.exercise_files import ALTERNATIVES, MISCONCEPTIONS
from autograder.course.known_solutions import read_known_solutions
from autograder.submission.cells import cells_with
from tests.support.places import ROOT

# a good part of the bank is run once more
pytestmark = pytest.mark.slow

ASSIGNMENT = Course(ROOT).assignment("normalization")
AHEAD, BACK = "batchnorm_forward", "batchnorm_backward"
ROWS_AHEAD, ROWS_BACK = "layernorm_forward", "layernorm_backward"
# their caches tell nothing
NO_CACHE = {"hard_coded_example"}


def known(kind, exercise):
    return {each.slug: each.code for each in read_known_solutions(ASSIGNMENT, kind, exercise)}


@pytest.fixture
def judged(graders):
    """What becomes of a submission with this code, all else being the reference."""

    def run(**code):
        cells = [replace(cell, source=code.get(cell.label, cell.source))
                 for cell in cells_with(ASSIGNMENT, "", "")]  # fmt: skip
        graded = graders["normalization"].grade_cells(cells, "student", naming=False)
        return {each.exercise: each for each in graded.exercises}

    return run


def lost(exercise):
    return [(check.name, check.rationale) for check in exercise.checks if check.outcome != "pass"]


def forward_mistakes():
    return [
        pytest.param(ahead, back, code, id=f"{ahead}-{slug}")
        for ahead, back in ((AHEAD, BACK), (ROWS_AHEAD, ROWS_BACK))
        for slug, code in known(MISCONCEPTIONS, ahead).items()
        if slug not in NO_CACHE
    ]


@pytest.mark.parametrize(("ahead", "back", "code"), forward_mistakes())
def test_a_wrong_forward_pass_costs_a_right_backward_pass_nothing(judged, ahead, back, code):
    found = judged(**{ahead: code})
    assert found[ahead].score < found[ahead].max_score
    assert found[back].score == found[back].max_score, lost(found[back])


EPS_OUTSIDE = """
def batchnorm_forward(x, gamma, beta, bn_param):
    centred, spread = x - x.mean(axis=0), x.std(axis=0)
    whole = spread + bn_param.get("eps", 1e-5)
    return gamma * centred / whole + beta, (centred, spread, whole, gamma)
"""
ITS_SLOPE = """
def batchnorm_backward(dout, cache):
    centred, spread, whole, gamma = cache
    d = dout * gamma / whole
    dx = d - d.mean(axis=0) - centred / spread * (d * centred).mean(axis=0) / whole
    return dx, (dout * centred / whole).sum(axis=0), dout.sum(axis=0)
"""
SAMPLE = """
def batchnorm_forward(x, gamma, beta, bn_param):
    root = np.sqrt(x.var(axis=0, ddof=len(x) > 1) + bn_param.get("eps", 1e-5))
    of = (x - x.mean(axis=0)) / root
    return gamma * of + beta, (of, root, gamma)
"""
SAMPLE_SLOPE = """
def batchnorm_backward(dout, cache):
    of, root, gamma = cache
    d = dout * gamma
    along = of * (d * of).sum(axis=0) / max(len(d) - 1, 1)
    return (d - d.mean(axis=0) - along) / root, (dout * of).sum(axis=0), dout.sum(axis=0)
"""


@pytest.mark.parametrize(
    ("ahead", "back"),
    [(EPS_OUTSIDE, ITS_SLOPE), (SAMPLE, SAMPLE_SLOPE)],
    ids=["eps outside the root", "sample variance"],
)
def test_the_slope_of_a_wrong_forward_pass_is_a_right_backward_pass(judged, ahead, back):
    found = judged(batchnorm_forward=ahead, batchnorm_backward=back)
    assert found[AHEAD].score < 10
    assert found[BACK].score == 15, lost(found[BACK])


@pytest.mark.parametrize("slug", ["sample_variance", "wrong_axis", "eps_outside_the_root"])
def test_layer_normalisation_by_way_of_a_wrong_batch_layer_keeps_its_points(judged, slug):
    by_the_batch_layer = known(ALTERNATIVES, ROWS_BACK)["by_the_batch_layer"]
    ahead, _, back = by_the_batch_layer.partition("\n\n\n")
    found = judged(
        batchnorm_forward=known(MISCONCEPTIONS, AHEAD)[slug],
        batchnorm_backward=known(MISCONCEPTIONS, BACK)["variance_as_a_constant"].split("\n\n\n")[1],
        layernorm_forward=ahead,
        layernorm_backward=back,
    )
    assert found[AHEAD].score < 10
    assert found[BACK].score < 15
    assert found[ROWS_AHEAD].score == 5, lost(found[ROWS_AHEAD])
    assert found[ROWS_BACK].score == 10, lost(found[ROWS_BACK])


PATHS = {
    "variance_as_a_constant": "dx lacks the path through the variance.",
    "mean_as_a_constant": "dx lacks the path through the mean.",
    "statistics_as_constants": "dx lacks the part through both statistics.",
    "sign_of_the_mean": "dx subtracts the path through the mean instead of adding it.",
    "half_lost": "dx has the path through the variance in it twice.",
}


@pytest.mark.parametrize("exercise", [BACK, ROWS_BACK])
@pytest.mark.parametrize(("slug", "words"), PATHS.items(), ids=PATHS)
def test_a_wrong_gradient_says_which_of_the_three_paths_is_missing(
    grade_exercise, exercise, slug, words
):
    graded = grade_exercise("normalization", exercise, known(MISCONCEPTIONS, exercise)[slug])
    (check,) = (each for each in graded["exercise"].checks if each.name == "dx")
    assert check.rationale.startswith(words)
    panels = {panel.name: panel for panel in check.microscope.panels}
    assert [name for name, panel in panels.items() if not panel.right] == ["dx"]
    assert panels["dx"].axes == ("example", "feature")


def test_rows_and_columns_that_are_wrong_are_named(grade_exercise):
    code = known(ALTERNATIVES, BACK)["cache_is_a_dictionary"].replace(
        "    return dx, (xhat", "    dx[-1] = 0\n    return dx, (xhat"
    )
    graded = grade_exercise("normalization", BACK, code)
    (check,) = (each for each in graded["exercise"].checks if each.name == "dx")
    (panel,) = check.microscope.wrong
    assert panel.words.startswith("is zero for example 4 of 4")
