"""Shows that two checkouts of the project give one class of 100 the same grades and feedback.

    python same_grades.py --make CLASS_FOLDER PROJECT    # once, from the tree before
    python same_grades.py CLASS_FOLDER PROJECT INTO      # for each tree, with its .venv's python
    diff -r INTO_BEFORE INTO_AFTER                       # says nothing

INTO is a new folder; both have one parent, so that the courses lie at the same path. It gets the
gradebook's scores and comments, the results that grading leaves in the autograded notebooks, what
`autograder grade` prints, and the feedback pages as they are. Left out is what depends on time or
on the program's text: the seconds, and the receipt's hashes of engine and suites. Two attacks are
not in the class: `masked_array` returns memory that nobody has set, so that its feedback changes
from run to run, and `interpreter_paths` makes its feedback list the modules of the sandbox.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

COURSES = {"real": ("regularization", "dropout"), "toy": ("arithmetic",)}
BANK, HOSTILE, MALFORMED = 28, 38, 20  # beside the 14 students of the demonstration
COMPILED = shutil.ignore_patterns("__pycache__")
LEFT_OUT = ("masked_array", "interpreter_paths")
TIME = "2026-03-02 10:{:02}:00.000000 UTC\n"  # handed in with every third student's work
SETTINGS = {
    "real": "\nc.Grading.call_seconds = 1.0\n",
    "toy": """
c.Grading.suites = str(Path(__file__).resolve().parent / "hidden")
c.Grading.call_seconds = c.Grading.cell_seconds = 1.0
c.Grading.submission_seconds = 10.0
c.Grading.memory_mb = 256
""",
}
HASHES = {"engine", "suites", "shared", "checks", "mistakes"}
SCORE = ("auto_score", "max_score", "needs_manual_grade")
CELLS = """
    SELECT student_id, base_cell.name, {} FROM {} AS cell
    JOIN submitted_notebook ON cell.notebook_id = submitted_notebook.id
    JOIN submitted_assignment ON submitted_notebook.assignment_id = submitted_assignment.id
    JOIN assignment ON submitted_assignment.assignment_id = assignment.id
    JOIN base_cell ON cell.cell_id = base_cell.id
    LEFT JOIN grade_cells ON grade_cells.id = base_cell.id WHERE assignment.name = ?
"""


def make(folder: Path, project: Path) -> None:
    """Write the class's notebooks into a folder: with the modules of the tree before."""
    sys.path.insert(0, str(project))
    from autograder.demo import CLASSES
    from autograder.demo.notebooks import fill_in
    from tests.hostile.support.cases import cases

    from autograder.course import Course
    from tests import notebooks

    def place(student: str, assignment: str) -> Path:
        path = folder / "submitted" / student / assignment / f"{assignment}.ipynb"
        path.parent.mkdir(parents=True)
        return path

    for name, simulated in CLASSES.items():
        assignment = Course(project).assignment(name)
        released = project / "release" / name / f"{name}.ipynb"
        for each in simulated.students:
            path = shutil.copy(released, place(each.name, name))
            fill_in(path, assignment, each.work, simulated.answers, each.deleted)
        for number in range(BANK):  # all code from the banks; every second one leaves the questions
            work = {exercise: bank(project, exercise)[number] for exercise in assignment.points}
            path = shutil.copy(released, place(f"bank {number:02}", name))
            fill_in(path, assignment, work, simulated.answers if number % 2 else {})
    for case in spread([case for case in cases() if case.slug not in LEFT_OUT], HOSTILE):
        notebooks.write(place(f"hostile {case.slug}", "arithmetic"), case.notebook())
    for path in spread(sorted(project.glob("tests/malformed/*.ipynb")), MALFORMED):
        shutil.copy(path, place(f"malformed {path.stem}", "arithmetic"))
    shutil.copytree(project / "tests/toy/source", folder / "toy", ignore=COMPILED)
    notebooks.write(folder / "toy/arithmetic/arithmetic.ipynb", notebooks.toy())
    students = sorted(folder.glob("submitted/*"))
    for number, student in enumerate(students):
        for work in student.iterdir() if number % 3 == 0 else ():
            (work / "timestamp.txt").write_text(TIME.format(number % 60), encoding="utf-8")
    print(f"{len(students)} students, {len(list(folder.glob('submitted/*/*')))} submissions")


def bank(project: Path, exercise: str) -> list[str]:
    """Return entries of an exercise's banks, one for each student who hands such entries in."""
    kinds = ("misconceptions", "alternatives")
    found = [(kind, project.glob(f"autograder/{kind}/{exercise}/*.py")) for kind in kinds]
    return spread([f"{kind}/{path.stem}" for kind, paths in found for path in sorted(paths)], BANK)


