"""The command line: ``autograder`` or ``python -m autograder``."""

import argparse
import json
import sys
import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from traitlets.config import Config

from autograder import __version__, progress, table
from autograder.course import Course, CourseError
from autograder.lean import import_quickly
from autograder.records import GradebookError
from autograder.sandbox.faults import BoxError
from autograder.sandbox.level import Level
from autograder.settings import Grading, load_config

# exit codes; replay and verify give the second where something does not hold
OK, SOME_NOT_GRADED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(prog="autograder", description="Grade NumPy notebooks safely.")
    top.add_argument("--version", action="version", version=f"autograder {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    grade = commands.add_parser(
        "grade",
        help="grade the class in submitted/, or loose notebook files",
        description="Without FILE, grade all of submitted/ into the gradebook; with FILEs, grade "
        "these notebooks and record nothing.",
    )
    grade.add_argument("assignment", metavar="ASSIGNMENT")
    grade.add_argument("files", metavar="FILE.ipynb", nargs="*", type=Path)
    grade.add_argument("--json", action="store_true", help="print one JSON object a line")
    grade.add_argument("--force", action="store_true", help="grade again what is graded already")
    grade.add_argument(
        "--student", metavar="NAME", action="append", help="grade this student's only; repeatable"
    )
    grade.add_argument(
        "--jobs", type=_count, metavar="N", help="processes that grade (default: one a core)"
    )
    grade.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="grade on a Dask cluster: tcp://host:port of its scheduler",
    )
    demo = commands.add_parser(
        "demo", help="show the whole life of the assignments on a simulated class"
    )
    demo.add_argument("--into", type=Path, help="an empty folder for it (default: a temporary one)")
    verify = commands.add_parser(
        "verify",
        help="prove the suites by wrong, right and mutated solutions",
        description="Prove the hidden suites: the reference, the untouched release, every "
        "misconception, every alternative and every mutant of the reference get what they should.",
    )
    verify.add_argument("assignment", metavar="ASSIGNMENT", nargs="?", help="(default: all)")
    verify.add_argument("--json", action="store_true", help="print one JSON object an exercise")
    replay = commands.add_parser(
        "replay",
        help="grade a recorded submission once more, from its receipt, and compare",
        description="Grade what was graded once more, with the recorded seed and limits; tell what "
        "has changed since and which checks end otherwise.",
    )
    replay.add_argument("student", metavar="STUDENT")
    replay.add_argument("assignment", metavar="ASSIGNMENT")
    replay.add_argument("--json", action="store_true", help="print one JSON object")
    db = commands.add_parser(
        "db",
        help="make an existing gradebook fast",
        description="optimize: add the indexes that nbgrader's gradebook lacks; safe to repeat.",
    )
    db.add_argument("action", choices=["optimize"])
    for command in (grade, demo, verify, replay, db):
        command.add_argument("--course", type=Path, default=Path(), help="the course's folder")
    for command in (grade, demo, verify, replay):
        command.add_argument(
            "--isolation",
            choices=[level.name.lower() for level in Level],
            help="the weakest isolation to accept (default: as configured)",
        )
    return top


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"a whole number from 1 is needed, not '{text}'")
    return int(text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0, or one that says why not (see above)."""
    options = parser().parse_args(arguments)
    import_quickly()
    for package in ("nbgrader", "nbformat"):  # known and harmless, and no news to an instructor
        warnings.filterwarnings("ignore", module=rf"{package}\.")
    try:
        course = Course.find(options.course)
        config = load_config(course)
        if getattr(options, "isolation", None):
            config.Grading.isolation = options.isolation
        return COMMANDS[options.command](options, course, config)
    except CourseError as error:
        return _complain(error, WRONG_USAGE)
    except (BoxError, GradebookError) as error:
        return _complain(error, SOME_NOT_GRADED)
    except KeyboardInterrupt:
        return _complain(
            "interrupted: what is graded is kept, run it again for the rest", INTERRUPTED
        )


def _complain(error: Exception | str, code: int) -> int:
    print(f"autograder: {error}", file=sys.stderr)
    return code


def _grade(options: argparse.Namespace, course: Course, config: Config) -> int:
    course.assignment(options.assignment)
    grade = _loose if options.files else _class
    rows = []
    for result in grade(options, course, config):
        if options.json:
            print(json.dumps(result), flush=True)
        rows.append(table.slim(result))
    if not options.json:
        print(table.render(rows))
    graded = all(row["status"] == "graded" for row in rows)
    return OK if rows and graded else SOME_NOT_GRADED


def _loose(options: argparse.Namespace, course: Course, config: Config) -> Iterable[dict[str, Any]]:
    settings = Grading(config=config)
    with settings.grader(settings.assignment(course.root, options.assignment)) as grader:
        _say_level(grader.level.words)
        for file in options.files:
            yield grader.grade_file(file).as_json()


def _class(options: argparse.Namespace, course: Course, config: Config) -> Iterable[dict[str, Any]]:
    from autograder import classroom

    name = options.assignment
    submitted = classroom.submissions(course, name)
    if not submitted:
        raise CourseError(
            f"submitted/ holds nothing for '{name}': run 'nbgrader collect {name}' first"
        )
    for student in options.student or ():
        if student not in submitted:
            raise CourseError(f"submitted/ holds nothing of '{student}' for '{name}'")
    students = sorted(set(options.student or submitted))
    how = classroom.Options(students, options.force, options.jobs, options.scheduler)
    results = classroom.grade_class(course, config, name, how, _say_level)
    return progress.in_order(progress.shown(results, len(students)), students)


def _say_level(words: str) -> None:
    progress.say(f"isolation: {words}")


def _verify(options: argparse.Namespace, course: Course, config: Config) -> int:
    from autograder import verify

    return verify.run(course, config, options.assignment, options.json)


def _demo(options: argparse.Namespace, course: Course, config: Config) -> int:
    from autograder.demo import run_demo

    return run_demo(course, options.into, options.isolation)


def _replay(options: argparse.Namespace, course: Course, config: Config) -> int:
    from autograder.replay import replay

    done = replay(course, config, options.student, options.assignment)
    print(json.dumps(done.as_json()) if options.json else done.as_text())
    return SOME_NOT_GRADED if done.differences else OK


def _db(options: argparse.Namespace, course: Course, config: Config) -> int:
    from autograder.classroom import open_gradebook
    from autograder.indexes import add_indexes

    with open_gradebook(config) as book:
        added = add_indexes(book)
    print(f"added: {', '.join(added)}" if added else "nothing to add: all indexes are there")
    return OK


COMMANDS = {"db": _db, "grade": _grade, "demo": _demo, "verify": _verify, "replay": _replay}
