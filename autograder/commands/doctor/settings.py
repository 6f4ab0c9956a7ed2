"""The course's settings: its name, the plug-in, the seed, and the folders that are written."""

import os
from collections.abc import Iterator
from pathlib import Path

from autograder.commands.doctor.findings import Finding, Place, fail, ok, warn

CONFIG = "nbgrader_config.py"
PLUG_INS = {
    "autograde_preprocessors": ("GradeInSandbox", "SaveGrades"),
    "sanitize_preprocessors": ("RestoreCells",),
}
# names that a configuration of before the rooms may still have
MOVED = {
    "autograder.tidy.TidyExporter": "autograder.gradebook.TidyExporter",
    "autograder.indexes": "autograder.gradebook",
    "autograder.feedback_page.": "autograder.feedback.",
    "autograder.next_steps.": "autograder.feedback.",
    "autograder.sanitise.": "autograder.feedback.",
}
A_SEED = 'python -c "import secrets; print(secrets.randbits(64))"'


def course(place: Place) -> Iterator[Finding]:
    """Find the course and run its configuration."""
    if moved := [*_moved(place.root / CONFIG)]:
        yield from moved
        return
    names = place.course.names
    place.config  # noqa: B018  (it raises what is wrong with it)
    if names:
        yield ok("course", f"{place.root}: {', '.join(names)}")
    else:
        remedy = "put the first one into source/NAME/NAME.ipynb"
        yield warn("course", f"{place.root} has no assignment in source/", remedy)


def _moved(config: Path) -> Iterator[Finding]:
    """Yield the lines that name a module of ours by where it was: with these nothing runs."""
    for number, line in enumerate(config.read_text(encoding="utf-8").splitlines(), 1):
        for old, new in MOVED.items():
            if old in line and not line.lstrip().startswith("#"):
                words = f"line {number} of {CONFIG} names {old.rstrip('.')}, which has moved"
                yield fail("course", words, f"write there: {line.strip().replace(old, new)}")


def course_id(place: Place) -> Iterator[Finding]:
    """Ask for the name without which nbgrader's exchange does nothing."""
    from nbgrader.coursedir import CourseDirectory

    if name := CourseDirectory(config=place.config).course_id:
        yield ok("course_id", f"'{name}'")
    else:
        yield warn(
            "course_id",
            "it is not set: nothing can be released, fetched or collected",
            f"in {CONFIG}: c.CourseDirectory.course_id = 'a-name-of-your-own'",
        )


def plug_in(place: Place) -> Iterator[Finding]:
    """Look for our steps in nbgrader's lists: without them submissions run in a kernel."""
    from nbgrader.converters import Autograde

    lists = Autograde(config=place.config)
    for which, wanted in PLUG_INS.items():
        steps = [str(getattr(step, "__name__", step)) for step in getattr(lists, which)]
        there = {step.rpartition(".")[2] for step in steps}
        for name in wanted:
            if name not in there:
                yield fail(
                    "plug-in",
                    f"c.Autograde.{which} lacks autograder.gradebook.{name}: 'nbgrader autograde' "
                    "and formgrader would grade in a kernel, unprotected",
                    f"in {CONFIG}, above your own settings: from autograder.gradebook import "
                    "configure; configure(c)",
                )
                return
    yield ok("plug-in", "'nbgrader autograde' and formgrader grade in the sandbox")


def seed(place: Place) -> Iterator[Finding]:
    """Warn of the seed that everybody knows."""
    from autograder.course.settings import Grading

    if Grading(config=place.config).seed == Grading.seed.default_value:
        words = "it is the one of the project: who has its code can work out the hidden inputs"
        remedy = f"{A_SEED}   and write the number into {CONFIG}: c.Grading.seed = …"
        yield warn("seed", words, remedy)
    else:
        yield ok("seed", "the course's own")


def folders(place: Place) -> Iterator[Finding]:
    """See whether what nbgrader and grading write can be written."""
    from autograder.course.folders import CourseFolders, Step

    names = CourseFolders(place.root, place.config)
    written = [names.name(step) for step in (Step.SUBMITTED, Step.AUTOGRADED, Step.FEEDBACK)]
    bad = 0
    for path in (place.root, *(place.root / name for name in written)):
        if why := _unusable(path):
            bad += 1
            remedy = f"ls -ld '{path}'   and make it a folder that you may write to"
            yield fail("folders", f"{path.name}/ {why}", remedy)
    if not bad:
        yield ok("folders", f"the course, {', '.join(written)} can be written")


def _unusable(path: Path) -> str:
    if not path.exists() and not path.is_symlink():
        # made when it is needed
        return ""
    if not path.is_dir():
        return "is not a folder"
    return "" if os.access(path, os.W_OK | os.X_OK) else "cannot be written"
