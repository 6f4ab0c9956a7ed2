"""The attacks of ``tests/attacks`` on other graders and on this one: who gains marks?

Run it in the project's folder: ``python -m benchmarks.attacks``. Stock nbgrader runs a student's
code unprotected, PrairieLearn's Python grader in a process of its own. So all of it runs inside
bubblewrap: a temporary course is the only place that can be written to, there is no network, and
bombs are left out (``Stock: skip`` in an attack).
"""

import argparse
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from autograder.course.course import Assignment, Course
from autograder.grading.grader import Grader
from autograder.sandbox import launch
from autograder.sandbox.limits import Limits
from autograder.submission.cells import extract_cells
from benchmarks import with_prairielearn
from tests.attacks.support.cases import FOLDER, Case, cases
from tests.support import notebooks

ROOT = Path(__file__).resolve().parent.parent
TOY = ROOT / "tests/support/toy"
NOTEBOOK = Path("arithmetic/arithmetic.ipynb")
TESTS = {
    "double": "x = np.array([[0.5, -1.25, 3.0], [2.0, 7.5, -0.125]])\nkept = x.copy()\n"
    "expected = 2 * x\nassert np.allclose(double(x), expected)\n"
    "assert np.array_equal(x, kept)\nexpected = 7.0\nassert np.allclose(double(3.5), expected)",
    "negate": "x = np.array([[0.5, -1.25, 3.0], [2.0, 7.5, -0.125]])\nexpected = -x\n"
    "assert np.allclose(negate(x), expected)",
}
HIDDEN = "assert callable({})\n### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"
CONFIG = "c = get_config()\nc.CourseDirectory.course_id = 'toy'\nc.Execute.timeout = {}\n"
# After grading: a process that is left behind gets its time, as it would without a sandbox.
WAIT = "for i in 1 2 3; do set -- /proc/[0-9]*; if [ $# -gt 2 ]; then sleep 1; fi; done"
SCORES = """
SELECT a.student_id, SUM(COALESCE(g.manual_score, g.auto_score, 0)) FROM grade g
JOIN submitted_notebook n ON g.notebook_id = n.id
JOIN submitted_assignment a ON n.assignment_id = a.id GROUP BY a.student_id
"""


def limited() -> None:
    """Limit what one run of stock nbgrader may use."""
    amounts = {"AS": 6 * 2**30, "FSIZE": 64 * 2**20, "NOFILE": 1024, "CORE": 0}
    for kind, amount in amounts.items():
        resource.setrlimit(getattr(resource, f"RLIMIT_{kind}"), (amount, amount))


def stock(root: Path, seconds: float, *words: str) -> bool:
    """Run stock nbgrader in bubblewrap with ``root`` as the only writable folder."""
    shell = f'"$@"; code=$?; {WAIT}; exit $code'
    line = [launch.bubblewrap() or sys.exit("bubblewrap is not installed"),
            "--ro-bind", "/", "/", "--tmpfs", "/tmp", "--tmpfs", "/run", "--dev", "/dev",
            "--proc", "/proc", "--bind", str(root), str(root), "--chdir", str(root),
            "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL",
            "/bin/sh", "-c", shell, "sh", sys.executable, "-m", "nbgrader", *words]  # fmt: skip
    scripts = str(Path(sys.executable).parent)
    env = {"PATH": f"{scripts}:/usr/bin:/bin", "HOME": str(root / "home"), "LANG": "C.UTF-8"}
    try:
        done = subprocess.run(line, env=env, capture_output=True, stdin=subprocess.DEVNULL,
                              timeout=3 * seconds + 30, preexec_fn=limited)  # fmt: skip
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def stock_course(root: Path, seconds: float) -> None:
    """Make a course with hidden tests in its cells and two students graded already."""
    (root / "home").mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(CONFIG.format(int(seconds)), encoding="utf-8")
    source = notebooks.toy()
    for cell in source["cells"]:
        slug = cell["id"].removeprefix("test_")
        if cell["id"].startswith("test_"):
            cell["source"] = HIDDEN.format(slug, TESTS[slug])
        elif slug in TESTS:
            head, body = cell["source"].split("\n", 1)
            cell["source"] = f"{head}\n    ### BEGIN SOLUTION\n{body}\n    ### END SOLUTION"
    shutil.copytree(TOY / "source", root / "source")
    notebooks.write(root / "source" / NOTEBOOK, source)
    ok = stock(root, seconds, "generate_assignment", "arithmetic")
    half = notebooks.toy(negate="def negate(x):\n    return x")
    for student, content in {"ana": notebooks.toy(), "kim": half}.items():
        notebooks.write(root / "submitted" / student / NOTEBOOK, content)
    ok = ok and stock(root, seconds, "autograde", "arithmetic")
    if not ok or scores(root) != {"ana": 15, "kim": 10}:
        sys.exit(f"stock nbgrader does not grade an honest class: {scores(root)}")


