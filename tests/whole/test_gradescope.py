"""The archive grades as Gradescope would have it: set up afresh, unpacked, run on submissions.

The service itself is not at hand. What its documentation says of folders, scripts and results.json
is played here, with /autograder bound to a folder of the test where the machine allows that.
"""

import io
import json
import math
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packaging.requirements import Requirement

from autograder import __main__ as cli
from autograder.commands.demo.notebooks import fill_in
from autograder.commands.export.gradescope import results_json
from autograder.commands.export.gradescope.run import SETTINGS
from autograder.course.course import Course
from autograder.course.exercise_files import MISCONCEPTIONS
from autograder.course.known_solutions import read_known_solutions
from autograder.grading.receipts.hashes import engine_hash, suites_hash
from autograder.grading.seeds import repeated_seed
from autograder.sandbox import launch
from autograder.testing.results import Check, Exercise, Graded, Outcome
from tests.support import notebooks
from tests.support.places import ROOT, TOY

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Gradescope's images are Linux")
VISIBILITY = {"enum": ["hidden", "after_due_date", "after_published", "visible"]}
FORMAT = {"enum": ["text", "html", "simple_format", "md", "ansi"]}
SCHEMA = {  # as documented; a score at the top or in each test, unless nothing can be given
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "score": {"type": "number", "minimum": 0},
        "execution_time": {"type": "number", "minimum": 0},
        "output": {"type": "string"},
        "output_format": FORMAT,
        "test_output_format": FORMAT,
        "test_name_format": FORMAT,
        "visibility": VISIBILITY,
        "stdout_visibility": VISIBILITY,
        "extra_data": {"type": "object"},
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "score": {"type": "number", "minimum": 0},
                    "max_score": {"type": "number", "minimum": 0},
                    "status": {"enum": ["passed", "failed"]},
                    "name": {"type": "string"},
                    "name_format": FORMAT,
                    "number": {"type": "string"},
                    "output": {"type": "string"},
                    "output_format": FORMAT,
                    "tags": {"type": "array", "items": {"type": "string"}},
                    "visibility": VISIBILITY,
                    "extra_data": {"type": "object"},
                },
            },
        },
    },
}
NO_INDEX = ("No matching distribution", "Could not find a version", "Temporary failure in name")
RIGHT = notebooks.toy()
HALF = notebooks.toy(negate="def negate(x):\n    return x")
HELD = notebooks.toy(negate="def negate(x):\n    return 666")
HOSTILE = notebooks.toy(
    """
import os
def double(x):
    for place in ("/autograder", os.environ.get("AUTOGRADER_ROOT", "/autograder")):
        try:
            with open(place + "/results/results.json", "w") as file:
                file.write('{"score": 15}')
        except OSError:
            pass
    return open("/autograder/source/course/exercises/arithmetic/double/test_double.py").read()
""",
    "import os\ndef negate(x):\n    os._exit(0)",
)


def export(course: Path, assignment: str, into: Path) -> bytes:
    words = ["gradescope", assignment, "--into", str(into), "--course", str(course)]
    assert cli.main(["export", *words]) == 0
    return into.read_bytes()


