"""What a submission can carry out of a check, channel by channel: an encoder plays each of them.

A program reads 256 bits off its hidden input and says as many of them as a channel takes; the
decoder reads them off what is told. `pytest -s tests/attacks/test_leak_budget.py` prints the table.
"""

import math
import re
import zlib
from dataclasses import replace

import numpy as np
import pytest

from autograder.grading import seeds
from autograder.grading.disclosure import CHECK_BITS, SUBMISSION_BITS, Account, disclosed
from autograder.grading.grader import Grader
from autograder.sandbox.bits import Form
from autograder.submission.cells import extract_cells
from autograder.testing.gradients import GradientDiff, State, look
from autograder.testing.results import Check, Exercise, Outcome
from tests.attacks.support.room import LIMITS, told
from tests.support import notebooks

HEAD = "import numpy as np\nimport zlib\n"
# a number of 256 bits made of the input, as all encoders have it
SECRET = """
def secret(x):
    data = np.ravel(np.asarray(x, float)).tobytes()
    return int.from_bytes(b"".join(zlib.crc32(data, n).to_bytes(4, "big") for n in range(8)), "big")
"""
WORDS = [f"w{chr(97 + a)}{chr(97 + b)}{chr(97 + c)}" for a in range(16) for b in range(16)
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
LINES = "\n".join([f"if s % 256 == {n}:\n    1 / 0" for n in range(256)])

# how each encodes, and what its decoder reads: the number that is a remainder of the secret, by
CHANNELS = {
    "one word of its own": (
        program("raise KeyError(WORDS[s % 4096])", LIST),
        lambda text: (WORDS.index(re.search(r"'(w\w+)'", text)[1]), 4096),
    ),
    "many words with dots": (
        program("raise KeyError('.'.join(WORDS[s >> 12 * n & 4095] for n in range(16)))", LIST),
        lambda text: (_words(re.search(r"'(w[\w.]+)'", text)[1]), 4096**16),
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
        lambda text: (round(float(re.search(r"is ([\d.]+) times", text)[1]) * 100) - 101, 800),
    ),
    "the shape of an answer": (
        program("return np.zeros((s % 999 + 1, 2))"),
        lambda text: (int(re.search(r"shape \((\d+)", text)[1]) - 1, 999),
    ),
    "whether a check holds": (
        program("return 2 * x + s % 2"),
        lambda text: (int("off by one and the same" in text), 2),
    ),
}  # fmt: skip


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


@pytest.mark.parametrize("name", [name for name in CHANNELS if name != "many words with dots"])
def test_a_channel_carries_no_more_than_is_counted(graded, name):
    """Were the count too low for one of them, the sum could be too."""
    result = graded(name)
    account = Account(result.exercises)
    account.disclosed()
    assert 0 < carried(result, name) <= account.spent["double", "value"] <= CHECK_BITS


def test_many_words_are_not_told(graded):
    result = graded("many words with dots")
    assert carried(result, "many words with dots") == 0
    assert result.exercises[0].checks[0].rationale.startswith("It raised KeyError (line ")


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
        assert check.rationale == f"It does not hold: {check.title}."
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
    rows = [(name, carried(graded(name), name)) for name in CHANNELS]
    with capsys.disabled():
        for name, bits in rows:
            print(f"\n{name:28} {bits:6.1f} bits", end="")
    assert max(bits for _, bits in rows) <= CHECK_BITS
    assert all(len(told(graded(name))) < 20_000 for name, _ in rows)
