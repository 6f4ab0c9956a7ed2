"""Whoever has read the hidden suites gains nothing by it.

Each attack is the right solution, spoilt wherever a reader of the suites could hope that nobody
looks: right for the settings, sizes and seeds that they once used, for calls that look like a
check's, or in all but one call in twenty. And each of the last ones returns what a suite would
stumble over. All lose points, and none is taken for a fault of the grader.
"""

import warnings

import pytest

from autograder.submission.cells import cells_with
from tests.support.nets import KNOWS_ITS_SETTINGS

COST, L2 = "compute_cost_with_regularization", "backward_propagation_with_regularization"
AHEAD, BACK = "forward_propagation_with_dropout", "backward_propagation_with_dropout"
DROP, UNDROP, NET = "dropout_forward", "dropout_backward", "FullyConnectedNet"
RIDGE, PATH, MEAN, NORM = "ridge_fit", "descent_path", "dropout_objective", "min_norm_fit"
ASSIGNMENT = {
    **dict.fromkeys((COST, L2, AHEAD, BACK), "regularization"),
    **dict.fromkeys((DROP, UNDROP, NET), "dropout"),
    **dict.fromkeys((RIDGE, PATH, MEAN, NORM), "shrinkage"),
}

# What a call of each exercise is called below, by its arguments.
ARGUMENTS = {
    COST: "A3, Y, parameters, lambd",
    L2: "X, Y, cache, lambd",
    AHEAD: "X, parameters, keep_prob=0.5",
    BACK: "X, Y, cache, keep_prob",
    DROP: "x, dropout_param",
    UNDROP: "dout, cache",
    RIDGE: "X, y, lam",
    PATH: "X, y, eta, steps",
    MEAN: "X, y, w, p",
    NORM: "X, y",
}
SPOILT = {
    COST: "return 1.01 * right",
    L2: "return {**right, 'dW1': 1.01 * right['dW1']}",
    AHEAD: "A3, (Z1, D1, A1, *more) = right\n"
    "        return A3, (Z1, D1, 1.01 * A1, *more)",
    BACK: "return {**right, 'dA2': 1.01 * right['dA2'], 'dW2': 1.01 * right['dW2']}",
    DROP: "return 1.01 * right[0], right[1]",
    UNDROP: "return 1.01 * right",
    RIDGE: "return 1.01 * right[0], right[1]",
    PATH: "return 1.01 * right",
    MEAN: "return right[0], 1.01 * right[1]",
    NORM: "return 1.01 * right",
}  # fmt: skip
WRAPPED = """
import sys
import zlib
_right, SEEN = {name}, []


def one_in_twenty(*arrays):
    return zlib.crc32(b"".join(np.asarray(each).tobytes() for each in arrays)) % 20 == CLASS


def seen(array):
    SEEN.append(np.asarray(array).tobytes())
    return SEEN[-1] in SEEN[:-1]


def {name}({arguments}):
    {unpacked}
    right = _right({given})
    if {spoilt}:
        {wrong}
    return right
"""
UNPACKED = {
    COST: "m, sizes = Y.shape[1], tuple(len(parameters[f'W{i}']) for i in (1, 2, 3))",
    L2: "m, sizes = X.shape[1], (len(X), *map(len, cache[::4][:3]))",
    AHEAD: "m, sizes = X.shape[1], (len(X), *(len(parameters[f'W{i}']) for i in (1, 2, 3)))",
    BACK: "m, sizes = X.shape[1], (len(X), *map(len, cache[::5][:3]))",
    DROP: "p, mode, seed = (dropout_param.get(each) for each in ('p', 'mode', 'seed'))",
    UNDROP: "p, mode = cache[0]['p'], cache[0]['mode']",
    **dict.fromkeys((RIDGE, PATH, MEAN, NORM), "n, d = X.shape"),
}
LAMBDAS = "(0, 0.1, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9, 1.1, 1.2, 1.4, 1.5, 1.7, 2.1, 2.5)"
KEEPS = "(0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.86, 1)"
IN_FRAME = "in sys._getframe(1).f_locals"

