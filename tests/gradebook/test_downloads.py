"""Downloads of learning management systems: whose a file is, and which attempt counts."""

import datetime
import json
import tarfile
import zipfile
from zoneinfo import ZoneInfo

import pytest

from autograder.gradebook.downloads.file_names import (
    copy_number,
    notebook_called,
    read_gradescope,
    read_path,
    systems_of,
)
from autograder.gradebook.downloads.people import People
from autograder.gradebook.downloads.plan import plan
from autograder.gradebook.students import Person
from tests.support import notebooks, toy_class
from tests.support.shell import run

BERLIN = ZoneInfo("Europe/Berlin")
PEOPLE = [
    Person("ada", "Ada", "Lovelace", "ada@example.org", "1001"),
    Person("asa", "Åsa", "O'Neil, jr.", "asa@example.org", "1002"),
    Person("lee1", "Ann", "Lee", "lee1@example.org", "1003"),
    Person("lee2", "Ann", "Lee", "lee2@example.org", "1004"),
    Person("zoe", "Zoë", "Zum Tobel", "zoe@example.org"),
]
METADATA = """\
submission_77:
  :submitters:
  - :name: Zoë Zum Tobel
    :sid: '990'
    :email: zoe@example.org
  :created_at: 2026-11-28 14:05:09.123456789 Z
  :score: 0.0
submission_78:
  :submitters:
  - :name: Ada Lovelace
    :sid: ada
    :email: ada@example.org
  - :name: Nobody Known
    :sid: '991'
  :created_at: 2026-11-27 09:00:00.000000000 +01:00
"""


@pytest.mark.parametrize(
    ("path", "system", "name", "logins", "file"),
    [
        ("doejane_12345_67890_hw.ipynb", "Canvas", "doejane", ("12345",), "hw.ipynb"),
        ("doejane_LATE_12345_67890_hw-2.ipynb", "Canvas", "doejane", ("12345",), "hw-2.ipynb"),
        ("all/ørstedåse_1_2_a_b_c.ipynb", "Canvas", "ørstedåse", ("1",), "a_b_c.ipynb"),
        ("doejane_1_2_work/inner/hw.ipynb", "Canvas", "doejane", ("1",), "hw.ipynb"),
        ("Ann Lee_5_assignsubmission_file_/hw.ipynb", "Moodle", "Ann Lee", (), "hw.ipynb"),
        ("Ann Lee_5_assignsubmission_file/hw.ipynb", "Moodle", "Ann Lee", (), "hw.ipynb"),
        ("m/Ann Lee_5_assignsubmission_file_my hw.ipynb", "Moodle", "Ann Lee", (), "my hw.ipynb"),
        ("Homework_1_jdoe_attempt_2026-11-28-14-05-09_hw.ipynb",
         "Blackboard", "", ("jdoe",), "hw.ipynb"),
        ("13394-80551 - Eric Gill - Mar 29, 2026 1205 PM - E - hw.ipynb",
         "Brightspace", "Eric Gill", (), "E - hw.ipynb"),
        ("13394-80551 - Eric Gill - Mar 29, 2026 104 AM/sub/hw.ipynb",
         "Brightspace", "Eric Gill", (), "hw.ipynb"),
    ],
)  # fmt: skip
def test_a_path_says_whose_it_is(path, system, name, logins, file):
    handed = read_path(path, BERLIN)
    assert (handed.system, handed.name, handed.logins, handed.file) == (system, name, logins, file)


@pytest.mark.parametrize("path", [
    "hw.ipynb", "ada/hw.ipynb", "index.html", "gradebook_2026_1_hw.zip/hw.ipynb",
    "Homework_jdoe_attempt_2026-13-28-14-05-09_hw.ipynb",
])  # fmt: skip
def test_a_name_of_no_system_says_nothing(path):
    assert read_path(path, BERLIN) is None


@pytest.mark.parametrize(
    ("path", "utc"),
    [
        ("HW_jdoe_attempt_2026-11-28-14-05-09_hw.ipynb", "2026-11-28 13:05:09"),
        ("HW_jdoe_attempt_2026-07-01-00-30-00.txt", "2026-06-30 22:30:00"),
        ("1-2 - A B - Mar 29, 2026 104 AM/hw.ipynb", "2026-03-29 00:04:00"),
        ("1-2 - A B - Dec 5, 2026 1149 PM - hw.ipynb", "2026-12-05 22:49:00"),
    ],
)
def test_a_time_is_that_of_the_system_in_its_zone(path, utc):
    when = read_path(path, BERLIN).when.astimezone(datetime.UTC)
    assert f"{when:%Y-%m-%d %H:%M:%S}" == utc