def unpack(content: bytes, folder: Path) -> None:
    """Unpack as the service does: with the modes, and run_autograder beside the folders."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for about in archive.infolist():
            path = Path(archive.extract(about, folder / "source"))
            path.chmod(about.external_attr >> 16)
    shutil.copy(folder / "source/run_autograder", folder)


class Service:
    """A folder that is /autograder, or takes its place where it cannot be."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.inside = self._bound()

    def _bound(self) -> list[str]:
        """Return the command that runs another with the folder at /autograder; or nothing."""
        bwrap = launch.bubblewrap()
        folders = sorted(path for path in Path("/").iterdir() if path.name != "autograder")
        binds = [word for path in folders if path.is_dir() and not path.is_symlink()
                 for word in ("--dev-bind", str(path), str(path))]  # fmt: skip
        for path in folders:
            binds += ["--symlink", os.readlink(path), str(path)] if path.is_symlink() else []
        inside = [str(bwrap), *binds, "--bind", str(self.root), "/autograder"]
        try:
            tried = subprocess.run([*inside, "true"], capture_output=True)
        except OSError:
            return []
        return inside if tried.returncode == 0 else []

    def run(self, script: str, **extra: str) -> subprocess.CompletedProcess[str]:
        place = {} if self.inside else {"AUTOGRADER_ROOT": str(self.root)}
        at = "/autograder" if self.inside else str(self.root)
        kept = ("PATH", "HOME", "LANG", "PYENV_VERSION")
        asked = ("PIP_", "http", "HTTP", "no_proxy", "NO_PROXY")  # how packages are to be had
        clean = {key: value for key, value in os.environ.items()
                 if key in kept or key.startswith(asked)}  # fmt: skip
        return subprocess.run(
            [*self.inside, "bash", f"{at}/{script}"], text=True, capture_output=True,
            env=clean | {"AUTOGRADER_APT": "no"} | place | extra,
        )  # fmt: skip

    def grade(self, *submitted, **extra: str) -> dict:
        """Hand in notebooks, or (name, text) pairs; return the results, which fit the schema."""
        shutil.rmtree(self.root / "submission", ignore_errors=True)
        for each in submitted:
            name, content = each if isinstance(each, tuple) else ("arithmetic.ipynb", each)
            path = self.root / "submission" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content if isinstance(content, str) else json.dumps(content))
        (self.root / "submission").mkdir(exist_ok=True)
        done = self.run("run_autograder", **extra)
        assert done.returncode == 0, done.stderr
        self.told = done.stdout + done.stderr
        found = json.loads((self.root / "results/results.json").read_text(encoding="utf-8"))
        jsonschema.validate(found, SCHEMA)
        assert found["stdout_visibility"] == "hidden"
        return found


@pytest.fixture(scope="module")
def toy_course(tmp_path_factory):
    root = tmp_path_factory.mktemp("a course é")
    shutil.copytree(TOY / "source", root / "source")
    shutil.copytree(TOY / "exercises", root / "exercises")
    settings = "from pathlib import Path\nc = get_config()\nc.Grading.seed = 20261121\n"
    settings += 'c.Grading.suites = str(Path(__file__).parent / "exercises")\n'
    settings += "c.Grading.call_seconds = 0.5\n"
    (root / "nbgrader_config.py").write_text(settings, encoding="utf-8")
    notebooks.write(root / "source/arithmetic/arithmetic.ipynb", notebooks.toy())
    notebooks.write(root / "source/algebra/algebra.ipynb", notebooks.toy())
    (root / "gradebook.db").write_bytes(b"private")
    return root


@pytest.fixture(scope="module")
def archive(toy_course, tmp_path_factory):
    return export(toy_course, "arithmetic", tmp_path_factory.mktemp("out") / "archive.zip")


@pytest.fixture(scope="module")
def service(archive, tmp_path_factory):
    """The archive, set up in a fresh virtual environment by its own script."""
    root = tmp_path_factory.mktemp("service")
    root.chmod(0o755)
    unpack(archive, root)
    found = Service(root)
    done = found.run("source/setup.sh")
    if done.returncode and any(words in done.stderr for words in NO_INDEX):
        pytest.skip("no package index is at hand to set the archive up from")
    assert done.returncode == 0, done.stderr
    assert "isolation: sealed" in done.stdout
    return found


def scores_in(found: dict) -> list[dict]:
    return [each for each in (found, *found["tests"]) if "score" in each]


def visible(found: dict) -> str:
    shown = [test for test in found["tests"] if test["visibility"] != "hidden"]
    return json.dumps([found["output"], shown])


def hidden(found: dict) -> str:
    (test,) = [test for test in found["tests"] if test["visibility"] == "hidden"]
    return test["output"]


def assert_adds_up(found: dict) -> None:
    """The checks' points are the exercises', and all of them the total."""
    checks = [test for test in found["tests"] if "score" in test]
    assert math.fsum(c["score"] for c in checks) == pytest.approx(found["score"], abs=1e-9)
    for exercise, score in found["extra_data"]["exercises"].items():
        own = math.fsum(c["score"] for c in checks if c["tags"] == [exercise])
        assert own == pytest.approx(score, abs=1e-9)
    whole = math.fsum(c["max_score"] for c in checks)
    assert whole == pytest.approx(found["extra_data"]["max_score"], abs=1e-9)


# ---- the archive