# Where the attack is wrong.
KNOWING = [
    (COST, f"lambd not in {LAMBDAS}"),
    (COST, "not isinstance(lambd, float) and lambd"),
    (COST, "len(str(lambd)) > 5"),
    (COST, "m > 20"),
    (COST, "m not in (1, 3, 5, 6, 7, 8, 9, 11, 16, 18)"),
    (COST, "sizes not in ((20, 3, 1), (4, 4, 1), (3, 2, 1), (4, 3, 1), (2, 3, 1))"),
    (COST, "max(sizes) >= 15"),
    (COST, "seen(Y)"),
    (COST, "not seen(Y)"),
    (COST, "one_in_twenty(A3, Y)"),
    (COST, "one_in_twenty(parameters['W2'])"),
    (COST, "not Y.flags.owndata"),
    (COST, f"'many' not {IN_FRAME}"),
    (COST, "np.all(parameters['W1']) and np.all(parameters['b1'])"),
    (L2, f"lambd not in {LAMBDAS}"),
    (L2, "not isinstance(lambd, float) and lambd"),
    (L2, "m > 20"),
    (L2, "m == 211"),
    (L2, "m not in (1, 4, 5, 6, 7, 8, 9, 12)"),
    (L2, "sizes[1:3] not in ((4, 3), (4, 2), (3, 5), (20, 3), (5, 5), (3, 6), (7, 6), (2, 3))"),
    (L2, "seen(Y)"),
    (L2, "one_in_twenty(X)"),
    (L2, "not X.flags.owndata and not X.flags.c_contiguous"),
    (L2, "sys._getframe(1).f_code.co_name != '_do_call'"),
    (AHEAD, f"keep_prob not in {KEEPS}"),
    (AHEAD, "m not in (1, 5, 8, 15, 20, 30, 40, 80, 100)"),
    (AHEAD, "m == 211"),
    (AHEAD, "one_in_twenty(X)"),
    (AHEAD, "max(sizes[1:3]) not in (2, 3, 5, 7, 8, 15, 25, 30, 40, 60, 80, 120)"),
    (AHEAD, "not X.flags.c_contiguous"),
    (BACK, f"keep_prob not in {KEEPS}"),
    (BACK, "m > 20"),
    (BACK, "one_in_twenty(X, Y)"),
    (BACK, "seen(Y)"),
    (BACK, "sizes[1] * sizes[2] not in (6, 12, 16, 25, 30, 60, 63, 72, 84, 105, 120, 750)"),
    (DROP, f"p not in {KEEPS}"),
    (DROP, "seed not in (None, 0, 3, 5, 7, 8, 123)"),
    (DROP, "mode == 'train' and one_in_twenty(x)"),
    (DROP, "mode == 'test' and one_in_twenty(x)"),
    (DROP, "x.size > 8400"),
    (DROP, "x.shape not in ((30, 20), (60, 40), (120, 70), (80, 50), (50, 40), (20, 15))"),
    (DROP, "not x.flags.c_contiguous"),
    (DROP, "x.dtype == np.float32 and x.shape != (19, 18)"),
    (UNDROP, f"p not in {KEEPS}"),
    (UNDROP, "mode == 'train' and one_in_twenty(dout)"),
    (UNDROP, "mode == 'test' and one_in_twenty(dout)"),
    (UNDROP, "dout.shape not in ((14, 11), (15, 12), (10, 10), (7, 9), (2, 3, 4, 5), (10, 9))"),
    (UNDROP, "dout.dtype == np.float32 and dout.shape != (8, 9)"),
    (UNDROP, "not dout.flags.c_contiguous"),
    (RIDGE, f"lam not in {LAMBDAS}"),
    (RIDGE, "not isinstance(lam, float) and lam"),
    (RIDGE, "isinstance(lam, float) and lam"),
    (RIDGE, "(n, d) not in ((4, 2), (40, 5), (5, 11), (12, 5))"),
    (RIDGE, "d > n"),
    (RIDGE, "not X.flags.c_contiguous"),
    (RIDGE, "abs(X.mean()) > 1e-9 and one_in_twenty(X)"),
    (RIDGE, "one_in_twenty(X, y)"),
    (PATH, "steps not in (0, 1, 3, 10, 100, 200)"),
    (PATH, "steps > 50"),
    (PATH, "eta not in (0.1, 0.2, 0.25)"),
    (PATH, "one_in_twenty(X)"),
    (MEAN, f"p not in {KEEPS}"),
    (MEAN, "d > 100"),
    (MEAN, "p == 1"),
    (MEAN, "one_in_twenty(X, w)"),
    (NORM, "n > d"),
    (NORM, "n < d"),
    (NORM, "np.linalg.matrix_rank(X) < min(n, d)"),
    (NORM, "np.abs(X).max() < 0.1"),
    (NORM, "one_in_twenty(X)"),
]  # fmt: skip
# What is written into an argument, and where.
MEDDLING = [
    (COST, "lambd != 0.6 and m != 6 and parameters['W3'].__iadd__(1) is None"),
    (COST, "one_in_twenty(A3) and parameters['W1'].__imul__(2) is None"),
    (L2, "lambd != 0.6 and cache[1].__imul__(2) is None"),
    (AHEAD, "keep_prob != 0.7 and X.__imul__(2) is None"),
    (BACK, "keep_prob != 0.6 and cache[2].__imul__(2) is None"),
    (DROP, "p != 0.6 and x.__imul__(2) is None"),
    (UNDROP, "p != 0.5 and dout.__imul__(2) is None"),
    (RIDGE, "lam != 0.5 and X.__imul__(2) is None"),
    (PATH, "steps != 3 and y.__imul__(2) is None"),
    (MEAN, "p != 0.5 and w.__imul__(2) is None"),
    (NORM, "d != 2 and y.__imul__(2) is None"),
]
WRAPPED_NET = (
    f"\nimport zlib\n{KNOWS_ITS_SETTINGS}"
    + """
    def loss(self, X, y=None):
        right = super().loss(X, y)
        one_in_twenty = zlib.crc32(np.asarray(X).tobytes()) % 20 == CLASS
        if not (SPOILT):
            return right
        if y is None:
            return 1.01 * right
        loss, grads = right
        return WRONG
"""
)
WRONG_NET = "loss, grads | {'W1': 1.01 * grads['W1']}"
KNOWING_NET = [
    "y is not None and self.reg not in (0, 0.1, 0.3, 0.4, 0.7)",
    "y is not None and self.ratio not in (1, 0.2, 0.4, 0.5, 0.6, 0.7)",
    "y is not None and self.seed not in (None, 0, 5, 9, 11, 42, 123)",
    "self.hidden not in ((9,), (8, 5), (6, 7, 6), (7, 6, 5, 6), (6,), (5, 4), (7,), (6, 5), (50,))",
    "len(X) > 6",
    "len(X) >= 100",
    "max(self.hidden) >= 200 and y is not None",
    "one_in_twenty and y is not None",
    "one_in_twenty and y is None",
    "one_in_twenty and y is not None and self.ratio < 1",
    "X.dtype == np.float32",
    "not X.flags.c_contiguous",
]
SWING = "SEEN.append(0) or (-1) ** len(SEEN) * 1.5e308"
GRADIENTS = "{name: VALUE for name, value in right.items()}"
# What a suite would stumble over, in the place of what is right.
ODD = [
    (COST, f"return {SWING}"),
    (COST, "return right + 1j * right"),
    (COST, "return np.inf if lambd else right"),
    (COST, "return np.array(right, dtype=object)"),
    (COST, "return np.float64(1e308) * (1 if lambd else -1)"),
    (COST, "return type('N', (np.ndarray,), {})(())"),
    (L2, f"return {GRADIENTS.replace('VALUE', f'value * 0 + ({SWING})')}"),
    (L2, f"return {GRADIENTS.replace('VALUE', 'value + 1j')}"),
    (L2, f"return {GRADIENTS.replace('VALUE', 'value.astype(object)')}"),
    (L2, f"return {GRADIENTS.replace('VALUE', 'value * 1e-310')}"),
    (AHEAD, "return right[0], tuple(1.5e308 * np.sign(each) for each in right[1])"),
    (AHEAD, "return right[0], tuple(each * np.inf for each in right[1])"),
    (AHEAD, "return right[0] * 1e-310, tuple(each * 1e-310 for each in right[1])"),
    (BACK, f"return {GRADIENTS.replace('VALUE', f'value * 0 + ({SWING})')}"),
    (BACK, f"return {GRADIENTS.replace('VALUE', 'value * 1e-310')}"),
    (BACK, f"return {GRADIENTS.replace('VALUE', 'value * 1e308')}"),
    (DROP, "return 1.5e308 * np.sign(right[0]), right[1]"),
    (DROP, "return right[0] * 1e-310, right[1]"),
    (DROP, "return right[0] + 1j, right[1]"),
    (UNDROP, f"return right * 0 + ({SWING})"),
    (UNDROP, "return right * 1e-310"),
    (UNDROP, "return right.astype(object)"),
    (RIDGE, f"return right[0] * 0 + ({SWING}), right[1]"),
    (RIDGE, f"return right[0], {SWING}"),
    (RIDGE, "return right[0] * 1e-310, right[1]"),
    (RIDGE, "return right[0] + 1j, right[1]"),
    (PATH, f"return right * 0 + ({SWING})"),
    (PATH, "return right.astype(object)"),
    (PATH, "return right * 1e-310"),
    (MEAN, f"return {SWING}, right[1]"),
    (MEAN, f"return right[0], right[1] * 0 + ({SWING})"),
    (MEAN, "return right[0] * np.inf, right[1]"),
    (NORM, f"return right * 0 + ({SWING})"),
    (NORM, "return right * 1e-310"),
]
ODD_NET = {
    "a loss that swings": "(SWING, grads)",
    "an infinite loss": "(np.inf, grads)",
    "a complex loss": "(loss + 1j, grads)",
    "a loss in an array of objects": "(np.array(loss, dtype=object), grads)",
    "a loss of a class of its own": "(type('N', (np.ndarray,), {})(()), grads)",
    "gradients that are huge": "(loss, {n: each * 0 + 1.5e308 for n, each in grads.items()})",
    "gradients next to nothing": "(loss, {n: each * 1e-310 for n, each in grads.items()})",
    "gradients that are infinite": "(loss, {n: each + np.inf for n, each in grads.items()})",
}  # fmt: skip


