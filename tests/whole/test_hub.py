"""JupyterHub with real accounts: docs/jupyterhub.md is followed from top to bottom.

One story: a failed step skips those that follow. It needs root and npm, and `make hub` runs it.
"""

import datetime
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from playwright.sync_api import expect

from tests.support import pages, patience
from tests.support.browser import started
from tests.support.docs_site import DOCS
from tests.support.frontends.jupyter import Notebook
from tests.support.frontends.lab import free_port
from tests.support.hub import Machine, Person, machine, wait_until
from tests.support.places import ROOT

pytestmark = pytest.mark.skipif("HUB" not in os.environ, reason="`make hub` runs it")
NAME = "regularization"
PEOPLE = ("instructor", "ada", "ben")
INBOUND = f"/srv/nbgrader/exchange/{NAME}/inbound"
SERVICE = f"/services/{NAME}/"
GRADER = f"grader-{NAME}"
CHECKOUT = "autograder source solutions nbgrader_config.py pyproject.toml README.md LICENSE"
# all that one machine needs to have for itself beside what the page says
PORTS = """
c.JupyterHub.hub_port = {hub}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{proxy}"
"""
# a terminal of a server knows what the hub has told the server
TERMINAL = """
server=$(pgrep -u $USER -f jupyterhub-singleuser | head -1)
while IFS= read -r -d '' each; do
  [[ $each == @(JUPYTERHUB|AUTOGRADER)_* ]] && export "$each"
done < /proc/$server/environ
"""


class Hub:
    """The machine, the people who work on it, and how far the page has been followed."""

    def __init__(self, here: Machine, log: Path) -> None:
        self.machine, self._log = here, log
        self.ended = ""  # the step that failed
        self.people: dict[str, Person] = {}
        self._left = [*pages.blocks(DOCS / "jupyterhub.md")]
        named = ("8000", "8765", "9999", "hub", "proxy")
        self._ports = {each: str(free_port()) for each in named}
        self._address = f"http://127.0.0.1:{self._ports['8000']}"
        self._running: subprocess.Popen[bytes] | None = None

    def follow(self, until: str, page: str = "") -> None:
        """Do what a page says, up to the block that contains these words.

        ``page``: another one than that on the hub; of it only what is done at the hub.
        """
        printed = ""
        left = [each for each in pages.blocks(DOCS / page) if {"as", "file"} & each.words.keys()
                ] if page else self._left  # fmt: skip
        while left:
            block = left.pop(0)
            if "output" in block.flags:
                assert pages.like(block.text, printed), f"{block.text}\nbut it is\n{printed}"
            elif "starts" in block.words:
                self._starts = block.text
            elif path := block.words.get("file"):
                self.machine.write(path, self._here(block.text), "append" in block.flags)
            elif who := block.words.get("as"):
                terminal = TERMINAL if who == GRADER else ""
                printed = self.machine.run(who, terminal + block.text)
            if until in block.text:
                return
        raise AssertionError(f"the page has no further block with {until!r}")

    def _here(self, text: str) -> str:
        """Return a file of the page with ports that are free."""
        return re.sub("(?<=127.0.0.1:)(8000|8765|9999)", lambda port: self._ports[port[1]], text)

    def start(self) -> None:
        """Start the hub as the page does, and everybody's server."""
        if not self._running:
            settings = "/etc/jupyterhub/jupyterhub_config.py"
            self.machine.write(settings, PORTS.format(**self._ports), append=True)
        with self._log.open("ab") as log:
            command = self.machine.command("root", self._starts)
            self._running = subprocess.Popen(command, stdout=log, stderr=log)
        with requests.Session() as nobody:
            nobody.trust_env = False  # no proxy lies between
            wait_until(lambda: nobody.get(f"{self._address}/hub/login").ok)
        for name in PEOPLE:
            self.people[name] = Person(self._address, name, f"secret of {name}")
            self.people[name].start()

    def restart(self) -> None:
        """Stop the hub and everybody's server, and start them again."""
        for person in self.people.values():
            person.stop()
        assert self._running
        # the brackets keep the pattern from finding this command itself
        self.machine.run("root", "pkill -TERM -f 'jupyterhub --confi[g]'")
        self._running.wait(patience.SECONDS)
        self.start()