def test_it_holds_one_assignment_and_nothing_private_but_what_grades_it(archive):
    names = zipfile.ZipFile(io.BytesIO(archive)).namelist()
    assert {name for name in names if "/" not in name} == {
        "setup.sh", "run_autograder", "requirements.txt", "settings.json",
    }  # fmt: skip
    course = sorted(name for name in names if name.startswith("course/"))
    assert course == [
        "course/exercises/arithmetic/double/test_double.py",
        "course/exercises/arithmetic/negate/test_negate.py",
        "course/source/arithmetic/arithmetic.ipynb", "course/source/arithmetic/toy_given.py",
    ]  # fmt: skip
    engine = {part for name in names if name.startswith("autograder/") for part in name.split("/")}
    assert not engine & {"misconceptions", "alternatives", "demo", "doctor", "report", "verify"}
    assert "autograder/sandbox/inside/worker.py" in names
    assert all(name.startswith(("autograder/", "course/")) for name in names if "/" in name)
    tests = [name for name in names if name.rpartition("/")[2].startswith("test_")]
    assert all(name.startswith("course/") for name in tests)


def test_of_the_real_course_the_other_assignments_suites_and_bank_stay_at_home(tmp_path):
    content = export(ROOT, "regularization", tmp_path / "archive.zip")
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    mine = set(Course(ROOT).assignment("regularization").points)
    paths = [name.split("/") for name in names if name.startswith("autograder/exercises/")]
    assert {path[2] for path in paths if len(path) > 3} == {"regularization"}
    assert {path[3] for path in paths if "misconceptions" in path} == mine
    assert not [path for path in paths if "alternatives" in path]
    assert {name.split("/")[2] for name in names if name.startswith("course/source/")} == {
        "regularization"
    }


def test_its_hidden_inputs_are_not_those_of_the_grade_that_counts(archive):
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        texts = {name: opened.read(name) for name in opened.namelist()}
    seed = json.loads(texts[SETTINGS])["seed"]
    assert seed == repeated_seed(20261121) != 20261121
    assert [name for name, text in texts.items() if b"20261121" in text] == [
        name for name in texts if name.endswith("nbgrader_config.py")
    ]


def test_the_same_course_gives_the_same_bytes(toy_course, archive, tmp_path):
    for path in toy_course.rglob("*"):
        os.utime(path, (1, 1))
    assert export(toy_course, "arithmetic", tmp_path / "again.zip") == archive


def test_the_scripts_can_be_executed_and_no_other_file(archive):
    infos = zipfile.ZipFile(io.BytesIO(archive)).infolist()
    modes = {about.filename: about.external_attr >> 16 & 0o777 for about in infos}
    assert {name for name, mode in modes.items() if mode & 0o111} == {"setup.sh", "run_autograder"}
    assert modes["setup.sh"] == 0o755
    assert modes["requirements.txt"] == 0o644


def test_the_packages_are_this_projects_in_this_projects_ranges(archive):
    text = zipfile.ZipFile(io.BytesIO(archive)).read("requirements.txt").decode()
    ours = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    known = {Requirement(line).name: Requirement(line) for line in ours["dependencies"]}
    asked = [Requirement(line) for line in text.splitlines()]
    assert asked
    for each in asked:
        assert (each.specifier, each.marker) == (
            known[each.name].specifier,
            known[each.name].marker,
        )
    assert not {"nbgrader", "jupyterlab"} & {each.name for each in asked}


def test_setup_wants_the_pythons_that_the_project_wants(archive):
    text = zipfile.ZipFile(io.BytesIO(archive)).read("setup.sh").decode()
    ours = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert ours["requires-python"] == ">=3.11"
    assert "for each in python3.14 python3.13 python3.12 python3.11 python3;" in text
    assert "sys.exit(sys.version_info < (3, 11))" in text


# ---- what it says of submissions


def test_a_right_submission_has_all_points(service, toy_course):
    found = service.grade(RIGHT)
    assert (found["score"], found["output"]) == (15, "15 of 15 points.")
    assert_adds_up(found)
    assert all(test["status"] == "passed" for test in found["tests"])
    receipt = found["extra_data"]["receipt"]
    assignment = Course(toy_course, toy_course / "exercises").assignment("arithmetic")
    assert receipt["suites"] == suites_hash(assignment)
    assert receipt["engine"] == engine_hash()
    assert "20261121" not in json.dumps(found)


def test_a_half_right_submission_has_its_points_and_feedback(service):
    found = service.grade(HALF)
    assert found["score"] == 10
    assert_adds_up(found)
    double, negate = (test for test in found["tests"] if "." not in test["number"])
    assert (double["number"], double["status"]) == ("1", "passed")
    assert negate["name"] == "negate: 0 of 5 points: 0 of 1 checks pass"
    assert negate["output"].startswith("Next: The sign changes.")
    check = found["tests"][-1]
    assert (check["number"], check["score"], check["max_score"]) == ("2.1", 0, 5)
    assert check["extra_data"] == {"exercise": "negate", "check": "value", "outcome": "fail"}


