"""The released and solution notebooks: fresh, free of secrets, and usable with nbgrader."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from autograder.commands import tutor
from autograder.commands.release import stale
from autograder.course.course import Course
from tests.support.places import ROOT
from tests.support.released import helpers, solution_lines
from tests.support.shell import run, unmeasured

# notebooks run in kernels
pytestmark = pytest.mark.slow

NAMES = Course(ROOT).names
HARMLESS = {"gradients = backward_propagation(X, Y, cache)"}  # the given `model` calls it as well


def cells(folder, name):
    path = ROOT / folder / name / f"{name}.ipynb"
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def text(folder, name):
    return "\n".join("".join(cell["source"]) for cell in cells(folder, name))


@pytest.mark.parametrize("name", NAMES)
def test_release_and_solutions_are_generated_from_the_present_source(name):
    assert stale(Course(ROOT), name) == [], "run 'make release'"


def test_what_an_assistant_may_know_is_up_to_date_and_holds_no_solution():
    told = (ROOT / "release" / tutor.NAME).read_text(encoding="utf-8")
    assert told == tutor.tutor_page(Course(ROOT)), "run 'autograder release'"
    for name in NAMES:
        for exercise in Course(ROOT).assignment(name).points:
            assert f"## `{name}`: `{exercise}`" in told
        code = "\n".join("".join(c["source"]) for c in cells("source", name))
        assert [line for line in solution_lines(code) if len(line) > 24 and line in told] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_changed_source_is_noticed(name, tmp_path):
    for folder in ("source", "release", "solutions"):
        shutil.copytree(ROOT / folder / name, tmp_path / folder / name)
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    path = tmp_path / "source" / name / f"{name}.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("the", "teh", 1), encoding="utf-8")
    found = stale(Course(tmp_path), name)
    assert f"release/{name}/{name}.ipynb" in found
    assert f"solutions/{name}/{name}.ipynb" in found


@pytest.mark.parametrize("name", NAMES)
def test_the_release_holds_stubs_and_no_trace_of_solution_suite_or_rubric(name):
    released = text("release", name)
    exercises = Course(ROOT).assignment(name).points
    assert released.count("raise NotImplementedError()") >= len(exercises)
    for trace in ("BEGIN SOLUTION", "MARK SCHEME", "HIDDEN", "autograder", "Rubric", "rubric"):
        assert trace not in released
    code = "\n".join(
        "".join(c["source"]) for c in cells("source", name) if c["cell_type"] == "code"
    )
    given = released + "".join(path.read_text(encoding="utf-8") for path in helpers(name))
    telling = {line for line in solution_lines(code) if len(line) > 24} - HARMLESS
    assert len(telling) >= 2 * len(exercises)
    assert [line for line in telling if line in given] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_release_needs_numpy_and_matplotlib_alone(name):
    allowed = {"numpy", "matplotlib", "helpers", *sys.stdlib_module_names}
    sources = [path.read_text(encoding="utf-8") for path in helpers(name)]
    top_level = re.findall(r"^(?:import|from) (\w+)", "\n".join(sources), re.MULTILINE)
    in_notebook = re.findall(r"^(?:import|from) (\w+)", text("release", name), re.MULTILINE)
    assert {*top_level, *in_notebook} <= allowed


@pytest.mark.parametrize("name", NAMES)
def test_helpers_and_visible_checks_run_with_numpy_alone(name, tmp_path):
    for package in Path(np.__file__).parent, Path(np.__file__).parent.parent / "numpy.libs":
        if package.exists():
            (tmp_path / package.name).symlink_to(package)
    modules = [f"helpers.{path.stem}" for path in helpers(name)]
    checks = next(module for module in modules if module.endswith("_checks"))
    exercise = next(iter(Course(ROOT).assignment(name).points))
    script = f"""
