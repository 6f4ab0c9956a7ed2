"""The diagnosis: what makes a match, and what is kept."""

import shutil
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from autograder.course.course import Course
from autograder.course.known_solutions import KnownSolution
from autograder.grading.diagnosis import match
from autograder.grading.diagnosis.cache import FOLDER, MOST_FILES, BehaviourCache
from autograder.grading.diagnosis.matching import Trace, as_json, compact, from_json, traced
from autograder.grading.grader import Grader
from autograder.sandbox.answer_sketch import sketch_of
from autograder.sandbox.exception_text import ErrorText
from autograder.submission.cells import extract_cells
from autograder.testing.results import Check, Outcome
from tests.support import notebooks
from tests.support.places import ROOT

A = np.arange(12.0).reshape(3, 4) - 5
PASS, SKIP = Trace("pass", "", []), Trace("skip", "", [])
VAGUE, TELLING = "dW1 is wrong in every entry.", "The kept units are not scaled at all."


def failed(words, *values, **more):
    return Trace("fail", words, [sketch_of({"value": value}) for value in values], **more)


def test_the_same_numbers_make_a_match_whatever_the_words_are_worth():
    found = {"a": failed(VAGUE, A), "b": PASS}
    assert match(found, {"a": failed(VAGUE, A), "b": PASS}).numbers == 1
    assert match(found, {"a": failed(VAGUE, A + 1), "b": PASS}) is None


def test_words_that_name_a_mistake_are_enough_where_the_draws_differ():
    found = {"a": failed(TELLING, A), "b": PASS}
    assert match(found, {"a": failed(TELLING, A + 1), "b": PASS}).words == 1
    assert match(found, {"a": failed("Nothing is dropped.", A + 1), "b": PASS}) is None


def test_every_check_must_end_alike():
    found = {"a": failed(TELLING, A), "b": PASS, "c": SKIP}
    assert match(found, {**found, "b": failed(TELLING, A)}) is None
    assert match(found, {**found, "c": PASS}) is None
    assert match(found, {"a": found["a"]}) is None


def test_nothing_that_fails_is_nothing_to_name():
    assert match({"a": PASS}, {"a": PASS}) is None


def raising(kind, message, *before, cell="f"):
    """What is kept of a check whose code raised that exception, after it had answered so."""
    place = f" (line 2 of the cell `{cell}`)"
    told = ErrorText(kind, message, place)
    answers = (*(sketch_of({"value": value}) for value in before), sketch_of(None))
    check = Check("a", "A", 1, Outcome.FAIL, f"It raised {told}.", "", "Raised", "raised",
                  told.reason, place, answers=answers)  # fmt: skip
    return traced([check])["a"]


def test_a_second_mistake_is_no_match():
    known = {"scale": failed(TELLING, A), "seed": PASS}
    both = {"scale": failed(TELLING, A), "seed": failed("Another seed, the same units.", A)}
    assert match(both, known) is None


KEY = ("KeyError", "'seed'")
FLAT = ("ValueError", "operands could not be broadcast together with shapes (3,4) (4,3)")
OTHER_FLAT = ("ValueError", "shapes (3,4) and (3,4) not aligned: 4 (dim 1) != 3 (dim 0)")
NO_TUPLE = ("AttributeError", "'tuple' object has no attribute 'reshape'")
TIMES_NONE = ("TypeError", "unsupported operand type(s) for *: 'float' and 'NoneType'")
NO_LENGTH = ("TypeError", "object of type 'NoneType' has no len()")
UNSET = ("UnboundLocalError", "cannot access local variable 'dx' where it is not associated with "
         "a value")  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (KEY, KEY), (FLAT, OTHER_FLAT), (TIMES_NONE, NO_LENGTH), (UNSET, UNSET),
        (("IndexError", "index 4 is out of bounds for axis 0 with size 4"), FLAT),
        (("TypeError", "f() takes 1 positional argument but 2 were given"),
         ("TypeError", "f() takes 1 positional argument but 3 were given")),
    ],
)  # fmt: skip
def test_exceptions_of_the_same_reason_agree_where_the_rest_is_sound_and_only_there(one, other):
    one, other = raising(*one), raising(*other)
    assert match({"a": one, "b": PASS}, {"a": other, "b": PASS})
    unsound = {"a": one, "b": one, "c": PASS}, {"a": other, "b": other, "c": PASS}
    assert bool(match(*unsound)) == (one.words == other.words)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (KEY, FLAT), (KEY, ("KeyError", "'mode'")), (NO_TUPLE, TIMES_NONE), (UNSET, TIMES_NONE),
        (UNSET, ("UnboundLocalError", UNSET[1].replace("dx", "out"))), (FLAT, NO_TUPLE),
        (("ValueError", "not enough values to unpack (expected 3, got 2)"), FLAT),
        # nothing is told of it
        (("AttributeError", ""), ("AttributeError", "")),
    ],
)  # fmt: skip
def test_exceptions_of_different_reasons_do_not(one, other):
    one, other = raising(*one), raising(*other)
    assert match({"a": one, "b": PASS}, {"a": other, "b": PASS}) is None


