"""Which questions use an attempt up: asking again about the same code does not."""

import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import httpx
import pytest

from autograder.commands.serve.attempts import MOST_KEPT, Attempts
from autograder.commands.serve.database import FILE, Database
from autograder.commands.serve.tokens import Tokens
from autograder.testing.results import Outcome
from tests.support import notebooks, service
from tests.support.shell import environment

SETTINGS = "c.Serve.attempts_per_hour = 3\n"
ALONE = "arithmetic?exercise=double"
# code that is written for some of its calls alone
HALF = """calls = []

def double(x):
    calls.append(x)
    if {}:
        raise NotImplementedError
    return {} * x"""
SLOW = notebooks.toy("import time\n\ndef double(x):\n    time.sleep(0.3)\n    return 3 * x")
# tables as the first version of the service has made them
FIRST_TABLES = """
CREATE TABLE token (
    hash TEXT PRIMARY KEY, name TEXT NOT NULL, instructor INTEGER NOT NULL, until REAL NOT NULL);
CREATE TABLE attempt (
    id INTEGER PRIMARY KEY, student TEXT NOT NULL, assignment TEXT NOT NULL, asked REAL NOT NULL,
    seed TEXT NOT NULL, ended REAL, error TEXT);
CREATE TABLE judged (
    attempt INTEGER NOT NULL REFERENCES attempt (id), exercise TEXT NOT NULL,
    outcome TEXT NOT NULL, score REAL, max_score REAL NOT NULL, told TEXT NOT NULL,
    counts INTEGER NOT NULL, PRIMARY KEY (attempt, exercise));
INSERT INTO attempt VALUES (1, 'ada', 'arithmetic', unixepoch('now'), '5', unixepoch('now'), NULL);
INSERT INTO judged VALUES (1, 'double', 'fail', 0, 10, 'wrong', 1);
"""


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    root = service.course(tmp_path_factory.mktemp("again") / "course", SETTINGS)
    with service.service(root) as found:
        yield found


@pytest.fixture
def ada(running, request):
    """Return the token of a student of this test alone."""
    return token(running, request.node.name)


def token(running, name):
    with closing(Database(running.root)) as database:
        return Tokens(database).add(name[:100], 1)


def times(factor):
    return notebooks.toy(double=f"def double(x):\n    return {factor} * x")


def left(answer, exercise="double"):
    return answer.json()["attempts_left"][exercise]


def test_the_same_code_gets_the_answer_of_before_and_uses_no_attempt(running, ada):
    first, *again = [running.ask(ada, times(3)) for _ in range(5)]
    assert {left(each) for each in [first, *again]} == {2}
    assert first.json()["same"] == {}
    for each in again:
        assert each.json()["exercises"] == first.json()["exercises"]
        assert each.json()["told"] == first.json()["told"]
        assert each.json()["score"] == first.json()["score"] == 5.0
        assert each.json()["same"]["double"].startswith("Same code as at ")
        assert each.json()["same"]["double"].endswith("the answer of then; no attempt used.")


def test_where_all_attempts_are_used_up_the_same_code_still_gets_its_answer(running, ada):
    answers = [running.ask(ada, times(factor), ALONE) for factor in (3, 4, 5)]
    assert left(answers[-1]) == 0
    assert running.ask(ada, times(5), ALONE).json()["exercises"] == answers[-1].json()["exercises"]
    refused = running.ask(ada, times(6), ALONE)
    both = running.ask(ada, times(6)).json()
    assert refused.status_code == 429
    assert "All 3 attempts of this hour are used up. The next one is free in" in refused.text
    assert both["left_out"].keys() == {"double"}
    assert both["same"] == {}


def test_only_the_last_answer_is_kept(running, ada):
    assert [left(running.ask(ada, times(factor))) for factor in (3, 4, 3)] == [2, 1, 0]


def test_what_is_never_graded_changes_nothing(running, ada):
    running.ask(ada, times(3))
    changed = times(3)
    changed["cells"].insert(1, {"cell_type": "markdown", "metadata": {}, "source": "a note"})
    changed["cells"][4]["source"] = "print('another experiment')"
    assert left(running.ask(ada, changed)) == 2


def test_a_cell_that_the_code_may_use_is_a_change(running, ada):
    code = "def double(x):\n    return factor * x"
    running.ask(ada, notebooks.toy(code, notebooks.NEGATE, "factor = 3"))
    answer = running.ask(ada, notebooks.toy(code, notebooks.NEGATE, "factor = 2"))
    assert answer.json()["score"] == 15.0
    assert answer.json()["same"] == {}