@pytest.mark.parametrize(
    ("file", "notebook"),
    [
        ("lab.ipynb", "lab.ipynb"), ("Lab (2).ipynb", "lab.ipynb"), ("lab-12.ipynb", "lab.ipynb"),
        ("Copy of lab.ipynb", "lab.ipynb"), ("Copy of Copy of lab(1).ipynb", "lab.ipynb"),
        ("Kopie von lab.ipynb", "lab.ipynb"), ("lab - Copy.ipynb", "lab.ipynb"),
        ("lab-part-2.ipynb", "parts/lab-part-2.ipynb"),
        ("lab-part-2-1.ipynb", "parts/lab-part-2.ipynb"),
        ("labs.ipynb", None), ("lab-2026.ipynb", None), ("my lab.ipynb", None), ("-1.ipynb", None),
    ],
)  # fmt: skip
def test_a_copy_is_known_by_its_name(file, notebook):
    assert notebook_called(file, ["lab.ipynb", "parts/lab-part-2.ipynb"]) == notebook


def test_the_number_of_a_copy_is_read():
    names = ("lab.ipynb", "lab-2.ipynb", "lab (10).ipynb", "Copy of lab.ipynb")
    assert [copy_number(name) for name in names] == [0, 2, 10, 0]


def found(*paths, released=("lab.ipynb",), people=PEOPLE):
    return plan([read_path(path, BERLIN) for path in paths], released, People(people))


@pytest.mark.parametrize(
    ("path", "student"),
    [
        ("whoever_1001_5_lab.ipynb", "ada"),  # Canvas's number
        ("oneiljråsa_9_5_lab.ipynb", "asa"),
        ("oneiljrasa_9_5_lab.ipynb", "asa"),
        ("A\u030asa O'Neil, jr._7_assignsubmission_file_/lab.ipynb", "asa"),  # accents of a Mac
        ("Group B-Zoë Zum Tobel_7_assignsubmission_file_/lab.ipynb", "zoe"),
        ("Zum Tobel Zoe_7_assignsubmission_file_/lab.ipynb", "zoe"),
        ("HW_ADA_attempt_2026-11-28-14-05-09_lab.ipynb", "ada"),
        ("1-2 - Ada Lovelace - Mar 29, 2026 104 AM/lab.ipynb", "ada"),
    ],
)
def test_the_student_is_found_in_the_gradebook(path, student):
    assert found(path).students == {student}
    assert found(path).told == []


def test_nobody_is_guessed_where_two_have_one_name():
    told = found("Ann Lee_71_assignsubmission_file_/lab.ipynb")
    assert told.students == {"Ann Lee_71"}
    (words,) = told.told
    assert "this may be lee1, lee2" in words


def test_two_of_one_name_stay_two_where_nobody_is_known():
    paths = [f"Ann Lee_{number}_assignsubmission_file_/lab.ipynb" for number in (71, 72)]
    assert found(*paths, people=[]).students == {"Ann Lee_71", "Ann Lee_72"}
    assert found(paths[0], people=[]).students == {"Ann Lee"}


@pytest.mark.parametrize("file", [
    "HW_asa_attempt_2030-01-01-00-00-00_lab.ipynb",
    "x-Ada Lovelace_5_assignsubmission_file_lab.ipynb",
])  # fmt: skip
def test_a_file_that_imitates_another_system_is_its_students_own(file):
    paths = [f"doejane_7_70_{file}", "lovelaceada_1001_71_lab.ipynb", "tobelzoe_9_72_lab.ipynb"]
    systems = systems_of(paths)
    assert systems[0] == "Canvas"
    assert read_path(paths[0], BERLIN, systems).name == "doejane"


def test_a_title_that_looks_like_canvas_is_blackboards():
    paths = [f"HW_1_2_{login}_attempt_2026-11-28-14-05-09_lab.ipynb" for login in ("ada", "zoe")]
    assert [read_path(path, BERLIN, systems_of(paths)).logins for path in paths] == [
        ("ada",), ("zoe",),
    ]  # fmt: skip


def test_two_accounts_of_one_name_are_not_taken_for_one_student():
    told = found("Ada Lovelace_5_assignsubmission_file_/lab.ipynb",
                 "Ada Lovelace_6_assignsubmission_file_/lab.ipynb")  # fmt: skip
    assert told.students == {"Ada Lovelace_5", "Ada Lovelace_6"}
    assert all("this may be ada" in words for words in told.told)