@pytest.fixture(scope="module")
def hub(tmp_path_factory) -> Iterator[Hub]:
    base = tmp_path_factory.mktemp("hub")
    with machine(base / "machine") as here:
        yield Hub(here, base / "hub.log")
        print((base / "hub.log").read_text("utf-8", "replace")[-3000:])  # shown where a step fails


@pytest.fixture(autouse=True)
def step(hub, request) -> Iterator[None]:
    """Skip what follows a failed step."""
    if hub.ended:
        pytest.skip(f"the story ended before: {hub.ended}")
    failed = request.session.testsfailed
    yield
    if request.session.testsfailed > failed:
        hub.ended = request.node.name


def inbound(hub: Hub) -> dict[str, str]:
    """What lies in the exchange: the submission's folder of each student, as root sees it."""
    listed = hub.machine.run("root", f"ls {INBOUND}").splitlines()
    return {each.partition("+")[0]: f"{INBOUND}/{each}" for each in listed}


def test_the_hub_is_installed_as_the_page_says(hub):
    hub.follow("chmod 1777")
    for name in PEOPLE:  # as `passwd` would
        hub.machine.run("root", f"echo '{name}:secret of {name}' | chpasswd")
    copy = f"cd '{ROOT}'\ngit ls-files -z {CHECKOUT} | xargs -0 cp --parents -t"
    hub.machine.run("root", f"mkdir /home/instructor/course\n{copy} /home/instructor/course")
    hub.machine.run("root", "chown -R instructor: /home/instructor/course")
    hub.follow("jupyterhub --config")


def test_everybody_logs_in_and_has_a_server(hub):
    hub.start()
    assert all(hub.people[name].own("api/status")["started"] for name in PEOPLE)


def test_a_server_runs_as_its_user(hub):
    assert hub.machine.owners("/opt/hub/bin/jupyterhub-singleuser") == sorted(PEOPLE)


def test_a_wrong_password_opens_nothing(hub):
    stranger = Person(hub.people["ada"].hub, "ada", "secret of ben")
    assert "Invalid username or password" in stranger.login.text
    assert stranger.get("/user/ada/api/contents").status_code == 403


def test_the_instructor_releases(hub):
    hub.follow("nbgrader release_assignment")
    (listed,) = hub.people["ada"].assignments()
    assert (listed["assignment_id"], listed["status"]) == (NAME, "released")


@pytest.mark.parametrize("path", ["source", "autograder/exercises", "gradebook.db", ""])
def test_no_student_can_read_the_course(hub, path):
    place = f"/home/instructor/course/{path}"
    hub.machine.run("instructor", f"ls {place}")
    assert "Permission denied" in hub.machine.attempt("ada", f"ls {place}").stdout


def test_students_have_the_libraries_and_not_the_package(hub):
    hub.machine.run("ada", "python -c 'import nbgrader, numpy, jupyterlab'")
    assert hub.machine.attempt("ada", "python -c 'import autograder'").returncode
    found = hub.machine.run("root", "find /opt/hub -path '*exercises/regularization*' | head -1")
    assert found == ""


def test_no_student_opens_the_instructors_server(hub):
    for path in ("lab", "formgrader", "api/contents"):
        assert hub.people["ada"].get(f"/user/instructor/{path}").status_code == 403


def test_formgrader_opens_for_the_instructor_alone(hub):
    page = hub.people["instructor"].get("/user/instructor/formgrader")
    assert page.status_code == 200
    names = {each["name"] for each in hub.people["instructor"].own("formgrader/api/assignments")}
    assert NAME in names
    for student in ("ada", "ben"):
        assert hub.people[student].get(f"/user/{student}/formgrader").status_code == 404
        lab = hub.people[student].get(f"/user/{student}/lab").text
        assert "@jupyter/nbgrader:formgrader" in lab.partition("disabledExtensions")[2][:300]


def test_a_page_of_formgrader_may_not_be_embedded(hub):
    """Why its tab in JupyterLab is blank, as the page says."""
    page = hub.people["instructor"].get("/user/instructor/formgrader")
    assert page.headers["content-security-policy"] == "frame-ancestors 'none'"


