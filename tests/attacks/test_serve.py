"""Attacks on the grading service: by submissions, by requests, and by a kill in the middle."""

import signal
import socket
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress

import httpx
import pytest

from autograder.commands.serve.database import FILE, Database
from autograder.commands.serve.tokens import Tokens
from tests.attacks.support.cases import cases
from tests.attacks.support.room import SUITES
from tests.support import notebooks, patience, service

SETTINGS = """
c.Serve.most_mb = 0.5
c.Serve.upload_seconds = 1
c.Serve.most_waiting = 2
"""
# those of each kind; the others are thorough
FIRST = (
    "fork_bomb", "memory_bomb", "forged_verdict", "kills_its_neighbours", "sql_own_score",
    "source_notebook", "html_in_the_exception", "input_in_the_exception", "endless_reply",
)  # fmt: skip
CASES = [
    pytest.param(case, id=case.slug, marks=() if case.slug in FIRST else pytest.mark.thorough)
    for case in cases()
]
TWICE = "c.Serve.attempts_per_hour = 2\n"
THREEFOLD = "def double(x):\n    return 3 * x"
SLOW = "import time\n\ndef double(x):\n    time.sleep(0.4)\n    return 2 * x"


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    root = service.course(tmp_path_factory.mktemp("attacked") / "course", SETTINGS, SUITES)
    with service.service(root) as found:
        yield found


@pytest.fixture(scope="module")
def token(running):
    with closing(Database(running.root)) as database:
        tokens = Tokens(database)
        yield lambda name: tokens.add(name, 1)


def head(running, token, *more):
    """Return the lines with which a request begins, and a socket to send them through."""
    host, port = running.address.removeprefix("http://").split(":")
    lines = ["POST /check/arithmetic HTTP/1.1", f"Host: {host}", f"Authorization: Bearer {token}"]
    line = socket.create_connection((host, int(port)), timeout=patience.SECONDS)
    return "\r\n".join([*lines, *more, "", ""]).encode(), line


def is_well(running, token):
    return running.ask(token("honest"), notebooks.toy()).json()["score"] == 15.0


@pytest.mark.parametrize("case", CASES)
def test_a_hostile_submission_earns_what_it_earns_elsewhere(running, token, case):
    answer = running.ask(token(case.slug), case.notebook())
    assert answer.status_code == 200
    assert answer.json()["score"] == case.earns
    assert "<img" not in running.get("/", token(case.slug)).text


def test_after_all_of_them_an_honest_student_has_all_points(running, token):
    assert is_well(running, token)


@pytest.mark.parametrize(
    "label",
    ["../arithmetic", "..%2f..%2fetc%2fpasswd", "/etc/passwd", "arithmetic%00", "arithmetic/../x",
     "arithmetic/other", "%ff%fe", "a" * 5000, "arithmetic?exercise=../double", "arithmetic%0d%0a"],
)  # fmt: skip
def test_a_name_that_is_a_path_is_no_name(running, token, label):
    answer = running.ask(token("paths"), notebooks.toy(), label)
    assert answer.status_code == 404
    assert "passwd" not in answer.text


@pytest.mark.parametrize(
    "body",
    [b"", b"\0" * 100, b"\xff\xfe{", b"[" * 100_000, b'{"code": [1]}', b'{"code": "x"}',
     b'{"cells": 5}', b"9" * 10_000, b'{"cells": [' + b"{}," * 100_000 + b"{}]}",
     b'{"a": 1, "cells": null}', b'"\\ud800"'],
    ids=lambda body: repr(body[:16]),
)  # fmt: skip
def test_what_is_no_notebook_is_refused_in_a_sentence(running, token, body):
    answer = running.ask(token("malformed"), body)
    assert answer.status_code == 422
    assert answer.json()["error"].endswith(".")


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_that_is_too_large_is_not_read(running, token, chunked):
    huge = b"x" * 2**20
    body = iter([huge] * 3) if chunked else huge
    head = {"Authorization": f"Bearer {token('huge')}"}
    try:
        answer = httpx.post(f"{running.address}/check/arithmetic", content=body, headers=head)
    except httpx.WriteError:
        # it has hung up while there was more to come
        return
    assert answer.status_code == 413
    assert "larger than 0.5 MiB" in answer.text


def answer_while_sending(running, token, pieces, pause):
    """Send a body piece by piece, with pauses, and return how the answer begins."""
    piece = b" " * (100 << 10)
    request, line = head(running, token, f"Content-Length: {pieces * len(piece)}")
    with closing(line):
        line.sendall(request)
        for _ in range(pieces):
            time.sleep(pause)
            line.sendall(piece)
        return line.recv(99)


