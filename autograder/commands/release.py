"""``autograder release``: generates ``release/`` and ``solutions/`` from ``source/``."""

import argparse
import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.commands import OK, tutor
from autograder.course.course import Course, CourseError
from autograder.course.folders import CourseFolders, Step
from autograder.course.settings import Grading, load_config

if TYPE_CHECKING:
    from traitlets.config import Config

STAMP = "source_sha256"
CELL_SECONDS = 600  # for a cell of the solutions; nbgrader's 30 are too few on a busy machine
IGNORED = {"__pycache__", ".ipynb_checkpoints", "datasets"}


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.description = (
        "Generate release/ and solutions/ from source/ with nbgrader; the solutions "
        "are run, offline."
    )


def run(options: argparse.Namespace, course: Course, config: "Config") -> int:
    """Generate all assignments' releases and solutions in the course at hand."""
    for assignment in course.names:
        print(f"{assignment}: release and solutions …", flush=True)
        generate(course, assignment)
    page = Path(_folders(course).of(Step.RELEASE, ".", "."), tutor.NAME)
    # with the known mistakes of this course's own exercises
    whole = Grading(config=config).course(course.root)
    page.write_text(tutor.tutor_page(whole), encoding="utf-8")
    return OK


def fingerprint(course: Course, assignment: str) -> str:
    """Return a hash of everything that a release is made from."""
    digest = hashlib.sha256()
    for name, content in sorted(_contents(course.notebooks(assignment)[0].folder).items()):
        digest.update(name.encode() + b"\0" + content)
    return digest.hexdigest()


def generate(course: Course, assignment: str) -> None:
    """Generate the release and the executed solutions of one assignment into the course."""
    from nbgrader.apps import NbGraderAPI
    from nbgrader.converters import GenerateSolution
    from nbgrader.coursedir import CourseDirectory

    # nothing is downloaded: the same solutions everywhere
    os.environ["COURSE_OFFLINE"] = "1"
    config = load_config(course)
    reply = NbGraderAPI(config=config).generate_assignment(assignment)
    if not reply["success"]:
        raise CourseError(f"generate_assignment failed: {reply.get('error') or reply.get('log')}")
    config.CourseDirectory.assignment_id = assignment
    config.Execute.timeout = CELL_SECONDS
    converter = GenerateSolution(coursedir=CourseDirectory(config=config), config=config)
    converter.force = True
    converter.start()
    _finish(course, assignment)


def _folders(course: Course) -> CourseFolders:
    return CourseFolders(course.root, load_config(course))


def _finish(course: Course, assignment: str) -> None:
    """Stamp the solutions with what they were made from; refuse them where a cell failed."""
    for each in course.notebooks(assignment):
        path = _folders(course).notebook(Step.SOLUTION, ".", assignment, each.stem)
        _finish_one(path, fingerprint(course, assignment))


def _finish_one(path: Path, stamp: str) -> None:
    notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for number, cell in enumerate(notebook["cells"], 1):
        for output in cell.get("outputs", []):
            if output["output_type"] == "error":
                what = f"{output['ename']}: {output['evalue']}"
                raise CourseError(f"cell {number} of {path} fails: {what}")
        if "outputs" in cell:
            cell["outputs"] = _settled(cell["outputs"])
        # timestamps, new in every run
        cell["metadata"].pop("execution", None)
    notebook["metadata"][STAMP] = stamp
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _settled(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return outputs as a terminal would show them in the end: progress bars gone."""
    joined: list[dict[str, Any]] = []
    for output in outputs:
        if output["output_type"] != "stream":
            joined.append(output)
        elif joined and joined[-1].get("name") == output["name"]:
            joined[-1]["text"] += "".join(output["text"])
        else:
            joined.append({**output, "text": "".join(output["text"])})
    for output in joined:
        if output["output_type"] == "stream":
            lines = output["text"].split("\n")
            output["text"] = "\n".join(line.rpartition("\r")[2].rstrip() for line in lines)
    return [output for output in joined if output.get("text") != ""]


def stale(course: Course, assignment: str) -> list[str]:
    """Return the files of ``release/`` and ``solutions/`` that no longer fit ``source/``."""
    return [*_stale_release(course, assignment), *_stale_solutions(course, assignment)]


def _stale_release(course: Course, assignment: str) -> list[str]:
    from nbgrader.apps import NbGraderAPI

    folders = _folders(course)
    committed, sources = folders.of(Step.RELEASE, ".", assignment), folders.name(Step.SOURCE)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder).resolve()
        shutil.copy(course.root / "nbgrader_config.py", copy)
        ignore = shutil.ignore_patterns(*IGNORED)
        shutil.copytree(course.root / sources, copy / sources, ignore=ignore)
        reply = NbGraderAPI(config=load_config(Course(copy))).generate_assignment(assignment)
        if not reply["success"]:
            return [f"{sources}/{assignment}: nbgrader cannot generate it: {reply.get('error')}"]
        new = _contents(_folders(Course(copy)).of(Step.RELEASE, ".", assignment))
    old = _contents(committed)
    names = sorted(name for name in new.keys() | old.keys() if new.get(name) != old.get(name))
    return [f"release/{assignment}/{name}" for name in names]


def _contents(folder: Path) -> dict[str, bytes]:
    """Return what a release is made from or made of, by path inside ``folder``."""
    files = {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}
    return {
        name.as_posix(): path.read_bytes()
        for name, path in files.items()
        if not IGNORED & set(name.parts)
    }


def _stale_solutions(course: Course, assignment: str) -> list[str]:
    stamp, found = fingerprint(course, assignment), []
    for each in course.notebooks(assignment):
        path = _folders(course).notebook(Step.SOLUTION, ".", assignment, each.stem)
        try:
            notebook = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            notebook = {"metadata": {}}
        if notebook["metadata"].get(STAMP) != stamp:
            found.append(f"solutions/{assignment}/{path.name}")
    return found