def test_the_same_exception_in_another_call_or_function_does_not():
    known = {"a": raising(*FLAT, cell="dropout_backward"), "b": PASS}
    assert match({"a": raising(*OTHER_FLAT, cell="dropout_backward"), "b": PASS}, known)
    assert match({"a": raising(*OTHER_FLAT, cell="FullyConnectedNet"), "b": PASS}, known) is None
    later = {"a": raising(*FLAT, A, cell="dropout_backward"), "b": PASS}
    assert match(later, known) is None


def test_what_was_answered_before_an_exception_need_not_have_been_drawn_alike():
    found, known = ({"a": raising(*KEY, value), "b": PASS} for value in (A, A + 1))
    assert match(found, known).words == 1


def test_a_check_that_depends_on_the_draws_says_nothing_when_it_fails():
    drawn = failed(VAGUE, A, drawn=True)
    rest = {"b": failed(TELLING, A)}
    assert match({"a": drawn, **rest}, {"a": replace(PASS, drawn=True), **rest})
    assert match({"a": replace(PASS, drawn=True), **rest}, {"a": drawn, **rest}) is None
    assert match({"a": drawn}, {"a": drawn}) is None


def test_a_division_by_zero_says_nothing():
    rest = {"b": failed(TELLING, A)}
    one, other = failed("dx is infinite in 3 of 4 entries."), failed("dx is zero everywhere.", A)
    assert match({"a": one, **rest}, {"a": other, **rest})
    assert match({"a": one}, {"a": other}) is None


def test_strictly_words_alone_and_other_exceptions_are_not_enough():
    found = {"a": failed(TELLING, A), "b": PASS}
    assert match(found, {"a": failed(TELLING, A), "b": PASS}, strictly=True).numbers == 1
    assert match(found, {"a": failed(TELLING, A + 1), "b": PASS}, strictly=True) is None
    one, other = ({"a": raising(*each), "b": PASS} for each in (FLAT, OTHER_FLAT))
    assert match(one, other)
    assert match(one, other, strictly=True) is None


def test_a_division_by_zero_says_nothing_as_an_exception_either():
    rest = {"b": failed(TELLING, A)}
    one = raising("ZeroDivisionError", "float division by zero")
    assert match({"a": one, **rest}, {"a": failed("dx is infinite.", A), **rest})
    said = raising("ValueError", "p < 0, p > 1 or p is NaN")
    assert match({"a": said, **rest}, {"a": failed(TELLING, A), **rest}) is None


ENTRY = KnownSolution("double", "thrice", "def double(x): return 3 * x", "It is tripled.")
KNOWN = {"thrice": compact({"value": failed(VAGUE, A), "scalar": PASS})}


@pytest.fixture
def cache(tmp_path, monkeypatch):
    folder = tmp_path / "a cache é"
    monkeypatch.setenv(FOLDER, str(folder))
    return folder


def kept(state="suites engine 0", entry=ENTRY):
    return BehaviourCache("arithmetic", "double", state, [entry])


def test_what_is_kept_comes_back_for_the_same_suites_engine_seed_and_bank_only(cache):
    assert kept().load() is None
    kept().save(KNOWN)
    assert kept().load() == KNOWN
    assert kept("suites engine 1").load() is None
    assert kept(entry=replace(ENTRY, code="def double(x): return 4 * x")).load() is None
    assert as_json(from_json(as_json(KNOWN["thrice"]))) == as_json(KNOWN["thrice"])


@pytest.mark.parametrize(
    "content",
    ["", "{\n", "[]\n", "3\n", '["thrice", 3]\n', '["thrice", {"value": [1]}]\n', '["thrice", {"v'],
)
def test_a_damaged_file_is_as_good_as_none(cache, content):
    kept().save(KNOWN)
    (path,) = cache.iterdir()
    path.write_text(content)
    assert kept().load() is None
    kept().add(KNOWN)
    assert kept().load() == KNOWN


def test_what_is_added_stands_beside_what_was_there(cache):
    both = KNOWN | {"halved": compact({"value": failed(VAGUE, A + 1), "scalar": PASS})}
    for slug in (*both, "thrice"):
        kept().add({slug: both[slug]})
    assert kept().load() == both


