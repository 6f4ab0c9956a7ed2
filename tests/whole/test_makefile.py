"""Which Python ``make`` takes, and which two ``.ci/run`` does, on a PATH that is made up."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

from tests.support.places import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
TRIED = re.findall(r":: Python :: (3\.\d+)", "\n".join(PROJECT["classifiers"]))
# as a shim of pyenv for a version that is not activated
SHIM = "exit 127"
# what an interpreter is asked, answered by the one that runs the tests after ``first``
ASKED = f'exec {sys.executable} -c "import sys; {{first}}; exec(sys.argv[1])" "$2"'
WORKS = ASKED.format(first="pass")
OLD = ASKED.format(first="sys.version_info = (3, 10, 12)")
# as Debian's without python3-venv
BARE = ASKED.format(first="sys.modules['ensurepip'] = None")


@pytest.fixture
def path(tmp_path):
    """A folder that is the whole PATH, with what the Makefile and ``.ci/run`` call."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in ("bash", "dirname", "echo", "grep", "make", "sed"):
        (folder / tool).symlink_to(shutil.which(tool))
    put(folder / "id", "echo 1000")  # not root: nothing is installed
    return folder


def put(file: Path, script: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)


def run(path: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [path / command[0], *command[1:]],
        cwd=ROOT,
        env={"PATH": str(path)},
        text=True,
        capture_output=True,
    )


def chosen(path: Path) -> str:
    done = run(path, "make", "--eval", "chosen: ; @echo '$(PYTHON)'", "chosen")
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.strip()


def test_the_pythons_that_were_tried_are_supported_and_the_oldest_is_the_lowest():
    assert len(TRIED) > 1
    assert sorted(TRIED, key=lambda each: int(each[2:]), reverse=True) == TRIED
    assert PROJECT["requires-python"] == f">={TRIED[-1]}"
    assert SpecifierSet(PROJECT["requires-python"]).contains("3.99")


@pytest.mark.parametrize(
    ("here", "taken"),
    [
        ({"3.14": WORKS, "3.13": WORKS, "3": WORKS}, "python3.14"),
        ({"3.14": SHIM, "3.13": WORKS, "3.11": WORKS}, "python3.13"),
        ({"3.13": BARE, "3.12": WORKS}, "python3.12"),
        ({"3": WORKS}, "python3"),
        ({"3.12": SHIM, "3": OLD}, ""),
        ({}, ""),
    ],
)
def test_the_newest_that_runs_and_can_make_an_environment_is_taken(path, here, taken):
    for version, script in here.items():
        put(path / f"python{version}", script)
    assert chosen(path) == taken


@pytest.mark.parametrize("script", [OLD, BARE, SHIM])
@pytest.mark.parametrize("named", [(), ("PYTHON=python3",)])
def test_where_none_fits_one_line_says_what_is_missing(path, tmp_path, script, named):
    put(path / "python3", script)
    done = run(path, "make", f"VENV={tmp_path / 'venv'}", *named, "demo")
    told, of_make = done.stderr.splitlines()
    assert "Python 3.11 or newer that can make a venv is needed" in told
    assert "apt-get install python3-venv" in told
    assert ("python3 is none" in told) == bool(named)
    assert of_make.startswith("make: ***")
    assert not (tmp_path / "venv").exists()


def test_everything_is_tested_on_the_newest_and_what_is_quick_on_the_oldest(path, tmp_path):
    pyenv = tmp_path / "pyenv"
    put(path / "make", 'echo "$*"')
    put(path / "pyenv", f"echo {pyenv}")
    put(path / "python3.11", WORKS)
    put(path / "python3.13", SHIM)
    newest = pyenv / "versions/3.13.0/bin/python3.13"
    put(newest, WORKS)
    put(pyenv / "versions/3.12.1/bin/python3.12", WORKS)
    done = run(path, "bash", ".ci/run")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "clean",
        f"PYTHON={newest} lint",
        f"PYTHON={newest} coverage",
        "VENV=.venv-oldest clean",
        "VENV=.venv-oldest PYTHON=python3.11 quick",
    ]


def test_with_one_python_it_is_said_that_no_other_was_tested(path):
    put(path / "make", 'echo "$*"')
    put(path / "python3.12", WORKS)
    done = run(path, "bash", ".ci/run")
    assert done.returncode == 0
    assert done.stdout.splitlines()[1:] == ["PYTHON=python3.12 lint", "PYTHON=python3.12 coverage"]
    assert "nothing was tested with an older one" in done.stderr
