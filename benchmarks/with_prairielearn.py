"""PrairieLearn's Python grader on the attacks: a process for the student's code, JSON and pickles.

It runs inside bubblewrap. Under root the student's process becomes ``nobody``, who cannot read the
course: that is how PrairieLearn runs it. Else it keeps the user, as the tool does by itself.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from autograder.sandbox import launch
from benchmarks.paths import BENCH
from tests.attacks.support.cases import Case
from tests.support import notebooks
from tests.support.places import TOY

PACKAGES = BENCH / "prairielearn"
NAME = "pytest-prairielearn-grader==0.3.1"
# what it imports without saying so
NEEDED = ("numpy", "pandas", "networkx", "plot-serializer", "nbformat")
GIVEN = TOY / "source/arithmetic"
# where these lie in the sandbox
PYTHON, LIBRARY, HELPERS, COURSE = "/opt/python", "/opt/packages", "/opt/given", "/opt/course"
SUITE = '''"""The checks that stock nbgrader has as well."""
import numpy as np
import pytest
from pytest_prairielearn_grader import ConfigObject

autograder_config = ConfigObject(
    student_code_pattern="student_code.ipynb",
    sandbox_timeout=10.0,
    import_whitelist=["numpy", "toy_given"],
)


@pytest.mark.grading_data(name="double", points={double})
def test_double(sandbox):
    x = sandbox.query_setup("x")
    assert np.allclose(sandbox.query_function("double", x), 2 * x)
    assert np.allclose(sandbox.query_function("double", 3.5), 7.0)


@pytest.mark.grading_data(name="negate", points={negate})
def test_negate(sandbox):
    x = sandbox.query_setup("x")
    assert np.allclose(sandbox.query_function("negate", x), -x)
'''
SECONDS = 60  # for both checks of a submission
SETUP = "import numpy as np\nx = np.array([[0.5, -1.25, 3.0], [2.0, 7.5, -0.125]])\n"


def install() -> None:
    """Fetch the packages once."""
    mark = PACKAGES / "installed.txt"
    wanted = " ".join((sys.version, NAME, *NEEDED))
    if mark.is_file() and mark.read_text() == wanted:
        return
    shutil.rmtree(PACKAGES, ignore_errors=True)
    line = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
            "--target", str(PACKAGES), NAME, *NEEDED]  # fmt: skip
    if subprocess.run(line).returncode:
        sys.exit(f"{NAME} could not be installed")
    (BENCH / ".gitignore").write_text("*\n")
    mark.write_text(wanted)


def make_course(root: Path, points: dict[str, float]) -> None:
    """Write the suite, the course's values and what an honest student hands in; try them."""
    values = root / "test_toy"
    values.mkdir(parents=True)
    (root / "test_toy.py").write_text(SUITE.format(**points), encoding="utf-8")
    (values / "setup_code.py").write_text(SETUP, encoding="utf-8")
    root.chmod(0o700)
    half = notebooks.toy(negate="def negate(x):\n    return x")
    found = [_graded(root, notebook) for notebook in (notebooks.toy(), half)]
    if found != [sum(points.values()), points["double"]]:
        sys.exit(f"PrairieLearn's grader does not grade an honest class: {found}")


def score(case: Case, course: Path) -> float:
    """Grade one attack in a copy of the course; return its points."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "course"
        shutil.copytree(course, root)
        return _graded(root, case.notebook())


def _graded(root: Path, notebook: dict[str, object]) -> float:
    notebooks.write(root / "test_toy/student_code.ipynb", notebook)
    python = f"{PYTHON}/bin/python{sys.version_info.major}.{sys.version_info.minor}"
    worker, powers = list[str](), list[str]()
    if os.geteuid() == 0:
        worker, powers = ["--worker-username", "nobody"], ["CAP_SETUID", "CAP_SETGID", "CAP_KILL"]
    line = [launch.bubblewrap() or sys.exit("bubblewrap is not installed"),
            "--ro-bind", "/", "/", "--tmpfs", "/opt", "--chmod", "0755", "/opt",
            "--ro-bind", sys.base_prefix, PYTHON, "--ro-bind", str(PACKAGES), LIBRARY,
            "--ro-bind", str(GIVEN), HELPERS, "--bind", str(root), COURSE, "--tmpfs", "/run",
            "--perms", "1777", "--tmpfs", "/tmp", "--dev", "/dev", "--proc", "/proc",
            "--chdir", COURSE, "--unshare-pid", "--unshare-net", "--unshare-ipc",
            "--die-with-parent", "--new-session", "--cap-drop", "ALL",
            *(word for each in powers for word in ("--cap-add", each)),
            python, "-m", "pytest", "-q", "-p", "no:cacheprovider", *worker]  # fmt: skip
    env = {"PATH": "/usr/bin:/bin", "HOME": "/tmp", "LANG": "C.UTF-8",
           "PYTHONPATH": f"{LIBRARY}:{HELPERS}", "PYTHONDONTWRITEBYTECODE": "1"}  # fmt: skip
    try:
        subprocess.run(line, env=env, capture_output=True, stdin=subprocess.DEVNULL,
                       timeout=SECONDS)  # fmt: skip
        found = json.loads((root / "autograder_results.json").read_text(encoding="utf-8"))
        return float(sum(test["points"] for test in found["tests"]))
    except (subprocess.TimeoutExpired, OSError, ValueError, KeyError):
        return 0.0
