"""Formgrader, in a real Jupyter server, grades in the sandbox and shows the marker the rubric."""

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from tests.conftest import ROOT
from tests.shell import environment, run

TOKEN = "a-token-for-this-test"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A demonstration course with a Jupyter server in it; yields a function that asks it."""
    root = tmp_path_factory.mktemp("formgrader") / "course"
    run(ROOT, "autograder", "demo", "--into", str(root)).check_returncode()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [
        "--no-browser",
        "--allow-root",
        f"--port={port}",
        f"--IdentityProvider.token={TOKEN}",
        "--ServerApp.disable_check_xsrf=True",
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", "jupyter", "server", *options],
        cwd=root,
        env=environment(JUPYTER_RUNTIME_DIR=str(root.parent / "runtime")),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def ask(path, method="GET"):
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}{path}",
            method=method,
            headers={"Authorization": f"token {TOKEN}"},
        )
        with urllib.request.urlopen(request, timeout=60) as reply:
            return reply.read().decode()

    try:
        _wait(ask)
        yield ask
    finally:
        process.terminate()
        process.wait(30)


def _wait(ask):
    deadline = time.monotonic() + 60
    while True:
        try:
            return ask("/api/status")
        except (urllib.error.URLError, ConnectionError):
            assert time.monotonic() < deadline, "the server does not answer"
            time.sleep(0.2)


def test_the_autograde_button_records_the_sandboxs_score(server):
    path = "/formgrader/api/submission/regularization/emi/autograde"
    assert json.loads(server(path, "POST"))["success"]
    rows = json.loads(server("/formgrader/api/submissions/regularization"))
    scores = {row["student"]: (row["score"], row["max_score"]) for row in rows}
    assert scores["emi"] == (28.5, 50)
    assert scores["ada"] == (40, 50)
    assert all(row["needs_manual_grade"] for row in rows)  # the written answers


def test_the_marker_sees_the_rubric_and_the_checks(server):
    path = "/formgrader/api/submitted_notebooks/regularization/regularization"
    rows = json.loads(server(path))
    emi = next(row["id"] for row in rows if row["student"] == "emi")
    page = server(f"/formgrader/submissions/{emi}/")
    assert page.count("BEGIN MARK SCHEME") == 2
    assert "autograder-feedback" in page
    assert "the kept units are not scaled at all" in page
