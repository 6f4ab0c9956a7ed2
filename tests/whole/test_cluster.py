"""A class graded on a Dask cluster: real schedulers and workers, which are killed too."""

import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from autograder.__main__ import main
from autograder.classroom import grade_class
from autograder.classroom.messages import Job
from autograder.classroom.workers import dask_cluster, dask_link, dask_worker
from autograder.course.course import Course
from autograder.course.settings import load_config
from autograder.gradebook.open import open_gradebook
from autograder.sandbox.exceptions import BoxError
from tests.support import notebooks, patience, toy_class
from tests.support.dask_processes import Dask, end
from tests.support.places import ROOT
from tests.support.processes import descendants, interruptible, wait_until
from tests.support.shell import environment, run

TRIPLED = '''"""Takes the input three times

Belief: Twice means two more.
Hint: What is added to one to make two?
Loses: test_value, test_scalar
"""

def double(x):
    return x + 2 * x
'''
BUSY = """import time
def double(x):
    end = time.process_time() + {}
    while time.process_time() < end:
        pass
    return 2 * x"""
BIG = notebooks.toy()
BIG["cells"][-1]["source"] = "# " + "x" * 3_500_000
WORK = {
    "ana": notebooks.toy(),
    "big": BIG,  # as large as a notebook may be
    "bo": notebooks.toy("def double(x):\n    return 3 * x"),  # as TRIPLED does
    "dee": notebooks.toy("def double(x):\n    while True: pass"),
    "eve": notebooks.toy(negate="def negate(x):\n    return 666"),  # held back
    "fay": notebooks.toy(negate="import os\nos._exit(1)"),
}
SCORES = {"ana": 15, "big": 15, "bo": 5, "dee": 5, "eve": None, "fay": 10}
SIX = {f"s{number}": notebooks.toy(BUSY.format(0.4)) for number in range(6)}
SLOWER = "c.Grading.call_seconds = 5.0\n"
COMMAND = ["autograder", "grade", "arithmetic", "--json"]


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A cluster with two workers that no test harms."""
    with closing(Dask(tmp_path_factory.mktemp("dask"))) as dask:
        dask.worker()
        dask.worker()
        yield dask


@pytest.fixture
def dask(tmp_path):
    """A cluster without workers, to be harmed."""
    folder = tmp_path / "dask"
    folder.mkdir()
    with closing(Dask(folder)) as own:
        yield own


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    root = toy_class.release(tmp_path_factory.mktemp("released"))
    (root / "exercises/arithmetic/double/misconceptions").mkdir(parents=True)
    (root / "exercises/arithmetic/double/misconceptions/tripled.py").write_text(TRIPLED)
    return root


@pytest.fixture
def course(released, tmp_path):
    """A course without submissions."""
    return Path(shutil.copytree(released, tmp_path / "course"))


@pytest.fixture
def slow(course):
    """Six students whose work takes more than a second each."""
    with (course / "nbgrader_config.py").open("a") as config:
        config.write(SLOWER)
    toy_class.submit(course, SIX)
    return course


def start(root, address, *options, **extra):
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    command = [sys.executable, "-m", *COMMAND, "--scheduler", address, *options]
    return subprocess.Popen(
        command, cwd=root, env=environment(**extra), preexec_fn=interruptible, **pipes
    )


def grade(root, address, *options, **extra):
    """Run the command to its end; return its results, exit code and lines on stderr."""
    return grade_here(root, "--scheduler", address, *options, **extra)


def grade_here(root, *options, **extra):
    done = run(root, *COMMAND, *options, env=environment(**extra))
    return toy_class.rows(done.stdout), done.returncode, done.stderr.splitlines()


def scores(results):
    return {student: result["score"] for student, result in results.items()}


def recorded(root):
    """The points in the gradebook, whose rows must be complete."""
    found = {}
    for student, cell, score, *_ in toy_class.marks(root):
        found.setdefault(student, {})[cell] = score
    assert all(len(cells) == 4 for cells in found.values())
    return {
        student: cells["test_double"] + cells["test_negate"] for student, cells in found.items()
    }


def graded(root):
    """Those whose folder is in its place."""
    return {path.parent.name for path in (root / "autograded").glob("*/arithmetic")}


def wait_for_the_first(root, process):
    wait_until(lambda: graded(root) or process.poll() is not None)


def files(root):
    """Each autograded file by its place, without the seconds that grading took."""
    found = {}
    for path in sorted((root / "autograded").rglob("*.*")):
        text = path.read_text()
        if path.suffix == ".ipynb":
            whole = json.loads(text)
            whole["metadata"]["autograder"]["seconds"] = 0
            text = json.dumps(whole)
        found[str(path.relative_to(root))] = text
    return found


@pytest.fixture(scope="module")
def both(released, shared, tmp_path_factory):
    """The same class graded here and on the cluster: two courses, and what each command gave."""
    here = Path(shutil.copytree(released, tmp_path_factory.mktemp("here") / "course"))
    toy_class.submit(here, WORK)
    there = Path(shutil.copytree(here, tmp_path_factory.mktemp("there") / "course"))
    return (here, grade_here(here)), (there, grade(there, shared.address))


def test_scores_rows_and_files_are_those_of_this_machine(both):
    (here, (expected, *_)), (there, (found, *_)) = both
    assert scores(found) == SCORES
    assert toy_class.timeless(found) == toy_class.timeless(expected)
    assert toy_class.marks(there) == toy_class.marks(here)
    assert files(there) == files(here)


def test_a_known_mistake_is_named_as_on_this_machine(both):
    _, (there, _) = both
    assert "Takes the input three times" in toy_class.notebook_of(there, "bo").read_text()


def test_the_terminal_shows_what_it_shows_on_this_machine(both, shared):
    (_, (_, code, expected)), (_, (_, code_there, lines)) = both
    assert (code, code_there) == (1, 1)  # eve is held back
    assert lines == [f"{expected[0]}, on {shared.address}", *expected[1:]]
    assert [line for line in lines if "held back for review: negate, check value" in line]


def test_what_was_graded_there_is_left_alone_here(both):
    _, (there, (before, *_)) = both
    again, *_ = grade_here(there)
    assert again["ana"] == before["ana"]  # the seconds too


def test_a_worker_killed_in_the_middle_costs_nothing(slow, dask):
    lost, _ = dask.worker(), dask.worker()
    with start(slow, dask.address) as process:
        wait_for_the_first(slow, process)
        end(lost)
        out, err = process.communicate(timeout=patience.SECONDS)
    assert process.returncode == 0, err
    assert [json.loads(line)["submission"] for line in out.splitlines()] == list(SIX)
    assert recorded(slow) == dict.fromkeys(SIX, 15)
    assert len(err.splitlines()) == 1


def seconds_of(pid):
    """The CPU time of a process; 0 where it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    # the kernel's share, too: code that asks for the time over and over spends most of it there
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_a_submission_whose_worker_is_killed_is_graded_by_one_that_joins_later(slow, dask):
    toy_class.submit(slow, {"s3": notebooks.toy(BUSY.format(0.8))})
    lost = dask.worker()
    with start(slow, dask.address, "--student", "s3") as process:
        wait_until(lambda: any(seconds_of(pid) > 0.9 for pid, _ in descendants(lost.pid)))
        end(lost)
        dask.worker()
        out, err = process.communicate(timeout=patience.SECONDS)
    assert process.returncode == 0, err
    assert scores(toy_class.rows(out)) == {"s3": 15}
    assert recorded(slow) == {"s3": 15}