def test_who_is_refused_while_still_sending_reads_why(running):
    assert answer_while_sending(running, "nobody's", 4, 0.1).startswith(b"HTTP/1.1 401")


def test_whose_notebook_is_too_large_reads_so_while_still_sending(running, token):
    assert answer_while_sending(running, token("large"), 8, 0.05).startswith(b"HTTP/1.1 413")


def test_a_body_that_never_comes_is_not_waited_for(running, token):
    begin, line = head(running, token("slow"), "Content-Length: 1000")
    with line:
        line.sendall(begin + b"{")
        assert b"408 Request Timeout" in line.recv(1000)


@pytest.mark.parametrize("sent", [b"", b"POST /check"], ids=["nothing", "half a line"])
def test_a_connection_on_which_no_request_comes_is_ended(running, token, sent):
    _, line = head(running, "")
    with line:
        line.sendall(sent)
        with suppress(ConnectionResetError):
            assert line.recv(1000) == b""


@pytest.mark.parametrize("more", [("Content-Length: -5",), ("Content-Length: 1", "X: \0"),
                                  ("Transfer-Encoding: chunked", "Content-Length: 5"),
                                  (f"X: {'x' * 100_000}",)], ids=str)  # fmt: skip
def test_a_request_that_is_none_ends_its_connection_alone(running, token, more):
    begin, line = head(running, token("none"), *more)
    with line, suppress(ConnectionResetError, BrokenPipeError):
        line.sendall(begin + b"5\r\nhello\r\n")
        assert line.recv(1000)[:12] in (b"HTTP/1.1 400", b"HTTP/1.1 408", b"HTTP/1.1 422", b"")
    assert is_well(running, token)


def test_a_student_has_one_question_at_a_time_and_others_are_told_when_to_come(running, token):
    slow = notebooks.toy(double=SLOW)
    ada, ben, eve = token("busy ada"), token("busy ben"), token("busy eve")
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(running.ask, ada, slow)
        wait_for(lambda: running.get("/health").json())
        time.sleep(0.2)
        again = running.ask(ada, slow)
        second = pool.submit(running.ask, ben, slow)
        time.sleep(0.2)
        full = running.ask(eve, slow)
    assert (first.result().status_code, second.result().status_code) == (200, 200)
    assert again.status_code == 429
    assert "still being answered" in again.text
    assert full.status_code == 503
    assert int(full.headers["Retry-After"]) >= 1
    assert "The grader is busy: ask again in" in full.text


def wait_for(condition):
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def attempts(root, student):
    with closing(sqlite3.connect(root / FILE)) as book:
        query = "SELECT ended IS NOT NULL, error FROM attempt WHERE student = ? ORDER BY id"
        return book.execute(query, (student,)).fetchall()


def begun(root, running, name):
    """Begin a question that takes seconds, and wait until it is under way."""
    slow = notebooks.toy(double=SLOW)
    token = service.token(root, name)
    answers = []

    def ask():
        try:
            answers.append(running.ask(token, slow).status_code)
        except httpx.TransportError:
            answers.append(None)

    thread = threading.Thread(target=ask)
    thread.start()
    wait_for(lambda: attempts(root, name))
    return thread, answers


@pytest.fixture(scope="module")
def restarted(tmp_path_factory):
    """A service that is started again after a kill while ada's question was under way."""
    root = service.course(tmp_path_factory.mktemp("killed") / "course", TWICE)
    with service.service(root) as running:
        running.ask(service.token(root, "ben"), notebooks.toy(THREEFOLD))
        thread, answers = begun(root, running, "ada")
        running.end(signal.SIGKILL)
        thread.join()
    assert answers == [None]
    with service.service(root) as running:
        yield running


def test_a_kill_in_the_middle_costs_nobody_an_attempt(restarted):
    answer = restarted.ask(service.token(restarted.root, "ada"), notebooks.toy(THREEFOLD))
    assert attempts(restarted.root, "ada")[0] == (1, "the service ended")
    assert answer.json()["attempts_left"]["double"] == 1


def test_what_was_used_up_before_a_kill_is_used_up(restarted):
    fourfold = notebooks.toy(THREEFOLD.replace("3", "4"))
    answer = restarted.ask(service.token(restarted.root, "ben"), fourfold)
    assert answer.json()["attempts_left"]["double"] == 0


def test_who_is_being_answered_is_answered_before_the_service_ends(restarted):
    thread, answers = begun(restarted.root, restarted, "eve")
    assert restarted.end(signal.SIGTERM) == 0
    thread.join()
    assert answers == [200]
    assert attempts(restarted.root, "eve") == [(1, None)]