# how another process may have come: within a line, or a sign before its end
@pytest.mark.parametrize("left", [0.5, -1])
def test_a_line_that_another_process_is_writing_costs_nothing_that_was_there(cache, left):
    kept().save(KNOWN)
    (path,) = cache.iterdir()
    line = path.read_bytes().replace(b"thrice", b"halved")
    script = (
        "import sys, time\n"
        "with open(sys.argv[1], 'ab', buffering=0) as file:\n"
        "    file.write(sys.stdin.buffer.read())\n"
        "    print('half', flush=True)\n"
        "    time.sleep(600)"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", script, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    other.stdin.write(line[: left if left < 0 else int(len(line) * left)])
    other.stdin.close()
    assert other.stdout.readline() == b"half\n"
    assert kept().load() == KNOWN
    other.kill()
    other.wait()
    other.stdout.close()
    # and what it leaves when it is killed stands in nobody's way
    kept().add({"quarter": KNOWN["thrice"]})
    assert kept().load() == KNOWN | {"quarter": KNOWN["thrice"]}


def test_where_nothing_can_be_written_nothing_is_kept_and_nothing_fails(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(FOLDER, str(tmp_path / "file" / "cache"))
    kept().save(KNOWN)
    assert kept().load() is None


def test_old_files_are_forgotten_and_no_part_is_left_behind(cache):
    cache.mkdir()
    # as a former version has named them
    (cache / "arithmetic-double-0123456789abcdef.json").write_text("{}")
    for number in range(MOST_FILES + 5):
        kept(str(number)).save(KNOWN)
    names = [path.name for path in cache.iterdir()]
    assert len(names) == MOST_FILES
    assert all(name.endswith(".jsonl") for name in names)
    assert kept(str(MOST_FILES + 4)).load() == KNOWN


@pytest.mark.slow
def test_one_process_at_a_time_runs_the_bank(cache):
    script = (
        "from autograder.grading.diagnosis.cache import BehaviourCache\n"
        "with BehaviourCache('arithmetic', 'double', '', []).alone():\n"
        "    print('mine', flush=True)"
    )
    with kept().alone():
        other = subprocess.Popen(
            [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        with pytest.raises(subprocess.TimeoutExpired):
            other.wait(2.0)
    assert other.communicate(timeout=60)[0] == "mine\n"


def test_where_no_lock_can_be_had_it_runs_all_the_same(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(FOLDER, str(tmp_path / "file" / "cache"))
    with kept().alone():
        pass


TRIPLED = '"""It is tripled.\n\nBelief: Twice is three times.\nHint: Count.\n"""\n'
WRONG = "def double(x):\n    return 3 * x"


@pytest.fixture
def diagnosing(toy, tmp_path, cache):
    """A grader of the toy assignment whose bank knows one mistake."""
    root = tmp_path / "course"
    shutil.copytree(toy.folder.parents[1], root)
    shutil.copytree(toy.suites.parent, root / "exercises")
    bank = root / "exercises/arithmetic/double/misconceptions"
    bank.mkdir(parents=True)
    (bank / "thrice.py").write_text(TRIPLED + WRONG)
    with Grader(Course(root, root / "exercises").assignment("arithmetic")) as grader:
        yield grader


def graded(grader, **code):
    own = (code.get("double", notebooks.DOUBLE), code.get("negate", notebooks.NEGATE))
    notebook = notebooks.toy(*own)
    return grader.grade_cells(extract_cells(notebook, grader.assignment), "student")


def test_a_failing_exercise_gets_its_mistakes_name_in_other_code_too(diagnosing):
    exercise, other = graded(diagnosing, double="double = lambda x: x + x + x").exercises
    assert exercise.misconception.slug == "thrice"
    told = exercise.as_json()
    assert (told["misconception"], told["misconceptions"]) == ("thrice", ["thrice"])
    assert other.misconception is None


def test_other_mistakes_and_right_code_get_none(diagnosing):
    for code in ("def double(x):\n    return 4 * x", "def double(x):\n    raise ValueError",
                 "def double(x):\n    return 3 * x.sum()", notebooks.DOUBLE):  # fmt: skip
        assert graded(diagnosing, double=code).exercises[0].misconception is None, code


def test_the_bank_runs_once_and_its_runs_leave_the_grades_alone(diagnosing, cache):
    first = graded(diagnosing, double=WRONG)
    (path,) = cache.glob("*-double-*.jsonl")
    before = path.stat().st_mtime_ns
    second = graded(diagnosing, double=WRONG)
    assert path.stat().st_mtime_ns == before
    assert first.as_json() | {"seconds": 0} == second.as_json() | {"seconds": 0}
    assert first.score == 5


def test_code_that_ends_its_process_is_graded_and_has_no_name(diagnosing):
    exercise = graded(diagnosing, double="import os\ndef double(x):\n    os._exit(3)").exercises[0]
    assert (exercise.score, exercise.misconception) == (0, None)
