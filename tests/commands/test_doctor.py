"""The doctor: a course is broken in a way, the line tells; the line is done, and it is gone."""

import fcntl
import json
import shlex
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

from autograder.__main__ import main
from autograder.commands.doctor import (
    checks,
    exchange,
    gradebook,
    installation,
    leftovers,
    releases,
    resources,
    sandbox,
    settings,
)
from autograder.commands.doctor.findings import Place, ok
from autograder.course.course import Course
from autograder.course.settings import load_config
from autograder.gradebook.indexes import INDEXES
from autograder.sandbox import self_test
from tests.support import notebooks, toy_class
from tests.support.places import ROOT
from tests.support.shell import environment

CONFIG = "nbgrader_config.py"
SETTINGS = """
c.Grading.seed = 4711
c.Exchange.root = str(Path(__file__).resolve().parent / "the exchange")
"""


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    root = toy_class.release(tmp_path_factory.mktemp("un cours à examiner"))
    (root / "the exchange").mkdir()
    (root / "the exchange").chmod(0o1777)
    set_to(root, SETTINGS)
    return root


@pytest.fixture
def course(sound, tmp_path):
    shutil.copytree(sound, tmp_path, dirs_exist_ok=True)
    return tmp_path


def set_to(root, lines):
    with (root / CONFIG).open("a") as config:
        config.write(f"\n{lines}\n")


def found(check, root):
    """Return what one check finds that is not in order; what is wrong is a line, never a crash."""
    return [each for each in checks.alone(check, Place(root)) if each.status != "OK"]


def the_one(check, root, status):
    (finding,) = found(check, root)
    assert finding.status == status
    assert finding.remedy
    assert "\n" not in finding.words
    return finding


def do(command, root, **extra):
    """Do what a line says, as it stands there."""
    done = subprocess.run(
        command, shell=True, cwd=root, env=environment(**extra), text=True, capture_output=True
    )
    assert done.returncode == 0, (command, done.stdout, done.stderr)
    return done.stdout


def generate(command, root):
    """Do what ``nbgrader generate_assignment NAME --force`` does, without starting Python anew."""
    program, what, name, force = shlex.split(command)
    assert (program, what, force) == ("nbgrader", "generate_assignment", "--force")
    assert NbGraderAPI(config=load_config(Course(root))).generate_assignment(name)["success"]


def everything(root):
    return {path: path.read_bytes() for path in root.rglob("*")
            if path.is_file() and "__pycache__" not in path.parts}  # fmt: skip


def test_a_sound_course_has_nothing_but_ok_and_nothing_is_written(course, capsys):
    before = everything(course)
    assert main(["doctor", "--course", str(course)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert all(line.startswith("OK    ") for line in lines[:-1]), lines
    assert lines[-1] == f"{len(lines) - 1} OK, no WARN, no FAIL"
    assert "9 attacks tried, none got through" in "\n".join(lines)
    assert everything(course) == before


@pytest.mark.slow
def test_a_fresh_clone_has_warnings_at_most(tmp_path, capsys):
    for folder in ("source", "release", "solutions"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / CONFIG, tmp_path)
    assert main(["doctor", "--json", "--course", str(tmp_path)]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    warned = {each["what"] for each in found if each["status"] == "WARN"}
    assert warned >= {"seed", "gradebook"}
    assert {each["what"] for each in found if each["status"] == "FAIL"} == set()


def test_json_holds_what_the_lines_say(course, capsys):
    set_to(course, "c.Grading.seed = 0")
    assert main(["doctor", "--json", "--course", str(course)]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert all(list(each) == ["status", "what", "words", "remedy"] for each in found)
    (warned,) = (each for each in found if each["status"] == "WARN")
    assert warned["what"] == "seed"
    assert "secrets.randbits" in warned["remedy"]


def test_a_check_that_crashes_is_a_line_and_the_others_go_on(course, monkeypatch, capsys):
    def crash(place):
        yield ok("crash", "so far")
        raise RuntimeError("two\nlines")

    monkeypatch.setattr(checks, "IN_A_COURSE", (crash, *checks.IN_A_COURSE[:1]))
    assert main(["doctor", "--course", str(course)]) == 1
    out = capsys.readouterr().out
    assert "FAIL  crash: this check could not be done: RuntimeError: two lines\n      → " in out
    assert "OK    course_id: 'regularization'" in out


@pytest.mark.slow
def test_it_runs_where_numpy_cannot_be_loaded(course):
    script = "import sys; sys.modules['numpy'] = None; sys.argv[0] = 'doctor'\n"
    script += "from autograder.__main__ import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", script, "doctor", "--course", str(course)],
        env=environment(), text=True, capture_output=True,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == ""
    assert "OK    Python: " in done.stdout
    assert "numpy" in done.stdout


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "from autograder.indexes import declare_indexes",
            "from autograder.gradebook import declare_indexes",
        ),
        (
            'c.Autograde.exporter_class = "autograder.tidy.TidyExporter"',
            'c.Autograde.exporter_class = "autograder.gradebook.TidyExporter"',
        ),
    ],
)
def test_a_name_from_before_the_rooms_is_told_with_the_line_to_write(course, old, new):
    config = course / "nbgrader_config.py"
    config.write_text(f"{old}\n{config.read_text()}")
    finding = the_one(settings.course, course, "FAIL")
    assert finding.words.startswith("line 1 of nbgrader_config.py names autograder.")
    assert finding.remedy == f"write there: {new}"


