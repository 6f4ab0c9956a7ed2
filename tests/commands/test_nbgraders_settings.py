"""What is set for nbgrader holds for our commands, or doctor says that it does not."""

import json
import shutil

import pytest
from nbgrader.apps import NbGraderAPI

from autograder.__main__ import main
from autograder.commands.doctor import checks, settings
from autograder.commands.doctor.findings import Place
from autograder.course.course import Course, CourseError
from autograder.course.settings import load_config
from autograder.grading.grader import close_graders
from tests.support import notebooks, toy_class

FOLDERS = {step: f"{step} – ours" for step in
           ("source", "release", "submitted", "autograded", "feedback", "solution")}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A course in which each folder of nbgrader's has another name, and so has the gradebook."""
    root = toy_class.release(tmp_path_factory.mktemp("settings"))
    for step, name in FOLDERS.items():
        settle(root, f"c.CourseDirectory.{step}_directory = {name!r}")
    settle(root, "c.CourseDirectory.db_url = f'sqlite:///{Path(__file__).parent}/marks.db'")
    settle(root, "c.CourseDirectory.student_id_exclude = 'instructor1,demo'")
    shutil.rmtree(root / "release")
    (root / "gradebook.db").unlink()
    (root / "source").rename(root / FOLDERS["source"])
    reply = NbGraderAPI(config=load_config(Course(root))).generate_assignment("arithmetic")
    assert reply["success"], reply
    for student in ("ada", "instructor1"):
        place = root / FOLDERS["submitted"] / student / "arithmetic/arithmetic.ipynb"
        notebooks.write(place, notebooks.toy())
    yield root
    close_graders()


def settle(root, line):
    with (root / "nbgrader_config.py").open("a") as config:
        config.write(line + "\n")


def call(root, *words):
    return main([*words, "--course", str(root)])


def test_every_command_finds_the_folders_and_leaves_out_who_is_excluded(made, capsys):
    assert call(made, "grade", "arithmetic", "--jobs", "1", "--json") == 0
    (result,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (result["submission"], result["score"]) == ("ada", 15)
    assert (made / FOLDERS["autograded"] / "ada/arithmetic/arithmetic.ipynb").is_file()
    assert call(made, "regrade", "arithmetic", "--jobs", "1") == 0
    assert "1 submissions: 1 unchanged" in capsys.readouterr().out
    assert call(made, "replay", "ada", "arithmetic") == 0
    table = made / "table.csv"
    for words in (["export", "csv", "--into"], ["report", "arithmetic", "--csv"]):
        assert call(made, *words, str(table)) == 0
        assert "ada" in table.read_text()
        assert "instructor1" not in table.read_text()
    assert not (made / "gradebook.db").exists()
    assert [*made.glob("submitted*")] == [made / FOLDERS["submitted"]]


def test_doctor_looks_there_too(made):
    for check in (checks.releases.releases, settings.folders, settings.unread):
        assert {each.status for each in checks.alone(check, Place(made))} == {"OK"}


def test_who_is_enrolled_and_excluded_is_told_so(made, tmp_path):
    from nbgrader.api import Gradebook

    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    with Gradebook(f"sqlite:///{tmp_path / 'marks.db'}", "regularization") as book:
        book.add_student("demo")
    table = tmp_path / "table.csv"
    assert call(tmp_path, "export", "csv", "--into", str(table)) == 0
    (row,) = [line for line in table.read_text().splitlines() if "demo" in line]
    assert "not graded" in row
    assert row.endswith("left out by c.CourseDirectory.student_id_exclude")


@pytest.mark.parametrize(
    "line",
    [
        "c.CourseDirectory.max_file_size = 10", "c.CourseDirectory.notebook_id = 'a*'",
        "c.Autograde.pre_convert_hook = print", "c.Execute.timeout = 60",
        "c.NbGrader.logfile = 'log'", "c.CourseDirectory.include = ['*.py']",
    ],
)  # fmt: skip
def test_what_is_not_read_is_named(made, tmp_path, line):
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    settle(tmp_path, line)
    (finding,) = checks.alone(settings.unread, Place(tmp_path))
    assert finding.status == "WARN"
    assert line.partition(" ")[0] in finding.words


def test_the_documentation_names_what_is_not_read():
    from tests.support.docs_site import DOCS

    text = (DOCS / "configuration.md").read_text()
    assert [name for name in settings.UNREAD if f"`c.{name}`" not in text] == []


def test_what_holds_for_the_whole_account_holds_here_and_the_course_goes_before(
    tmp_path, monkeypatch
):
    own, course = tmp_path / "own", tmp_path / "course"
    own.mkdir()
    course.mkdir()
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(own))
    (own / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.course_id = 'all'\nc.Exchange.root = '/shared'\n"
    )
    (course / "nbgrader_config.json").write_text('{"Grading": {"seed": 7}}')
    (course / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.course_id = 'this one'\n"
    )
    config = load_config(Course(course))
    assert config.CourseDirectory.course_id == "this one"
    assert (config.Exchange.root, config.Grading.seed) == ("/shared", 7)
    (own / "nbgrader_config.py").write_text("nonsense")
    with pytest.raises(CourseError, match=r"own/nbgrader_config\.py does not run"):
        load_config(Course(course))