def test_a_hint_stands_below_what_went_wrong(service):
    found = service.grade(notebooks.toy("def double(x):\n    return 3 * x"))
    (value,) = [test for test in found["tests"] if test.get("name") == "Twice the input"]
    assert value["output"].endswith("\nHint: What does twice mean?")
    left_out = next(test for test in found["tests"] if test["name"] == "The input is left alone")
    assert "Not tried" in left_out["output"]
    assert left_out["score"] == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"cells": 1}', "'arithmetic.ipynb' is not a notebook: it has no list of cells."),
        ("", "'arithmetic.ipynb' is empty."),
        ('{"cells": [', "it does not hold valid JSON"),
    ],
)
def test_a_file_that_is_no_notebook_is_told_to_its_student(service, content, said):
    found = service.grade(("arithmetic.ipynb", content))
    assert found["score"] == 0
    assert found["output"].startswith("Nothing was graded: ")
    assert said in found["output"]
    assert found["output"].endswith("Until you hand in again you have 0 of 15 points.")


def test_a_hostile_submission_reaches_neither_suites_nor_results(service):
    found = service.grade(HOSTILE)
    assert found["score"] == 0
    assert_adds_up(found)
    assert "def test_value" not in json.dumps(found)
    assert "code may not use files" in found["tests"][1]["output"]
    assert "ended the Python process" in found["tests"][-1]["output"]


def test_an_endless_submission_is_stopped(service):
    found = service.grade(notebooks.toy("def double(x):\n    while True: pass"))
    assert found["score"] == 5
    assert "did not finish within 0.5 seconds" in visible(found)


def test_what_is_held_back_has_no_score_anywhere_and_no_cause_for_students(service):
    found = service.grade(HELD)
    assert scores_in(found) == []
    assert found["output"].startswith("Held back for review")
    assert "a fault of this suite" in hidden(found)
    assert "a fault of this suite" not in visible(found)
    assert "LookupError" not in visible(found)
    assert found["extra_data"]["exercises"] == {"double": 10, "negate": None}


def test_below_sealed_it_refuses_and_says_so(service):
    broken = service.root / "source/pyseccomp.py"
    broken.write_text("raise ImportError('no libseccomp here')\n")
    try:
        found = service.grade(RIGHT)
    finally:
        broken.unlink()
    assert scores_in(found) == []
    assert "isolation 'sealed' is not available" in hidden(found)
    assert "no libseccomp here" in hidden(found)
    assert "libseccomp" not in visible(found)


def test_without_namespaces_it_grades_sealed(service):
    """Docker's own profile refuses them."""
    folder = service.root / "bin"
    folder.mkdir(exist_ok=True)
    (folder / "bwrap").write_text("#!/bin/sh\nexit 1\n")
    (folder / "bwrap").chmod(0o755)
    at = str(folder) if not service.inside else "/autograder/bin"
    found = service.grade(RIGHT, PATH=f"{at}:{os.environ['PATH']}")
    assert (found["extra_data"]["isolation"], found["score"]) == ("sealed", 15)


def test_a_fault_of_the_grader_still_leaves_results_without_a_score(service):
    place = service.root / "source/settings.json"
    before = place.read_text()
    place.write_text(before.replace("arithmetic", "nowhere"))
    try:
        found = service.grade(RIGHT)
    finally:
        place.write_text(before)
    assert scores_in(found) == []
    assert "there is no assignment" not in visible(found)
    assert "nowhere" in hidden(found)


def test_where_nothing_was_set_up_there_are_results_all_the_same(archive, tmp_path):
    unpack(archive, tmp_path)
    found = Service(tmp_path).grade(RIGHT)
    assert scores_in(found) == []
    assert "setup.sh failed" in hidden(found)


# ---- which file is graded


def test_a_notebook_of_another_name_is_graded_and_the_name_told(service):
    found = service.grade(("arithmetic (1).ipynb", RIGHT))
    assert found["score"] == 15
    assert "Graded was 'arithmetic (1).ipynb'; better call it arithmetic.ipynb." in found["output"]


