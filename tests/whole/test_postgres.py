"""A gradebook on a PostgreSQL server, for several graders at a time: a real server, and kills."""

import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from autograder.gradebook.indexes import INDEXES
from tests.support import notebooks, patience, toy_class
from tests.support.processes import wait_until
from tests.support.shell import environment, run

psycopg = pytest.importorskip("psycopg")

HOMES = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr").glob("pgsql-*/bin")]
WORK = {
    "ana": notebooks.toy(),
    "bo": notebooks.toy("def double(x):\n    return 3 * x"),
    "cy": notebooks.toy("def double(x):\n    x *= 2\n    return x"),
    "eve": notebooks.toy(negate="def negate(x):\n    return 666"),  # held back
}
SCORES = {"ana": 15, "bo": 5, "cy": 13, "eve": None}
MANY = {f"s{number:02}": notebooks.toy() for number in range(30)}  # more than one transaction
BUSY = notebooks.toy("import time\ndef double(x):\n    time.sleep(0.3)\n    return 2 * x")
SLOW = {f"s{number}": BUSY for number in range(6)}
TABLES = ("student", "submitted_assignment", "submitted_notebook", "grade", "comment")


class Server:
    """A PostgreSQL server in a folder; it listens on a socket there and nowhere else."""

    def __init__(self, folder, bin_):
        self._bin, self._data, self.folder = bin_, folder / "data", folder
        self._user = {}
        if os.geteuid() == 0:  # which PostgreSQL refuses to be
            nobody = pwd.getpwnam("nobody")
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
            self._user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        self._run("initdb", "--auth=trust", "--username=grader", "--encoding=UTF8", "--no-sync")
        self.start()

    def _run(self, program, *arguments):
        command = [str(self._bin / program), "-D", str(self._data), *arguments]
        done = subprocess.run(
            command, cwd=self.folder, text=True, **self._user,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr

    def start(self):
        options = f"-c listen_addresses= -c unix_socket_directories={self.folder} -c fsync=off"
        self._run("pg_ctl", "start", "-w", "-o", options, "-l", str(self.folder / "log"))

    def stop(self):
        self._run("pg_ctl", "stop", "-w", "-m", "immediate")

    def query(self, text, database="postgres"):
        where = {"host": str(self.folder), "user": "grader", "dbname": database}
        with closing(psycopg.connect(**where, autocommit=True)) as connection:
            found = connection.execute(text)
            return found.fetchall() if found.description else []

    def url(self, database):
        return f"postgresql+psycopg://grader@/{database}?host={self.folder}"


@pytest.fixture(scope="module")
def server():
    found = [home for home in HOMES if (home / "initdb").exists()]
    if not found:
        pytest.skip("there is no PostgreSQL server: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a socket's path must be short
    server = Server(folder, found[-1])
    yield server
    server.stop()
    shutil.rmtree(folder)


class Class:
    """A course whose gradebook is a database of its own on the server."""

    def __init__(self, root, server, name):
        self.root, self.server, self.name = root, server, name

    def query(self, text):
        return self.server.query(text, self.name)

    def start(self, *options):
        command = [sys.executable, "-m", "autograder", "grade", "arithmetic", "--json", *options]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen(command, cwd=self.root, env=environment(), **pipes)

    def grade(self, *options):
        """Run the command; return its results and exit code, and keep what it said."""
        done = run(self.root, "autograder", "grade", "arithmetic", "--json", *options)
        self.err = done.stderr
        return toy_class.rows(done.stdout), done.returncode

    def scores(self, *options):
        results, self.code = self.grade(*options)
        return {student: result["score"] for student, result in results.items()}

    def rows(self):
        """How many rows each table has."""
        return {table: self.query(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES}

    def marks(self):
        """Each cell's scores and comments, as toy_class tells them of SQLite."""
        marks = self.query(
            toy_class.MARKS.replace("JOIN base_cell bc", "JOIN base_cell bc ON true")
        )
        return sorted(marks, key=lambda row: row[:2])

    def recorded(self):
        """Return the points of each student."""
        found = {}
        for student, cell, score, *_ in self.marks():
            if cell.startswith("test_"):
                found.setdefault(student, []).append(score)
        return {s: None if None in points else sum(points) for s, points in found.items()}

    def is_whole(self, scores):
        """Whether each student and each of their cells is there once, in row and folder."""
        count = len(scores)
        assert self.recorded() == scores
        assert self.rows() == {
            "student": count, "submitted_assignment": count, "submitted_notebook": count,
            "grade": 2 * count, "comment": 2 * count,
        }  # fmt: skip
        for student, score in scores.items():
            folder = toy_class.notebook_of(self.root, student).parent
            assert sorted(path.name for path in folder.iterdir()) == [
                "arithmetic.ipynb", "toy_given.py"
            ]  # fmt: skip
            left = json.loads((folder / "arithmetic.ipynb").read_text())["metadata"]["autograder"]
            assert left["score"] == score
            assert [each.name for each in folder.parent.iterdir()] == ["arithmetic"]
        return True


@pytest.fixture(scope="module")
def released(server, tmp_path_factory):
    """A released course with its gradebook, a database that others are copied from."""
    root = toy_class.release(tmp_path_factory.mktemp("released"))
    return made_of(root, server, "released")


def made_of(root, server, name):
    server.query(f"CREATE DATABASE {name}")
    (root / "gradebook.db").unlink()
    with (root / "nbgrader_config.py").open("a") as config:
        config.write(f"c.CourseDirectory.db_url = {server.url(name)!r}\n")
    done = run(root, "nbgrader", "generate_assignment", "arithmetic", "--force")
    assert done.returncode == 0, done.stderr
    return Class(root, server, name)


@pytest.fixture
def klass(released, server, tmp_path):
    """A class of nobody yet."""
    root = Path(shutil.copytree(released.root, tmp_path / "course"))
    name = f"course_{time.monotonic_ns()}"
    server.query(f"CREATE DATABASE {name} TEMPLATE released")
    config = root / "nbgrader_config.py"
    config.write_text(config.read_text().replace(server.url("released"), server.url(name)))
    return Class(root, server, name)


def test_the_rows_are_those_of_sqlite(klass, tmp_path):
    beside = tmp_path / "sqlite"
    beside.mkdir()
    sqlite = toy_class.release(beside)
    for root in (klass.root, sqlite):
        toy_class.submit(root, WORK)
    done = run(sqlite, "autograder", "grade", "arithmetic", "--json")
    expected = toy_class.timeless(toy_class.rows(done.stdout))
    results, code = klass.grade()
    assert (toy_class.timeless(results), code) == (expected, 1)  # eve is held back
    marks = [(*row[:3], bool(row[3]) if row[3] is not None else None, row[4])
             for row in toy_class.marks(sqlite)]  # fmt: skip
    assert klass.marks() == marks
    assert klass.is_whole(SCORES)
    assert not (klass.root / "gradebook.db").exists()


def test_grading_again_leaves_alone_what_has_not_changed(klass):
    toy_class.submit(klass.root, WORK)
    first, _ = klass.grade()
    toy_class.submit(klass.root, {"bo": notebooks.toy()})
    second, _ = klass.grade()
    assert second["bo"]["score"] == 15
    assert (second["ana"], second["cy"]) == (first["ana"], first["cy"])  # the seconds too
    assert klass.is_whole({**SCORES, "bo": 15})


def together(klass, *runs):
    """Run several graders at the same time; all must end well."""
    processes = [klass.start(*options) for options in runs]
    for process in processes:
        with process:
            out, err = process.communicate(timeout=patience.SECONDS)
        assert process.returncode == 0, err
        assert len(err.splitlines()) == 1, err  # the isolation
        assert all(result["score"] == 15 for result in toy_class.rows(out).values())
    return True


def test_two_graders_of_one_class_on_an_empty_gradebook(klass):
    toy_class.submit(klass.root, MANY)
    assert together(klass, ["--jobs", "1"], ["--jobs", "1"])
    assert klass.is_whole(dict.fromkeys(MANY, 15))


def test_two_graders_of_one_class_that_is_graded_again(klass):
    toy_class.submit(klass.root, MANY)
    assert together(klass, [])
    assert together(klass, ["--force", "--jobs", "1"], ["--force", "--jobs", "1"])
    assert klass.is_whole(dict.fromkeys(MANY, 15))


def test_two_graders_of_two_halves(klass):
    toy_class.submit(klass.root, MANY)
    names = [f"--student={name}" for name in MANY]
    assert together(klass, ["--jobs", "1", *names[:15]], ["--jobs", "1", *names[15:]])
    assert klass.is_whole(dict.fromkeys(MANY, 15))


def test_nbgrader_and_we_grade_at_the_same_time(klass):
    toy_class.submit(klass.root, {name: MANY[name] for name in list(MANY)[:6]})
    names = list(MANY)[:6]
    command = [sys.executable, "-m", "nbgrader", "autograde", "arithmetic"]
    theirs = subprocess.Popen(
        [*command, "--student=s00"], cwd=klass.root, env=environment(), stderr=subprocess.DEVNULL
    )
    with theirs:
        assert together(klass, [f"--student={name}" for name in names[1:]])
    assert theirs.returncode == 0
    assert klass.recorded() == dict.fromkeys(names, 15)


def test_indexes_are_added_once(klass):
    for name in INDEXES:  # as in a gradebook that is older than they
        klass.query(f"DROP INDEX IF EXISTS {name}")
    said = [run(klass.root, "autograder", "db", "optimize").stdout for _ in range(2)]
    assert said[0].startswith("added: ix_grade_notebook_cell, ")
    assert said[1] == "nothing to add: all indexes are there\n"
    names = {name for (name,) in klass.query("SELECT indexname FROM pg_indexes")}
    assert names >= INDEXES.keys()


def graded(root):
    return {path.parent.name for path in (root / "autograded").glob("*/arithmetic")}


def test_a_server_that_is_killed_is_told_and_a_second_run_completes(klass):
    toy_class.submit(klass.root, SLOW)
    with klass.start("--jobs", "1") as process:
        wait_until(lambda: graded(klass.root) or process.poll() is not None)
        klass.server.stop()
        try:
            _, err = process.communicate(timeout=patience.SECONDS)
        finally:
            klass.server.start()
    assert process.returncode == 1
    lines = err.splitlines()
    assert len(lines) == 2, err
    assert lines[1].startswith("autograder: the gradebook's server does not answer: check that it")
    assert klass.scores() == dict.fromkeys(SLOW, 15)
    assert klass.code == 0
    assert klass.is_whole(dict.fromkeys(SLOW, 15))


def test_a_server_that_is_restarted_between_two_records_is_told_or_not_noticed(klass):
    toy_class.submit(klass.root, SLOW)
    with klass.start("--jobs", "1") as process:
        wait_until(lambda: graded(klass.root) or process.poll() is not None)
        klass.server.stop()
        klass.server.start()
        process.communicate(timeout=patience.SECONDS)
    assert klass.scores() == dict.fromkeys(SLOW, 15)
    assert klass.is_whole(dict.fromkeys(SLOW, 15))


def test_a_grader_that_is_killed_leaves_nothing_that_looks_finished(klass):
    toy_class.submit(klass.root, SLOW)
    with klass.start("--jobs", "1") as process:
        wait_until(lambda: graded(klass.root) or process.poll() is not None)
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGKILL)
    assert klass.scores() == dict.fromkeys(SLOW, 15)
    assert klass.is_whole(dict.fromkeys(SLOW, 15))


def one_line(klass):
    lines = klass.err.splitlines()
    assert len(lines) == 1, klass.err
    return lines[0]


def reconfigured(klass, url):
    with (klass.root / "nbgrader_config.py").open("a") as config:
        config.write(f"c.CourseDirectory.db_url = {url!r}\n")


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("postgresql+psycopg://grader@/nowhere?host={}", "refuses: see c.CourseDirectory.db_url"),
        ("postgresql+psycopg://stranger@/postgres?host={}", 'role "stranger"'),
        ("postgresql+psycopg://a:secret@127.0.0.1:9/x", "the gradebook's server does not answer"),
    ],
)
def test_a_server_that_refuses_is_told_in_a_line(klass, url, told):
    toy_class.submit(klass.root, {"ana": notebooks.toy()})
    reconfigured(klass, url.format(klass.server.folder))
    assert klass.grade() == ({}, 1)
    assert told in one_line(klass)
    assert "secret" not in klass.err


