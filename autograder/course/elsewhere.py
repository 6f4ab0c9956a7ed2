"""What an assignment's code looks like where its exercises come from: the folder ``elsewhere``.

It lies beside the folders of the exercises, and may be missing: ``about.toml``, and Python modules
that are given there and not here.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course.course import Assignment, CourseError

FOLDER, ABOUT = "elsewhere", "about.toml"


@dataclass(frozen=True)
class OlderSignature:
    """A parameter by which an older form of an exercise is known, and the one that it is now.

    ``default``: a number that tells forms apart; None is any. ``says``: what its student is told.
    """

    exercise: str
    parameter: str
    now: str
    says: str
    default: float | None = None


@dataclass(frozen=True)
class Elsewhere:
    """The course that the exercises come from, and how their code is handed in there.

    ``files``: those that hold it. ``packages``, ``modules``: imports of these, and of modules so
    called, are served by the given helpers and by what is handed in. ``given``: modules that are
    given there.
    """

    course: str = ""
    files: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    older: tuple[OlderSignature, ...] = ()
    given: tuple[Path, ...] = ()


def elsewhere(assignment: Assignment) -> Elsewhere:
    """Return what the assignment's file says; CourseError where it cannot be used."""
    path = assignment.suites / FOLDER / ABOUT
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        older = tuple(OlderSignature(**each) for each in found.pop("older", ()))
        plain = {key: _plain(value) for key, value in found.items()}
        return Elsewhere(**plain, older=older, given=tuple(sorted(path.parent.glob("*.py"))))
    except FileNotFoundError:
        return Elsewhere()
    except (OSError, ValueError, TypeError) as error:
        raise CourseError(f"cannot use {ABOUT} of '{assignment.name}': {error}") from None


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
