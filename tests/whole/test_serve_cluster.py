"""``autograder serve --scheduler``: real schedulers and workers, which are killed."""

import pickle
import signal
import sqlite3
import threading
from contextlib import closing

import pytest

from autograder.__main__ import main
from autograder.classroom.workers import dask_link, dask_worker
from autograder.commands.serve.database import FILE, Database
from autograder.commands.serve.grading_process import WORK, Practice
from autograder.commands.serve.tokens import Tokens
from autograder.course.course import Course
from autograder.course.settings import load_config
from tests.support import notebooks, service
from tests.support.dask_processes import Dask, end
from tests.support.processes import wait_until

SEED = "987654321987654321"
SETTINGS = f"""
c.Grading.seed = {SEED}
c.Grading.call_seconds = 10.0
c.CourseDirectory.db_url = 'sqlite:///secret-place.db'
"""
THREEFOLD = "def double(x):\n    return 3 * x"
SLOW = notebooks.toy("import time\ndef double(x):\n    time.sleep(0.5)\n    return 2 * x")


@pytest.fixture(scope="module")
def dask(tmp_path_factory):
    with closing(Dask(tmp_path_factory.mktemp("dask"))) as found:
        found.two = [found.worker(), found.worker()]
        yield found


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return service.course(tmp_path_factory.mktemp("serve") / "course", SETTINGS)


@pytest.fixture(scope="module")
def running(root, dask):
    with service.service(root, "--scheduler", dask.address) as found:
        wait_until(lambda: workers(found) == 2)
        yield found


@pytest.fixture
def token(root):
    with closing(Database(root)) as database:
        tokens = Tokens(database)
        yield lambda name: tokens.add(name, 1)


def workers(running):
    """How many questions are graded at once, as the service measures itself."""
    (line,) = [each for each in running.get("/metrics").text.splitlines()
               if each.startswith("autograder_processes ")]  # fmt: skip
    return float(line.split()[1])


def ask_meanwhile(running, token, content):
    """Ask from a thread; return it, and the list that the answer comes to."""
    answers = []
    thread = threading.Thread(target=lambda: answers.append(running.ask(token, content)))
    thread.start()
    return thread, answers


def under_way(running, count=1):
    wait_until(lambda: f"autograder_under_way {float(count)}" in running.get("/metrics").text)


def attempts(root, student):
    query = (
        "SELECT count(judged.attempt) FROM attempt LEFT JOIN judged ON attempt = id AND counts "
        "WHERE student = ?"
    )
    with closing(sqlite3.connect(root / FILE)) as book:
        return book.execute(query, (student,)).fetchone()[0]


def test_an_answer_is_the_one_of_this_machine(running, root, token):
    wrong = notebooks.toy(double=THREEFOLD)
    there = running.ask(token("there"), wrong).json()
    with service.service(root) as alone:
        here = alone.ask(token("here"), wrong).json()
    assert there["score"] == 5.0
    assert there["told"] == here["told"]
    assert [each | {"seconds": 0} for each in there["exercises"]] == [
        each | {"seconds": 0} for each in here["exercises"]
    ]


def test_as_many_are_answered_at_once_as_there_are_workers(running, token):
    asked = [ask_meanwhile(running, token(f"many {number}"), SLOW) for number in range(3)]
    under_way(running, 2)
    assert running.get("/health").json()["waiting"] == 1
    for thread, answers in asked:
        thread.join()
        assert answers[0].json()["score"] == 15.0


def test_the_terminal_says_where_it_is_graded(running, dask):
    assert running.said[0].rstrip().endswith(f", on {dask.address}")


def test_students_read_neither_seed_nor_address(running, token, dask):
    ada = token("curious")
    texts = [
        running.ask(ada, notebooks.toy(double=THREEFOLD)).text,
        running.ask(ada, notebooks.toy(), Accept="text/html").text,
        running.get("/health").text, running.get("/metrics").text, running.get("/", ada).text,
    ]  # fmt: skip
    for text in texts:
        assert SEED not in text
        assert "secret-place" not in text
    assert dask.address.rpartition("/")[2] not in "".join(texts[:2] + texts[3:])