def test_students_fetch_work_and_submit_and_one_of_them_is_late(hub):
    solved = f"/home/instructor/course/solutions/{NAME}/{NAME}.ipynb"
    for student in ("ada", "ben"):
        hub.people[student].press("fetch", NAME)
        hub.machine.run("root", f"cat {solved} > /home/{student}/{NAME}/{NAME}.ipynb")
    # Ben forgets the ½ of the penalty
    slip = "s|lambd / (2 \\* m) \\* sum_of_squares|lambd / m * sum_of_squares|"
    hub.machine.run("ben", f"sed -i '{slip}' {NAME}/{NAME}.ipynb")
    hub.people["ada"].press("submit", NAME)
    due = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")
    words = {"duedate_notimezone": due, "duedate_timezone": "+0000"}
    path = f"formgrader/api/assignment/{NAME}"
    hub.people["instructor"].put(path, "/user/instructor/", words)
    hub.people["ben"].press("submit", NAME)
    assert sorted(inbound(hub)) == ["ada", "ben"]


def test_a_submission_belongs_to_its_student(hub):
    for student, folder in inbound(hub).items():
        assert hub.machine.run("root", f"stat -c %U '{folder}'/*.ipynb").split() == [student]


def test_nobody_but_the_instructor_can_list_what_was_handed_in(hub):
    assert "Permission denied" in hub.machine.attempt("ben", f"ls {INBOUND}").stdout
    assert hub.machine.run("instructor", f"ls {INBOUND} | wc -l").strip() == "2"


def test_no_student_can_move_or_remove_the_course_in_the_exchange(hub):
    for verb in ("mv", "rm -r"):
        words = f"{verb} /srv/nbgrader/exchange/{NAME}" + (" /tmp/x" if verb == "mv" else "")
        assert hub.machine.attempt("ben", words).returncode
    assert sorted(inbound(hub)) == ["ada", "ben"]


def test_no_student_can_enter_anothers_home(hub):
    cache = f"/home/ada/.local/share/jupyter/nbgrader_cache/{NAME}"
    hub.machine.run("ada", f"ls {cache}")
    assert "Permission denied" in hub.machine.attempt("ben", f"ls {cache}").stdout
    assert hub.people["ben"].get("/user/ada/lab").status_code == 403


def test_what_ben_hands_in_as_ada_does_not_count(hub):
    hub.machine.run("ben", f"nbgrader submit {NAME} --student=ada")
    hub.follow("nbgrader release_feedback")
    assert "lambd / (2" in hub.machine.run("instructor", f"cat course/submitted/ada/{NAME}/*.ipynb")


GRADES = f"""
cd course
python - <<'END'
from nbgrader.api import Gradebook
with Gradebook("sqlite:///gradebook.db", "{NAME}") as book:
    for student in ("ada", "ben"):
        work = book.find_submission("{NAME}", student)
        print(student, work.score, work.total_seconds_late > 0)
END
"""


def test_both_are_graded_and_the_late_one_carries_its_time(hub):
    rows = hub.machine.run("instructor", GRADES).splitlines()
    assert rows == ["ada 40.0 False", "ben 34.5 True"]


def test_feedback_arrives_at_its_owner_alone(hub):
    for student, score in (("ada", "40"), ("ben", "34.5")):
        hub.people[student].press("fetch_feedback", NAME)
        fetched = hub.machine.run(student, f"cat {NAME}/feedback/*/{NAME}.html")
        assert f"{score} of 40 points so far" in fetched
    listing = hub.machine.attempt("ben", f"ls /srv/nbgrader/exchange/{NAME}/feedback").stdout
    assert "Permission denied" in listing


SERVED = "/services/grader/"
COST = "compute_cost_with_regularization"
ZERO = f"def {COST}(A3, Y, parameters, lambd):\n    return 0.0"
RIGHT = f"""def {COST}(A3, Y, parameters, lambd):
    squares = sum(np.sum(parameters[f"W{{l}}"] ** 2) for l in (1, 2, 3))
    return compute_cost(A3, Y) + lambd / (2 * Y.shape[1]) * squares"""
