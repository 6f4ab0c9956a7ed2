"""Makes sure that all workers of a Dask cluster run the autograder that runs here."""

from pkgutil import resolve_name
from typing import Any

from autograder.classroom import parcel
from autograder.classroom.connection import attended
from autograder.course import CourseError
from autograder.text import clean

VERSION = f"{parcel.__name__}:{parcel.version.__name__}"


def check_versions(client: Any) -> None:
    """Raise CourseError where a worker has another version.

    Asks by a function of Python's own first: a worker ends where it cannot load ours.
    """
    _ask(client, resolve_name, VERSION)
    for worker, version in _ask(client, parcel.version).items():
        if version != parcel.version():
            raise CourseError(f"{parcel.OTHER} (on {worker})")


def _ask(client: Any, step: Any, *arguments: Any) -> dict[str, Any]:
    """Return each worker's answer; those that have just ended have none."""
    with attended():
        found = client.run(step, *arguments, on_error="return")
    for worker, answer in found.items():
        if isinstance(answer, Exception) and not isinstance(answer, OSError):
            raise CourseError(f"{parcel.OTHER} (on {worker}: {clean(str(answer), 200)})")
    return {worker: each for worker, each in found.items() if not isinstance(each, OSError)}
