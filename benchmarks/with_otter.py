"""Otter-Grader on a class: its API for several submissions in one process, and ``otter run``.

``python -m benchmarks.with_otter ZIP NOTEBOOK...`` runs in Otter's own virtual environment; it
grades with the API and prints seconds and points of each as JSON.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.paths import BENCH, ROOT

VENV = BENCH / "venv"
OTTER = "otter-grader==7.0.0"
NEEDED = ("ipykernel", "matplotlib", "scipy", "tqdm", "pooch")  # and NumPy and msgpack, as here
FILE = '''"""Generated: the hidden checks of one exercise."""
from otter.test_files import test_case

from benchmarks.kernel import passed

OK_FORMAT = False
name = "{exercise}"
points = None
'''
CASE = """

@test_case(points={points!r}, hidden=True, name="{check}")
def test_{check}(env):
    assert passed("{assignment}", "{exercise}", "{check}", env)
"""


def environment() -> dict[str, str]:
    """Return the environment of Otter's processes: kernels import the checks from the project."""
    kept = {key: os.environ[key] for key in ("HOME", "LANG", "TMPDIR") if key in os.environ}
    path = f"{VENV / 'bin'}:{os.environ.get('PATH', '')}"
    return kept | {"PATH": path, "PYTHONPATH": str(ROOT), "COURSE_OFFLINE": "1",
                   "JUPYTER_PREFER_ENV_PATH": "1"}  # fmt: skip


def install() -> None:
    """Make the virtual environment once; RuntimeError where that fails."""
    wanted = [OTTER, *NEEDED, *(f"{each}=={version(each)}" for each in ("numpy", "msgpack"))]
    mark = VENV / "installed.txt"
    if mark.is_file() and mark.read_text() == "\n".join(wanted):
        return
    _run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    _run([str(VENV / "bin/python"), "-m", "pip", "install", "--quiet",
          "--disable-pip-version-check", *wanted])  # fmt: skip
    (VENV.parent / ".gitignore").write_text("*\n")
    mark.write_text("\n".join(wanted))


def _run(line: list[str], folder: Path | None = None) -> str:
    done = subprocess.run(line, cwd=folder, env=environment(), stdin=subprocess.DEVNULL,
                          capture_output=True, text=True)  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{Path(line[0]).name} failed: {(done.stderr or done.stdout)[-1000:]}")
    return done.stdout


def make_zip(folder: Path, assignment: str) -> Path:
    """Write a test file for each exercise and have Otter pack its autograder."""
    from autograder.course.course import Course
    from benchmarks.inprocess import Checks

    found = Course(ROOT).assignment(assignment)
    (folder / "tests").mkdir(parents=True)
    for exercise, shares in Checks(found).weights().items():
        text = FILE.format(exercise=exercise)
        unit = found.points[exercise] / sum(shares.values())
        names = {"assignment": assignment, "exercise": exercise}
        text += "".join(CASE.format(**names, check=check, points=weight * unit)
                        for check, weight in shares.items())  # fmt: skip
        (folder / "tests" / f"{exercise}.py").write_text(text)
    # Otter takes what lies in its working directory
    beside = shutil.copytree(found.folder / "helpers", folder / "helpers")
    helpers = [str(path.relative_to(folder)) for path in beside.iterdir() if path.is_file()]
    _run([str(VENV / "bin/otter"), "generate", "-t", "tests", "-o", "autograder.zip",
          "--no-environment", *helpers], folder)  # fmt: skip
    return folder / "autograder.zip"


def grade_by_api(package: Path, notebooks: list[Path]) -> list[tuple[float, float]]:
    """Return seconds and points of each submission, all graded in one process."""
    line = [str(VENV / "bin/python"), "-m", "benchmarks.with_otter", str(package)]
    told = _run([*line, *map(str, notebooks)], package.parent)
    return [tuple(each) for each in json.loads(told.splitlines()[-1])]


def grade_by_command(package: Path, notebook: Path) -> tuple[float, float]:
    """Return seconds and points of one submission, graded by a process of its own."""
    out = package.parent / "out"
    out.mkdir(exist_ok=True)
    start = time.perf_counter()
    _run([str(VENV / "bin/otter"), "run", str(notebook), "-a", str(package), "-o", str(out)])
    seconds = time.perf_counter() - start
    tests: list[dict[str, Any]] = json.loads((out / "results.json").read_text())["tests"]
    return seconds, round(sum(test.get("score", 0) for test in tests), 2)


def main(package: str, *notebooks: str) -> None:
    """Grade with Otter's API, one submission after the other."""
    from otter.api import grade_submission

    found = []
    for notebook in notebooks:
        start = time.perf_counter()
        results = grade_submission(notebook, package, quiet=True)
        found.append((time.perf_counter() - start, round(float(results.total), 2)))
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