def test_a_scheduler_that_is_killed_is_told_and_the_rest_is_graded_by_a_second_run(slow, dask):
    dask.worker()
    with start(slow, dask.address) as process:
        wait_for_the_first(slow, process)
        end(dask.scheduler)
        _, err = process.communicate(timeout=patience.SECONDS)
    assert process.returncode == 1
    assert err.splitlines()[1:] == [f"autograder: {dask_link.LOST}"]
    kept = graded(slow)
    assert recorded(slow) == dict.fromkeys(kept, 15)
    assert kept < SIX.keys()
    results, code, _ = grade_here(slow)
    assert (scores(results), code) == (dict.fromkeys(SIX, 15), 0)


def test_an_interrupt_keeps_what_is_graded_and_a_second_run_completes(slow, shared):
    # not all done before a busy machine gets round to it
    toy_class.submit(slow, dict.fromkeys([*SIX][1:], notebooks.toy(BUSY.format(1.5))))
    with start(slow, shared.address) as process:
        wait_for_the_first(slow, process)
        process.send_signal(signal.SIGINT)
        begun = time.monotonic()
        _, err = process.communicate(timeout=patience.SECONDS)
    assert process.returncode == 130
    assert time.monotonic() - begun < 10
    assert err.splitlines()[1:] == [
        "autograder: interrupted: what is graded is kept, run it again for the rest"
    ]
    kept = graded(slow)
    assert kept < SIX.keys()
    results, code, _ = grade(slow, shared.address)
    assert (scores(results), code) == (dict.fromkeys(SIX, 15), 0)
    assert recorded(slow) == dict.fromkeys(SIX, 15)


