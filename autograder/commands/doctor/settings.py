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
# what keeps pages that show a student's text harmless, each with the line that sets it
PAGES = {
    "filters": (
        "HTML of students would act in the browser of who marks or reads it",
        'c.HTMLExporter.filters = {name: f"autograder.feedback.{name}" for name in '
        '("markdown2html", "highlight_code", "strip_files_prefix")}',
    ),
    "template_file": (
        "pictures in answers would load from anywhere in formgrader",
        "from autograder.feedback import WITH_POLICY; "
        'c.HTMLExporter.template_file = "with_policy.html.j2"; '
        "c.HTMLExporter.extra_template_paths = [WITH_POLICY]",
    ),
    "exclude_raw": (
        "raw cells of students would be put into pages as they are",
        "c.HTMLExporter.exclude_raw = True",
    ),
    "preprocessors": (
        "figures that students handed in are missing in feedback and formgrader",
        'c.HTMLExporter.preprocessors = ["autograder.feedback.AsHandedIn"]',
    ),
}
# names that a configuration of before the rooms may still have
MOVED = {
    "autograder.tidy.TidyExporter": "autograder.gradebook.TidyExporter",
    "autograder.indexes": "autograder.gradebook",
    "autograder.feedback_page.": "autograder.feedback.",
    "autograder.next_steps.": "autograder.feedback.",
    "autograder.sanitise.": "autograder.feedback.",
}
# nbgrader's settings that our commands do not read, and what holds in their place
UNREAD = {
    "CourseDirectory.assignment_id": "a command is told the assignment",
    "CourseDirectory.notebook_id": "a submission is graded as a whole",
    "CourseDirectory.include": "all is copied but what c.CourseDirectory.ignore names",
    "CourseDirectory.max_file_size": "100 MiB and 1000 files beside a notebook; nbgrader's "
    "exchange reads it",
    "CourseDirectory.max_dir_size": "100 MiB and 1000 files beside a notebook; nbgrader's "
    "exchange reads it",
    "Autograde.pre_convert_hook": "'nbgrader autograde' calls it, and what is not isolated",
    "Autograde.post_convert_hook": "'nbgrader autograde' calls it, and what is not isolated",
    "BaseConverter.pre_convert_hook": "'nbgrader autograde' calls it, and what is not isolated",
    "BaseConverter.post_convert_hook": "'nbgrader autograde' calls it, and what is not isolated",
    "BaseConverter.force": "--force says it",
    "Autograde.force": "--force says it",
    "Execute.timeout": "c.Grading.cell_seconds and the other limits hold",
    "ExecutePreprocessor.timeout": "c.Grading.cell_seconds and the other limits hold",
    "Execute.error_on_timeout": "feedback says which limit was hit",
    "Execute.extra_arguments": "no kernel is started",
    "Execute.kernel_name": "no kernel is started",
    "NbGrader.logfile": "results are printed",
}
# what counts for assignments that are not isolated
READ_BY_NBGRADER = {name for name in UNREAD if name.startswith("Execute") or "_hook" in name}
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

    from autograder.course.settings import Grading

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
    outside = ", ".join(Grading(config=place.config).not_isolated)
    told = "'nbgrader autograde' and formgrader grade in the sandbox"
    yield ok("plug-in", f"{told}, all but {outside}" if outside else told)


def pages(place: Place) -> Iterator[Finding]:
    """Look for the settings that keep formgrader's pages, and feedback, harmless."""
    from autograder.feedback import WITH_POLICY

    held = place.config.HTMLExporter
    filters = dict(held.get("filters", {}))
    names = ("markdown2html", "highlight_code", "strip_files_prefix")
    sound = {
        "filters": all("autograder.feedback" in str(filters.get(name)) for name in names),
        "template_file": "template_file" in held
        and WITH_POLICY in held.get("extra_template_paths", []),
        "exclude_raw": held.get("exclude_raw") is True,
        "preprocessors": "AsHandedIn" in str(held.get("preprocessors")),
    }
    for name, (danger, line) in PAGES.items():
        if not sound[name]:
            words = f"c.HTMLExporter.{name} is not what came with the project: {danger}"
            yield warn("pages", words, f"write into {CONFIG}: {line}")
    if all(sound.values()):
        yield ok("pages", "what students write cannot act in formgrader and feedback")


def unread(place: Place) -> Iterator[Finding]:
    """Name what is set for nbgrader and changes nothing here."""
    from autograder.course.settings import Grading

    config = place.config
    sections = {name: name.partition(".") for name in UNREAD}
    there = [name for name, (section, _, key) in sections.items()
             if section in config and key in config[section]]  # fmt: skip
    if Grading(config=config).not_isolated:
        # nbgrader's own converter reads them
        there = [name for name in there if name not in READ_BY_NBGRADER]
    for name in there:
        words = f"c.{name} is set, but 'autograder' does not read it: {UNREAD[name]}"
        yield warn("settings", words, f"leave it for nbgrader, or take it out of {CONFIG}")
    if not there:
        yield ok("settings", "everything that is set for nbgrader is read")


def seed(place: Place) -> Iterator[Finding]:
    """Warn of the seed that everybody knows."""
    from autograder.course.settings import Grading

    if Grading(config=place.config).seed == Grading.seed.default_value:
        words = "it is the project's own: anyone with its code can work out the hidden inputs"
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