MENDED = f"sed -i 's|lambd / m \\* sum_of_squares|lambd / (2 * m) * sum_of_squares|' {NAME}.ipynb"
ASK = f"""
cd {NAME}
{{0}}
export JPY_SESSION_NAME=$PWD/{NAME}.ipynb
python -c 'from helpers import *; ask_the_grader("{NAME}")'
"""


def test_the_service_is_added_as_its_page_says(hub):
    hub.follow("c.Serve.instructors", "serving.md")
    hub.restart()
    wait_until(lambda: hub.people["ben"].get(SERVED + "health").status_code == 200)


def test_a_student_asks_reads_the_reason_mends_it_and_asks_again(hub):
    wrong = hub.machine.run("ben", TERMINAL + ASK.format(""))
    assert "✗ compute_cost_with_regularization" in wrong
    assert "too large by a factor of 2" in wrong.replace("\n", " ")
    right = hub.machine.run("ben", TERMINAL + ASK.format(MENDED))
    assert right.count("✓") == 4


def test_a_student_asks_in_jupyterlab_about_code_that_was_run_and_never_saved(hub):
    ada = hub.people["ada"]
    with started() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{ada.hub}/hub/login?next=/user/ada/lab/tree/{NAME}/{NAME}.ipynb")
        page.fill("#username_input", "ada")
        page.fill("#password_input", "secret of ada")
        page.click("#login_submit")
        notebook = Notebook(page)
        notebook.run("Setup: NumPy as np")
        for code, said in ((ZERO, f"✗ {COST}"), (RIGHT, f"✓ {COST}")):
            notebook.write_code(f"def {COST}", code)
            notebook.run(f"def {COST}")
            asked = notebook.run("Ask the grader")
            expect(asked.locator(".jp-OutputArea-output")).to_contain_text(said)


def test_what_is_handed_in_then_is_in_the_gradebook_and_on_the_instructors_page(hub):
    hub.people["ben"].press("submit", NAME)
    row = f'<th scope="row">ben</th><td>{NAME}</td><td>40 of 40</td>'
    wait_until(lambda: row in hub.people["instructor"].get(SERVED).text)
    assert "ben 40.0 True" in hub.machine.run("instructor", GRADES).splitlines()


def test_students_see_at_the_service_what_is_theirs(hub):
    page = hub.people["ada"].get(SERVED).text
    assert "<h1>ada, at" in page
    assert "ben" not in page


def test_nobody_without_a_login_is_answered(hub):
    with requests.Session() as nobody:
        nobody.trust_env = False
        address = hub.people["ada"].hub + SERVED
        assert "/hub/login" in nobody.get(address).url
        assert nobody.post(f"{address}check/{NAME}", data=b"{}").status_code == 401


def test_a_shared_formgrader_opens_for_its_group_alone(hub):
    hub.machine.run("root", f"useradd --create-home --shell /bin/bash {GRADER}")
    for name in ("course", ".jupyter"):
        hub.machine.run("root", f"cp -r /home/instructor/{name} /home/{GRADER}/{name}")
    hub.machine.run("root", f"sed -i s/instructor/{GRADER}/ /home/{GRADER}/.jupyter/*.py")
    hub.machine.run("root", f"chmod 700 /home/{GRADER}; chown -R {GRADER}: /home/{GRADER}")
    hub.follow("JupyterHubAuthPlugin")
    hub.restart()
    wait_until(lambda: hub.people["instructor"].get(SERVICE + "lab").status_code == 200)
    assert hub.people["instructor"].get(SERVICE + "formgrader").status_code == 200
    for student in ("ada", "ben"):
        assert hub.people[student].get(SERVICE + "formgrader").status_code == 403
    assert GRADER in hub.machine.owners("/opt/hub/bin/jupyterhub-singleuser")


def test_a_student_sees_the_course_once_they_are_in_its_group(hub):
    assert hub.people["ada"].own("courses")["value"] == []
    hub.follow("nbgrader db student add")
    assert hub.people["ada"].own("courses")["value"] == [NAME]
    assert hub.people["ben"].own("courses")["value"] == []


def test_the_rest_of_the_page_holds(hub):
    hub.follow("9 attacks tried")
