"""Stock nbgrader on a class: hidden tests in the cells of the source notebook, a kernel each.

``python -m benchmarks.with_nbgrader FOLDER ASSIGNMENT`` grades the course in a folder, in one
process as ``nbgrader autograde`` does, and prints the seconds of each submission as JSON.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.classes import Notebook, hand_in, make_course
from benchmarks.paths import ROOT

CONFIG = """c = get_config()
c.CourseDirectory.course_id = "stock"
c.ClearMarkScheme.enforce_metadata = False
"""
TEST = """### BEGIN HIDDEN TESTS
from benchmarks.kernel import points
points("{}", "{}", globals())
### END HIDDEN TESTS"""


def with_hidden_tests(notebook: Notebook, assignment: str, experiments: bool) -> Notebook:
    """Return the source notebook as its author would write it for stock nbgrader.

    The hidden tests stand in the test cells, whose last line is the points earned. What only runs
    an experiment is left out unless asked for, and so is the student's visible check.
    """
    cells = []
    for cell in notebook["cells"]:
        meta = cell["metadata"].get("nbgrader", {})
        experiment = cell["cell_type"] == "code" and meta.get("locked") and not meta.get("grade")
        if experiment and not experiments and "setup" not in cell["metadata"].get("tags", []):
            continue
        if meta.get("grade") and not meta.get("solution"):
            exercise = meta["grade_id"].removeprefix("test_")
            cell = cell | {"source": TEST.format(assignment, exercise)}
        cells.append(cell)
    return notebook | {"cells": cells}


def prepare(root: Path, assignment: str, count: int, experiments: bool) -> None:
    """Make a stock course with a class of ``count`` handed in."""
    make_course(
        root, assignment, CONFIG, lambda each: with_hidden_tests(each, assignment, experiments)
    )
    hand_in(root, assignment, count)


def environment() -> dict[str, str]:
    """Return the environment for tools whose kernels import the checks; nothing is downloaded."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "LANG", "TMPDIR") if key in os.environ}
    scripts = str(Path(sys.executable).parent)
    return kept | {"PATH": f"{scripts}:{kept.get('PATH', '')}", "PYTHONPATH": str(ROOT),
                   "COURSE_OFFLINE": "1", "JUPYTER_PREFER_ENV_PATH": "1"}  # fmt: skip


def grade(root: Path, assignment: str) -> dict[str, Any]:
    """Grade a prepared course in a process of its own; return the seconds of each submission."""
    line = [sys.executable, "-m", "benchmarks.with_nbgrader", str(root), assignment]
    done = subprocess.run(
        line, cwd=root, env=environment(), stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"stock nbgrader failed: {done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def main(root: str, assignment: str) -> None:
    """Grade all that is handed in, one after the other."""
    start = time.perf_counter()
    from nbgrader.apps import NbGraderAPI
    from traitlets.config.loader import PyFileConfigLoader

    config = PyFileConfigLoader("nbgrader_config.py", root).load_config()
    config.CourseDirectory.root = root
    api = NbGraderAPI(config=config)
    seconds = {"import": time.perf_counter() - start, "each": {}}
    for folder in sorted(Path(root, "submitted").glob(f"*/{assignment}")):
        start = time.perf_counter()
        reply = api.autograde(assignment, folder.parent.name, force=False, create=True)
        if not reply["success"]:
            sys.exit(f"not graded: {reply}")
        seconds["each"][folder.parent.name] = time.perf_counter() - start
    print(json.dumps(seconds))


if __name__ == "__main__":
    main(*sys.argv[1:])