def test_of_several_the_one_with_the_right_name_is_graded(service):
    found = service.grade(("scratch.ipynb", HALF), ("arithmetic.ipynb", RIGHT))
    assert found["score"] == 15


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([], "there is no notebook in it. Hand in arithmetic.ipynb."),
        ([("solve.py", "x = 1")], "Hand in arithmetic.ipynb. There is: 'solve.py'."),
        ([("a.ipynb", "{}"), ("b.ipynb", "{}")], "several notebooks ('a.ipynb', 'b.ipynb')"),
        ([("x/arithmetic.ipynb", "{}"), ("y/arithmetic.ipynb", "{}")], "several notebooks"),
    ],
)
def test_where_it_is_not_clear_what_to_grade_the_student_is_told(service, files, said):
    found = service.grade(*files)
    assert said in found["output"]
    assert found["score"] == 0


def test_what_programs_leave_behind_is_no_second_notebook(service):
    found = service.grade(
        (".ipynb_checkpoints/arithmetic-checkpoint.ipynb", HALF),
        ("__MACOSX/._arithmetic.ipynb", "x"),
        ("work/arithmetic.ipynb", RIGHT),
    )
    assert found["score"] == 15


def test_a_link_to_another_file_is_not_followed(service):
    service.grade(RIGHT)
    place = service.root / "submission/arithmetic.ipynb"
    place.unlink()
    place.symlink_to("../source/course/source/arithmetic/arithmetic.ipynb")
    service.run("run_autograder")
    found = json.loads((service.root / "results/results.json").read_text())
    assert found["score"] == 0
    assert "a link to another file" in found["output"]


# ---- the real course, and the sums


def test_a_known_mistake_is_named_on_the_real_course(service, tmp_path):
    exercise = "compute_cost_with_regularization"
    assignment = Course(ROOT).assignment("regularization")
    (entry,) = [each for each in read_known_solutions(assignment, MISCONCEPTIONS, exercise)
                if each.slug == "biases_penalised"]  # fmt: skip
    unpack(export(ROOT, "regularization", tmp_path / "archive.zip"), tmp_path)
    (tmp_path / "venv").symlink_to(service.root / "venv")
    notebook = tmp_path / "regularization.ipynb"
    shutil.copy(ROOT / "source/regularization/regularization.ipynb", notebook)
    fill_in(notebook, assignment, {exercise: f"misconceptions/{entry.slug}"}, {}, ())
    real = Service(tmp_path)
    real.inside = []  # the virtual environment lies elsewhere
    found = real.grade(("regularization.ipynb", notebook.read_text()))
    assert 30 < found["score"] < 40
    assert_adds_up(found)
    first = found["tests"][0]
    assert first["extra_data"]["misconception"] == entry.slug
    assert first["extra_data"]["misconceptions"] == [entry.slug]
    assert f"Next: {entry.name} {entry.hint}" in first["output"]
    assert "Written answers are not marked here." in found["output"]


OUTCOMES = st.sampled_from([Outcome.PASS, Outcome.FAIL, Outcome.SKIP])
CHECKS = st.lists(st.tuples(st.sampled_from([0.5, 1, 1.5, 2, 3, 7]), OUTCOMES), min_size=1)
EXERCISES = st.lists(st.tuples(st.sampled_from([1, 2.5, 5, 10, 20, 33]), CHECKS), min_size=1)


@settings(deadline=None)  # a busy machine is no fault
@given(EXERCISES)
def test_points_always_add_up_and_none_is_above_its_maximum(work):
    exercises = tuple(
        Exercise(f"e{place}", points, tuple(Check(f"c{n}", "t", weight, outcome)
                 for n, (weight, outcome) in enumerate(checks)))
        for place, (points, checks) in enumerate(work)
    )  # fmt: skip
    graded = Graded("s", "a", math.fsum(points for points, _ in work), 0.1, exercises)
    found = results_json.of_graded(graded)
    jsonschema.validate(found, SCHEMA)
    assert_adds_up(found)
    for test in found["tests"]:
        assert test.get("score", 0) <= test.get("max_score", 0)
        if "." in test["number"]:
            assert (test["score"] == test["max_score"]) or test["status"] == "failed"


def test_what_is_held_back_is_json_without_a_score():
    graded = Graded("s", "a", 1, 0.1, (Exercise("e", 1, (Check("c", "t", 1, Outcome.ERROR),)),))
    json.dumps(results_json.of_graded(graded), allow_nan=False)
    assert scores_in(results_json.of_graded(graded)) == []
