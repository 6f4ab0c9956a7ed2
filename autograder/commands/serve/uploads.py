"""What students send, read within bounds: of size, of time, and of memory for all together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.requests import ClientDisconnect, Request

MOST_MIB_HELD = 256  # of all notebooks that have come and are not graded yet
MOST_DRAINED, DRAINED_SECONDS = 16 << 20, 2  # of one that nobody reads


class Refused(Exception):
    """A request that is not answered; ``status`` and, where it may be repeated, ``seconds``."""

    def __init__(self, status: int, words: str, seconds: float | None = None) -> None:
        super().__init__(words)
        self.status, self.seconds = status, seconds


class Uploads:
    """Reads bodies of ``most`` MiB that come within ``seconds``."""

    def __init__(self, most: float, seconds: float) -> None:
        self._most, self._mib, self._seconds = int(most * 2**20), most, seconds
        self.held = 0

    @asynccontextmanager
    async def read(self, request: Request) -> AsyncIterator[bytes]:
        """Give the body of a request, and count it for as long as the block lasts."""
        parts: list[bytes] = []
        size = 0
        try:
            async with asyncio.timeout(self._seconds):
                self._check(_announced(request))
                async for part in request.stream():
                    size += len(part)
                    self.held += len(part)
                    self._check(size)
                    parts.append(part)
        except TimeoutError:
            self.held -= size
            raise Refused(408, f"The notebook has not come within {self._seconds:g} s.") from None
        except (Refused, ClientDisconnect):
            self.held -= size
            raise
        try:
            yield b"".join(parts)
        finally:
            self.held -= size

    def _check(self, size: int) -> None:
        if size > self._most:
            raise Refused(
                413,
                f"The notebook is larger than {self._mib:g} MiB: clear its outputs, and ask again.",
            )
        if self.held > MOST_MIB_HELD << 20:
            raise Refused(503, "The grader is busy.", 5)


def _announced(request: Request) -> int:
    length = request.headers.get("content-length", "0")
    return int(length) if length.isascii() and length.isdigit() else 0


async def drain(request: Request) -> None:
    """Take in what still comes of a refused request, within bounds, and forget it.

    A client that is cut off while it sends sees a broken connection in place of the answer.
    """
    size = 0
    # RuntimeError: it was read to its end
    with suppress(TimeoutError, ClientDisconnect, RuntimeError):
        async with asyncio.timeout(DRAINED_SECONDS):
            async for part in request.stream():
                size += len(part)
                if size > MOST_DRAINED:
                    return
