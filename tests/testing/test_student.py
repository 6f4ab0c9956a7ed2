"""What a suite sees of a submission: remote functions and objects that cannot pass for values."""

import numpy as np
import pytest

from autograder.sandbox.exceptions import Died, Garbled, Hung, NotWritten, Raised, StudentFault
from autograder.sandbox.limits import Limits
from autograder.sandbox.notebook_cells import Cell
from autograder.sandbox.session import Session
from autograder.testing.student import Remote, Shared, Student

CODE = """
import numpy as np

class Net:
    def __init__(self, width=2):
        self.params = {"W1": np.ones((width, 3))}
        self.layers = ["affine", "relu"]

    def loss(self, x, scale=1.0):
        return scale * float((self.params["W1"] @ x).sum())

    def loss_and_more(self, x):
        x += 1
        return self.loss(x), self.params

    def backward(self):
        raise NotImplementedError

def disguised(x):
    return type(f"E{x}", (Net,), {})()

def kind_of(dtype, x):
    return dtype, dtype is np.float32, x.astype(dtype)

def width_of(net):
    return net.params["W1"].shape[0]

def grow(x, extra=None):
    x += 1
    return None

BUFFER = np.zeros(3)

def refill(x):
    BUFFER[:] = x
    return BUFFER

def share(n):
    return 1 / n

class Sized:
    def __init__(self, width):
        self.width = width

def draw():
    return np.random.rand(3)

def caller(*args, last=None):
    frame = __import__("sys")._getframe(1)
    return frame.f_code.co_name, sorted(frame.f_locals), frame.f_back.f_code.co_name

class Watched:
    def __init__(self):
        self.params = {"W1": np.ones(2)}

    def loss(self, x):
        return [" ".join([*caller()[1], caller()[0], caller()[2]]), {}]

def draw():
    return float(np.random.rand())

def forgetful(*args):
    args = None

def forever():
    while True:
        pass

def forge():
    import os
    os.write(3, b"x" * 64)
"""


@pytest.fixture
def student(box):
    session = Session(box, [Cell("own", CODE)], Limits(call_seconds=0.5))
    yield Student(session)
    session.close()


def test_a_call_reads_like_a_plain_call(student):
    np.testing.assert_array_equal(student.Net().loss(np.ones((3, 1)), scale=2.0), 12.0)


def test_an_object_stays_in_the_box_and_its_attributes_can_be_fetched(student):
    net = student.Net(width=4)
    assert isinstance(net, Remote)
    assert net.params["W1"].shape == (4, 3)
    assert net.layers.fetch() == ["affine", "relu"]


def test_an_object_can_be_handed_back_to_the_students_code(student):
    assert student.width_of(student.Net(width=5)) == 5


@pytest.mark.parametrize(
    "use", [bool, len, list, lambda r: r == r, lambda r: r != 1, lambda r: r < 1, lambda r: 1 in r]
)
def test_an_object_has_no_truth_length_order_or_equality(student, use):
    with pytest.raises(TypeError, match="fetch what you want to compare"):
        use(student.Net())


def test_changed_arguments_are_observed(student):
    x = np.zeros(2)
    seen = student.grow.observed(x, extra=[1])
    assert seen.value is None
    np.testing.assert_array_equal(seen.args[0], [1, 1])
    assert seen.kwargs == {"extra": [1]}
    np.testing.assert_array_equal(x, [0, 0])


def test_seeding_makes_draws_repeat(student):
    student.seed(5)
    first = student.draw()
    student.seed(5)
    np.testing.assert_array_equal(first, student.draw())


@pytest.mark.slow
def test_faults_have_names(student):
    with pytest.raises(NotWritten, match="`missing` is not defined"):
        student.missing(1)
    with pytest.raises(NotWritten, match=r"`Net\.backward` is not written yet"):
        student.Net().backward()
    with pytest.raises(Raised, match="what `Net` creates has no `weights`"):
        student.Net().weights.fetch()
    with pytest.raises(Raised, match="TypeError"):
        student.draw(1, 2, 3)
    with pytest.raises(Hung, match=r"0\.5 seconds"):
        student.forever()
    with pytest.raises(Garbled):
        student.forge()


@pytest.mark.slow
def test_after_a_stop_the_submission_goes_on_but_old_objects_are_gone(student):
    net = student.Net()
    with pytest.raises(Hung):
        student.forever()
    assert student.Net().params["W1"].shape == (2, 3)
    with pytest.raises(Died, match="lost"):
        net.params.fetch()
    with pytest.raises(Died, match="lost"):
        student.width_of(net)


def test_a_class_named_after_a_hidden_input_is_not_named(student):
    with pytest.raises(NotWritten, match=r"`object\.backward` is not written yet"):
        student.disguised(33686949).backward()


def test_a_sweep_calls_once_for_each_value_put_in_place(student):
    net, x = student.Net(), np.zeros((3, 1))
    values = np.array([np.full((2, 3), factor) for factor in (1.0, 2.0, -1.0)])
    assert net.loss_and_more.swept("params", "W1", values, x) == [6.0, 12.0, -6.0]
    np.testing.assert_array_equal(net.params["W1"], np.ones((2, 3)))
    np.testing.assert_array_equal(x, np.zeros((3, 1)))
    with pytest.raises(Raised, match="KeyError"):
        net.loss_and_more.swept("params", "W9", values, x)


def test_a_forged_reply_to_a_sweep_is_garbled(student, monkeypatch):
    net = student.Net()
    monkeypatch.setattr(student._session, "request", lambda *_, **__: {"value": [1.0]})
    with pytest.raises(Garbled, match="could not be read"):
        net.loss_and_more.swept("params", "W1", np.zeros((2, 2, 3)), np.zeros((3, 1)))