def test_whose_number_is_known_keeps_their_place_beside_another_of_that_name():
    told = found("lovelaceada_1001_5_lab.ipynb", "lovelaceada_2002_9_lab.ipynb")
    assert {student for student, _, _ in told.chosen.values()} == {"ada", "lovelaceada_2002"}


def test_who_is_in_no_list_is_collected_and_told():
    told = found("newcomer_1_2_lab.ipynb", "newcomer_1_3_extra.txt")
    assert told.students == {"newcomer"}
    assert told.told == ["newcomer: not in the list of students, and will be added"]
    assert found("newcomer_1_2_lab.ipynb", people=[]).told == []


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("x_LATE_1001_67890_lab.ipynb", "x_1001_67999_lab-1.ipynb"),
        ("x_1001_999_lab.ipynb", "x_1001_1000_Copy of lab.ipynb"),
        ("H_ada_attempt_2026-11-09-10-00-00_lab.ipynb",
         "H_ada_attempt_2026-11-10-09-00-00_lab.ipynb"),
        ("1-9 - Ada Lovelace - Nov 9, 2026 1159 PM/lab.ipynb",
         "1-2 - Ada Lovelace - Nov 10, 2026 101 AM/lab.ipynb"),
        ("Ada Lovelace_7_assignsubmission_file_/lab.ipynb",
         "Ada Lovelace_7_assignsubmission_file_/lab (1).ipynb"),
    ],
)  # fmt: skip
def test_of_two_attempts_the_newer_counts_and_that_is_said(older, newer):
    for paths in ((older, newer), (newer, older)):
        told = found(*paths)
        assert list(told.chosen) == [newer]
        assert told.chosen[newer][:2] == ("ada", "lab.ipynb")
        assert "ada: several attempts, the newer one counts" in told.told[0]


def test_of_attempts_by_other_names_the_newer_counts_too():
    older, newer = (
        f"H_ada_attempt_2026-11-{day}-10-00-00_{name}.ipynb"
        for day, name in (("09", "my homework"), ("10", "final"))
    )
    told = found(older, newer)
    assert {path: chosen[1] for path, chosen in told.chosen.items()} == {newer: "lab.ipynb"}
    assert told.told == [
        f"ada: an older attempt, which does not count: {older}",
        "ada: final.ipynb is taken for lab.ipynb",
    ]


def test_a_late_mark_without_a_time_is_told():
    (words,) = found("x_LATE_1001_67890_lab.ipynb").told
    assert words.startswith("ada: marked late by Canvas, and the download does not say by how much")


def test_each_notebook_of_an_assignment_is_collected():
    told = found("x_1001_1_a.ipynb", "x_1001_2_b-1.ipynb", released=("a.ipynb", "b.ipynb"))
    assert {notebook for _, notebook, _ in told.chosen.values()} == {"a.ipynb", "b.ipynb"}
    assert told.told == []


def test_the_only_notebook_is_the_assignments_whatever_it_is_called():
    told = found("x_1001_1_Homework final.ipynb", "x_1001_2_data.csv")
    assert [chosen[1] for chosen in told.chosen.values()] == ["lab.ipynb"]
    assert told.told == ["ada: Homework final.ipynb is taken for lab.ipynb"]


def test_what_is_not_called_like_a_notebook_keeps_its_name_beside_one_that_is():
    told = found("x_1001_1_lab.ipynb", "x_1001_2_scratch.ipynb")
    assert {chosen[1] for chosen in told.chosen.values()} == {"lab.ipynb", "scratch.ipynb"}
    assert told.told == ["ada: also handed in, and not called like a notebook: scratch.ipynb"]


def test_who_handed_in_no_notebook_is_told():
    told = found("x_1001_1_essay.pdf")
    assert told.chosen == {}
    assert told.told == ["ada: handed in no notebook, but x_1001_1_essay.pdf"]


def test_an_export_of_gradescope_says_it_in_its_list():
    import yaml

    handed = read_gradescope("submission_77/lab.ipynb", yaml.safe_load(METADATA))
    (zoe,) = handed
    assert (zoe.name, zoe.logins) == ("Zoë Zum Tobel", ("990", "zoe@example.org"))
    assert f"{zoe.when:%Y-%m-%d %H:%M:%S%z}" == "2026-11-28 14:05:09+0000"
    assert [*read_gradescope("other/lab.ipynb", yaml.safe_load(METADATA))] == []


