"""Grading gives the same twice: in another order, beside crashing neighbours, in a new process."""

import random
import shutil

import pytest

from autograder.__main__ import main
from autograder.course.course import EXERCISES
from autograder.grading.grader import Grader
from autograder.sandbox.limits import Limits
from autograder.submission.cells import cells_with
from tests.support import notebooks, toy_class
from tests.support.boxes import Boxes

LIMITS = Limits(call_seconds=2.0, cell_seconds=2.0)
RANDOM = "import numpy as np\ndef double(x):\n    return 2 * x + (np.random.rand() < 0.5)"
WORK = [
    notebooks.toy(),
    notebooks.toy(RANDOM),
    notebooks.toy("import random\ndef double(x):\n    return x + {x: x for x in 'ab'}['a']"),
    notebooks.toy("def double(x):\n    x *= 2\n    return x"),
    notebooks.toy("def double(x):\n    raise ValueError(f'{x} {set(\"abcdef\")}')"),
    notebooks.toy("def double(x):\n    while True: pass"),
]
CRASH = notebooks.toy("import os\nos._exit(1)", "def negate(x):\n    return 666")


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    return toy_class.release(tmp_path_factory.mktemp("released"))


@pytest.fixture
def grade(released, tmp_path, capsys):
    """Grade a class in a course of its own; return what is printed and recorded by student."""
    from autograder.grading.grader import close_graders

    def run(work):
        root = tmp_path / f"course {len(list(tmp_path.iterdir()))}"
        shutil.copytree(released, root)
        toy_class.submit(root, work)
        main(["grade", "arithmetic", "--json", "--course", str(root)])
        close_graders()
        results = toy_class.timeless(toy_class.rows(capsys.readouterr().out))
        marks = toy_class.marks(root)
        return {
            student: (
                {**results[student], "submission": ""},
                [m[1:] for m in marks if m[0] == student],
            )
            for student in work
        }

    return run


@pytest.mark.slow
def test_a_class_graded_twice_in_another_order_and_beside_crashes(grade):
    first = grade({f"a{n}": work for n, work in enumerate(WORK)})
    again = grade({f"a{n}": work for n, work in enumerate(WORK)})
    assert again == first
    turned = grade({f"a{len(WORK) - n}": work for n, work in enumerate(WORK)})
    assert list(turned.values()) == list(first.values())
    crashes = {f"a{n}-crash": CRASH for n in range(len(WORK))}  # one behind each
    beside = grade({**{f"a{n}": work for n, work in enumerate(WORK)}, **crashes})
    assert {student: beside[student] for student in first} == first


SOME = [
    ("regularization", "forward_propagation_with_dropout"),
    ("regularization", "backward_propagation_with_regularization"),
    ("dropout", "dropout_forward"),
    ("dropout", "FullyConnectedNet"),
]


def bank(assignment, exercise):
    """Two wrong and two right solutions of the bank."""
    folder = EXERCISES / assignment / exercise
    kinds = [folder / kind for kind in ("misconceptions", "alternatives")]
    return [
        path.read_text(encoding="utf-8") for kind in kinds for path in sorted(kind.glob("*.py"))[:2]
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("assignment", "exercise"), SOME)
def test_real_exercises_give_the_same_twice(course, assignment, exercise):
    codes = bank(assignment, exercise)
    assert len(codes) == 4

    def judged(code):
        cells = cells_with(grader.assignment, exercise, code)
        (found,) = grader.grade_cells(cells, "student", frozenset([exercise])).exercises
        return found, repr(found)  # repr: to the last digit

    # a grader of its own: the one that the other tests share remembers
    boxes = Boxes(course.assignment(assignment))
    with Grader(course.assignment(assignment), limits=LIMITS, box=boxes) as grader:
        first = {code: judged(code) for code in codes}
        random.Random(1).shuffle(codes)
        for code in codes:
            judged("import os\nos._exit(1)")
            boxes.kill()  # the next begins in a new box
            assert judged(code) == first[code]
