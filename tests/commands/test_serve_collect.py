"""``autograder serve --collect``: what is handed in is in the gradebook a moment later."""

import os
import pwd
import time

import pytest

from tests.support import notebooks, service, toy_class

pytestmark = pytest.mark.slow
MYSELF = pwd.getpwuid(os.getuid()).pw_name
THREEFOLD = "def double(x):\n    return 3 * x"
SETTINGS = """
c.Serve.processes = 1
c.Serve.collect_seconds = 0.2
c.Serve.release_feedback = True
c.Exchange.root = str(Path(__file__).resolve().parent / "exchange")
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = toy_class.release(tmp_path_factory.mktemp("collect") / "course")
    with (root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(SETTINGS)
    (root / "exchange/regularization/inbound").mkdir(parents=True)
    (root / "exchange/regularization/feedback").mkdir()
    (root / "exchange").chmod(0o1777)
    return root


def hand_in(root, when, **code):
    folder = root / f"exchange/regularization/inbound/{MYSELF}+arithmetic+{when} UTC+x{when[-2:]}"
    notebooks.write(folder / "arithmetic.ipynb", notebooks.toy(**code))
    (folder / "timestamp.txt").write_text(f"{when} UTC")
    (folder / "submission_secret.txt").write_text(f"secret {when}")


def score(running, token):
    found = running.get("/attempts", token).json()["handed_in"]
    return found[0]["score"] if found else None


def wait_for(condition):
    deadline = time.monotonic() + 90
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.2)


def test_what_is_handed_in_is_graded_into_the_gradebook_and_its_feedback_released(course):
    token, prof = service.token(course, MYSELF), service.token(course, "prof", "--instructor")
    with service.service(course, "--collect") as running:
        assert score(running, token) is None
        hand_in(course, "2026-03-02 10:00:00", double=THREEFOLD)
        wait_for(lambda: score(running, token) == 5.0)
        assert "5 of 15" in running.get("/", prof).text
        wait_for(lambda: [*course.glob("exchange/*/feedback/*.html")])
    points = {name: points for _, name, points, *_ in toy_class.marks(course)}
    assert (points["test_double"], points["test_negate"]) == (0.0, 5.0)


def test_without_an_exchange_one_line_says_so(course):
    (course / "exchange").rename(course / "gone")
    done = toy_class.run(course, "autograder", "serve", "--collect", "--port", "0")
    (course / "gone").rename(course / "exchange")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("autograder: nothing can be collected from ")
