"""The way to a Dask scheduler and its workers: one version on all, and a line where it is lost."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pkgutil import resolve_name
from typing import Any

from autograder.classroom.workers import dask_worker
from autograder.course.course import CourseError
from autograder.sandbox.exceptions import BoxError
from autograder.sandbox.untrusted_text import clean

JOIN = 30  # seconds in which a first worker must be there,
ANSWER = 10  # and in which the scheduler must answer
LOST = "the Dask scheduler is gone: what is graded is kept, run this again for the rest"
VERSION = f"{dask_worker.__name__}:{dask_worker.version.__name__}"


class Lost(BoxError):
    """The scheduler is gone, and with it all that was under way."""


class Link:
    """A connection to the scheduler at ``address``, whose workers have `parcel`.

    Raises CourseError where there is no cluster or its workers are of another version. All methods
    raise Lost once the scheduler is gone.
    """

    def __init__(self, address: str, parcel: dask_worker.Parcel) -> None:
        self._client = connected(address)
        try:
            _await_workers(self._client, address)
            check_versions(self._client)
            self.send(parcel)
        except BaseException:
            self.close()
            raise

    def send(self, parcel: dask_worker.Parcel) -> None:
        """Have all further tasks begin with this parcel."""
        # a task, and no scattered data: with its worker lost, another makes it again
        self._parcel = self._submit(dask_worker.received, parcel)

    @property
    def is_lost(self) -> bool:
        """Tell whether the scheduler that has the parcel is gone."""
        # the client may have found another one by itself, which knows of nothing
        return self._client.status != "running" or bool(self._parcel.cancelled())

    def threads(self) -> dict[str, int]:
        """Return how many threads each worker has, by its address."""
        with attended():
            found = dict(self._client.nthreads())
        if self.is_lost:
            raise Lost(LOST)
        return found

    def warm(self, worker: str) -> Any:
        """Have a worker start its grader; return the future of its isolation in words."""
        where = {"workers": [worker], "allow_other_workers": True}
        return self._submit(dask_worker.level, self._parcel, **where)

    def grade(self, tasks: list[Any]) -> Any:
        """Return the future of the tasks' outcomes, on whichever worker has time."""
        return self._submit(dask_worker.grade, self._parcel, tasks)

    def _submit(self, step: Any, *arguments: Any, **where: Any) -> Any:
        with attended():
            return self._client.submit(step, *arguments, pure=False, **where)

    def result(self, future: Any) -> Any:
        """Return a task's result; BoxError or CourseError where no worker can work for us.

        Raises Dask's KilledWorker where the task has ended several workers.
        """
        from distributed import KilledWorker

        with attended():
            error = future.exception()
            if error is None:
                return future.result()
        if isinstance(error, (CourseError, BoxError, KilledWorker)):
            raise error
        why = clean(f"{type(error).__name__}: {error}", 200)
        if isinstance(error, OSError):
            raise BoxError(f"a Dask worker cannot grade: {why}")
        raise CourseError(f"{dask_worker.OTHER} ({why})")

    def close(self) -> None:
        """Let go of the cluster; what its workers are at is of no use any more."""
        # a lost scheduler cannot be told
        with suppress(Exception):
            self._client.close(timeout=5)


def _await_workers(client: Any, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=JOIN)
    except TimeoutError:
        raise CourseError(
            f"the Dask cluster at '{address}' has no workers: start some with 'dask worker "
            f"{address} --nthreads 1'"
        ) from None


def connected(address: str) -> Any:
    """Return a client of the scheduler; its TLS settings are those of Dask's configuration."""
    try:
        from distributed import Client, Security
    except ImportError:
        raise CourseError("--scheduler needs Dask: python -m pip install distributed") from None
    for name in ("distributed", "distributed.client", "tornado.application"):
        # our messages say what to do
        logging.getLogger(name).setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", module=r"distributed\.")
    try:
        keys = Security().get_connection_args("client")["ssl_context"]
        # a client that fails later is not quiet
        if address.startswith("tls:") and not keys:
            raise ValueError("there is no certificate at distributed.comm.tls in Dask's settings")
        return Client(address, timeout=ANSWER, set_as_default=False)
    # Dask asserts that a thread has started within 10 seconds; on a machine that stalls it has not
    except (OSError, ValueError, TypeError, AssertionError) as error:
        why = clean(str(error), 200) or "its client did not start"
        raise CourseError(
            f"no Dask scheduler answers at '{address}' ('dask scheduler' starts one): {why}"
        ) from None


@contextmanager
def attended() -> Iterator[None]:
    """Raise Lost where the scheduler is gone."""
    from concurrent.futures import CancelledError

    from distributed.client import ClosedClientError

    try:
        yield
    except (CancelledError, ClosedClientError, OSError):
        raise Lost(LOST) from None


def check_versions(client: Any) -> None:
    """Raise CourseError where a worker has another version.

    Asks by a function of Python's own first: a worker ends where it cannot load ours.
    """
    _ask(client, resolve_name, VERSION)
    for worker, version in _ask(client, dask_worker.version).items():
        if version != dask_worker.version():
            raise CourseError(f"{dask_worker.OTHER} (on {worker})")


def _ask(client: Any, step: Any, *arguments: Any) -> dict[str, Any]:
    """Return each worker's answer; those that have just ended have none."""
    with attended():
        found = client.run(step, *arguments, on_error="return")
    for worker, answer in found.items():
        if isinstance(answer, Exception) and not isinstance(answer, OSError):
            raise CourseError(f"{dask_worker.OTHER} (on {worker}: {clean(str(answer), 200)})")
    return {worker: each for worker, each in found.items() if not isinstance(each, OSError)}
