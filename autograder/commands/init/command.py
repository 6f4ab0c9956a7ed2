"""``autograder init``: makes a course of one's own, with one exercise to start from."""

import argparse
import re
import secrets
import shlex
from pathlib import Path
from typing import Any

from autograder.commands import OK

COURSE = Path(__file__).parent / "course"
TEMPLATE = ".j2"
SEED_BITS = 64
NEXT = """\
a course with the assignment warm_up; its README.md explains the files
next: cd {folder} && nbgrader generate_assignment warm_up"""


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.description = (
        "Make a new course: its configuration with a seed of its own, an assignment with one "
        "exercise and its hidden tests, and a README."
    )
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="a new or an empty folder")


def run(options: argparse.Namespace, course: Any, config: Any) -> int:
    """Make a course; the one at hand has no part in it."""
    return anywhere(options)


def anywhere(options: argparse.Namespace) -> int:
    """Make the course and say what comes next."""
    from autograder.commands.output.files import empty_folder
    from autograder.course.course import CourseError

    folder = empty_folder(options.folder, "name another one")
    settings = {"course_id": course_id(folder.name), "seed": secrets.randbits(SEED_BITS)}
    try:
        for path in sorted(COURSE.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                _put(path, folder / path.relative_to(COURSE), settings)
    except OSError as error:
        raise CourseError(f"'{folder}' cannot be filled: {error.strerror}") from None
    print(NEXT.format(folder=shlex.quote(str(options.folder))))
    return OK


def course_id(name: str) -> str:
    """Return a course's name, made from its folder's: letters, digits and hyphens alone."""
    return re.sub(r"\W+", "-", name).strip("-") or "course"


def _put(path: Path, target: Path, settings: dict[str, Any]) -> None:
    from jinja2 import Template

    target.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix != TEMPLATE:
        target.write_bytes(path.read_bytes())
        return
    text = Template(path.read_text(encoding="utf-8"), keep_trailing_newline=True).render(settings)
    target.with_suffix("").write_text(text, encoding="utf-8")