def test_a_user_who_may_only_read_is_told(klass):
    toy_class.submit(klass.root, {"ana": notebooks.toy()})
    klass.server.query("CREATE ROLE reader LOGIN", klass.name)
    klass.query("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
    reconfigured(klass, klass.server.url(klass.name).replace("grader@", "reader@"))
    assert klass.grade() == ({}, 1)
    assert "the gradebook cannot be written" in klass.err.splitlines()[-1]


def test_a_withdrawn_exercise_goes_and_comes_back_there_too(klass):
    toy_class.submit(klass.root, {"ana": WORK["ana"], "bo": WORK["bo"]})
    klass.grade("--jobs", "1")
    klass.query("UPDATE grade SET manual_score = 7 WHERE auto_score = 10")
    source = klass.root / "source/arithmetic/arithmetic.ipynb"
    whole = notebooks.toy()
    cells = [cell for cell in whole["cells"] if cell["id"] not in ("double", "test_double")]
    rows = []
    for each in (whole | {"cells": cells}, whole):
        notebooks.write(source, each)
        done = run(klass.root, "nbgrader", "generate_assignment", "arithmetic", "--force")
        assert done.returncode == 0, done.stderr
        rows.append(klass.rows())
    assert [(counts["grade"], counts["comment"]) for counts in rows] == [(2, 2), (4, 4)]
    assert klass.query("SELECT manual_score FROM grade WHERE manual_score IS NOT NULL") == [(7,)]
    assert klass.scores("--jobs", "1") == {"ana": 15, "bo": 5}