def test_of_a_group_those_who_get_no_file_are_told():
    import yaml

    handed = read_gradescope("submission_78/lab.ipynb", yaml.safe_load(METADATA))
    told = plan(handed, ["lab.ipynb"], People(PEOPLE))
    assert len(told.chosen) == 1
    assert any("handed in together with" in words for words in told.told)


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """A download of each system, collected by nbgrader itself; returns the course and the log."""
    root = toy_class.release(tmp_path_factory.mktemp("course"))
    students = "".join(f'{p.id},{p.first_name},"{p.last_name}",{p.email}\n' for p in PEOPLE)
    (root / "students.csv").write_text(f"id,first_name,last_name,email\n{students}", "utf-8")
    assert run(root, "nbgrader", "db", "student", "import", "students.csv").returncode == 0
    with (root / "nbgrader_config.py").open("a") as config:
        config.write('c.DownloadCollector.timezone = "Europe/Berlin"\n')
    work = json.dumps(notebooks.toy())
    archive = root / "downloaded/arithmetic/archive"
    archive.mkdir(parents=True)
    files = {
        "canvas.zip": ["lovelaceada_1001_1_arithmetic.ipynb",
                       "lovelaceada_1001_2_arithmetic-1.ipynb"],
        "moodle.zip": ["Åsa O'Neil, jr._5_assignsubmission_file_/Copy of arithmetic.ipynb"],
        "board.zip": ["HW_lee1_attempt_2026-11-28-14-05-09_arithmetic.ipynb",
                      "HW_lee1_attempt_2026-11-28-14-05-09.txt"],
        "scope.zip": ["assignment_5_export/submission_77/arithmetic.ipynb"],
        "unknown.zip": ["who knows.ipynb"],
    }  # fmt: skip
    for name, members in files.items():
        with zipfile.ZipFile(archive / name, "w") as file:
            for member in members:
                file.writestr(member, work)
            if name == "scope.zip":
                file.writestr("assignment_5_export/submission_metadata.yml", METADATA)
    # a student's own list of submissions, in what is handed in: as if it were Åsa's
    forged = METADATA.replace("submission_77", "other.ipynb").replace("'990'", "asa")
    with zipfile.ZipFile(archive / "lovelaceada_1001_8_hw.zip", "w") as file:
        file.writestr("submission_metadata.yml", forged)
        file.writestr("broken/submission_metadata.yml", "[")
        file.writestr("other.ipynb", json.dumps(notebooks.toy("forged = True")))
    with tarfile.open(archive / "lovelaceada_1001_9_hw.tar.gz", "w:gz") as file:
        link = tarfile.TarInfo("arithmetic.ipynb")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        file.addfile(link)
    done = run(root, "nbgrader", "zip_collect", "arithmetic")
    assert done.returncode == 0, done.stderr
    return root, done.stdout + done.stderr


def test_nbgrader_collects_what_the_systems_write(collected):
    root, _ = collected
    there = {path.parent.parent.name for path in root.glob("submitted/*/arithmetic/*.ipynb")}
    assert there == {"ada", "asa", "lee1", "zoe"}
    assert (root / "submitted/asa/arithmetic/arithmetic.ipynb").is_file()


def test_a_list_of_submissions_that_a_student_hands_in_says_nothing(collected):
    extra = [str(path.parent) for path in collected[0].glob("submitted/*/*/other.ipynb")]
    assert extra == [str(collected[0] / "submitted/ada/arithmetic")]


@pytest.mark.parametrize(
    ("student", "time"),
    [("lee1", "2026-11-28 13:05:09"), ("zoe", "2026-11-28 14:05:09.123456"), ("ada", None)],
)
def test_the_time_is_kept_where_the_download_says_it(collected, student, time):
    path = collected[0] / f"submitted/{student}/arithmetic/timestamp.txt"
    assert (path.read_text().removesuffix("+00:00") if path.exists() else None) == time


@pytest.mark.parametrize(
    "words",
    [
        "ada: several attempts, the newer one counts: lovelaceada_1001_2_arithmetic-1.ipynb, not",
        "unknown/who knows.ipynb: its name does not say whose it is",
        "nothing from 1: lee2\n",
    ],
)
def test_what_does_not_count_and_who_is_missing_is_told(collected, words):
    assert words in collected[1]


def test_a_link_that_is_handed_in_leads_nowhere(collected):
    """Of Ada's attempts the newest is an archive with a link to a file of the machine's."""
    work = (collected[0] / "submitted/ada/arithmetic/arithmetic.ipynb").read_text("utf-8")
    assert json.loads(work) == notebooks.toy()