def test_an_exercise_that_was_not_asked_about_is_not_told_of(running, ada):
    running.ask(ada, times(3))
    answer = running.ask(ada, times(3), ALONE).json()
    assert [each["exercise"] for each in answer["exercises"]] == ["double"]
    assert (answer["told"].keys(), answer["max_score"]) == ({"double"}, 10.0)


def test_what_was_not_asked_about_before_is_judged_beside_what_was(running, ada):
    running.ask(ada, times(3), ALONE)
    answer = running.ask(ada, times(3)).json()
    assert [each["exercise"] for each in answer["exercises"]] == ["double", "negate"]
    assert answer["same"].keys() == {"double"}
    assert (answer["score"], answer["max_score"]) == (5.0, 15.0)


def test_a_page_says_that_it_was_said_before(running, ada):
    pages = [running.ask(ada, times(3), Accept="text/html").text for _ in range(2)]
    assert ["Same code as at" in page for page in pages] == [False, True]
    assert ["too large by a factor of 1.5" in page for page in pages] == [True, True]


def test_nobody_gets_the_answer_of_somebody_else(running, ada):
    running.ask(ada, times(3))
    answer = running.ask(token(running, "somebody else"), times(3))
    assert answer.json()["same"] == {}
    assert left(answer) == 2


def test_after_an_hour_it_is_asked_anew(running, ada, request):
    running.ask(ada, times(3))
    with closing(sqlite3.connect(running.root / FILE, timeout=20)) as book, book:
        for table in ("attempt", "answer"):
            name = request.node.name
            book.execute(f"UPDATE {table} SET asked = asked - 3600 WHERE student = ?", (name,))
    answer = running.ask(ada, times(3))
    assert answer.json()["same"] == {}
    assert left(answer) == 2


def test_two_questions_at_once_use_one_attempt(running, ada):
    with ThreadPoolExecutor(2) as pool:
        both = [*pool.map(lambda _: running.ask(ada, SLOW), range(2))]
    again = running.ask(ada, SLOW)
    assert sorted(each.status_code for each in both) == [200, 429]
    assert again.json()["same"].keys() == {"double", "negate"}
    assert left(again) == 2


def test_who_restarts_the_kernel_and_asks_again_uses_one_attempt(running, ada):
    head = {"Authorization": f"Bearer {ada}"}
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(f"{running.address}/check/arithmetic", json=SLOW, headers=head, timeout=0.3)
    while (answer := running.ask(ada, SLOW)).status_code == 429:
        assert "still being answered" in answer.text
    assert answer.json()["same"].keys() == {"double", "negate"}
    assert left(answer) == 2


@pytest.mark.parametrize(
    "code",
    [
        notebooks.DOUBLE,
        "def double(x):\n    raise NotImplementedError()",
        "def double(x):\n    y = 3 * x\n    raise NotImplementedError('later')",
        # the others are not tried then
        HALF.format("np.ndim(x) == 2", 3),
        "def double(x):\n    return 3 *",
        "pass",
    ],
    ids=["right", "stub", "begun", "first shape", "no Python", "missing"],
)
def test_what_is_right_or_tells_nothing_is_free(running, request, code):
    student = token(running, request.node.name)
    answers = [running.ask(student, notebooks.toy(f"{code}\n{'#' * n}"), ALONE) for n in range(4)]
    assert {left(each) for each in answers} == {3}
    assert not any(each.json()["same"] for each in answers)


@pytest.mark.parametrize(
    "code",
    [
        HALF.format("len(calls) > 1", 3),
        HALF.format("len(calls) > 1", 2),
        HALF.format("len(calls) % 2 == 0", 3),
        HALF.format("np.ndim(x) < 2", 3),
        HALF.format("np.ndim(x) < 2", 2),
        "def double(x):\n    raise ValueError",
    ],
    ids=["second call", "second call, right before", "half of them", "some shapes",
         "some shapes, right else", "another exception"],
)  # fmt: skip
def test_code_that_raises_in_some_checks_alone_uses_an_attempt_up(running, request, code):
    student = token(running, request.node.name)
    assert left(running.ask(student, notebooks.toy(code), ALONE)) == 2


def test_what_was_held_back_is_free_and_asked_anew(running, ada):
    held = notebooks.toy(notebooks.DOUBLE, "def negate(x):\n    return 666")
    answers = [running.ask(ada, held).json() for _ in range(2)]
    assert answers[1]["attempts_left"] == {"double": 3, "negate": 3}
    assert answers[1]["same"].keys() == {"double"}