@pytest.fixture(scope="module")
def solutions(course):
    """The solution of each exercise."""
    return {
        cell.grade_id: cell.source
        for name in course.names
        for cell in course.assignment(name).cells
        if cell.grade_id in ASSIGNMENT
    }


@pytest.fixture
def judged(graders):
    """What becomes of code as one exercise's solution; a warning in the grader is an error."""

    def run(exercise, code):
        code = code.replace("CLASS", "0")
        grader = graders[ASSIGNMENT[exercise]]
        cells = cells_with(grader.assignment, exercise, code)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            graded = grader.grade_cells(cells, "student", frozenset([exercise]), naming=False)
        (found,) = graded.exercises
        return found

    return run


def wrapped(solution, exercise, spoilt, wrong=None):
    """A solution that is wrong where ``spoilt`` holds."""
    given = ARGUMENTS[exercise].replace("=0.5", "")
    return solution + WRAPPED.format(
        name=exercise, arguments=ARGUMENTS[exercise], given=given, unpacked=UNPACKED[exercise],
        spoilt=spoilt, wrong=wrong or SPOILT[exercise],
    )  # fmt: skip


def rare(attacks):
    """The attacks that are wrong in one call of twenty, and the others."""
    found = [each for each in attacks if "one_in_twenty" in str(each)]
    return found, [each for each in attacks if each not in found]


