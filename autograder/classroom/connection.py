"""The connection to a Dask scheduler: made quietly, and told when it is lost."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from autograder.course import CourseError
from autograder.sandbox.faults import BoxError
from autograder.text import clean

ANSWER = 10  # seconds in which the scheduler must answer
LOST = "the Dask scheduler is gone: what is graded is kept, run this again for the rest"


def connected(address: str) -> Any:
    """Return a client of the scheduler; its TLS settings are those of Dask's configuration."""
    try:
        from distributed import Client, Security
    except ImportError:
        raise CourseError(
            "--scheduler needs Dask: pip install 'regularization-course[dask]'"
        ) from None
    for name in ("distributed", "distributed.client", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # our messages say what to do
    warnings.filterwarnings("ignore", module=r"distributed\.")
    try:
        keys = Security().get_connection_args("client")["ssl_context"]
        if address.startswith("tls:") and not keys:  # a client that fails later is not quiet
            raise ValueError("there is no certificate at distributed.comm.tls in Dask's settings")
        return Client(address, timeout=ANSWER, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        why = clean(str(error), 200)
        raise CourseError(f"no Dask scheduler answers at '{address}': {why}") from None


@contextmanager
def attended() -> Iterator[None]:
    """Raise BoxError where the scheduler is lost."""
    from concurrent.futures import CancelledError

    from distributed.client import ClosedClientError

    try:
        yield
    except (CancelledError, ClosedClientError, OSError):
        raise BoxError(LOST) from None
