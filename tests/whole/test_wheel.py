"""Outside this checkout: a wheel in a clean environment, a course from an empty folder, uv.lock.

Nothing of the checkout is on any path here, and nothing of the environment that runs the tests.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from autograder import __version__
from tests.support import pages
from tests.support.docs_site import DOCS, PAGES
from tests.support.places import ROOT
from tests.support.pythons import NO_INDEX, interpreter
from tests.support.shell import unmeasured

PAGE = DOCS / "empty-folder.md"


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
UV = Path(sys.executable).parent / "uv"
PYTHONS = sorted(re.findall(r":: Python :: (3\.\d+)", "\n".join(PROJECT["classifiers"])))
HERE = {version: found for version in PYTHONS if (found := interpreter(version))}
NEWEST = max(HERE, key=PYTHONS.index)
# what was downloaded once
KEPT = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from a copy of what the checkout holds."""
    base = tmp_path_factory.mktemp("built elsewhere")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, base)
    ignored = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    shutil.copytree(ROOT / "autograder", base / "autograder", ignore=ignored)
    bash(base, f"'{UV}' build --wheel --quiet .")
    (built,) = base.glob("dist/*.whl")
    return built


def environment(python: Path, home: Path) -> dict[str, str]:
    """Return the environment of somebody whose ``python3`` is this one, and who has no checkout."""
    tools = home / "bin"
    tools.mkdir(parents=True)
    (tools / "python3").symlink_to(python)
    (tools / "uv").symlink_to(UV)
    found = unmeasured(
        HOME=str(home), PATH=f"{tools}:/usr/local/bin:/usr/bin:/bin", COLUMNS="100", USER="ada",
        JUPYTER_DATA_DIR=str(home / "jupyter"), AUTOGRADER_CACHE=str(home / "cache"),
        UV_CACHE_DIR=str(KEPT / "uv"),
    )  # fmt: skip
    left_out = {"PYTHONPATH", "VIRTUAL_ENV", "UV_PYTHON", "UV_SYSTEM_PYTHON"}
    return {name: found[name] for name in found.keys() - left_out}


def bash(folder: Path, script: str, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        ["bash", "-euc", script], cwd=folder, env=env, text=True, capture_output=True
    )
    if done.returncode and any(words in done.stderr for words in NO_INDEX):
        pytest.skip("there is no package index to install from")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_page_leads_from_an_empty_folder_to_an_exercise_of_ones_own(wheel, tmp_path):
    folder = tmp_path / "an empty folder"
    folder.mkdir()
    shutil.copy(wheel, folder)
    try:
        env = environment(HERE[NEWEST], tmp_path / "home")
        ran = list(pages.follow(PAGE, folder, env))
    except AssertionError as error:
        if any(words in str(error) for words in NO_INDEX):
            pytest.skip("there is no package index to install from")
        raise
    assert [block for block, _ in ran] == [block for block in pages.blocks(PAGE) if block.runs]
    course = folder / "my-course"
    for student, outcome, named in (("ada", "pass", None), ("ben", "fail", "as_long_as_x")):
        path = course / f"autograded/{student}/averages/averages.ipynb"
        (exercise,) = json.loads(path.read_text("utf-8"))["metadata"]["autograder"]["exercises"]
        assert (exercise["outcome"], exercise["misconception"]) == (outcome, named)


@pytest.mark.parametrize("version", [each for each in PYTHONS if each != NEWEST])
def test_an_older_python_grades_in_a_clean_environment(wheel, tmp_path, version):
    if version not in HERE:
        pytest.skip(f"no Python {version} here")
    env = environment(HERE[version], tmp_path / "home")
    script = f"""
        uv venv --quiet .venv
        uv pip install --quiet '{wheel}'
        source .venv/bin/activate
        autograder init 'a course é'
        cd 'a course é'
        autograder grade warm_up source/warm_up/warm_up.ipynb --json
    """
    (line,) = bash(tmp_path, script, env).splitlines()[2:]
    assert (json.loads(line)["score"], json.loads(line)["max_score"]) == (10, 10)


def test_the_wheel_says_who_made_it_and_where_it_runs(wheel):
    with zipfile.ZipFile(wheel) as archive:
        name = f"regularization_course-{__version__}.dist-info/METADATA"
        told = archive.read(name).decode()
        held = set(archive.namelist())
    assert "\nAuthor: " in told
    assert "\nClassifier: Private :: Do Not Upload\n" in told
    assert "\nRequires-Python: >=3.11\n" in told
    assert not [name for name in held if "__pycache__" in name or name.startswith("tests/")]


def test_the_wheel_holds_every_file_of_the_package(wheel):
    """A file that package-data forgets is missing only where there is no checkout."""
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    listed = subprocess.run(
        ["git", "ls-files", "autograder"], cwd=ROOT, text=True, capture_output=True, check=True
    )
    wanted = {line for line in listed.stdout.splitlines() if not line.endswith("/README.md")}
    assert wanted - held == set()


def test_uv_has_locked_what_pyproject_asks_for():
    done = subprocess.run(
        [UV, "lock", "--check", "--offline"], cwd=ROOT, text=True, capture_output=True
    )
    assert done.returncode == 0, f"run: uv lock\n{done.stderr}"


def test_the_lock_names_public_places_alone():
    text = (ROOT / "uv.lock").read_text(encoding="utf-8")
    assert set(re.findall(r'registry = "([^"]*)"', text)) == {"https://pypi.org/simple"}
    assert set(re.findall(r'url = "(\w+://[^/"]*)', text)) == {"https://files.pythonhosted.org"}
    assert "file:" not in text


def test_the_dev_container_calls_what_there_is():
    about = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text(encoding="utf-8"))
    *_, target = about["postCreateCommand"].split()
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", makefile, re.MULTILINE)
    version = re.search(r"python:(3\.\d+)", about["image"])[1]
    assert version in PYTHONS


@pytest.mark.parametrize("page", [*PAGES, ROOT / "README.md"], ids=lambda page: page.stem)
def test_nobody_is_told_to_install_a_name_that_is_not_ours(page):
    text = page.read_text(encoding="utf-8")
    ours = {PROJECT["name"], "autograder"}
    for line in re.findall(r"(?:pip3?|uv(?: pip)?|uvx|pipx) (?:install|add|run --with) (.*)", text):
        names = re.findall(r"(?<![\w./-])([A-Za-z][\w-]*)", line.split("`")[0].split("#")[0])
        assert not ours & set(names), line