def test_several_calls_in_one_request_are_as_good_as_one_by_one(student):
    x = np.zeros(3)
    assert student.Net().loss.each([np.ones((3, 1))], [np.ones((3, 1)), 2.0]) == [6.0, 12.0]
    first, second = student.refill.each([x + 1], [x + 2])
    np.testing.assert_array_equal(first, x + 1)  # one buffer, written to by both
    np.testing.assert_array_equal(second, x + 2)
    assert student.grow.each([x], [x]) == [None, None]
    np.testing.assert_array_equal(x, np.zeros(3))
    assert [net.width.fetch() for net in student.Sized.each([3], [4])] == [3, 4]


def test_several_calls_may_give_their_last_argument_by_name(student):
    x = np.zeros((3, 1))
    loss = student.Net().loss
    assert loss.each([x + 1, 2.0], [x + 1, 3.0], last="scale") == [12.0, 18.0]
    with pytest.raises(Raised, match="it raised TypeError"):
        loss.each([x, 2.0], last="unknown")


def test_one_failing_call_of_several_fails_them_all(student):
    with pytest.raises(Raised, match="ZeroDivisionError"):
        student.share.each([2], [0])
    with pytest.raises(NotWritten, match="`nothing` is not defined"):
        student.nothing.each([1], [2])


def test_each_of_several_calls_is_an_answer_of_its_own(student):
    student._session.answers.clear()
    student.share.each([2], [4])
    assert student._session.answers == [("share", {"value": 0.5}), ("share", {"value": 0.25})]


@pytest.mark.parametrize("value", [None, [1.0], [1.0] * 3, (1.0, 2.0)])
def test_a_forged_reply_to_several_calls_is_garbled(student, monkeypatch, value):
    monkeypatch.setattr(student._session, "_send", lambda *_, **__: {"value": value})
    with pytest.raises(Garbled, match="could not be read"):
        student.share.each([1], [2])


def test_a_number_type_arrives_as_itself(student):
    kind, same, x = student.kind_of(np.float32, np.ones(2))
    assert kind is np.float32
    assert same
    assert x.dtype == np.float32


def test_an_unwritten_exercise_is_named_where_another_needs_it(box):
    cells = [
        Cell("inner", "def inner():\n    raise NotImplementedError()", "inner"),
        Cell("outer", "def outer():\n    return inner()", "outer"),
    ]
    session = Session(box, cells, Limits())
    with pytest.raises(NotWritten, match="`inner` is not written yet, and `outer` needs it"):
        Student(session).outer()
    session.close()


def test_stops_count_for_the_function_that_was_called(box):
    session = Session(box, [Cell("own", CODE)], Limits(call_seconds=0.2, stops=2))
    student = Student(session)
    for _ in range(2):
        with pytest.raises(Hung, match=r"0\.2 seconds"):
            student.forever()
    with pytest.raises(Hung, match="already been stopped 2 times"):
        student.forever()
    assert session.stops == {"forever": 2}
    assert student.Net().params["W1"].shape == (2, 3)
    session.close()


def test_private_names_are_no_remote_names(student):
    with pytest.raises(AttributeError):
        _ = student._secret
    with pytest.raises(AttributeError):
        _ = student.Net._secret


def test_what_calls_share_is_one_thing_in_the_box_too(student):
    x, y = np.zeros(2), np.zeros(2)
    value, after = student.grow.each_observed([x, [1]], [y, [2]], [x, [3]])
    assert value is None
    assert [args[0].tolist() for args in after] == [[2, 2], [1, 1], [2, 2]]
    assert after[0][0] is after[2][0]
    assert [args[1] for args in after] == [[1], [2], [3]]


def test_no_call_can_tell_by_its_caller_how_it_was_asked_for(student):
    x = np.zeros(2)
    plain, watched = student.caller(x), student.Watched()
    assert student.caller.observed(x).value == plain
    assert student.caller.each([x], [x]) == [plain, plain]
    assert student.caller.each([x, 1], last="last") == [plain]
    assert student.caller.each_observed([x], [x])[0] == plain
    swept, inside = watched.loss.swept("params", "W1", np.ones((2, 2)), x), watched.loss(x)[0]
    assert swept == [inside, inside]


def test_calls_that_several_tests_judge_are_made_once(student):
    def draws(student, rng):
        return student.draw()

    first, second = student.once(draws), student.once(draws)
    assert first == second != student.draw()


def test_the_answers_of_shared_calls_count_for_each_test(box):
    session = Session(box, [Cell("own", CODE)], Limits())
    shared = Shared(lambda name: None)
    for _ in range(2):
        session.answers.clear()
        Student(session, shared).once(_widths)
        assert len(session.answers) == 2
    session.close()


def test_a_fault_in_shared_calls_is_told_to_each_test(student):
    def asks(student, rng):
        return student.nothing_of_the_kind()

    for _ in range(2):
        with pytest.raises(StudentFault, match="not defined"):
            student.once(asks)


def test_a_judgement_in_shared_calls_is_told_to_each_test_and_made_once(student):
    made = []

    def asks(student, rng):
        made.append(student.width_of(student.Net(width=2)))
        assert made == [], "two is too narrow"

    for _ in range(2):
        with pytest.raises(AssertionError, match="two is too narrow"):
            student.once(asks)
    assert made == [2]


def test_shared_calls_have_hidden_inputs_of_their_own(box):
    session = Session(box, [Cell("own", CODE)], Limits())
    student = Student(session, Shared(lambda name: f"inputs of {name}"))
    assert student.once(lambda student, rng: rng) == "inputs of <lambda>"
    session.close()


def _widths(student, rng):
    return [student.width_of(student.Net(width=width)) for width in (2,)]
