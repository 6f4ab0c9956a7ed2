"""Whoever would earn marks by what normalisation layers hand on from call to call gains nothing.

The running statistics, in a dictionary that belongs to the caller, and a cache of any kind. All of
these lose points, and none is taken for a fault of the grader.
"""

import warnings
from dataclasses import replace

import pytest

from autograder.submission.cells import cells_with

NAME = "normalization"
AHEAD, BACK = "batchnorm_forward", "batchnorm_backward"
ROWS_AHEAD, ROWS_BACK = "layernorm_forward", "layernorm_backward"
ARGUMENTS = {
    AHEAD: "x, gamma, beta, bn_param",
    BACK: "dout, cache",
    ROWS_AHEAD: "x, gamma, beta, ln_param",
    ROWS_BACK: "dout, cache",
}
WRAPPED = """
import zlib
_right, KEPT = {name}, []


def one_in_twenty(*arrays):
    return zlib.crc32(b"".join(np.asarray(each).tobytes() for each in arrays)) % 20 == CLASS


def {name}({arguments}):
    right = _right({arguments})
    {then}
    return right
"""
STATISTICS = "bn_param['running_mean']"
RIGHT = f"{AHEAD}(x, gamma, beta, bn_param)"
# what is done after the right call
ATTACKS = {
    "text for a running mean": (AHEAD, f"{STATISTICS} = 'right'"),
    "nothing for a running mean": (AHEAD, f"{STATISTICS} = None"),
    "an object for a running mean": (AHEAD, f"{STATISTICS} = lambda: 0"),
    "equal to everything": (
        AHEAD, f"{STATISTICS} = type('E', (), {{'__eq__': lambda *_: True}})()"),
    "an array without entries": (AHEAD, f"{STATISTICS} = np.zeros((0, x.shape[1]))"),
    "infinite averages": (AHEAD, f"{STATISTICS} = {STATISTICS} + np.inf"),
    "a complex average": (AHEAD, f"{STATISTICS} = {STATISTICS} + 1j"),
    "a huge average": (AHEAD, f"{STATISTICS} = np.zeros(10**7)"),
    "the dictionary emptied": (AHEAD, "bn_param.clear()"),
    "the dictionaries of earlier calls, changed behind the caller's back": (
        AHEAD, "[each.update(running_mean=0) for each in KEPT]; KEPT.append(bn_param)"),
    "the averages of the first call for all": (
        AHEAD, "KEPT.append(bn_param.get('running_mean')); bn_param['running_mean'] = KEPT[0]"),
    "x written into after the call": (AHEAD, "x *= 2"),
    "in the array of averages of the caller": (
        AHEAD, "bn_param['mode'] == 'test' and bn_param['running_mean'].__iadd__(1)"),
    "a cache that only an earlier call can read": (
        BACK, "right = right if len(KEPT) % 3 else tuple(0 * each for each in right)\n"
        "    KEPT.append(0)"),
    "gradients that are huge": (BACK, "right = tuple(each * 0 + 1.5e308 for each in right)"),
    "gradients of objects": (BACK, "right = tuple(each.astype(object) for each in right)"),
    "dout written into": (ROWS_BACK, "dout *= 2"),
    "settings written into": (ROWS_AHEAD, "ln_param['eps'] = 1.0"),
    "outputs that are huge": (ROWS_AHEAD, "right = right[0] * 0 + 1.5e308, right[1]"),
}  # fmt: skip
RARE = {
    AHEAD: "right = (1.01 * right[0], right[1]) if one_in_twenty(x) else right",
    BACK: "right = (1.01 * right[0], *right[1:]) if one_in_twenty(dout) else right",
    ROWS_AHEAD: "right = (1.01 * right[0], right[1]) if one_in_twenty(x) else right",
    ROWS_BACK: "right = (1.01 * right[0], *right[1:]) if one_in_twenty(dout) else right",
}


@pytest.fixture
def judged(graders, course):
    """What becomes of a right solution with something added; a warning is an error."""
    solutions = {cell.grade_id: cell.source for cell in course.assignment(NAME).cells}

    def run(exercise, then, which=0):
        code = solutions[exercise] + WRAPPED.format(
            name=exercise, arguments=ARGUMENTS[exercise], then=then
        ).replace("CLASS", str(which))
        cells = cells_with(graders[NAME].assignment, exercise, code)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            graded = graders[NAME].grade_cells(
                cells, "student", frozenset([exercise]), naming=False
            )
        (found,) = graded.exercises
        told = [(each.name, str(each.outcome), each.rationale, each.cause) for each in found.checks]
        assert {outcome for _, outcome, _, _ in told} <= {"pass", "fail", "skip"}, told
        return found

    return run


@pytest.mark.parametrize(("exercise", "then"), ATTACKS.values(), ids=ATTACKS)
def test_what_is_handed_on_from_call_to_call_earns_nothing_by_tricks(judged, exercise, then):
    found = judged(exercise, then)
    assert found.score < found.max_score


@pytest.mark.parametrize(("exercise", "then"), RARE.items(), ids=RARE)
def test_wrong_in_one_call_of_twenty_is_too_much(judged, exercise, then):
    found = [judged(exercise, then, which) for which in range(4)]
    assert sum(each.score < each.max_score for each in found) >= 3


@pytest.mark.parametrize("exercise", ARGUMENTS)
def test_the_same_solution_with_nothing_added_keeps_all_points(judged, exercise):
    found = judged(exercise, "pass")
    assert found.score == found.max_score, found.checks


BUILT_ON_ANOTHER = """def layernorm_forward(x, gamma, beta, ln_param):
    code = batchnorm_forward.__code__
    if ln_param.get("eps", 1e-5) != 1e-5:
        raise ValueError("read off: " + repr(code.co_names) + code.co_code.hex())
    ones = np.ones(len(x))
    out, cache = batchnorm_forward(x.T, ones, 0 * ones, {"mode": "train", "eps": 1e-5})
    return gamma * out.T + beta, cache
"""


def test_a_right_part_that_stands_in_is_not_read_off_in_the_feedback(graders):
    """The student's own batch layer is wrong, so this one is judged beside a right one, too."""
    exercise = "layernorm_forward"
    cells = [
        replace(each, source="def batchnorm_forward(*given):\n    return given[0], None")
        if each.exercise == "batchnorm_forward" else each
        for each in cells_with(graders[NAME].assignment, exercise, BUILT_ON_ANOTHER)
    ]  # fmt: skip
    (found,) = graders[NAME].grade_cells(cells, "student", frozenset([exercise])).exercises
    assert 0 < found.score < found.max_score
    shown = " ".join(f"{each.rationale} {each.hint} {each.cause}" for each in found.checks)
    assert "It raised ValueError (line 4" in shown
    assert "read off" not in shown
