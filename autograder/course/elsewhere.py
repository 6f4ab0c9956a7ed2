"""What an assignment's code looks like where its exercises come from: ``elsewhere.toml``.

It lies beside the folders of the exercises, and may be missing.
"""

import tomllib
from dataclasses import dataclass, fields
from typing import Any

from autograder.course.course import Assignment, CourseError

FILE = "elsewhere.toml"


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
    called, are served by the given helpers and by what is handed in.
    """

    course: str = ""
    files: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    older: tuple[OlderSignature, ...] = ()


def elsewhere(assignment: Assignment) -> Elsewhere:
    """Return what the assignment's file says; CourseError where it cannot be used."""
    path = assignment.suites / FILE
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        older = tuple(OlderSignature(**each) for each in found.pop("older", ()))
        return Elsewhere(**{key: _plain(value) for key, value in found.items()}, older=older)
    except FileNotFoundError:
        return Elsewhere()
    except (OSError, ValueError, TypeError) as error:
        known = ", ".join(field.name for field in fields(Elsewhere))
        raise CourseError(f"cannot use {path}: {error} (it may hold {known})") from None


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
