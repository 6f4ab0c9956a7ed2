"""``autograder serve`` as students and instructors meet it: a real server on this machine."""

import json
import sqlite3
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import httpx
import pytest

from autograder.__main__ import main
from autograder.commands.serve.database import FILE, Database
from autograder.commands.serve.tokens import Tokens
from tests.support import notebooks, service, toy_class

SETTINGS = "c.Grading.seed = 20261128\nc.Serve.attempts_per_hour = 3\n"
THREEFOLD = "def double(x):\n    return 3 * x"
UNWRITTEN = "def double(x):\n    raise NotImplementedError()"


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    root = service.course(tmp_path_factory.mktemp("serve") / "course", SETTINGS)
    with service.service(root) as found:
        yield found


@pytest.fixture
def token(running):
    """Return what makes a token for a name, with attempts that nobody has used."""
    with closing(Database(running.root)) as database:
        tokens = Tokens(database)
        yield lambda name, instructor=False: tokens.add(name, 1, instructor)


def wrong(number):
    """Return a notebook that is wrong in `double`, in a way of its own for each number."""
    return notebooks.toy(double=f"def double(x):\n    return {number + 10} * x")


def outcomes(answer):
    return {each["exercise"]: each["outcome"] for each in answer.json()["exercises"]}


def test_a_right_notebook_gets_all_points(running, token):
    answer = running.ask(token("right"), notebooks.toy())
    assert (answer.status_code, answer.json()["score"]) == (200, 15.0)
    assert outcomes(answer) == {"double": "pass", "negate": "pass"}


def test_a_wrong_one_reads_what_is_wrong_and_a_hint(running, token):
    answer = running.ask(token("wrong"), notebooks.toy(double=THREEFOLD)).json()
    (check, *_) = answer["exercises"][0]["checks"]
    assert check["rationale"] == "The result is too large by a factor of 1.5 everywhere."
    assert check["hint"] == "What does twice mean?"
    assert "✗ Twice the input: The result is too large" in answer["told"]["double"]


def test_the_answer_has_what_grade_prints_but_the_receipt(running, token, tmp_path):
    path = notebooks.write(tmp_path / "arithmetic.ipynb", notebooks.toy())
    printed = toy_class.run(running.root, "autograder", "grade", "arithmetic", str(path), "--json")
    answer = running.ask(token("same"), notebooks.toy()).json()
    whole = json.loads(printed.stdout)
    assert whole.keys() <= answer.keys()
    assert answer["exercises"] == whole["exercises"]
    assert answer["receipt"] is None


def test_the_code_of_the_cells_is_enough(running, token):
    code = {"code": ["import numpy as np", notebooks.DOUBLE, notebooks.NEGATE]}
    assert running.ask(token("cells"), code).json()["score"] == 15.0


def test_a_browser_gets_a_page_that_can_do_nothing(running, token):
    page = running.ask(token("page"), notebooks.toy(double=THREEFOLD), Accept="text/html")
    assert "too large by a factor of 1.5" in page.text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "<script" not in page.text


def test_one_exercise_can_be_asked_about_alone(running, token):
    answer = running.ask(token("one"), notebooks.toy(), "arithmetic?exercise=negate")
    assert outcomes(answer) == {"negate": "pass"}
    assert answer.json()["max_score"] == 5.0


def test_each_attempt_has_a_seed_of_its_own_and_never_the_grades(running, token):
    ada = token("seeds")
    for code in (notebooks.DOUBLE, THREEFOLD):
        running.ask(ada, notebooks.toy(code))
    with closing(sqlite3.connect(running.root / FILE)) as book:
        rows = book.execute("SELECT seed FROM attempt WHERE student = 'seeds'").fetchall()
    seeds = {int(seed) for (seed,) in rows}
    assert len(seeds) == 2
    assert min(seeds) > 2**64
    assert "20261128" not in str(seeds)


def test_attempts_are_limited_for_each_exercise_and_the_student_is_told(running, token):
    ada = token("often")
    only_double = "arithmetic?exercise=double"
    left = [running.ask(ada, wrong(number), only_double).json()["attempts_left"]["double"]
            for number in range(3)]  # fmt: skip
    refused = running.ask(ada, wrong(4), only_double)
    both = running.ask(ada, wrong(4)).json()
    assert left == [2, 1, 0]
    assert refused.status_code == 429
    assert "All 3 attempts of this hour are used up. The next one is free in" in refused.text
    assert 3500 < int(refused.headers["Retry-After"]) <= 3600
    assert [each["exercise"] for each in both["exercises"]] == ["negate"]
    assert "No attempt is left this hour" in both["left_out"]["double"]