def test_another_python_is_told(course, monkeypatch):
    monkeypatch.setattr(installation.platform, "python_version", lambda: "3.9.1")
    finding = the_one(installation.python, course, "FAIL")
    assert "3.9.1 is not in" in finding.words


@pytest.mark.parametrize(("held", "words"), [("1.20.0", "1.20.0 is not in"), (None, "is missing")])
def test_a_package_out_of_range_is_told_with_the_command(course, monkeypatch, held, words):
    whole = metadata.version

    def version(name):
        if name != "numpy":
            return whole(name)
        if held is None:
            raise metadata.PackageNotFoundError(name)
        return held

    monkeypatch.setattr(metadata, "version", version)
    finding = the_one(installation.packages, course, "FAIL")
    assert f"numpy {words}" in finding.words
    assert finding.remedy.startswith("python -m pip install 'numpy")
    assert ">=1.26" in finding.remedy


def test_an_extra_that_is_missing_is_only_told(course, monkeypatch):
    whole = metadata.version
    needed = ["numpy", "distributed>=2025.1; extra == 'dask'"]
    monkeypatch.setattr(metadata, "requires", lambda _: needed)

    def version(name):
        if name == "distributed":
            raise metadata.PackageNotFoundError(name)
        return whole(name)

    monkeypatch.setattr(metadata, "version", version)
    told = {each.what: each for each in checks.alone(installation.optional, Place(course))}
    assert {each.status for each in told.values()} == {"OK"}
    assert "not installed (distributed is missing)" in told["extra 'dask'"].words
    # by its packages: our own name is on no index
    assert told["extra 'dask'"].words.endswith("pip install 'distributed>=2025.1'")
    assert "unknown to this installation" in told["extra 'postgres'"].words


def test_an_extension_that_is_off_is_switched_on_again(course, tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(tmp_path / "jupyter"))
    name = "nbgrader.server_extensions.formgrader"
    off = {"ServerApp": {"jpserver_extensions": {name: False}}}
    path = notebooks.write(tmp_path / "jupyter/jupyter_server_config.json", off)
    finding = the_one(installation.jupyter, course, "WARN")
    assert finding.words == "formgrader is not enabled"
    assert finding.remedy == f'in {path}: "{name}": true'
    path.write_text(path.read_text().replace("false", "true"))
    assert found(installation.jupyter, course) == []


def test_a_menu_that_is_missing_is_told(course, monkeypatch):
    monkeypatch.setattr("jupyter_core.paths.jupyter_path", lambda *_: [])
    assert "no menu Nbgrader" in the_one(installation.jupyter, course, "WARN").words


def test_a_broken_configuration_leaves_what_needs_none(course, capsys):
    before = (course / CONFIG).read_text()
    set_to(course, "c.Grading.isolation = nonsense")
    assert main(["doctor", "--course", str(course)]) == 1
    out = capsys.readouterr().out
    assert "FAIL  course: nbgrader_config.py does not run\n      → name 'nonsense' is" in out
    assert "OK    packages: " in out
    (course / CONFIG).write_text(before)
    assert found(settings.course, course) == []


def test_no_course_is_told(tmp_path, capsys):
    assert main(["doctor", "--course", str(tmp_path)]) == 1
    assert "FAIL  course: no course at" in capsys.readouterr().out


