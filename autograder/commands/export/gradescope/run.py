"""Runs on Gradescope: grades what was handed in, and writes results.json whatever happens.

The archive's scripts call it as a module, ``run grade ROOT`` and ``run learn ROOT``.
"""

import json
import logging
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.commands.export.gradescope import results_json
from autograder.commands.output import files
from autograder.course.course import Assignment, Course
from autograder.grading.grader import Grader
from autograder.sandbox.exceptions import BoxError
from autograder.sandbox.limits import Level, Limits
from autograder.sandbox.untrusted_text import clean
from autograder.submission.cells import extract_cells
from autograder.submission.read import UnreadableSubmission, read_notebook

SETTINGS = "settings.json"
CLUTTER = {".ipynb_checkpoints", "__MACOSX"}
MOST_NAMES = 5  # of files that a message tells


class Nothing(Exception):
    """The submission holds nothing to grade; the message tells its student what to do."""


@dataclass(frozen=True)
class Archive:
    """The unpacked archive: where it lies and how it grades."""

    source: Path
    settings: dict[str, Any]

    @classmethod
    def at(cls, source: Path) -> "Archive":
        """Return the archive in a folder."""
        return cls(source, json.loads((source / SETTINGS).read_text(encoding="utf-8")))

    def grader(self) -> Grader:
        """Return a grader; BoxError where the machine is less than sealed."""
        course = Course(self.source / "course", self.source / self.settings["suites"])
        return Grader(
            course.assignment(self.settings["assignment"]),
            max(Level.SEALED, Level.named(self.settings["isolation"])),
            Limits(**self.settings["limits"]),
            self.settings["seed"],
        )


def grade(archive: Archive, submission: Path) -> dict[str, Any]:
    """Return the results of a submitted folder, as Gradescope takes them."""
    wanted, points = archive.settings["notebook"], archive.settings["max_score"]
    try:
        path, note = find_notebook(submission, wanted)
        notebook = read_notebook(path)
    except Nothing as why:
        return results_json.of_nothing(str(why), points)
    except UnreadableSubmission as why:
        return results_json.of_nothing(f"{why}.", points)
    with archive.grader() as grader:
        cells = extract_cells(notebook, grader.assignment)
        graded = grader.grade_cells(cells, path.name)
        if graded.wrong_file:
            return results_json.of_nothing(graded.wrong_file, points)
        told = " ".join(filter(None, (_unmarked(grader.assignment), note)))
        return results_json.of_graded(graded, told, grader.level.name.lower())


def _unmarked(assignment: Assignment) -> str:
    """Return what is said where the notebook has written questions: these a person marks."""
    cells = (cell["metadata"].get("nbgrader", {}) for cell in assignment.source["cells"])
    written = any(
        about.get("task") or (about.get("grade") and about.get("solution")) for about in cells
    )
    return "Written answers are not marked here." if written else ""


def find_notebook(submission: Path, wanted: str) -> tuple[Path, str]:
    """Return the notebook to grade, and what to say where it is called otherwise; or Nothing."""
    files = list(_files(submission))
    found = [path for path in files if path.suffix.lower() == ".ipynb"]
    named = [path for path in found if path.name == wanted]
    chosen = named if len(named) == 1 else found
    if not chosen:
        there = f" There is: {_listed(files)}." if files else ""
        raise Nothing(f"there is no notebook in it. Hand in {wanted}.{there}")
    if len(chosen) > 1:
        raise Nothing(f"it holds several notebooks ({_listed(chosen)}). Hand in {wanted} alone.")
    (path,) = chosen
    odd = path.name != wanted
    return path, f"Graded was '{clean(path.name, 60)}'; better call it {wanted}." if odd else ""


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        inner = path.relative_to(folder)
        clutter = CLUTTER & set(inner.parts) or path.name.startswith(".")
        if not clutter and (path.is_symlink() or not path.is_dir()):
            yield path


def _listed(paths: list[Path]) -> str:
    more = f" and {len(paths) - MOST_NAMES} more" if len(paths) > MOST_NAMES else ""
    return ", ".join(f"'{clean(path.name, 60)}'" for path in paths[:MOST_NAMES]) + more


def learn(archive: Archive) -> None:
    """Run the known mistakes once, when the image is built, and not with each submission."""
    try:
        with archive.grader() as grader:
            grader.diagnoses.learn()
            print(f"isolation: {grader.level.words}")
    except BoxError as error:  # it may well be there when submissions are graded
        print(f"while the image is built nothing can be graded: {error}")


def main(arguments: list[str]) -> int:
    """Do what the archive's scripts ask for; return the exit code."""
    # stderr: only instructors see it
    logging.basicConfig(level=logging.ERROR)
    root = Path(arguments[1])
    if arguments[0] == "learn":
        learn(Archive.at(root / "source"))
        return 0
    try:
        made = grade(Archive.at(root / "source"), root / "submission")
    except Exception as error:  # whatever it is, a person must be told, and no student get a zero
        logging.exception("nothing was graded")
        made = results_json.of_fault(f"{type(error).__name__}: {error}")
    text = json.dumps(made, indent=1, allow_nan=False)
    files.write(root / "results" / "results.json", text.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
