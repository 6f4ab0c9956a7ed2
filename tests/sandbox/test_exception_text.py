"""A student is told of an exception; hidden inputs never leave the box in its text."""

import numpy as np
import pytest

from autograder.sandbox import exception_text

SOURCE = "def f(x, W1):\n    raise ValueError('odd shape')\n    return np.dot(x, W1).stray + x"

LINES = {"f": 3, "12": 3}

NOTHING = None
EMPTY: list = []


def call(kind, message, line=2, cell="<cell f>"):
    error = {"type": kind, "message": message, "line": line, "cell": cell}
    return str(exception_text.describe_call_error(error, SOURCE, LINES))


def native(action):
    try:
        action()
    except Exception as error:
        return call(type(error).__name__, str(error)), f"{type(error).__name__}: {error}"
    raise AssertionError("nothing was raised")


@pytest.mark.parametrize(
    "action",
    [
        lambda: np.ones((2, 3)) + np.ones((4, 5)),
        lambda: np.dot(np.ones((2, 3)), np.ones((2, 3))),
        lambda: np.ones((2, 3)) @ np.ones((2, 3)),
        lambda: np.ones(3)[5],
        lambda: np.ones(3).sum(axis=2),
        lambda: np.ones(6).reshape(4, 5),
        lambda: NOTHING["W1"],
        lambda: {}["W1"],
        lambda: [][0],
        lambda: None + 1,
        lambda: np.ones(2).stray,
        lambda: 1 / 0,
        lambda: bool(np.ones(2) > 0),
        lambda: (lambda x: x)(1, 2),
        lambda: EMPTY[NOTHING],
    ],
)
def test_what_python_and_numpy_say_is_told(action):
    shown, raised = native(action)
    if "<lambda>" not in raised:
        assert shown.startswith(raised.rstrip())
    assert shown.endswith("(line 2 of the cell `f`)")


# what beginners write, as they write it: each stops with a message that helps
CRASHES = (
    """
out = helper(x, 1); out.reshape(3)
out = helper(x, 1); out * 2.0
out = helper(x, 1); out > 0
out = nothing(x); out.shape
out, mask = nothing(x)
len(None)
None * x
x * None
nothing(x)[0]
None > 0
param["seed"]
parameters["W4"]
self.dropout_params
self.params[f"W{3}"]
param("p")
param.p
param.append(x)
x.T()
x.append(1)
x.shape[2]
x.shape(1)
np.random.rand(x.shape)
np.random.rand(*x.shape[0])
np.random.random(7, 9)
np.random.binomial(1, 1.5, x.shape)
np.random.choice([0, 1], x.shape, p=[0.5, 0.6])
np.random.bernoulli(0.5)
np.random.default_rng().rand(3)
np.zeroes(3)
np.zeros(3, 4)
np.concatenate((x, W))
np.sum(x, axis=2)
np.sum(x, keepdim=True)
x @ W @ x
x * W
x.reshape(3, 4)
x[W > 0]
x["a"]
x[1.5]
x[0, 0, 0]
D = x > 0; D /= 0.5
D = x > 0; -D
if x > 0: pass
N, D, H = x.shape
a, b, c = cache
for i in 3: pass
for i in range(len(x.shape[0])): pass
for i in range(3.0): pass
"W" + 1
"W" * 2.0
"W" - 1
x / "p"
[1, 2] - 1
(1, 2)[5]
[][0]
{x: 1}
int("a")
np.exp(None)
1 / 0
1 % 0
helper(1)
helper(1, 2, 3)
helper(1, c=2)
helper(1, b=2, a=3)
undefined
def f(): return unset; unset = 1\\nf()
def f():\\n    if not x.size: dx = 1\\n    return dx\\nf()
""".strip()
    .replace("\\\\n", "\n")
    .splitlines()
)
THERE = """
def helper(a, b): return a, b
def nothing(a): pass
class Net:
    def __init__(self): self.params = {}
x, W = np.ones((7, 9)), np.ones((9, 4))
param, parameters, self = {"p": 0.5}, {"W1": W}, Net()
cache = (param, x > 0)
"""