def test_a_course_without_assignments_is_told(course):
    shutil.rmtree(course / "source/arithmetic")
    assert "no assignment in source/" in the_one(settings.course, course, "WARN").words


@pytest.mark.parametrize(
    ("setting", "words"), [("c.Grading.seed = 'one'", "seed"), ("c.Grading.memory_mb = []", "mem")]
)
def test_a_setting_of_the_wrong_kind_is_told(course, setting, words):
    set_to(course, setting)
    assert words in the_one(settings.seed, course, "FAIL").words


def test_a_course_without_a_name_is_told(course):
    set_to(course, "c.CourseDirectory.course_id = ''")
    finding = the_one(settings.course_id, course, "WARN")
    set_to(course, finding.remedy.removeprefix(f"in {CONFIG}: "))
    assert found(settings.course_id, course) == []


@pytest.mark.parametrize(
    ("setting", "name"),
    [
        ("c.Autograde.autograde_preprocessors = ['nbgrader.preprocessors.Execute']", "GradeIn"),
        ("c.Autograde.sanitize_preprocessors = ['nbgrader.preprocessors.ClearOutput']", "Restore"),
    ],
)
def test_grading_in_a_kernel_is_told(course, setting, name):
    before = (course / CONFIG).read_text()
    set_to(course, setting)
    assert name in the_one(settings.plug_in, course, "FAIL").words
    (course / CONFIG).write_text(before)
    assert found(settings.plug_in, course) == []


@pytest.mark.parametrize("name", settings.PAGES)
def test_a_page_on_which_students_could_act_is_told(course, name):
    before = (course / CONFIG).read_text()
    # a configuration of before this line was in it
    set_to(course, f"del c.HTMLExporter['{name}']")
    finding = the_one(settings.pages, course, "WARN")
    set_to(course, finding.remedy.partition(": ")[2])
    assert found(settings.pages, course) == []
    (course / CONFIG).write_text(before)


def test_a_template_without_its_folder_is_told(course):
    set_to(course, "c.HTMLExporter.extra_template_paths = []")
    assert "template_file" in the_one(settings.pages, course, "WARN").words


def test_the_seed_that_everybody_knows_is_told(course):
    set_to(course, "c.Grading.seed = 0")
    command, _, line = the_one(settings.seed, course, "WARN").remedy.partition("   ")
    number = do(command, course).strip()
    set_to(course, line.partition(": ")[2].replace("…", number))
    assert found(settings.seed, course) == []


def test_a_file_in_the_place_of_a_folder_is_told(course):
    (course / "autograded").write_text("in the way")
    finding = the_one(settings.folders, course, "FAIL")
    assert finding.words == "autograded/ is not a folder"
    do(finding.remedy.partition("   ")[0], course)
    (course / "autograded").unlink()
    assert found(settings.folders, course) == []