def test_no_scheduler_is_told_in_a_line_within_seconds(course):
    toy_class.submit(course, {"ana": notebooks.toy()})
    begun = time.monotonic()
    results, code, lines = grade(course, "tcp://127.0.0.1:9")
    assert (results, code, len(lines)) == ({}, 2, 1)
    assert lines[0].startswith("autograder: no Dask scheduler answers at 'tcp://127.0.0.1:9'")
    assert time.monotonic() - begun < dask_link.ANSWER + 15


@pytest.mark.parametrize("address", ["carrier://pigeon", "tcp://", "no host"])
def test_an_address_that_is_none_is_told_in_a_line(course, capsys, monkeypatch, address):
    monkeypatch.setattr(dask_link, "ANSWER", 1)
    toy_class.submit(course, {"ana": notebooks.toy()})
    code = main(["grade", "arithmetic", "--scheduler", address, "--course", str(course)])
    lines = capsys.readouterr().err.splitlines()
    assert (code, len(lines)) == (2, 1)
    assert f"no Dask scheduler answers at '{address}'" in lines[0]


def test_a_cluster_without_workers_is_told_in_a_line(course, dask, capsys, monkeypatch):
    monkeypatch.setattr(dask_link, "JOIN", 1)
    toy_class.submit(course, {"ana": notebooks.toy()})
    code = main(["grade", "arithmetic", "--scheduler", dask.address, "--course", str(course)])
    lines = capsys.readouterr().err.splitlines()
    assert (code, len(lines)) == (2, 1)
    assert f"has no workers: start some with 'dask worker {dask.address}" in lines[0]


def another_version(folder):
    shutil.copytree(ROOT / "autograder", folder / "autograder")
    with (folder / "autograder/testing/compare.py").open("a") as module:
        module.write("# changed\n")


def no_version(folder):
    (folder / "autograder").mkdir()
    (folder / "autograder/__init__.py").write_text("")


@pytest.mark.parametrize("make", [another_version, no_version])
def test_a_worker_with_another_version_is_refused(course, dask, tmp_path, make):
    toy_class.submit(course, {"ana": notebooks.toy()})
    (tmp_path / "other").mkdir()
    make(tmp_path / "other")
    dask.worker(PYTHONPATH=str(tmp_path / "other"))
    results, code, lines = grade(course, dask.address)
    assert (results, code, len(lines)) == ({}, 2, 1)
    assert lines[0].startswith(f"autograder: {dask_worker.OTHER} (")


