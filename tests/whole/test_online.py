"""Notebooks without installation: Python in a browser, and what Binder and students install."""

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import distribution, packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from tests.support import pages, patience
from tests.support.places import ROOT
from tests.support.released import NAMES, helpers, imports, put, standard, third_party

REQUIREMENTS = ROOT / "release" / "requirements.txt"
ON_DEMAND = {"scipy"}  # reads the original data file; without it the notebook says what to install
# What Pyodide's standard library leaves out, or has without its use (threads, sockets, processes).
NOT_IN_A_BROWSER = {
    "asyncio", "concurrent", "ctypes", "curses", "dbm", "ensurepip", "fcntl", "http", "idlelib",
    "lib2to3", "lzma", "mmap", "multiprocessing", "pty", "pwd", "queue", "resource", "select",
    "selectors", "signal", "socket", "socketserver", "sqlite3", "ssl", "subprocess", "syslog",
    "termios", "threading", "tkinter", "tty", "turtle", "urllib", "venv", "webbrowser", "winreg",
    "_thread",
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_a_browser_lacks_is_imported_anywhere(name):
    assert {"json", "pathlib", "traceback"} <= standard(name), "nothing was looked at"
    # asks a grading service, where the course has one; in a browser it says that none answers
    assert standard(name) & NOT_IN_A_BROWSER <= {"urllib"}


@pytest.mark.parametrize("name", NAMES)
def test_helpers_import_numpy_and_the_standard_library_alone_until_they_are_called(name):
    for path in helpers(name):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.FunctionDef | ast.ClassDef):
                allowed = {"numpy", "helpers", *sys.stdlib_module_names}
                assert set(imports(node)) <= allowed, path.name


def test_the_site_loads_whatever_the_helpers_import_when_called():
    lite = json.loads((ROOT / "lite" / "jupyter-lite.json").read_text(encoding="utf-8"))
    (settings,) = lite["jupyter-config-data"]["litePluginSettings"].values()
    loaded = set(settings["loadPyodideOptions"]["packages"])
    comes_along = {"IPython", "PIL"}  # the kernel is made of the one, matplotlib brings the other
    in_vain = {"pooch", "requests"}  # fetch CIFAR-10, which a page may not
    assert set.union(*map(third_party, NAMES)) == loaded | comes_along | in_vain | ON_DEMAND


@pytest.mark.parametrize("name", NAMES)
def test_the_solved_notebook_runs_without_threads_sockets_processes_and_fetching(name, tmp_path):
    put(name, tmp_path)
    solved = ROOT / "solutions" / name / f"{name}.ipynb"
    (tmp_path / solved.name).write_bytes(solved.read_bytes())
    script = ROOT / "tests/support/as_in_a_browser.py"
    environment = {"HOME": str(tmp_path), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-B", str(script), solved.name],
        cwd=tmp_path, env=environment, text=True, capture_output=True, timeout=patience.SECONDS,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-1000:] + done.stderr
    assert int(re.search(r"(\d+) figures$", done.stdout)[1]) >= 4
    assert "not written yet" not in done.stdout and "stops with" not in done.stdout
    if name == "dropout":
        told = " ".join(done.stdout.split())
        assert told.count("Python in a browser cannot fetch them") == 1
    assert done.stderr == ""


# What students install


def required():
    lines = [line.partition("#")[0].strip() for line in REQUIREMENTS.read_text().splitlines()]
    return {canonicalize_name(r.name): r for r in map(Requirement, filter(None, lines))}


def with_dependencies(names):
    """Return the distributions of these names and all that they need, as installed here."""
    found, todo = set(), list(names)
    while todo:
        name = canonicalize_name(todo.pop())
        if name in found:
            continue
        found.add(name)
        needed = map(Requirement, distribution(name).requires or [])
        todo += [r.name for r in needed if r.marker is None or r.marker.evaluate({"extra": ""})]
    return found


def needed_distributions():
    """Return the distribution of each package that the released notebooks and helpers import."""
    homes = packages_distributions()
    modules = set.union(*map(third_party, NAMES)) - ON_DEMAND
    return {module: canonicalize_name(homes[module][0]) for module in modules}


def test_everything_that_the_release_imports_comes_with_what_students_install():
    installed = with_dependencies(required())
    assert {"numpy", "matplotlib"} <= set(needed_distributions()), "nothing was looked at"
    missing = {m: home for m, home in needed_distributions().items() if home not in installed}
    assert missing == {}


def test_students_install_nothing_in_vain():
    imported = set(needed_distributions().values())
    assert set(required()) - imported == {"jupyterlab"}  # which shows the notebooks
    assert "nbgrader" not in with_dependencies(required())


def test_students_and_instructors_install_the_same_versions():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    ours = {canonicalize_name(r.name): r for r in map(Requirement, project["dependencies"])}
    for name, requirement in required().items():
        assert requirement.specifier == ours[name].specifier, name


def test_the_readme_tells_students_to_install_just_these():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    line = re.search(r"^pip install (.*)$", readme, re.MULTILINE)[1]
    assert line == "-r release/requirements.txt" or set(line.split()) == set(required())


def test_binder_gets_a_python_that_the_helpers_run_on():
    language, version = (ROOT / "release" / "runtime.txt").read_text().strip().split("-")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert language == "python"
    assert SpecifierSet(project["requires-python"]).contains(version)


# The page docs/online.md


def test_the_page_s_buttons_lead_to_the_released_notebooks(tmp_path):
    for name in NAMES:
        (tmp_path / "release" / name).mkdir(parents=True)
    page = ROOT / "docs" / "online.md"
    list(pages.follow(page, tmp_path, {"PATH": os.environ["PATH"]}))
    readme = (tmp_path / "release" / "README.md").read_text(encoding="utf-8")
    assert readme.count("YOUR-ACCOUNT/YOUR-COURSE") == 2 * len(NAMES)
    for name in NAMES:
        for link in (
            f"https://colab.research.google.com/github/YOUR-ACCOUNT/YOUR-COURSE/blob/main/{name}/{name}.ipynb",
            f"https://mybinder.org/v2/gh/YOUR-ACCOUNT/YOUR-COURSE/HEAD?urlpath=lab/tree/{name}/{name}.ipynb",
        ):
            assert f"]({link})" in readme


def test_the_repository_is_set_in_one_place_of_the_page():
    text = (ROOT / "docs" / "online.md").read_text(encoding="utf-8")
    assert text.count("YOUR-ACCOUNT/YOUR-COURSE") == 1