def test_a_box_that_leaks_is_told(course, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(self_test, "leaks", lambda box: ["read_file"])
        finding = the_one(sandbox.isolation, course, "FAIL")
    assert "the self-test got through (read_file)" in finding.words
    assert "libseccomp" in finding.remedy
    assert found(sandbox.isolation, course) == []


def test_isolation_that_is_none_is_told(course):
    set_to(course, "c.Grading.isolation = 'process'")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(self_test, "leaks", lambda box: ["read_file"])
        finding = the_one(sandbox.isolation, course, "WARN")
    assert "not for untrusted code" in finding.words
    set_to(course, finding.remedy.removeprefix(f"in {CONFIG}: "))
    assert found(sandbox.isolation, course) == []


def test_a_suite_that_does_not_load_is_told(course):
    path = course / "exercises/arithmetic/double/test_double.py"
    before = path.read_text()
    path.write_text("def test_(:")
    assert "cannot be loaded" in the_one(sandbox.suites, course, "FAIL").words
    path.write_text(before)
    assert found(sandbox.suites, course) == []


def test_an_exercise_without_a_suite_is_told(course):
    (course / "exercises/arithmetic/double/test_double.py").rename(course / "kept.py")
    finding = the_one(sandbox.suites, course, "FAIL")
    assert "'arithmetic' has test cells for double, which lack hidden tests" in finding.words


def test_a_suite_without_an_exercise_is_told(course):
    (course / "exercises/arithmetic/triple").mkdir()
    (course / "exercises/arithmetic/triple/test_triple.py").write_text("")
    finding = the_one(sandbox.suites, course, "WARN")
    assert "the notebook of 'arithmetic' has no test cell" in finding.words


@pytest.mark.slow
def test_a_missing_gradebook_and_release_are_made(course):
    (course / "gradebook.db").unlink()
    shutil.rmtree(course / "release")
    finding = the_one(gradebook.gradebook, course, "WARN")
    assert the_one(releases.releases, course, "WARN").remedy == finding.remedy
    do(finding.remedy, course)
    assert found(gradebook.gradebook, course) == found(releases.releases, course) == []


def test_a_damaged_gradebook_is_told(course):
    before = (course / "gradebook.db").read_bytes()
    (course / "gradebook.db").write_bytes(b"no database at all" * 100)
    finding = the_one(gradebook.gradebook, course, "FAIL")
    assert "put back a copy" in finding.words + finding.remedy
    (course / "gradebook.db").write_bytes(before)
    assert found(gradebook.gradebook, course) == []


def test_a_gradebook_in_use_is_told(course):
    with closing(sqlite3.connect(course / "gradebook.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "in use" in the_one(gradebook.gradebook, course, "WARN").words
    assert found(gradebook.gradebook, course) == []


def test_a_gradebook_that_cannot_be_written_is_told(course, monkeypatch):
    """For root every file can be written: so the file itself is opened to be read alone."""
    whole = sqlite3.connect

    def connect(file, **how):
        return whole(f"{Path(file).as_uri()}?mode=ro", uri=True, **how)

    with monkeypatch.context() as patched:
        patched.setattr(gradebook, "sqlite3", SimpleNamespace(
            connect=connect, OperationalError=sqlite3.OperationalError))  # fmt: skip
        assert "cannot be written" in the_one(gradebook.gradebook, course, "FAIL").words
    assert found(gradebook.gradebook, course) == []


def test_a_gradebook_of_another_nbgrader_is_told(course):
    def stamp(version):
        with closing(sqlite3.connect(course / "gradebook.db")) as book:
            old = book.execute("SELECT version_num FROM alembic_version").fetchone()[0]
            book.execute("UPDATE alembic_version SET version_num = ?", (version,))
            book.commit()
        return old

    newest = stamp("b6d005d67074")
    assert the_one(gradebook.gradebook, course, "FAIL").remedy == "nbgrader db upgrade"
    stamp(newest)
    assert found(gradebook.gradebook, course) == []


def test_a_server_that_does_not_answer_is_told(course):
    set_to(course, "c.CourseDirectory.db_url = 'postgresql+psycopg://grader@127.0.0.1:1/book'")
    finding = the_one(gradebook.gradebook, course, "FAIL")
    assert "connection" in finding.words
    assert "check that it runs" in finding.remedy


def test_missing_indexes_are_added(course, monkeypatch):
    with closing(sqlite3.connect(course / "gradebook.db")) as book:
        for name in INDEXES:
            book.execute(f"DROP INDEX {name}")
    finding = the_one(gradebook.gradebook, course, "WARN")
    assert finding.words == "4 indexes are missing: slow with large classes"
    monkeypatch.chdir(course)
    assert main(shlex.split(finding.remedy)[1:]) == 0
    assert found(gradebook.gradebook, course) == []


def test_other_points_than_the_gradebooks_are_told(course):
    path = course / "source/arithmetic/arithmetic.ipynb"
    path.write_text(path.read_text().replace('"points": 10', '"points": 20'))
    finding = the_one(gradebook.gradebook, course, "WARN")
    assert finding.words == "its points differ from source/ for test_double"
    assert the_one(releases.releases, course, "WARN").remedy == finding.remedy
    generate(finding.remedy, course)
    assert found(gradebook.gradebook, course) == found(releases.releases, course) == []


def test_an_assignment_that_the_gradebook_does_not_know_is_told(course):
    shutil.copytree(course / "source/arithmetic", course / "source/algebra")
    (course / "source/algebra/arithmetic.ipynb").rename(course / "source/algebra/algebra.ipynb")
    finding = the_one(gradebook.gradebook, course, "WARN")
    assert (finding.what, finding.words) == (
        "gradebook, algebra", "it does not know this assignment yet",
    )  # fmt: skip
    generate(finding.remedy, course)
    assert found(gradebook.gradebook, course) == []


@pytest.mark.parametrize("name", ["toy_given.py", "arithmetic.ipynb"])
def test_a_release_that_is_stale_is_told(course, name):
    with (course / "source/arithmetic" / name).open("a") as file:
        file.write("\n")
    path = course / "source/arithmetic/arithmetic.ipynb"
    if name == path.name:
        path.write_text(path.read_text().replace("an experiment", "another experiment"))
    finding = the_one(releases.releases, course, "WARN")
    assert finding.words == f"{name} no longer fit source/"
    generate(finding.remedy, course)
    assert found(releases.releases, course) == []


def test_solutions_that_are_stale_are_told(course):
    from autograder.commands.release import STAMP, fingerprint

    solved = course / "solutions/arithmetic/arithmetic.ipynb"
    content = notebooks.toy()
    notebooks.write(solved, content)
    finding = the_one(releases.releases, course, "WARN")
    assert (finding.what, finding.remedy) == (
        "solutions, arithmetic", "autograder release",
    )  # fmt: skip
    content["metadata"][STAMP] = fingerprint(Course(course), "arithmetic")  # as that leaves them
    notebooks.write(solved, content)
    assert found(releases.releases, course) == []


def test_an_exchange_that_is_missing_or_closed_is_opened(course):
    (course / "the exchange").rmdir()
    do(the_one(exchange.exchange, course, "WARN").remedy, course)
    assert found(exchange.exchange, course) == []
    (course / "the exchange").chmod(0o755)
    finding = the_one(exchange.exchange, course, "WARN")
    assert "not everyone may write" in finding.words
    do(finding.remedy, course)
    assert found(exchange.exchange, course) == []


def test_an_exchange_in_which_students_could_move_the_course_is_told(course):
    (course / "the exchange").chmod(0o777)
    finding = the_one(exchange.exchange, course, "WARN")
    assert "may move or remove a whole course" in finding.words
    do(finding.remedy, course)
    assert found(exchange.exchange, course) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [("2999-01-01 10:00:00 UTC", "handed in after now"), ("yesterday", "holds no time")],
)
def test_times_that_cannot_be_are_told(course, text, words):
    place = course / "submitted/o'brien, é/arithmetic/timestamp.txt"
    place.parent.mkdir(parents=True)
    place.write_text(text)
    finding = the_one(exchange.times, course, "WARN")
    assert words in finding.words
    assert "o'brien, é (arithmetic)" in finding.words
    place.write_text("2026-03-02 10:00:00 UTC")
    assert found(exchange.times, course) == []


def test_what_a_killed_run_has_left_is_cleared(course, monkeypatch):
    from autograder.grading.grader import close_graders

    work = {'o\'brien, "é"': notebooks.toy(), "-ana": notebooks.toy()}
    toy_class.submit(course, work)
    for student in work:
        (course / "autograded" / student / ".arithmetic.part/half").mkdir(parents=True)
    finding = the_one(leftovers.leftovers, course, "WARN")
    assert "2 half-made folders of 'arithmetic'" in finding.words
    monkeypatch.chdir(course)
    assert main([*shlex.split(finding.remedy)[1:], "--jobs", "1"]) == 0
    close_graders()
    assert found(leftovers.leftovers, course) == []


def test_a_grader_at_work_is_told(course):
    with (course / ".autograder.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "a grader is writing" in the_one(leftovers.leftovers, course, "WARN").words
    assert found(leftovers.leftovers, course) == []


@pytest.mark.parametrize(("free", "status"), [(resources.GIB - 1, "WARN"), (0, "FAIL")])
def test_a_full_disk_is_told(course, monkeypatch, free, status):
    monkeypatch.setattr(resources.shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    findings = found(resources.disk, course)
    assert [each.status for each in findings] == [status] * 2
    assert all("make room" in each.remedy for each in findings)


def test_little_memory_is_told_with_what_fits(course, monkeypatch):
    monkeypatch.setattr(resources, "memory_bytes", lambda: resources.GIB)
    monkeypatch.setattr("autograder.classroom.workers.cores.cores", lambda: [0, 1, 2, 3])
    finding = the_one(resources.power, course, "WARN")
    assert finding.remedy == "autograder grade ASSIGNMENT --jobs 1"


def test_a_release_from_before_the_due_date_moved_is_told(course):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "regularization") as book:
        book.update_or_create_assignment("arithmetic", duedate="2026-03-01 18:00 UTC")
    before = everything(course)
    finding = the_one(releases.releases, course, "WARN")
    assert "arithmetic.ipynb no longer fit source/" in finding.words
    assert everything(course) == before
    generate(finding.remedy, course)
    assert found(releases.releases, course) == []