def test_workers_are_given_what_those_of_a_class_are(root):
    course = Course(root, root / "exercises")
    config = load_config(course)
    practice = Practice(root, config, ("arithmetic",), "reasons", 20.0)
    sent = dask_worker.packed(practice, practice.labels, WORK)
    assert b"secret-place" not in pickle.dumps(sent)
    assert {place.partition("/")[0] for place in sent.files} == {"source", "exercises"}


def test_a_worker_killed_in_the_middle_is_replaced_by_another(running, dask, token):
    asked = [ask_meanwhile(running, token(f"unlucky {number}"), SLOW) for number in range(2)]
    under_way(running, 2)
    end(dask.two.pop())
    for thread, answers in asked:
        thread.join()
        assert answers[0].json()["score"] == 15.0
    wait_until(lambda: workers(running) == 1)
    dask.two.append(dask.worker())
    wait_until(lambda: workers(running) == 2)


def test_hidden_tests_that_change_count_for_the_next_who_asks(running, root, token):
    suite = root / "exercises/arithmetic/double/test_double.py"
    before = suite.read_text(encoding="utf-8")
    suite.write_text(before.replace("Twice the input", "Two times the input"), encoding="utf-8")
    ada = token("patient")
    try:
        # what is not written may be asked about without a limit
        unwritten = notebooks.toy("def double(x):\n    raise NotImplementedError()")
        wait_until(lambda: "Two times the input" in running.ask(ada, unwritten).text)
    finally:
        suite.write_text(before, encoding="utf-8")


def test_while_the_scheduler_is_away_students_are_told_and_lose_nothing(root, token, tmp_path):
    folder = tmp_path / "dask"
    folder.mkdir()
    with closing(Dask(folder)) as own:
        only = own.worker()
        with service.service(root, "--scheduler", own.address) as running:
            thread, answers = ask_meanwhile(running, token("interrupted"), SLOW)
            under_way(running)
            end(own.scheduler)
            thread.join()
            wait_until(lambda: running.get("/health").json()["status"] == "away")
            later = running.ask(token("later"), notebooks.toy())
            end(only)
            own.scheduler_again()
            own.worker()
            wait_until(lambda: running.get("/health").json()["status"] == "ok")
            back = running.ask(token("interrupted"), notebooks.toy(double=THREEFOLD))
            assert running.end(signal.SIGTERM) == 0
    assert "is away" in answers[0].json()["error"], "".join(running.said)
    assert "No attempt is used up" in answers[0].json()["error"]
    assert (later.status_code, "is away" in later.json()["error"]) == (503, True)
    assert int(later.headers["Retry-After"]) >= 1
    assert attempts(root, "later") == 0
    assert back.json()["attempts_left"]["double"] == 9
    said = [line.strip() for line in running.said if "Dask cluster" in line]
    assert said[0].endswith("the scheduler is gone")
    assert said[-1].endswith("it is back")


def test_who_is_being_answered_is_answered_before_the_service_ends(root, dask, token):
    with service.service(root, "--scheduler", dask.address) as running:
        thread, answers = ask_meanwhile(running, token("last"), SLOW)
        under_way(running)
        assert running.end(signal.SIGTERM) == 0
        thread.join()
    assert answers[0].json()["score"] == 15.0


def refused(root, address, capsys):
    """The one line with which the service does not start."""
    assert main(["serve", "--port", "0", "--scheduler", address, "--course", str(root)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    return line


def test_no_scheduler_at_the_start_is_told_in_a_line(root, capsys, monkeypatch):
    monkeypatch.setattr(dask_link, "ANSWER", 1)
    line = refused(root, "tcp://127.0.0.1:9", capsys)
    assert "no Dask scheduler answers at 'tcp://127.0.0.1:9' ('dask scheduler' starts one)" in line


def test_no_worker_at_the_start_is_told_in_a_line(root, capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(dask_link, "JOIN", 1)
    with closing(Dask(tmp_path)) as bare:
        line = refused(root, bare.address, capsys)
        assert f"has no workers: start some with 'dask worker {bare.address}" in line
