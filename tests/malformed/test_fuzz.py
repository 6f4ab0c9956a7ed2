"""Random damage to notebooks and to wire messages: never a crash, a hang or a wrong score.

``FUZZ_EXAMPLES=10000`` tries that many notebooks a property and ten times as many messages.
"""

import contextlib
import copy
import itertools
import json
import os
import signal
import socket
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.course.course import Course
from autograder.grading.grader import Grader
from autograder.sandbox.exceptions import StudentFault
from autograder.sandbox.inside import wire
from autograder.sandbox.limits import Level
from autograder.sandbox.process import Process
from autograder.submission.cells import cells_with, extract_cells
from tests.support import notebooks
from tests.support.notebooks import code, solution
from tests.support.places import ROOT

# hundreds of notebooks and messages
pytestmark = pytest.mark.slow

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "100"))


def fuzz(examples: int) -> settings:
    return settings(
        max_examples=examples, derandomize=True, database=None, deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip


# --- notebooks -----------------------------------------------------------------------------------

RIGHT = notebooks.toy()
SOLUTIONS = (1, 4)  # their places in it
JUNK = [
    None, True, 0, -1, 3.5, 10**30, 1e308, float("nan"), float("inf"), "", "x", "\0", "\ud800", [],
    {}, [None], ["x", 1], {"": None}, {"nbgrader": 3}, {"nbgrader": {"grade_id": []}}, "code",
    "markdown", "raw", "double", "negate", "test_double", "setup", "../x", "<script>", "x" * 5000,
    code("1/0"), code("x ="), solution("double", "y = 1"), [[[[[[]]]]]], {"cells": []},
]  # fmt: skip
HARMFUL = [
    "def double(x):\n    return x", "import os\nos._exit(0)", "raise SystemExit",
    "def negate(x):\n    return negate(x)", "del double", "%%bash\nrm -rf /", "\t x\n  y",
]  # fmt: skip
ACTIONS = ("delete", "copy", "swap", "retype", "replace", "rename")
PLACE = st.integers(0, 10**6)
MUTATIONS = st.lists(
    st.tuples(st.sampled_from(ACTIONS), PLACE, PLACE, st.sampled_from(JUNK)), min_size=1, max_size=8
)
FLIPS = st.lists(st.tuples(PLACE, st.integers(0, 255)), max_size=3)


def places(node, spared=()):
    """Yield each place in a tree as the container and the key that hold it.

    The ``spared`` cells and the list that they stand in are left alone.
    """
    for key in range(len(node)) if isinstance(node, list) else list(node):
        value = node[key]
        if any(value is each for each in spared):
            continue
        if not (isinstance(value, list) and any(m is each for m in value for each in spared)):
            yield node, key
        if isinstance(value, list | dict):
            yield from places(value, spared)


def retyped(value):
    if isinstance(value, str):
        return value.splitlines(keepends=True)
    if isinstance(value, list):
        return {str(number): each for number, each in enumerate(value)}
    return [value] if isinstance(value, dict) else str(value)


def mutate(notebook, mutations, spared=()):
    for action, one, other, junk in mutations:
        found = list(places(notebook, spared))
        if not found:
            return
        (holder, key), (second, second_key) = found[one % len(found)], found[other % len(found)]
        if action == "delete":
            del holder[key]
        elif action == "copy" and isinstance(second, list):
            second.insert(second_key, copy.deepcopy(holder[key]))
        elif action == "copy":
            second[second_key] = copy.deepcopy(holder[key])
        elif action == "swap":
            one_value, other_value = copy.deepcopy([holder[key], second[second_key]])
            holder[key], second[second_key] = other_value, one_value
        elif action == "retype":
            holder[key] = retyped(holder[key])
        elif action == "rename" and isinstance(holder, dict):
            holder[str(junk)[:50]] = holder.pop(key)
        else:
            holder[key] = copy.deepcopy(junk)


def flip(data, flips, cut=None):
    data = bytearray(data[:cut])
    for place, value in flips:
        if data:
            data[place % len(data)] = value
    return bytes(data)


@pytest.fixture(scope="module")
def grader(toy):
    """A warm grader with the limits of a real course: a busy machine must not look like a fault."""
    with Grader(toy) as grader:
        yield grader


def assert_full_marks(graded):
    lost = [c for each in graded.exercises for c in each.checks if c.outcome != "pass"]
    assert (graded.error, lost, graded.score) == (None, [], 15)


def assert_graded_or_refused(graded):
    result = graded.as_json()
    outcomes = {check["outcome"] for each in result["exercises"] for check in each["checks"]}
    # what defines none of the exercises any more waits for a person
    wrong = {check["fault"] for each in result["exercises"] for check in each["checks"]}
    assert "error" not in outcomes or wrong == {"wrong_file"}
    if result["score"] is not None:
        assert 0 <= result["score"] <= 15
        assert result["error"] is None
    elif wrong != {"wrong_file"}:
        assert not result["exercises"]
        assert result["error"].startswith("'arithmetic.ipynb' ")
        assert result["error"].isprintable()


@pytest.fixture
def submitted(tmp_path):
    return tmp_path / "arithmetic.ipynb"


@fuzz(EXAMPLES)
@given(MUTATIONS, FLIPS, st.none() | PLACE, st.none() | st.sampled_from(HARMFUL), PLACE)
def test_a_damaged_notebook_is_graded_or_refused(
    grader, toy, submitted, mutations, flips, cut, harm, place
):
    notebook = copy.deepcopy(RIGHT)
    if harm is not None:
        notebook["cells"].insert(place % 7, code(harm))
    mutate(notebook, mutations)
    data = json.dumps(notebook, ensure_ascii=place % 2 == 0).encode(errors="surrogatepass")
    # half of the cuts leave the file whole
    submitted.write_bytes(flip(data, flips, None if cut is None else cut % (2 * len(data) + 1)))
    assert_graded_or_refused(grader.grade_file(submitted))
    assert_full_marks(grader.grade_cells(extract_cells(RIGHT, toy), "next"))


@fuzz(EXAMPLES)
@given(MUTATIONS)
def test_damage_around_the_solutions_costs_nothing(grader, submitted, mutations):
    notebook = copy.deepcopy(RIGHT)
    spared = [notebook["cells"][place] for place in SOLUTIONS]
    mutate(notebook, mutations, spared)
    submitted.write_text(json.dumps(notebook))
    assert_full_marks(grader.grade_file(submitted))


# --- wire messages -------------------------------------------------------------------------------

VALUES = [
    {"value": None}, {"value": (np.arange(6.0).reshape(2, 3), "text", [1, {"k": np.float32(2)}])},
    {"value": np.zeros((0, 3)), "args": [np.ones(2)], "kwargs": {"p": 0.5}}, {"value": np.float64},
    {"value": wire.Handle(0, "Net")}, {"value": wire.Opaque("object")}, {"value": 1 + 0 * 10**9},
    {"error": {"kind": "raised", "type": "ValueError", "message": "é", "cell": "<cell double>",
               "line": 2}}, {"error": {"kind": "missing"}}, {"error": {"kind": "absent"}},
    {"do": "cell", "source": "x = 1", "filename": "<cell 1>"},
    {"do": "call", "target": "double", "path": ["a"], "args": [np.arange(3, dtype="<c16")],
     "kwargs": {}}, {"do": "given"},
]  # fmt: skip
HEADER = wire.HEADER.size
BYTES = st.lists(st.tuples(PLACE, st.integers(0, 255)), min_size=1, max_size=6)
SCALARS = st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats() | st.text()
TAGS = st.sampled_from([*"tldashno", "<f8", "|b1", "<c16", "|O8"])
SHAPES = st.lists(st.integers(-1, 4) | st.sampled_from([2**31, 2**39, 2**40]), max_size=34)
ARRAYS = st.tuples(st.sampled_from("as"), TAGS | st.sampled_from(sorted(wire.DTYPES)), SHAPES)
TREES = st.recursive(
    SCALARS | TAGS | ARRAYS.map(list) | st.binary(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(TAGS, st.lists(inner, max_size=4)).map(lambda two: [two[0], *two[1]])
        | st.dictionaries(st.text(max_size=3) | st.integers(0, 9), inner, max_size=3)
    ),
    max_leaves=12,
)


def load(body, tree_size):
    """Load a mutated message: what is not refused can be sent on."""
    try:
        value = wire.load(body[:tree_size], body[tree_size:])
    except wire.WireError:
        return
    again = wire.dump(0, value)
    size = wire.HEADER.unpack_from(again)[1]
    wire.load(again[HEADER : HEADER + size], again[HEADER + size :])


@fuzz(10 * EXAMPLES)
@given(st.sampled_from(VALUES), BYTES, st.none() | PLACE)
def test_a_mutated_message_is_refused_or_a_value(value, flips, cut):
    frame = wire.dump(1, value)
    body = flip(frame[HEADER:], flips)
    size = wire.HEADER.unpack_from(frame)[1]
    load(body, size)
    if cut is not None:
        load(body, cut % (len(body) + 1))


@fuzz(10 * EXAMPLES)
@given(TREES, st.binary(max_size=64))
def test_a_random_message_is_refused_or_a_value(tree, blob):
    packed = wire.msgpack.packb(tree, unicode_errors="surrogatepass")
    load(packed + blob, len(packed))


# --- processes -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def nobody():
    """A descriptor of a process that has ended, for peers that are no process."""
    if sys.platform != "linux":
        pytest.skip("only Linux has descriptors of processes")
    child = subprocess.Popen([sys.executable, "-c", ""])
    descriptor = os.pidfd_open(child.pid)
    child.wait()
    yield descriptor
    os.close(descriptor)


class Mad(Process):
    """A process whose answers are given: each the bytes, and whether it then hangs up."""

    def __init__(self, nobody, answers) -> None:
        ours, self._theirs = socket.socketpair()
        super().__init__(ours, 0, os.dup(nobody), lambda pid: signal.SIGKILL)
        self._answers = answers

    def request(self, message, seconds):
        answer, ends = next(self._answers)
        number = self._number + 1
        with contextlib.suppress(OSError):  # it has hung up before
            self._theirs.sendall(wire.HEADER.pack(number, *wire.HEADER.unpack_from(answer)[1:]))
            self._theirs.sendall(answer[HEADER:])
            if ends:
                self._theirs.shutdown(socket.SHUT_WR)
        return super().request(message, min(seconds, 0.01))

    def kill(self) -> int:
        self._theirs.close()
        return super().kill()


class MadBox:
    """A box of such processes."""

    level = Level.PROCESS

    def __init__(self, nobody, answers) -> None:
        self._nobody, self._answers = nobody, itertools.cycle(answers)

    def spawn(self, limits):
        return Mad(self._nobody, self._answers)

    def close(self) -> None:
        pass


@st.composite
def frames(draw):
    """Draw the bytes of an answer: of a known or random tree, then mutated or not."""
    if draw(st.booleans()):
        frame = wire.dump(1, draw(st.sampled_from(VALUES)))
    else:
        tree = ["d", [draw(st.sampled_from(["value", "error", "args"])), draw(TREES)]]
        packed = wire.msgpack.packb(tree, unicode_errors="surrogatepass")
        blob = draw(st.binary(max_size=32))
        frame = wire.HEADER.pack(1, len(packed), len(blob)) + packed + blob
    frame = flip(frame, draw(FLIPS)) if draw(st.booleans()) else frame
    return frame, draw(st.sampled_from([True, True, True, False]))


@fuzz(EXAMPLES)
@given(st.lists(frames(), min_size=1, max_size=4))
def test_a_process_that_sends_anything_is_at_fault_and_never_the_grader(nobody, answers):
    process = Mad(nobody, itertools.cycle(answers))
    try:
        for _ in answers:
            with contextlib.suppress(StudentFault):
                reply = process.request({"do": "get"}, 0.01)
                assert {"value", "error"} & reply.keys()
            if not process.alive:
                break
    finally:
        process.kill()


@pytest.mark.parametrize("assignment", Course(ROOT).names)
@fuzz(EXAMPLES)
@given(st.lists(frames(), min_size=1, max_size=12))
def test_suites_judge_whatever_a_process_sends(graders, nobody, assignment, answers):
    grader = graders[assignment]
    with pytest.MonkeyPatch.context() as patch:
        grader.diagnoses.learn()  # in a sound box, once
        patch.setattr(grader, "_box", MadBox(nobody, answers))
        graded = grader.grade_cells(cells_with(grader.assignment, "", ""), "student")
    faults = [c for each in graded.exercises for c in each.checks if c.outcome == "error"]
    assert faults == []
    assert 0 <= graded.score < 0.2 * graded.max_score