@pytest.mark.parametrize(
    "content",
    [notebooks.toy(UNWRITTEN, UNWRITTEN.replace("double", "negate")), b"no notebook"],
    ids=["unwritten", "unreadable"],
)
def test_what_cannot_be_judged_uses_no_attempt_up(running, token, content):
    ada = token(f"nothing {type(content).__name__}")
    for _ in range(4):
        running.ask(ada, content)
    assert running.ask(ada, wrong(0)).json()["attempts_left"] == {"double": 2, "negate": 3}


def test_a_token_that_nobody_has_is_refused(running, token):
    for wrong in ("wrong", "Bearer", token("known")[:-1], "a" * 10_000):
        assert running.ask(wrong, notebooks.toy()).status_code == 401


def test_a_revoked_token_is_refused_from_then_on(running):
    ada = service.token(running.root, "revoked")
    assert running.get("/attempts", ada).status_code == 200
    done = toy_class.run(running.root, "autograder", "serve", "token", "revoke", "revoked")
    assert done.stdout == "revoked: 1 token revoked\n"
    assert running.get("/attempts", ada).status_code == 401


def test_a_token_ends_on_its_day(running):
    with closing(Database(running.root)) as database:
        over = Tokens(database).add("late", days=-1)
    assert running.get("/attempts", over).status_code == 401


def test_tokens_are_listed_by_name_and_kept_as_hashes(running):
    secret = service.token(running.root, "hashed")
    listed = toy_class.run(running.root, "autograder", "serve", "token", "list").stdout
    kept = b"".join(path.read_bytes() for path in running.root.glob(f"{FILE}*"))
    assert "hashed: until 20" in listed
    assert secret not in listed
    assert b"hashed" in kept
    assert secret.encode() not in kept
    assert (running.root / FILE).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["../ada", "a/b", ".hidden", " ada", "a\nb", "x" * 101])
def test_nobody_gets_a_name_that_is_no_folder_of_their_own(running, name):
    done = toy_class.run(running.root, "autograder", "serve", "token", "add", name)
    assert done.returncode == 2
    assert "a name has letters that show" in done.stderr


def test_students_see_their_own_attempts_and_nobody_elses(running, token):
    ada, ben = token("seen ada"), token("seen ben")
    running.ask(ada, notebooks.toy(double=THREEFOLD))
    assert running.get("/attempts", ben).json() == {"latest": [], "handed_in": []}
    assert "seen ada" not in running.get("/", ben).text
    own = running.get("/attempts", ada).json()["latest"]
    assert [(row["exercise"], row["outcome"]) for row in own] == [
        ("double", "fail"), ("negate", "pass"),
    ]  # fmt: skip


def test_instructors_see_who_is_stuck_and_where(running, token):
    stuck = token("stuck <b>")
    for number in range(3):
        running.ask(stuck, wrong(number), "arithmetic?exercise=double")
    page = running.get("/", token("prof", instructor=True)).text
    _, stuck_part, rest = page.split("<h2>", 2)
    assert "Who is stuck" in stuck_part
    assert "stuck &lt;b&gt;" in stuck_part
    # the last attempt multiplies by 12
    assert "too large by a factor of 6" in rest
    assert '<meta http-equiv="refresh"' in page
    assert "stuck <b>" not in page


def test_a_browser_sends_the_token_as_a_password(running, token):
    answer = httpx.get(running.address, auth=("anybody", token("basic")))
    asked = httpx.get(running.address)
    assert "<h1>basic, at" in answer.text
    assert asked.status_code == 401
    assert asked.headers["WWW-Authenticate"].startswith("Basic")


@pytest.mark.slow
def test_who_asks_first_is_answered_first(running, token):
    names, answered = ["first", "second", "third", "fourth"], []
    slow = notebooks.toy(
        double="import time\n\ndef double(x):\n    time.sleep(0.2)\n    return 2 * x"
    )

    def ask(secret, name):
        assert running.ask(secret, slow).status_code == 200
        answered.append(name)

    with ThreadPoolExecutor(4) as pool:
        for name in names:
            pool.submit(ask, token(name), name)
            assert begun(running, name)
    assert answered == names


def begun(running, student):
    """Wait until a student's question has come."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with closing(sqlite3.connect(running.root / FILE)) as book:
            if book.execute("SELECT 1 FROM attempt WHERE student = ?", (student,)).fetchone():
                return True
        time.sleep(0.01)
    return False


def test_health_and_metrics_name_nobody(running, token):
    running.ask(token("nameless"), notebooks.toy())
    measured = running.get("/metrics").text
    assert running.get("/health").json()["status"] == "ok"
    assert 'autograder_seconds_count{assignment="arithmetic"}' in measured
    assert "nameless" not in measured


def test_without_its_packages_one_line_says_what_to_install(running, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    for name in [each for each in sys.modules if "commands.serve" in each]:
        monkeypatch.delitem(sys.modules, name)
    assert main(["serve", "--course", str(running.root)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "python -m pip install starlette uvicorn" in line
