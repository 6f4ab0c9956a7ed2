"""Fetches the published CIFAR-10 archive once, into a cache: whole and checked, or not at all."""

import contextlib
import errno
import hashlib
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from .drop_batches import ARCHIVE

URL = f"https://www.cs.toronto.edu/~kriz/{ARCHIVE}"
SHA256 = "6d958be074577803d12ecdefd02955f39262c83c16fe9348329d7fe0b5c001ce"
LENGTH = 170_498_071  # bytes
TIMEOUT = 4, 30  # seconds to connect, and to wait for the next piece
BLOCK = 2**16  # bytes taken from the connection at once
ABANDONED = 600  # seconds after which a half download belongs to nobody any more
CACHE = "regularization-course"


class NotFetched(Exception):
    """The archive cannot be had; says why in a few words."""


def fetched_archive(folder=None):
    """Return the path of the published archive in `folder`, fetching it where it is not there.

    folder: a path, made if it is not there; None for the cache folder of this system. An archive
    in it that is not as published is replaced. Raises NotFetched, and leaves nothing half-done.
    """
    if sys.platform == "emscripten":  # JupyterLite: a page may not fetch from that other site
        raise NotFetched("Python in a browser cannot fetch them")
    try:
        import pooch

        return _fetched(Path(folder or pooch.os_cache(CACHE)))
    except ImportError as error:
        raise NotFetched(f"to fetch them, `pip install {error.name}`") from None
    except (OSError, ValueError) as error:  # pooch says ValueError for a wrong checksum
        raise NotFetched(_reason(error)) from None


def _fetched(cache):
    import pooch

    archive = cache / ARCHIVE
    if archive.is_file():
        if _sha256(archive) == SHA256:
            return archive
        print(f"'{archive}' is not as published, perhaps damaged: fetching it anew.")
    cache.mkdir(parents=True, exist_ok=True)
    _sweep(cache)
    pooch.get_logger().setLevel("WARNING")
    # A folder of its own: whatever goes wrong, the whole of it goes away, and the archive appears
    # in the cache at one stroke, complete and checked.
    with tempfile.TemporaryDirectory(prefix="fetching-", dir=cache) as place, _bar() as bar:
        download = pooch.HTTPDownloader(progressbar=bar, timeout=TIMEOUT, chunk_size=BLOCK)
        pooch.retrieve(URL, f"sha256:{SHA256}", ARCHIVE, place, downloader=download)
        os.replace(Path(place) / ARCHIVE, archive)
    print(f"CIFAR-10 is fetched, and kept as '{archive}'.")
    return archive


def _sha256(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sweep(cache):
    """Delete what a fetch that was killed may have left in the cache some time ago."""
    for place in cache.glob("fetching-*"):
        with contextlib.suppress(FileNotFoundError):  # another fetch has come to its end meanwhile
            times = [each.stat().st_mtime for each in (place, *place.iterdir())]
            if time.time() - max(times) > ABANDONED:
                shutil.rmtree(place, ignore_errors=True)


def _bar():
    from tqdm import tqdm

    class Bar(tqdm):
        def reset(self, total=None):  # pooch calls this at the end; the inherited one would print
            self.n = 0

    # Standard output, not standard error: the bar belongs to the cell, it is no warning. It waits a
    # second, so that a fetch that fails at once prints its reason and nothing else.
    return Bar(
        desc="Fetching CIFAR-10", total=LENGTH, unit="B", unit_scale=True, ncols=80,
        delay=1, leave=False, file=sys.stdout,
    )  # fmt: skip


def _reason(error):
    """Say in a few words why the archive could not be fetched."""
    from requests import exceptions  # pooch needs it too

    if isinstance(error, exceptions.HTTPError):
        return f"{URL} answers with error {error.response.status_code}"
    if isinstance(error, exceptions.ChunkedEncodingError):
        return f"the download from {URL} broke off"
    if isinstance(error, exceptions.RequestException):
        return f"no connection to {URL}"
    if isinstance(error, OSError):
        full = error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", None))
        where = f" '{error.filename}'" if error.filename else ""
        return f"no room for 170 MB in the cache{where}" if full else (
            f"the cache{where} cannot be used: {error.strerror or error}"
        )  # fmt: skip
    return f"what came from {URL} has the wrong checksum"