def spread(items: Sequence[Any], count: int) -> list[Any]:
    """Return so many of the items, at even distances."""
    return [items[number * len(items) // count] for number in range(count)]


def open_course(root: Path, which: str, folder: Path, project: Path) -> None:
    """Make a course with the project's settings, its sources or the toy's, and the class's work."""
    shutil.copytree(folder / "submitted", root / "submitted")
    source = folder / "toy" if which == "toy" else project / "source"
    shutil.copytree(source, root / "source", ignore=COMPILED)
    if which == "toy":
        places = ("attacks/toy/exercises", "hostile/toy/exercises", "hostile/toy/suites")
        tests = [project / "tests" / place for place in places]
        shutil.copytree(next(filter(Path.is_dir, tests)), root / "hidden", ignore=COMPILED)
    settings = (project / "nbgrader_config.py").read_text(encoding="utf-8") + SETTINGS[which]
    (root / "nbgrader_config.py").write_text(settings, encoding="utf-8")


def grade(root: Path, assignment: str, project: Path, cache: Path) -> str:
    """Release, grade and write feedback with the project's programs; return what grading prints."""
    programs = project / ".venv/bin"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment["PATH"] = f"{programs}{os.pathsep}{environment['PATH']}"
    environment["AUTOGRADER_CACHE"] = str(cache)

    def run(program: str, *options: str, codes: tuple[int, ...] = (0,)) -> str:
        command = [str(programs / program), *options]
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
        if done.returncode not in codes:
            raise SystemExit(f"{program} {' '.join(options)} failed:\n{done.stderr}")
        return f"{done.stdout}\n{done.stderr}\nexit code {done.returncode}\n"

    place = run("python", "-c", "import autograder; print(autograder.__file__)")
    if not place.startswith(str(project / "autograder")):
        raise SystemExit(f"{programs} runs another checkout: {place}")
    run("nbgrader", "generate_assignment", assignment)
    printed = run("autograder", "grade", assignment, "--jobs", "2", codes=(0, 1))  # 1: some refused
    run("nbgrader", "generate_feedback", assignment)
    return printed


def collect(root: Path, assignment: str, into: Path) -> None:
    """Write what the gradebook, the notebooks and the feedback of an assignment hold."""
    scores, comments, results = defaultdict(dict), defaultdict(dict), {}
    with closing(sqlite3.connect(root / "gradebook.db")) as book:
        query = CELLS.format(", ".join(SCORE), "grade")
        for student, cell, *values in book.execute(query, [assignment]):
            scores[student][cell] = dict(zip(SCORE, values, strict=True))
        query = CELLS.format("auto_comment", "comment")
        for student, cell, comment in book.execute(query, [assignment]):
            comments[student][cell] = comment
    for path in root.glob(f"autograded/*/{assignment}/{assignment}.ipynb"):
        result = json.loads(path.read_text(encoding="utf-8"))["metadata"]["autograder"]
        receipt = {key: each for key, each in result["receipt"].items() if key not in HASHES}
        del result["seconds"]
        results[path.parent.parent.name] = result | {"receipt": receipt}
    for name, held in {"scores": scores, "comments": comments, "results": results}.items():
        text = json.dumps(held, indent=1, sort_keys=True) + "\n"
        (into / f"{name}.json").write_text(text, encoding="utf-8")
    for page in root.glob(f"feedback/*/{assignment}/*.html"):
        copy = into / "feedback" / page.parent.parent.name / page.name
        copy.parent.mkdir(parents=True)
        shutil.copy(page, copy)


def record(folder: Path, project: Path, into: Path) -> None:
    """Grade the class with a project's programs, and write what it gets into a new folder."""
    into.mkdir(parents=True)
    root, cache = into.parent / "course", into.parent / "cache"
    for left in (root, cache):
        shutil.rmtree(left, ignore_errors=True)
    for which, assignments in COURSES.items():
        open_course(root / which, which, folder, project)
        for assignment in assignments:
            printed = grade(root / which, assignment, project, cache)
            (into / assignment).mkdir()
            (into / assignment / "printed.txt").write_text(printed, encoding="utf-8")
            collect(root / which, assignment, into / assignment)


if __name__ == "__main__":
    match [Path(each).resolve() for each in sys.argv[1:] if each != "--make"]:
        case [folder, project] if sys.argv[1] == "--make":
            make(folder, project)
        case [folder, project, into]:
            record(folder, project, into)
        case _:
            sys.exit(__doc__)
