"""The server around the service: its socket, slow clients, and its end."""

import asyncio
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.h11_impl import H11Protocol

MOST_CONNECTIONS = 2000
END_SECONDS = 20


class Impatient(H11Protocol):
    """Ends connections on which no request comes: they would be held open for ever."""

    seconds = 20.0  # in which a request must have begun

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait."""
        super().connection_made(transport)
        self._late = self.loop.call_later(self.seconds, self._end_if_idle)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._late.cancel()
        super().connection_lost(exc)

    def _end_if_idle(self) -> None:
        if self.cycle is None and not self.transport.is_closing():
            self.transport.abort()


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens; OSError where it cannot."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind((host, port))
    made.listen(MOST_CONNECTIONS)
    return made


class Ending(uvicorn.Server):
    """Ends when it is asked to, and lets its caller go on to the end."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take a signal as the wish to end, and not to raise it again afterwards."""
        ends = (signal.SIGINT, signal.SIGTERM)
        before = {each: signal.signal(each, self.handle_exit) for each in ends}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)


def serve(app: Starlette, where: socket.socket, patience: float) -> None:
    """Answer requests until the process is asked to end; those under way are answered first.

    ``patience``: seconds in which a client must have begun a request.
    """
    config = uvicorn.Config(
        app,
        http=type("Impatient", (Impatient,), {"seconds": patience}),
        ws="none",
        lifespan="off",
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=END_SECONDS,
        h11_max_incomplete_event_size=32 * 1024,
    )
    Ending(config).run(sockets=[where])
