"""What a submission can carry out of a check, channel by channel: an encoder plays each of them.

A program reads 256 bits off its hidden input and says as many of them as a channel takes; the
decoder reads them off what is told. `pytest -s tests/attacks/test_leak_budget.py` prints the table.
"""

import math
import re
import shutil
import zlib
from dataclasses import replace

import numpy as np
import pytest

from autograder.course.course import Course
from autograder.course.exercise_files import ALTERNATIVES, MISCONCEPTIONS
from autograder.course.known_solutions import read_known_solutions
from autograder.feedback import wording
from autograder.grading import seeds
from autograder.grading.diagnosis.cache import FOLDER
from autograder.grading.disclosure import (
    CHECK_BITS,
    MISTAKES,
    SECONDS,
    SUBMISSION_BITS,
    Account,
    disclosed,
)
from autograder.grading.grader import Grader
from autograder.sandbox.bits import PHRASE, Form, choice, frame
from autograder.submission.cells import cells_with, extract_cells
from autograder.testing.compare import mismatch
from autograder.testing.gradients import GradientDiff, State, look
from autograder.testing.results import Check, Exercise, Outcome
from tests.attacks.support.room import LIMITS, told
from tests.support import notebooks
from tests.support.places import ROOT

COURSE = Course(ROOT)
KINDS_OF_PAGES = (wording.as_html, wording.as_text, wording.comment)

HEAD = "import numpy as np\nimport zlib\n"
# a number of 256 bits made of the input, as all encoders have it
SECRET = """
def secret(x):
    data = np.ravel(np.asarray(x, float)).tobytes()
    return int.from_bytes(b"".join(zlib.crc32(data, n).to_bytes(4, "big") for n in range(8)), "big")
"""
WORDS = [f"q{chr(97 + a)}{chr(97 + b)}{chr(97 + c)}" for a in range(16) for b in range(16)
         for c in range(16)]  # fmt: skip


def secret(x):
    data = np.ravel(np.asarray(x, float)).tobytes()
    return int.from_bytes(b"".join(zlib.crc32(data, n).to_bytes(4, "big") for n in range(8)), "big")


def program(body, before=""):
    """Return a cell with an encoder: the lines of ``body`` know the secret ``s``."""
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    return f"{HEAD}{before}{SECRET}\n\ndef double(x):\n    s = secret(x)\n{lines}\n"


LIST = f"WORDS = {' '.join(WORDS)!r}.split()\n"
TEXT = f"TEXT = {' '.join(WORDS)!r}\n"
TYPES = "KINDS = [ValueError, KeyError, IndexError, OSError, LookupError, ArithmeticError, " \
        "AssertionError, BufferError, EOFError, ReferenceError, RuntimeError, StopIteration, " \
        "SyntaxError, SystemError, UnicodeError, OverflowError]\n"  # fmt: skip
KINDS = re.findall(r"\w+Error|StopIteration", TYPES)
DTYPES = ["text", "True/False", "complex numbers"]
KINDS_OF_ANSWER = ["tuple", "list", "dict", "set", "missing", "text", "Python object", "infinite"]
KIND_OF_ANSWER = rf"is (?:an? )?({'|'.join(KINDS_OF_ANSWER)})"
LINES = "\n".join([f"if s % 256 == {n}:\n    1 / 0" for n in range(256)])