@pytest.mark.parametrize("line", CRASHES)
def test_what_stops_a_beginner_is_told_in_pythons_own_words(line):
    source = THERE + line.replace("\\n", "\n")
    names = {"np": np}
    with pytest.raises(Exception) as caught:
        exec(compile(source, "<cell f>", "exec"), names)
    kind, message = caught.type.__name__, str(caught.value)
    error = {"type": kind, "message": message, "line": 2, "cell": "<cell f>"}
    told = exception_text.describe_call_error(error, source, LINES)
    assert told.kind == kind
    assert told.message
    assert message.replace("\n", " ").startswith(told.message.removesuffix("…"))
    assert told.reason


@pytest.mark.parametrize(
    ("kind", "message", "told"),
    [
        # what other versions of Python and NumPy say of the same
        ("AttributeError", "module 'numpy' has no attribute 'float'.\n`np.float` was a deprecated "
         "alias for the builtin `float`.", "module 'numpy' has no attribute 'float'.…"),
        ("IndexError", "boolean index did not match indexed array along dimension 0; dimension is "
         "7 but corresponding boolean dimension is 3", None),
        ("TypeError", "f() got an unexpected keyword argument 'x'. Did you mean 'hidden'?",
         "f() got an unexpected keyword argument 'x'.…"),
        ("AttributeError", "'dict' object has no attribute 'W1' and no __dict__ for setting new "
         "attributes", None),
        ("ValueError", "too many values to unpack (expected 2, got 3)", None),
        ("ValueError", "setting an array element with a sequence. The requested array has an "
         "inhomogeneous shape after 1 dimensions. The detected shape was (2,).",
         "setting an array element with a sequence.…"),
    ],
)  # fmt: skip
def test_so_is_what_other_versions_say_and_of_long_texts_the_beginning(kind, message, told):
    assert call(kind, message) == f"{kind}: {told or message} (line 2 of the cell `f`)"


def test_what_stands_in_the_submission_is_told():
    assert call("ValueError", "odd shape") == "ValueError: odd shape (line 2 of the cell `f`)"


@pytest.mark.parametrize(
    "message",
    [
        "[0.33686949, 0.93437789]",
        "name 'a33686949' is not defined",
        "'0.33686949'",
        "index 33686949 is out of bounds for axis 0 with size 3",
        "odd shape 0.33686949",
        "eJxjYGBgAAAABAAB",
        "operands could not be broadcast together with shapes (33686949,) (1,)",
        "'W33686949'",
        "bad operand type for unary +-+-++--: 'int'",
        "unsupported operand type(s) for +-: 'int' and 'int'",
        "cannot import name 'secret' from 'W1' and more",
        "'a3' object has no attribute 'b4'",
        "list index out of range 33686949",
        "setting an array element with a sequence 33686949",
    ],
)
def test_what_could_carry_a_hidden_input_is_not_told(message):
    assert call("ValueError", message) == "ValueError (line 2 of the cell `f`)"


def test_a_type_of_the_students_own_is_not_named():
    assert call("E33686949", "odd shape").startswith("an exception type of its own: odd shape")
    assert call(["ValueError"], "").startswith("an exception type of its own")


@pytest.mark.parametrize("error", [None, [], "text", {}, {"type": 3, "message": [1], "line": "x"}])
def test_a_forged_report_is_told_somehow(error):
    assert str(exception_text.describe_call_error(error, SOURCE, LINES))
    assert isinstance(str(exception_text.describe_cell_error(error)), str)


@pytest.mark.slow
def test_no_hidden_input_reaches_the_result(graders):
    from autograder.sandbox.notebook_cells import Cell

    grader = graders["regularization"]
    cells = [
        Cell(
            cell.grade_id,
            cell.source
            if cell.role == "setup"
            else f"def {cell.grade_id}(*a, **k):\n    raise ValueError(repr(a))",
            cell.grade_id,
        )
        for cell in grader.assignment.cells
        if cell.role in ("setup", "solution")
    ]
    graded = grader.grade_cells(cells, "student")
    assert graded.score == 0
    tried = [check.rationale for each in graded.exercises for check in each.checks]
    assert any(text.startswith("It raised ValueError (line 2") for text in tried)
    assert not [text for text in tried if "array(" in text]