@pytest.mark.parametrize(
    ("change", "is_same"), [("", True), ("c.Serve.shows = 'outcomes'\n", False), ("suite", False)],
    ids=["nothing", "what is shown", "a hidden test"],
)  # fmt: skip
def test_a_kill_loses_no_answer_and_a_change_of_the_course_asks_anew(tmp_path, change, is_same):
    root = service.course(tmp_path / "course of Zoë", SETTINGS)
    ada = service.token(root, "ada")
    with service.service(root) as running:
        running.ask(ada, times(3))
        running.end(signal.SIGKILL)
    changed = root / ("nbgrader_config.py" if change != "suite" else
                      "exercises/arithmetic/double/test_double.py")  # fmt: skip
    changed.write_text(changed.read_text() + (change if change != "suite" else "\n# more\n"))
    with service.service(root) as running:
        answer = running.ask(ada, times(3))
    assert bool(answer.json()["same"]) == is_same
    assert left(answer) == (2 if is_same else 1)


CHECK = {"outcome": "fail", "fault": None, "rationale": "wrong", "name": "value"}
TOLD = {"result": {"checks": [CHECK], "outcome": "fail", "score": 0.0, "max_score": 10.0}}


@pytest.mark.parametrize(
    ("checks", "is_free"),
    [
        ("pass pass", True),
        ("not_written skip skip", True),
        ("error", True),
        ("pass error", True),
        ("pass fail", False),
        ("fail error", False),
        ("not_written fail", False),
        ("pass not_written", False),
        ("half_written skip skip", False),
        ("time skip", False),
    ],
)
def test_what_is_free_tells_of_nothing_that_is_wrong(tmp_path, checks, is_free):
    told = {"double": {"result": TOLD["result"] | {"checks": [*map(ended, checks.split())]}}}
    with closing(Database(tmp_path)) as database:
        attempts = Attempts(database, 3, 60)
        attempts.end(attempts.begin("ada", "arithmetic", ["double"]), told)
        assert attempts.left("ada", "arithmetic", ["double"]) == {"double": 3 if is_free else 2}


def ended(how):
    """Return a check that ended so: an outcome, or the fault of one that fails."""
    is_outcome = how in [*Outcome]
    return CHECK | {"outcome": how if is_outcome else "fail", "fault": None if is_outcome else how}


@pytest.mark.parametrize("stored", [False, True])
def test_a_kill_before_an_answer_is_stored_costs_that_answer_alone(tmp_path, stored):
    program = f"""
import os, sys
from pathlib import Path
from autograder.commands.serve.attempts import Attempts
from autograder.commands.serve.database import Database
attempts = Attempts(Database(Path({str(tmp_path)!r})), 3, 60)
for identity in ("one", "two"):
    begun = attempts.begin("ada", "arithmetic", ["double"])
    if identity == "one" or {stored}:
        attempts.end(begun, {{"double": {TOLD!r}}}, identity)
os.kill(os.getpid(), 9)
"""
    killed = subprocess.run([sys.executable, "-c", program], env=environment(), check=False)
    assert killed.returncode == -signal.SIGKILL
    with closing(Database(tmp_path)) as database:
        attempts = Attempts(database, 3, 60)
        (kept,) = attempts.begin("ada", "arithmetic", ["double"]).kept.values()
        assert kept.identity == ("two" if stored else "one")
        assert attempts.left("ada", "arithmetic", ["double"]) == {"double": 1 if stored else 2}


@pytest.mark.parametrize("size", [MOST_KEPT // 2, MOST_KEPT])
def test_an_answer_that_is_too_long_is_not_kept(tmp_path, size):
    with closing(Database(tmp_path)) as database:
        attempts = Attempts(database, 3, 60)
        told = {"double": TOLD | {"page": "x" * size}}
        attempts.end(attempts.begin("ada", "arithmetic", ["double"]), told, "one")
        kept = attempts.begin("ada", "arithmetic", ["double"]).kept
    assert bool(kept) == (size < MOST_KEPT)


def test_answers_of_the_last_hour_alone_outlive_a_restart(tmp_path):
    with closing(Database(tmp_path)) as database:
        attempts = Attempts(database, 3, 60)
        attempts.end(attempts.begin("ada", "arithmetic", ["double"]), {"double": TOLD}, "one")
        with database.open() as book:
            book.execute("UPDATE answer SET asked = asked - 3600")
        Attempts(database, 3, 60)
        with database.open() as book:
            assert book.execute("SELECT COUNT(*) FROM answer").fetchone()[0] == 0


def test_a_database_of_the_first_version_goes_on_counting(tmp_path):
    with closing(sqlite3.connect(tmp_path / FILE)) as book, book:
        book.executescript(FIRST_TABLES)
    with closing(Database(tmp_path)) as database:
        attempts = Attempts(database, 3, 60)
        attempts.end(attempts.begin("ada", "arithmetic", ["double"]), {"double": TOLD}, "one")
        assert attempts.left("ada", "arithmetic", ["double"]) == {"double": 1}
        assert attempts.begin("ada", "arithmetic", ["double"]).kept.keys() == {"double"}
