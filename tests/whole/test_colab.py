"""The notebooks' first cell finds the helpers in Google Colab, and does nothing elsewhere."""

import json
import re
import subprocess
import sys
import types
from pathlib import Path

import pytest

from tests.support.places import ROOT
from tests.support.released import NAMES, cells, put, sources


@pytest.fixture
def colab(monkeypatch, tmp_path):
    """A simulated Colab: it starts in its content folder, and Drive is there once mounted."""
    content = tmp_path / "content"
    (content / "sample_data").mkdir(parents=True)
    in_drive = tmp_path / "kept in Drive" / "MyDrive"
    in_drive.mkdir(parents=True)
    drive = types.ModuleType("google.colab.drive")
    drive.mounted = []

    def mount(place):
        drive.mounted.append(place)
        Path(place).symlink_to(in_drive.parent)

    drive.mount = mount
    package = types.ModuleType("google.colab")
    package.drive = drive
    for module in (types.ModuleType("google"), package, drive):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.chdir(content)
    return types.SimpleNamespace(content=content, in_drive=in_drive, drive=drive)


def run_first_cell(name, folder_in_drive=None):
    source = sources("release", name)["colab"]
    if folder_in_drive is not None:
        source, times = re.subn(
            r"^folder_in_drive = .*$", f"folder_in_drive = {folder_in_drive!r}", source, flags=re.M
        )
        assert times == 1, "one variable to set, once"
    namespace = {}
    exec(compile(source, "<first cell>", "exec"), namespace)
    return namespace


def assert_usable_from(folder):
    assert Path.cwd().samefile(folder)
    assert Path(sys.path[0]).samefile(folder)


@pytest.mark.parametrize("name", NAMES)
def test_in_colab_the_folder_in_drive_becomes_the_working_directory(name, colab):
    put(name, colab.in_drive / name)
    run_first_cell(name)
    assert colab.drive.mounted == [str(colab.content / "drive")]
    assert_usable_from(colab.in_drive / name)


@pytest.mark.parametrize("where", ['A course/Übungen, 1st "try"/it\'s', "release"])
def test_the_one_variable_names_any_folder_of_the_drive(where, colab):
    put("dropout", colab.in_drive / where)
    run_first_cell("dropout", where)
    assert_usable_from(colab.in_drive / where)


def test_the_variable_takes_a_whole_path_as_colab_copies_it(colab):
    put("dropout", colab.in_drive / "mine")
    run_first_cell("dropout", str(colab.content / "drive" / "MyDrive" / "mine"))
    assert_usable_from(colab.in_drive / "mine")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("below", [False, True])
def test_in_colab_uploaded_files_are_taken_without_asking_for_drive(name, below, colab):
    folder = put(name, colab.content / name if below else colab.content)
    run_first_cell(name)
    assert colab.drive.mounted == []
    assert_usable_from(folder)


@pytest.mark.parametrize("name", NAMES)
def test_in_colab_a_wrong_folder_is_told_in_one_line_that_says_what_was_looked_for_where(
    name, colab
):
    other = next(other for other in NAMES if other != name)
    put(other, colab.in_drive / "week 3")
    with pytest.raises(FileNotFoundError) as caught:
        run_first_cell(name, "week 3")
    line = str(caught.value)
    assert "\n" not in line
    assert str(colab.content / "drive" / "MyDrive" / "week 3") in line
    assert f"'{colab.content}'" in line and "folder_in_drive" in line
    helper = re.search(r"no (helpers/\w+\.py) in", line)[1]
    assert (ROOT / "release" / name / helper).is_file()
    assert Path.cwd() == colab.content, "so that the cell can be corrected and run again"


def test_a_second_run_of_the_cell_changes_nothing(colab):
    put("dropout", colab.in_drive / "dropout")
    run_first_cell("dropout")
    run_first_cell("dropout")
    assert len(colab.drive.mounted) == 1
    assert_usable_from(colab.in_drive / "dropout")


@pytest.mark.parametrize("name", NAMES)
def test_elsewhere_the_cell_does_nothing(name, tmp_path):
    script = (
        "import os, sys\n"
        "before = os.getcwd(), list(sys.path), set(sys.modules)\n"
        f"exec({sources('release', name)['colab']!r}, {{}})\n"
        "assert (os.getcwd(), list(sys.path), set(sys.modules)) == before\n"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", script], cwd=tmp_path, text=True, capture_output=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("name", NAMES)
def test_the_cell_is_the_first_code_of_the_notebook_and_read_only(name):
    code = [cell for cell in cells("release", name) if cell["cell_type"] == "code"]
    assert code[0]["id"] == "colab"
    nbgrader = code[0]["metadata"]["nbgrader"]
    assert nbgrader["locked"] and not nbgrader["grade"] and not nbgrader["solution"]
    assert code[0]["metadata"]["editable"] is False
    assert len("".join(code[0]["source"]).splitlines()) < 30


@pytest.mark.parametrize("name", NAMES)
def test_set_up_is_folded_in_jupyterlab_and_in_colab_and_imports_in_one_line(name):
    for each in ("colab", "imports"):
        (cell,) = [cell for cell in cells("release", name) if cell["id"] == each]
        assert cell["metadata"]["jupyter"] == {"source_hidden": True}
        assert cell["metadata"]["cellView"] == "form"
        assert cell["source"][0].startswith("# @title ")
    assert "".join(cell["source"]).splitlines()[1:] == ["from helpers import *"]


def as_colab_saves_it(name):
    """Return the solved notebook as Colab writes it: no cell ids, metadata of its own."""
    path = ROOT / "solutions" / name / f"{name}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        cell["metadata"] = {**cell["metadata"], "id": cell.pop("id")}
        if cell["cell_type"] == "code":
            cell["metadata"]["outputId"] = "0f1e2d3c-cafe"
            cell["outputs"] = []
    notebook["nbformat_minor"] = 0
    notebook["metadata"]["colab"] = {"provenance": [], "toc_visible": True}
    return notebook


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_that_comes_back_from_colab_gets_its_full_marks(name, graders, tmp_path):
    notebook = as_colab_saves_it(name)
    first = next(c for c in notebook["cells"] if c["metadata"]["id"] == "colab")
    first["source"] = "".join(first["source"]).replace(f'= "{name}"', '= "my course/week 1"')
    path = tmp_path / f"{name}.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert graders[name].grade_file(path).score == sum(graders[name].assignment.points.values())


def test_a_copy_of_the_cell_that_has_lost_its_metadata_costs_nothing_either(graders, tmp_path):
    notebook = as_colab_saves_it("dropout")
    first = next(c for c in notebook["cells"] if c["metadata"]["id"] == "colab")
    first["metadata"] = {}
    first["source"] = "".join(first["source"]).replace('= "dropout"', '= "week 1"')
    path = tmp_path / "dropout.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    points = graders["dropout"].assignment.points
    assert graders["dropout"].grade_file(path).score == sum(points.values())