# how each encodes, and what its decoder reads: the number that is a remainder of the secret, by
CHANNELS = {
    "one word of its own": (
        program("raise KeyError(WORDS[s % 4096])", LIST),
        lambda text: (WORDS.index(re.search(r"'(q\w+)'", text)[1]), 4096),
    ),
    "many words with dots": (
        program("raise KeyError('.'.join(WORDS[s >> 12 * n & 4095] for n in range(16)))", LIST),
        lambda text: (_words(re.search(r"'(q[\w.]+)'", text)[1]), 4096**16),
    ),
    "dots alone": (
        program("raise KeyError('w' + '.' * (s % 4))", "w = 1\n"),
        lambda text: (len(re.search(r"'w(\.*)'", text)[1]), 4),
    ),
    "a piece of its own text": (
        program("a = s % 4096 * 5\nraise ValueError(TEXT[a:a + 4 + 5 * ((s >> 12) % 8)])", TEXT),
        lambda text: _piece(re.search(r"ValueError: (\w+( \w+)*) \(line", text)[1].split()),
    ),
    "the numbers of a shape": (
        program("np.zeros((s % 999 + 1, 2)) + np.zeros((s % 99 + 1, 3))"),
        lambda text: (int(re.search(r"shapes \((\d+)", text)[1]) - 1, 999),
    ),
    "the type of an exception": (
        program("raise KINDS[s % 16]", TYPES),
        lambda text: (KINDS.index(re.search(r"raised (\w+)", text)[1]), 16),
    ),
    "the line": (
        program(LINES),
        lambda text: ((int(re.search(r"line (\d+)", text)[1]) - 12) // 2, 256),
    ),
    "the number of wrong entries": (
        program("y, n = 2 * x, s % 5 + 1\ny.ravel()[:n] += 1 / np.arange(2, n + 2)\nreturn y"),
        lambda text: (int(re.search(r"wrong in (\d)", text)[1]) - 1, 5),
    ),
    "a factor": (
        program("return 2 * x / (1.01 + s % 800 / 100)"),
        lambda text: (round(float(re.search(r"factor of ([\d.]+\d)", text)[1]) * 100) - 101, 800),
    ),
    "the shape of an answer": (
        program("return np.zeros((s % 999 + 1, 2))"),
        lambda text: (int(re.search(r"shape \((\d+)", text)[1]) - 1, 999),
    ),
    "the name of a class that is raised": (
        program("raise type(WORDS[s % 4096], (Exception,), {})('odd')", LIST),
        lambda text: (WORDS.index(_word(text)), 4096),
    ),
    "the name of a class that is returned": (
        program("return type(WORDS[s % 4096], (), {})()", LIST),
        lambda text: (WORDS.index(_word(text)), 4096),
    ),
    "the name of a module": (
        program("__import__(WORDS[s % 64])", f"WORDS = {' '.join(WORDS[:64])!r}.split()\n"),
        lambda text: (WORDS.index(_word(text)), 64),
    ),
    "the name of what is not defined": (
        program("eval(WORDS[s % 4096])", LIST),
        lambda text: (WORDS.index(_word(text)), 4096),
    ),
    "the name of an attribute": (
        program("getattr(x.tolist(), WORDS[s % 4096])", LIST),
        lambda text: (WORDS.index(_word(text)), 4096),
    ),
    "the label of a cell": (
        program("PLACES[s % 64]()"),
        lambda text: (int(re.search(r"of the cell `(\d+)`", text)[1]) - 3, 64),
    ),
    "a key": (
        program("return {WORDS[s % 4096]: 2 * x}", LIST),
        lambda text: (WORDS.index(_word(text)), 4096),
    ),
    "a key that is missing": (
        program("{}[WORDS[s % 4096]]", LIST),
        lambda text: (WORDS.index(_word(text)), 4096),
    ),
    "how many dimensions an answer has": (
        program("return np.zeros((1,) * (s % 16 + 5))"),
        lambda text: (int(re.search(r"of (\d+) dimensions", text)[1]) - 5, 16),
    ),
    "the dtype of an answer": (
        program("return (2 * x).astype(['U9', '?', complex][s % 3])"),
        lambda text: (DTYPES.index(re.search(rf"holds ({'|'.join(DTYPES)})", text)[1]), 3),
    ),
    "the kind of an answer": (
        program("return [(x,), [x], {0: x}, {0}, None, 'text', object, x + np.inf][s % 8]"),
        lambda text: (KINDS_OF_ANSWER.index(re.search(KIND_OF_ANSWER, text)[1]), 8),
    ),
    "how it ends": (
        program("if s % 2:\n    import os\n    os._exit(1)\nwhile True:\n    pass"),
        lambda text: (int("ended the Python process" in text), 2),
    ),
    "whether a check passes": (
        program("return 2 * x + s % 2"),
        lambda text: (int("off by the same amount" in text), 2),
    ),
}  # fmt: skip


# what the box refuses, or nobody tells: read off as nothing
SILENT = ["many words with dots", "the name of a class that is raised",
          "the name of a class that is returned", "a key"]  # fmt: skip
# cells above the encoder's own
OWN = {
    "the label of a cell": [
        "PLACES = []",
        *(f"def f():\n    return 1 / 0\n\nPLACES.append(f)  # {n}" for n in range(64)),
    ],
}


def _word(text):
    return re.search(r"\b(q[a-p]{3})\b", text)[1]


def _piece(told):
    return WORDS.index(told[0]) | len(told) - 1 << 12, 4096 * 8


def _words(text):
    return sum(WORDS.index(word) << 12 * n for n, word in enumerate(text.split(".")))


@pytest.fixture(scope="module")
def grader(toy):
    with Grader(toy, limits=LIMITS, seed=1) as grader:
        yield grader


@pytest.fixture(scope="module")
def graded(grader):
    """Grade encoders, each once."""
    known = {}

    def run(name):
        if name not in known:
            notebook = notebooks.toy(double=CHANNELS[name][0])
            notebook["cells"][1:1] = map(notebooks.code, OWN.get(name, []))
            known[name] = grader.grade_cells(extract_cells(notebook, grader.assignment), name)
        return known[name]

    return run


def first_input():
    return seeds.input_generator(1, "double", "test_value").standard_normal((2, 3))


def carried(graded, name):
    """Return how many bits of the secret the decoder has read off the first check's sentence."""
    _, decode = CHANNELS[name]
    try:
        number, base = decode(graded.exercises[0].checks[0].rationale)
    except TypeError:
        # the words are not there
        return 0.0
    assert number == secret(first_input()) % base, name
    return math.log2(base)


@pytest.mark.parametrize("name", [name for name in CHANNELS if name not in SILENT])
def test_a_channel_carries_no_more_than_is_counted(graded, name):
    """Were the count too low for one of them, the sum could be too."""
    result = graded(name)
    account = Account(result.exercises)
    account.disclosed()
    assert 0 < carried(result, name) <= account.spent["double", "value"] <= CHECK_BITS


@pytest.mark.parametrize("name", SILENT)
def test_own_words_that_nobody_needs_are_told_nowhere(graded, name):
    result = graded(name)
    assert result.exercises[0].outcome != "pass"
    assert carried(result, name) == 0
    assert not re.search(r"\bq[a-p]{3}\b", told(result))


def test_of_many_words_the_type_and_the_line_are_told(graded):
    rationale = graded("many words with dots").exercises[0].checks[0].rationale
    assert rationale.startswith("It raised KeyError (line ")


@pytest.fixture
def naming(toy, tmp_path, monkeypatch):
    """A grader that knows eight mistakes by their names."""
    monkeypatch.setenv(FOLDER, str(tmp_path / "cache"))
    shutil.copytree(toy.folder.parents[1], tmp_path / "course")
    shutil.copytree(toy.suites.parent, tmp_path / "exercises")
    bank = tmp_path / "exercises/arithmetic/double/misconceptions"
    bank.mkdir(parents=True)
    for number in range(8):
        about = f'"""It is taken {number + 3} times.\n\nBelief: So it is.\nHint: Count.\n"""\n'
        code = f"def double(x):\n    return {number + 3} * x\n"
        (bank / f"times_{number}.py").write_text(about + code)
    assignment = Course(tmp_path / "course", tmp_path / "exercises").assignment("arithmetic")
    with Grader(assignment, limits=LIMITS, seed=1) as grader:
        yield grader


def test_which_mistake_is_named_carries_no_more_than_is_reserved(naming):
    """It behaves as one of them throughout: the first input says as which."""
    code = program("FIRST.append(s)\nreturn (FIRST[0] % 8 + 3) * x", "FIRST = []\n")
    cells = extract_cells(notebooks.toy(double=code), naming.assignment)
    (named,) = naming.grade_cells(cells, "names").exercises[0].misconceptions
    assert named.slug == f"times_{secret(first_input()) % 8}"
    assert math.log2(8) <= MISTAKES


@pytest.mark.parametrize("name", COURSE.names)
def test_all_names_that_an_exercise_may_be_given_are_fewer_than_is_reserved(name):
    """None, one, or two of which one shows first."""
    for exercise in (assignment := COURSE.assignment(name)).points:
        entries = read_known_solutions(assignment, MISCONCEPTIONS, exercise)
        names = len({entry.like or entry.slug for entry in entries})
        assert choice(1 + names + names * (names - 1)) <= MISTAKES


def test_a_judgement_can_say_no_more_than_a_phrase_is_counted():
    """Whichever of a hundred parts of an answer, with or without one of its causes, it is about."""
    rng = np.random.default_rng(0)
    right = rng.standard_normal((2, 3))
    square, wild = right[:, :2], rng.standard_normal((2, 3))
    pairs = [
        *((value, right) for value in (
            None, "text", object(), (right,), [right], {"a": right}, {1}, right > 0, right * 1j,
            right.astype(str), right.astype(object), right.T, right.ravel(), right[:1],
            np.zeros((1,) * 5), right * np.nan, right + np.inf, np.where(right > 0, right, np.nan),
            np.where(right > 0, right, np.inf), 0 * right, -right, right * (1 + 1e-4), right * 7,
            right / 7, right * -7, right / -7, right + 1, wild, np.where(right > 0, wild, right),
            np.where(right > 0, 0, right))),
        (square.T, square), (right[0, 0] + 1, right[0, 0]), (right[0, 0] - 1, right[0, 0]),
        (np.nan, 1.0), (np.inf, 1.0), (0.0, 1.0), (-1.0, 1.0), (2.0, 1.0),
    ]  # fmt: skip
    words = {frame(mismatch(got, expected) or "") for got, expected in pairs}
    assert 30 < len(words) <= 2**PHRASE / 100


def test_how_long_it_took_stands_in_the_json_alone_and_is_counted(graded):
    quick = graded("a factor")
    slow = replace(quick, seconds=quick.seconds + 7)
    pages = [[kind(each) for each in one.exercises for kind in KINDS_OF_PAGES]
             for one in (quick, slow)]  # fmt: skip
    assert pages[0] == pages[1]
    before, after = quick.as_json(), slow.as_json()
    assert {key for key in before if before[key] != after[key]} == {"seconds"}
    # no submission is given ten minutes
    steps = replace(quick, seconds=0.123456).as_json()["seconds"]
    assert steps == round(steps, 2)
    assert choice(600 * 100) <= SECONDS


def test_nothing_that_is_told_has_more_than_the_budget(graded):
    for name in CHANNELS:
        account = Account(graded(name).exercises)
        assert account.disclosed() == list(graded(name).exercises)
        assert max(account.spent.values()) <= CHECK_BITS
        assert account.left >= 0


def many(count, form):
    """Return an exercise with so many failing checks, each with a sentence of its own."""
    checks = [
        Check(f"c{n}", f"Check {n}", 1, Outcome.FAIL, form(n).text, "hint", forms=(form(n),))
        for n in range(count)
    ]
    return Exercise("f", 10, tuple(checks))


def test_a_submission_has_a_budget_too():
    (shown,) = disclosed([many(40, lambda n: Form(f"a sentence {'x' * n}", 40.0))])
    whole = [check for check in shown.checks if check.rationale.startswith("a sentence")]
    assert 5 < len(whole) * 40 / 40 < SUBMISSION_BITS / 40
    for check in shown.checks[len(whole) :]:
        assert check.rationale == f"This does not hold: {check.title}."
        assert (check.hint, check.fault, check.microscope) == ("", "", None)


def test_a_sentence_that_was_told_costs_little():
    (shown,) = disclosed([many(40, lambda n: Form("the same sentence", 50.0))])
    assert {check.rationale for check in shown.checks} == {"the same sentence"}


def test_a_sentence_that_differs_in_numbers_costs_its_numbers():
    (shown,) = disclosed([many(20, lambda n: Form(f"wrong in {n} entries", 50.0, 8.0, "wrong"))])
    assert all(check.rationale.startswith("wrong in") for check in shown.checks)


def test_what_is_left_out_does_not_touch_the_score():
    exercise = many(60, lambda n: Form(f"a sentence {'x' * n}", 60.0))
    (shown,) = disclosed([exercise])
    assert (shown.score, shown.outcome) == (exercise.score, exercise.outcome)
    assert [check.outcome for check in shown.checks] == [c.outcome for c in exercise.checks]


def test_a_shorter_form_takes_the_place_of_one_that_carries_too_much():
    forms = (Form("all of it", 80.0), Form("some of it", 30.0))
    check = Check("c", "Title", 1, Outcome.FAIL, "all of it", forms=forms)
    (shown,) = disclosed([Exercise("f", 1, (check,))])
    assert shown.checks[0].rationale == "some of it"


def picture(value):
    """Return what the microscope shows of one gradient, some of whose entries are wrong."""
    right = np.arange(1.0, 1 + value.size).reshape(value.shape)
    regions = {f"in part {n}": np.eye(*value.shape, k=n, dtype=bool) for n in range(5)}
    return GradientDiff((look("dW1", np.where(value, right + 1, right), right, regions=regions),))


def draw(rng, rows):
    """Return an encoder's choice of whole rows, which are drawn singly."""
    return np.repeat(rng.integers(0, 2, (rows, 1)).astype(bool), 8, axis=1)


def test_a_picture_carries_no_more_than_is_counted():
    """Sixteen rows chosen at will are sixteen bits."""
    rng = np.random.default_rng(0)
    shown = [picture(draw(rng, 16)) for _ in range(200)]
    assert len({each.panels[0].grid for each in shown}) > 190
    # what a choice of half of the rows takes; a few wrong rows are fewer choices
    assert np.mean([each.panels[0].bits for each in shown]) >= 16


ROWS = """
_right = {exercise}

def {exercise}(*args):
    gradients = _right(*args)
    wrong = gradients["dW2"]
    for row in range(len(wrong)):
        wrong[row] += {bits} >> row & 1
    return gradients
"""


def test_a_picture_of_a_submission_carries_no_more_than_is_counted(graders):
    """Whole rows are chosen: as many bits as rows, if it is drawn row by row."""
    exercise = "backward_propagation_with_regularization"
    grader = graders["regularization"]
    right = read_known_solutions(grader.assignment, ALTERNATIVES, exercise)[0].code
    seen = set()
    for bits in range(1, 8):
        rows = ROWS.format(exercise=exercise, bits=bits)
        cells = cells_with(grader.assignment, exercise, right + rows)
        (found,) = grader.grade_cells(cells, "rows", frozenset([exercise]), naming=False).exercises
        shown = found.magnified
        (panel,) = shown.microscope.wrong
        seen.add(panel.grid)
        account = Account([found])
        account.disclosed()
        assert choice(7) <= account.spent[exercise, shown.name] <= CHECK_BITS
    assert len(seen) == 7


def test_a_picture_that_carries_too_much_is_drawn_coarsely():
    chosen = draw(np.random.default_rng(0), 16)
    panels = tuple(replace(picture(chosen).panels[0], name=f"dW{n}") for n in range(8))
    seen = GradientDiff(panels)
    assert seen.bits("") > 2 * CHECK_BITS
    within = seen.within(2 * CHECK_BITS, "")
    assert within is not None and within.bits("") <= 2 * CHECK_BITS
    assert {len(panel.grid) for panel in within.panels} == {1, 16}
    assert [panel.words for panel in within.panels] == [panel.words for panel in panels]
    assert seen.within(5.0, "") is None


def test_an_honest_picture_is_drawn_whole():
    wrong = np.zeros((16, 8), bool)
    wrong[3] = True
    seen = picture(wrong)
    assert seen.within(40.0, "") == seen
    assert State.RIGHT in seen.panels[0].states


def test_the_table(graded, capsys):
    with capsys.disabled():
        print(f"\n{'':38} read off  counted, in bits", end="")
        for name in CHANNELS:
            account = Account(graded(name).exercises)
            account.disclosed()
            bits, counted = carried(graded(name), name), account.spent["double", "value"]
            print(f"\n{name:38} {bits:8.1f} {counted:8.1f}", end="")
            assert bits <= counted <= CHECK_BITS
            assert len(told(graded(name))) < 20_000