def scores(root: Path) -> dict[str, float]:
    """Return what the gradebook says of each student."""
    with sqlite3.connect(root / "gradebook.db") as book:
        return dict(book.execute(SCORES).fetchall())


def on_stock(case: Case, course: Path, seconds: float) -> dict[str, Any]:
    """Grade one attack in a copy of the course; return who has which score afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "course"
        shutil.copytree(course, root, symlinks=True)
        notebooks.write(root / "submitted/eve" / NOTEBOOK, case.notebook())
        stock(root, seconds, "autograde", "arithmetic", "--student", "eve")
        try:
            found = scores(root)
        except sqlite3.Error:
            found = {}
    eve = found.pop("eve", 0.0)
    print(".", end="", file=sys.stderr, flush=True)
    return {"gains": eve > case.earns, "score": eve,
            "harms": found != {"ana": 15, "kim": 10}}  # fmt: skip


def toy(root: Path) -> Assignment:
    """Make the course for this grader."""
    shutil.copytree(TOY / "source", root / "source")
    notebooks.write(root / "source" / NOTEBOOK, notebooks.toy())
    return Course(root, FOLDER / "toy/exercises").assignment("arithmetic")


def here(tried: list[Case], assignment: Assignment) -> dict[str, float | None]:
    """Grade the attacks with this grader; return their scores."""
    with Grader(assignment, limits=Limits(call_seconds=0.5, cell_seconds=0.5)) as grader:
        return {case.slug: grader.grade_cells(extract_cells(case.notebook(), assignment),
                                              case.slug).score for case in tried}  # fmt: skip


def main() -> None:
    """Run the comparison and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, help="how many attacks to try (default: all)")
    parser.add_argument("--aim", nargs="*", default=["marks", "harm", "leak"])
    parser.add_argument("--only", nargs="*", help="the names of the attacks to try")
    parser.add_argument("--seconds", type=float, default=10, help="time limit of a cell on stock")
    parser.add_argument("--jobs", type=int, default=min(os.cpu_count() or 1, 4))
    parser.add_argument("--json", type=Path, help="also write the results to this file")
    options = parser.parse_args()
    allowed = [case for case in cases() if "Stock" not in case.fields]
    tried = [case for case in allowed if case.fields["Aim"] in options.aim and
             (not options.only or case.slug in options.only)][: options.count]  # fmt: skip
    with_prairielearn.install()
    with tempfile.TemporaryDirectory() as folder:
        assignment = toy(Path(folder) / "here")
        ours = here(tried, assignment)
        course, other = Path(folder) / "stock", Path(folder) / "prairielearn"
        stock_course(course, options.seconds)
        with_prairielearn.make_course(other, dict(assignment.points))
        with ThreadPoolExecutor(options.jobs) as pool:
            found = pool.map(lambda case: on_stock(case, course, options.seconds), tried)
            theirs = {case.slug: result for case, result in zip(tried, found, strict=True)}
            points = pool.map(lambda case: with_prairielearn.score(case, other), tried)
            third = {case.slug: score for case, score in zip(tried, points, strict=True)}
    if options.json:
        whole = {"stock": theirs, "prairielearn": third, "here": ours}
        options.json.write_text(json.dumps(whole, indent=1) + "\n")
    report(tried, theirs, third, ours)


def report(
    tried: list[Case],
    theirs: dict[str, Any],
    third: dict[str, float],
    ours: dict[str, float | None],
) -> None:
    """Print what succeeded, attack by attack, and the sums."""
    print(f"\n{'attack':38} {'earns':>5} {'stock':>6} {'PrairieLearn':>13} {'here':>5}  on stock")
    count: Counter[str] = Counter()
    for case in tried:
        result, other, score = theirs[case.slug], third[case.slug], ours[case.slug]
        told = {"gains": "gains marks", "harms": "changes other students' scores"}
        effects = [word for word in told if result[word]]
        gains_there = other > case.earns
        count.update(effects)
        count["there"] += gains_there
        count["here"] += score is not None and score > case.earns
        if effects or gains_there:
            shown = "-" if score is None else f"{score:g}"
            words = ", ".join(told[each] for each in effects)
            print(f"{case.slug:38} {case.earns:5g} {result['score']:6g} {other:13g} {shown:>5}  "
                  f"{words}")  # fmt: skip
    print(f"\n{len(tried)} attacks tried (bombs left out)")
    print(f"gain marks on stock nbgrader: {count['gains']}; on PrairieLearn's Python grader: "
          f"{count['there']}; here: {count['here']}")  # fmt: skip
    print(f"change other students' scores on stock nbgrader: {count['harms']}")


if __name__ == "__main__":
    main()
