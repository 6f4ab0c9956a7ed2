"""Whatever else a function may be given, it keeps its points: the suites call as contracts say."""

import pytest

from autograder.exercises.regularization.calls import called
from autograder.testing import StudentFault

# a submission for each way to write a signature
pytestmark = pytest.mark.slow

# The last argument of each function of `regularization`, and all before it.
LAST = {
    "compute_cost_with_regularization": ("A3, Y, parameters", "lambd"),
    "backward_propagation_with_regularization": ("X, Y, cache", "lambd"),
    "forward_propagation_with_dropout": ("X, parameters", "keep_prob"),
    "backward_propagation_with_dropout": ("X, Y, cache", "keep_prob"),
}
WRITTEN = {
    "given by name alone": ("{before}, *, {last}=0.5", "{last}"),
    "behind another argument": ("{before}, verbose=False, {last}=0.5", "{last}"),
    "behind an argument that has no meaning yet": ("{before}, eps=1e-8, {last}=0.5", "{last}"),
    "before other settings": ("{before}, {last}=0.5, **settings", "{last}"),
    "among settings": ("{before}, **settings", 'settings.get("{last}", 0.5)'),
    "with a name of its own": ("{before}, strength=0.5", "strength"),
    "with a name of its own, by position alone": ("{before}, strength=0.5, /", "strength"),
    "with an annotation": ("{before}, {last}: float = 0.5", "{last}"),
}
LAYERS = {
    "dropout_forward": "x, dropout_param, debug=False",
    "dropout_backward": "dout, cache, *, debug=False",
}
NETS = {
    "normalization before reg": (
        "hidden_dims, input_dim=3072, num_classes=10, dropout_keep_ratio=1, normalization=None, "
        "reg=0.0, weight_scale=1e-2, dtype=np.float32, seed=None"
    ),
    "settings by name alone": (
        "hidden_dims, *, input_dim=3072, num_classes=10, dropout_keep_ratio=1, reg=0.0, "
        "weight_scale=1e-2, dtype=np.float32, seed=None"
    ),
    "another order": (
        "hidden_dims, seed=None, dtype=np.float32, weight_scale=1e-2, reg=0.0, "
        "dropout_keep_ratio=1, num_classes=10, input_dim=3072"
    ),
    "an activation before everything": (
        "hidden_dims, activation='relu', input_dim=3072, num_classes=10, dropout_keep_ratio=1, "
        "reg=0.0, weight_scale=1e-2, dtype=np.float32, seed=None"
    ),
    "further settings": (
        "hidden_dims, input_dim=3072, num_classes=10, dropout_keep_ratio=1, reg=0.0, "
        "weight_scale=1e-2, dtype=np.float32, seed=None, **more"
    ),
}
GIVEN = ("input_dim", "num_classes", "dropout_keep_ratio", "reg", "weight_scale", "dtype", "seed")


@pytest.fixture
def reference_code(course):
    """The source of an exercise's reference solution."""
    cells = {c.grade_id: c.source for name in course.names for c in course.assignment(name).cells}
    return cells.__getitem__


def expect_full_marks(graded):
    assert graded["score"] == graded["max_score"], graded["checks"]


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("exercise", LAST)
def test_the_last_argument_may_be_given_in_any_way(
    grade_exercise, reference_code, exercise, written
):
    before, last = LAST[exercise]
    signature, value = (part.format(before=before, last=last) for part in WRITTEN[written])
    code = (
        f"{reference_code(exercise)}\n\nright = {exercise}\n\n"
        f"def {exercise}({signature}):\n    return right({before}, {value})\n"
    )
    expect_full_marks(grade_exercise("regularization", exercise, code))


@pytest.mark.parametrize("exercise", LAYERS)
def test_a_layer_may_have_another_argument(grade_exercise, reference_code, exercise):
    signature = LAYERS[exercise]
    given = ", ".join(signature.split(", ")[:2])
    code = (
        f"{reference_code(exercise)}\n\nright = {exercise}\n\n"
        f"def {exercise}({signature}):\n    return right({given})\n"
    )
    expect_full_marks(grade_exercise("dropout", exercise, code))


def net(right, signature, body):
    return f"{right}\n\nclass FullyConnectedNet(FullyConnectedNet):\n    def __init__(self, {signature}):\n        {body}\n"  # noqa: E501


@pytest.mark.parametrize("written", NETS)
def test_a_net_may_take_its_settings_in_any_order(grade_exercise, reference_code, written):
    given = ", ".join(f"{name}={name}" for name in GIVEN)
    code = net(
        reference_code("FullyConnectedNet"),
        NETS[written],
        f"super().__init__(hidden_dims, {given})",
    )
    expect_full_marks(grade_exercise("dropout", "FullyConnectedNet", code))


def test_a_net_may_collect_its_settings(grade_exercise, reference_code):
    code = net(
        reference_code("FullyConnectedNet"),
        "hidden_dims, **settings",
        "super().__init__(hidden_dims, **settings)",
    )
    expect_full_marks(grade_exercise("dropout", "FullyConnectedNet", code))


@pytest.mark.parametrize("exercise", LAST)
def test_a_call_that_fits_no_signature_is_told_as_python_tells_it(grade_exercise, exercise):
    graded = grade_exercise("regularization", exercise, f"def {exercise}(X):\n    return X\n")
    assert graded["score"] == 0
    first = next(rationale for outcome, rationale in graded["checks"].values() if outcome == "fail")
    assert f"{exercise}() takes 1 positional argument but" in first


@pytest.mark.parametrize("exercise", LAST)
def test_a_type_error_within_the_function_is_told_once_with_its_line(grade_exercise, exercise):
    before, last = LAST[exercise]
    code = f"def {exercise}({before}, *, {last}=0.5):\n    return None + 1\n"
    graded = grade_exercise("regularization", exercise, code)
    for outcome, rationale in graded["checks"].values():
        assert outcome == "skip" or ("unsupported operand" in rationale and "line 2" in rationale)


@pytest.mark.parametrize(
    ("told", "place", "calls"),
    [
        ("it raised TypeError", "", 2),
        ("it raised TypeError: f() got an unexpected keyword argument 'lambd'", "", 2),
        ("it raised TypeError: unsupported operand", " (line 3 of the cell `f`)", 1),
        ("it raised ValueError", "", 1),
        ("it did not finish in time", "", 1),
    ],
)
def test_a_call_is_made_by_position_only_where_its_signature_refuses_the_name(told, place, calls):
    made = []

    def function(*given, **last):
        made.append((given, last))
        raise StudentFault(told, place=place)

    with pytest.raises(StudentFault):
        called(function, 1, 2, lambd=3)
    assert made == [((1, 2), {"lambd": 3}), ((1, 2, 3), {})][:calls]