def losing(judged, exercise, code):
    """Which of all twenty such attacks, each wrong in other calls, lose points."""
    found = [judged(exercise, code.replace("CLASS", str(each))) for each in range(20)]
    return [each.score < each.max_score for each in found]


def loses(found):
    """Assert that points are lost, and that nothing of it is the grader's fault."""
    told = [(each.name, str(each.outcome), each.rationale, each.cause) for each in found.checks]
    assert {outcome for _, outcome, _, _ in told} <= {"pass", "fail", "skip"}, told
    assert found.score < found.max_score


@pytest.mark.parametrize(("exercise", "spoilt"), rare(KNOWING)[0])
def test_wrong_in_one_call_of_twenty_is_too_much(judged, solutions, exercise, spoilt):
    assert sum(losing(judged, exercise, wrapped(solutions[exercise], exercise, spoilt))) >= 15


@pytest.mark.parametrize("spoilt", rare(KNOWING_NET)[0])
def test_a_net_wrong_in_one_call_of_twenty_is_not_enough(judged, solutions, spoilt):
    code = solutions[NET] + WRAPPED_NET.replace("SPOILT", spoilt).replace("WRONG", WRONG_NET)
    lost = losing(judged, NET, code)
    # calls with dropout are few: chance saves some of these
    assert sum(lost) >= (14 if "self.ratio < 1" in spoilt else 15), lost


