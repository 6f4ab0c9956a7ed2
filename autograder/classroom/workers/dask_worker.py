"""What a worker on another machine needs: the files of assignments, settings and master copy."""

import multiprocessing
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from autograder.classroom.workers.cores import claimed_core
from autograder.classroom.workers.local import GRADING, Processes
from autograder.course.course import Assignment, CourseError
from autograder.course.exercise_files import grading_files, known_mistakes, place_of
from autograder.course.settings import Grading
from autograder.grading.receipts.hashes import PACKAGE
from autograder.sandbox.exceptions import BoxError
from autograder.submission import hashes

OTHER = (
    "the Dask scheduler or a worker has another version of the autograder, or none: install the "
    "same one on all"
)
KEPT = 4  # classes that a worker stays ready for


@dataclass(frozen=True)
class Parcel:
    """A setup on its way; ``files`` by their place below the course's root; ``name`` tells it apart
    from others; ``work``: what is done with it, as `Processes` has it.
    """

    setup: Any
    files: dict[str, bytes]
    work: str
    version: str
    name: str


def packed(setup: Any, labels: Iterable[str], work: str = GRADING, **instead: Any) -> Parcel:
    """Return the setup with all files that grading reads, so that no worker needs the course.

    ``setup``: what `Processes` takes, with the course's ``root`` and ``config``; ``instead``: other
    values of its fields.
    """
    files: dict[str, Path] = {}
    for label in labels:
        files |= _files(Grading(config=setup.config).assignment(setup.root, label))
    read = {place: path.read_bytes() for place, path in files.items()}
    config = deepcopy(setup.config)
    # the gradebook and its password stay here
    config.pop("CourseDirectory", None)
    light = replace(setup, root=Path(), config=config, **instead)
    name = hashes.files_hash({**read, "": repr(light).encode()})
    return Parcel(light, read, work, version(), name)


def _files(assignment: Assignment) -> dict[str, Path]:
    """Return what a worker needs of an assignment, by its place."""
    beside = {assignment.notebook, *assignment.given}
    mistakes = [each for name in assignment.points for each in known_mistakes(assignment, name)]
    return {
        f"source/{assignment.name}/{path.relative_to(assignment.folder).as_posix()}"
        if path in beside
        else f"exercises/{place_of(path, assignment)}": path
        for path in (*grading_files(assignment), *mistakes)
    }


@cache
def version() -> str:
    """Return the hash of the installed package, its content too: suites import from it."""
    folder = PACKAGE
    paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.py")}
    return hashes.files_hash({place: path.read_bytes() for place, path in paths.items()})


# From here on: on the workers. A process of its own grades: beside Dask's threads it would wait.
_ready: dict[str, tuple[TemporaryDirectory[str], Processes[Any, Any]]] = {}
_one = Lock()


def received(parcel: Parcel) -> Parcel:
    """Return the parcel, which stays on the worker."""
    return parcel


def level(parcel: Parcel) -> str:
    """Start the grader and return its isolation in words; raises CourseError or BoxError."""
    with _lent(parcel) as process:
        return process.level


def grade(parcel: Parcel, tasks: list[Any]) -> list[Any]:
    """Grade submissions, or answer questions."""
    with _lent(parcel) as process:
        return list(process.done(tasks))


@contextmanager
def _lent(parcel: Parcel) -> Iterator[Processes[Any, Any]]:
    """Lend the parcel's process to one thread at a time; a fault names the machine."""
    with _one:
        try:
            process = _grader(parcel)
        except (CourseError, BoxError) as error:
            raise type(error)(f"{error} (on {socket.gethostname()})") from None
        yield process


def _grader(parcel: Parcel) -> Processes[Any, Any]:
    if parcel.version != version():
        raise CourseError(OTHER)
    if parcel.name not in _ready:
        if len(_ready) >= KEPT:
            _let_go()
        folder = _unpacked(parcel.files)
        config = deepcopy(parcel.setup.config)
        config.Grading.suites = str(Path(folder.name, "exercises"))
        setup = replace(parcel.setup, root=Path(folder.name), config=config)
        # a nanny's worker is a daemon, which Python lets have no processes of its own
        multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]
        process = Processes[Any, Any](setup, 1, parcel.work, _core())
        # raises where it cannot begin
        _ = process.level
        _ready[parcel.name] = folder, process
    return _ready[parcel.name][1]


@cache
def _core() -> list[int]:
    # several workers may share the machine
    return claimed_core()


def _unpacked(files: dict[str, bytes]) -> TemporaryDirectory[str]:
    """Write the files to the worker's own folder, which Dask removes even after a kill."""
    from distributed import get_worker

    folder = TemporaryDirectory(prefix="autograder-", dir=get_worker().local_directory)
    for place, content in files.items():
        path = Path(folder.name, place)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def _let_go() -> None:
    while _ready:
        folder, process = _ready.popitem()[1]
        process.close()
        folder.cleanup()
