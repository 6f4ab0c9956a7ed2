"""What tests share: it is made once in a test run, by the worker that needs it first."""

import fcntl
import hashlib
import os
import pickle
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# the environment variable with the run's folder: conftest.py sets it before workers start
RUN = "AUTOGRADER_TEST_RUN"


def folder() -> Path:
    """Return the folder of this test run; it is gone afterwards, and with it all that is shared."""
    return Path(os.environ[RUN])


def made_once(name: str, make: Callable[[Path], Any]) -> tuple[Path, Any]:
    """Return a folder that ``make`` has filled, and what it returned. Copy it before changing it.

    Where ``make`` fails, the next test that asks tries again.
    """
    place = folder() / name

    def fill() -> Any:
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        return make(place)

    return place, remembered(("made", name), fill)


def remembered(
    key: object, work: Callable[[], Any], keep: Callable[[Any], bool] = lambda _: True
) -> Any:
    """Return what ``work`` returns, or has returned in this run for a key of the same ``repr``.

    ``keep``: whether a result may serve other tests too.
    """
    digest = hashlib.sha256(repr(key).encode("utf-8", "surrogatepass")).hexdigest()[:24]
    path = folder() / "remembered" / digest
    path.parent.mkdir(exist_ok=True)
    with _alone(path.with_suffix(".lock")):
        if path.exists():
            return pickle.loads(path.read_bytes())
        result = work()
        if keep(result):
            part = path.with_suffix(".part")
            part.write_bytes(pickle.dumps(result))
            part.rename(path)
        return result


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