def test_without_dask_it_is_told_what_to_install(course, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    toy_class.submit(course, {"ana": notebooks.toy()})
    code = main(["grade", "arithmetic", "--scheduler", "tcp://x:1", "--course", str(course)])
    said = capsys.readouterr().err
    assert (code, said) == (
        2, "autograder: --scheduler needs Dask: python -m pip install distributed\n"
    )  # fmt: skip


def test_dask_is_loaded_for_clusters_only(course):
    toy_class.submit(course, {"ana": notebooks.toy()})
    code = (
        "import sys; from autograder.__main__ import main; main(['grade', 'arithmetic']); "
        "assert not {'distributed', 'dask'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=course, env=environment(), text=True)
    assert done.returncode == 0


def setup_of(root):
    found = Course(root)
    config = load_config(found)
    with open_gradebook(config) as book:
        return grade_class._prepared(book, found, config, found.assignment("arithmetic"))


def test_the_gradebooks_address_stays_here(course):
    with (course / "nbgrader_config.py").open("a") as config:
        config.write("c.CourseDirectory.db_url += '&cached_statements=54321'\n")
    setup = setup_of(course)
    assert "54321" in setup.db_url
    sent = pickle.dumps(dask_worker.packed(setup, [setup.label], db_url=""))
    assert b"54321" not in sent
    assert str(course).encode() not in sent.replace(f"{course}/exercises".encode(), b"")


@pytest.mark.parametrize(("count", "together"), [(0, 1), (80, dask_cluster.TOGETHER)])
def test_no_more_jobs_are_taken_than_are_soon_needed(course, shared, count, together):
    taken = []

    def jobs():
        for number in range(80):
            taken.append(number)
            yield Job(f"s{number}", b"", "it cannot be read")

    with closing(dask_cluster.Cluster(setup_of(course), shared.address, count)) as there:
        found = []
        for done in there.done(jobs()):
            ahead = len(taken) - len(found)
            assert ahead <= 2 * (1 + dask_cluster.AHEAD) * together
            found.append(done.student)
    assert sorted(found) == sorted(f"s{number}" for number in range(80))


def test_workers_that_do_not_come_back_are_told(course, dask, monkeypatch):
    monkeypatch.setattr(dask_cluster, "RETURN", 1)
    only = dask.worker()
    with closing(dask_cluster.Cluster(setup_of(course), dask.address, 1)) as there:
        end(only)
        with pytest.raises(BoxError, match="all Dask workers are gone: what is graded is kept"):
            list(there.done([Job("ana", b"", "it cannot be read")]))


@contextmanager
def in_this_process():
    """A cluster whose worker is a thread of this process."""
    from distributed import LocalCluster

    options = {"processes": False, "n_workers": 1, "threads_per_worker": 1}
    with LocalCluster(**options, dashboard_address=None) as local:
        yield local


def test_a_worker_lets_go_of_old_classes(course, monkeypatch):
    monkeypatch.setattr(dask_worker, "KEPT", 1)
    with in_this_process() as local:
        for seed in (1, 2):
            with (course / "nbgrader_config.py").open("a") as config:
                config.write(f"c.Grading.seed = {seed}\n")
            with closing(dask_cluster.Cluster(setup_of(course), local.scheduler_address, 1)):
                (worker,) = local.workers.values()
                assert len(list(Path(worker.local_directory).glob("autograder-*"))) == 1
        dask_worker._let_go()
        assert not list(Path(worker.local_directory).glob("autograder-*"))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A key and a certificate that vouches for itself, as Dask's settings name them."""
    folder = tmp_path_factory.mktemp("tls")
    if not shutil.which("openssl"):
        pytest.skip("there is no openssl")
    key, cert = str(folder / "key.pem"), str(folder / "cert.pem")
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=dask"
    subprocess.run(
        [*command.split(), "-keyout", key, "-out", cert], check=True, capture_output=True
    )
    prefix = "DASK_DISTRIBUTED__COMM__TLS__"
    settings = {f"{prefix}CA_FILE": cert}
    for role in ("SCHEDULER", "WORKER", "CLIENT"):
        settings |= {f"{prefix}{role}__CERT": cert, f"{prefix}{role}__KEY": key}
    return settings


def test_tls_is_used_as_dasks_settings_say(course, certificate, tmp_path):
    toy_class.submit(course, {"ana": notebooks.toy()})
    with closing(Dask(tmp_path, "tls", **certificate)) as safe:
        safe.worker()
        assert safe.address.startswith("tls://")
        results, code, _ = grade(course, safe.address, **certificate)
        assert (scores(results), code) == ({"ana": 15}, 0)
        _, code, lines = grade(course, safe.address, "--force")
        assert (code, len(lines)) == (2, 1), lines
        assert "no Dask scheduler answers" in lines[0]