import sys
sys.path[:0] = [{str(ROOT / "release" / name)!r}, {str(tmp_path)!r}]
import {", ".join(modules)}
def {exercise}(*args, **kwargs):
    raise NotImplementedError()
{checks}.check_{exercise}({exercise})
"""
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-c", script], text=True, capture_output=True
    )
    assert done.stderr.splitlines()[-1].startswith("helpers.check_panel.CheckFailed: ")
    assert "is not written yet" in done.stderr


@pytest.mark.parametrize("name", NAMES)
def test_the_solutions_are_executed_with_figures_and_without_errors(name):
    code = [c for c in cells("solutions", name) if c["cell_type"] == "code"]
    assert all(c["execution_count"] for c in code if "".join(c["source"]).strip())
    kinds = [key for c in code for o in c["outputs"] for key in o.get("data", {})]
    assert kinds.count("image/png") >= 4
    assert not [o for c in code for o in c["outputs"] if o["output_type"] == "error"]
    assert "MARK SCHEME" not in text("solutions", name)


@pytest.mark.parametrize("name", NAMES)
def test_slugs_have_one_spelling(name):
    assignment = Course(ROOT).assignment(name)
    ids = {cell.grade_id: cell.role for cell in assignment.cells}
    for exercise in assignment.points:
        assert ids[exercise] == "solution"
        assert ids[f"test_{exercise}"] == "test"
        for part in ("test_*.py", "misconceptions/*.py", "alternatives/*.py"):
            assert list(assignment.suites.joinpath(exercise).glob(part)), (part, exercise)


@pytest.mark.parametrize("name", NAMES)
def test_the_release_scores_nothing_and_the_solutions_score_all(name, graders):
    whole = sum(graders[name].assignment.points.values())
    assert graders[name].grade_file(ROOT / f"release/{name}/{name}.ipynb").score == 0
    assert graders[name].grade_file(ROOT / f"source/{name}/{name}.ipynb").score == whole
    assert graders[name].grade_file(ROOT / f"solutions/{name}/{name}.ipynb").score == whole


def validate(folder, name, tmp_path):
    shutil.copytree(ROOT / folder / name, tmp_path / name)
    command = ("nbgrader", "validate", f"{name}.ipynb")
    return run(tmp_path / name, *command, env=unmeasured())


@pytest.mark.parametrize("name", NAMES)
def test_nbgrader_validate_fails_on_the_untouched_release_cell_by_cell(name, tmp_path):
    done = validate("release", name, tmp_path)
    told = done.stdout + done.stderr
    graded = [c for c in cells("release", name) if c["metadata"].get("nbgrader", {}).get("grade")]
    assert f"VALIDATION FAILED ON {len(graded)} CELL(S)" in told
    assert told.count("is not written yet") >= len(Course(ROOT).assignment(name).points)


@pytest.mark.parametrize("name", NAMES)
def test_nbgrader_validate_passes_on_the_solutions(name, tmp_path):
    done = validate("solutions", name, tmp_path)
    assert "Success! Your notebook passes all the tests." in done.stdout, done.stdout + done.stderr


def test_the_traces_of_progress_bars_are_taken_out_of_outputs():
    from autograder.commands.release import _settled

    def stream(text):
        return {"output_type": "stream", "name": "stdout", "text": text}

    figure = {"output_type": "display_data", "data": {}}
    bars = [stream(["\r", " 0%|"]), stream("\r    \r"), stream("Cost: 1\n\r 9%|"), stream("\r  \r")]
    assert _settled([*bars, figure, stream(" 0%|\r   \r")]) == [stream("Cost: 1\n"), figure]


@pytest.fixture
def toy_course(tmp_path):
    from tests.support import notebooks
    from tests.support.places import TOY

    shutil.copytree(TOY / "source", tmp_path / "source")
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)

    def write(**code):
        path = tmp_path / "source/arithmetic/arithmetic.ipynb"
        notebooks.write(path, notebooks.toy(**code))
        return Course(tmp_path)

    return write


def test_generating_makes_release_and_executed_solutions_fresh(toy_course):
    from autograder.commands.release import generate

    course = toy_course()
    assert stale(course, "arithmetic") != []
    generate(course, "arithmetic")
    generate(course, "arithmetic")  # a second run on top of the first
    assert stale(course, "arithmetic") == []


def test_a_solution_that_fails_is_refused_with_its_cell(toy_course):
    from autograder.commands.release import generate
    from autograder.course.course import CourseError

    course = toy_course(double="double = 1 / 0")
    with pytest.raises(CourseError, match=r"cell 2 of .* fails: ZeroDivisionError"):
        generate(course, "arithmetic")


def test_where_the_course_lies_does_not_matter_to_its_fingerprint(toy_course, tmp_path):
    from autograder.commands.release import fingerprint

    here = fingerprint(toy_course(), "arithmetic")
    moved = tmp_path / "datasets" / "course"
    shutil.copytree(tmp_path / "source", moved / "source")
    assert fingerprint(Course(moved), "arithmetic") == here
    (moved / "source/arithmetic/toy_given.py").write_text("changed = True\n")
    assert fingerprint(Course(moved), "arithmetic") != here