@pytest.mark.parametrize(("exercise", "spoilt"), rare(KNOWING)[1])
def test_right_where_the_suites_used_to_look_is_not_enough(judged, solutions, exercise, spoilt):
    loses(judged(exercise, wrapped(solutions[exercise], exercise, spoilt)))


@pytest.mark.parametrize(("exercise", "spoilt"), MEDDLING)
def test_arguments_are_looked_at_in_any_call(judged, solutions, exercise, spoilt):
    loses(judged(exercise, wrapped(solutions[exercise], exercise, spoilt)))


@pytest.mark.parametrize("spoilt", rare(KNOWING_NET)[1])
def test_a_net_right_where_the_suites_used_to_look_is_not_enough(judged, solutions, spoilt):
    code = WRAPPED_NET.replace("SPOILT", spoilt).replace("WRONG", WRONG_NET)
    loses(judged(NET, solutions[NET] + code))


@pytest.mark.parametrize(("exercise", "wrong"), ODD)
def test_what_no_suite_can_compute_with_is_the_students_fault(judged, solutions, exercise, wrong):
    loses(judged(exercise, wrapped(solutions[exercise], exercise, "True", wrong)))


@pytest.mark.parametrize("wrong", ODD_NET.values(), ids=ODD_NET)
def test_what_no_suite_can_compute_with_is_the_nets_fault(judged, solutions, wrong):
    code = WRAPPED_NET.replace("SPOILT", "y is not None")
    code = "SEEN = []\n" + code.replace("WRONG", wrong).replace("SWING", SWING)
    loses(judged(NET, f"{solutions[NET]}\n\n{code}"))


@pytest.mark.parametrize("exercise", ASSIGNMENT)
def test_the_same_solution_spoilt_nowhere_keeps_all_points(judged, solutions, exercise):
    net = WRAPPED_NET.replace("SPOILT", "False").replace("WRONG", WRONG_NET)
    solution = solutions[exercise]
    code = solution + net if exercise == NET else wrapped(solution, exercise, "False")
    found = judged(exercise, code)
    assert found.score == found.max_score, found.checks
