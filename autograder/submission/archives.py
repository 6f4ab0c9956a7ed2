"""Reads what a folder or an archive holds, within bounds; nothing is unpacked to disk.

Links and special files are passed over, wherever they lead.
"""

import gzip
import io
import os
import re
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, Any

from autograder.submission.read import UnreadableSubmission, content_of, quoted

ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz")
OTHER_ARCHIVES = (".7z", ".rar", ".bz2", ".xz", ".gz", ".zst")
READ = {".ipynb", ".py", ".qmd", ".rmd"}  # what may hold a solution
CLUTTER = {"__MACOSX", "__pycache__", "site-packages", "node_modules"}
MOST_FILES, MOST_DEPTH = 10_000, 16
MOST_BYTES = 64 * 2**20  # of an archive's file, and of all that is read of one or of a folder
MOST_UNPACKED = 128 * 2**20  # of a tar file, with what is passed over
MOST_LIST = 4 * 2**20  # of a zip file's list of files
PIECE = 2**20
AGAIN, OWN = "make it again from your own files", "clear the outputs of notebooks, leave data out"

# a file's name, and what reads so many bytes of it at most
Member = tuple[str, Callable[[int], bytes]]


def files_in(path: Path) -> dict[str, bytes]:
    """Return by their names what may hold a solution; UnreadableSubmission says why not."""
    name = quoted(path)
    if is_folder(path):
        return _taken(_in_folder(path), name)
    if path.name.lower().endswith(OTHER_ARCHIVES) and not path.name.lower().endswith(ARCHIVES):
        raise UnreadableSubmission(f"{name} is an archive of a kind that is not read: use zip")
    content = content_of(path, MOST_BYTES)
    try:
        return _taken(_in_archive(content, path.name.lower()), name)
    except UnreadableSubmission:
        raise
    # whatever a damaged or hostile archive makes of those who read it
    except Exception:
        raise UnreadableSubmission(f"{name} cannot be read: a damaged archive, or none") from None


def is_folder(path: Path) -> bool:
    """Tell whether there is a folder, and no link to one, whatever the path looks like."""
    return os.path.isdir(path) and not os.path.islink(path)


def _taken(members: Iterable[Member], name: str) -> dict[str, bytes]:
    found, left, archives = dict[str, bytes](), MOST_BYTES, 0
    for number, (given, read) in enumerate(members, 1):
        inner = given.replace("\\", "/")
        parts = PurePosixPath(inner).parts
        if number > MOST_FILES or len(parts) > MOST_DEPTH:
            raise UnreadableSubmission(
                f"{name} holds more than {MOST_FILES} files, or folders more than {MOST_DEPTH} "
                "deep: hand in your own files alone"
            )
        if ".." in parts or "\0" in inner or re.match(r"/|[A-Za-z]:", inner):
            raise UnreadableSubmission(f"{name} holds a file whose name leads out of it: {AGAIN}")
        archives += inner.lower().endswith(ARCHIVES)
        if PurePosixPath(inner).suffix.lower() in READ and not _is_clutter(parts):
            content = read(left)
            left -= len(content)
            if left < 0:
                raise UnreadableSubmission(f"{name} holds more than {MOST_BYTES >> 20} MiB: {OWN}")
            found[inner] = content
    if not found:
        inside = "; an archive in it is not opened" if archives else ""
        raise UnreadableSubmission(f"{name} holds no notebook and no Python file{inside}")
    return found


def _is_clutter(parts: tuple[str, ...]) -> bool:
    return not CLUTTER.isdisjoint(parts) or any(part.startswith(".") for part in parts)


def _in_folder(folder: Path) -> Iterator[Member]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(each for each in folders if not _is_clutter((each,)))
        for name in sorted(names):
            path = Path(place, name)
            if stat.S_ISREG(path.lstat().st_mode):
                yield path.relative_to(folder).as_posix(), partial(content_of, path)


def _in_archive(content: bytes, name: str) -> Iterator[Member]:
    if name.endswith(".zip"):
        with zipfile.ZipFile(_Zipped(content)) as archive:
            for about in archive.infolist():
                if not about.is_dir() and not stat.S_ISLNK(about.external_attr >> 16):
                    yield about.filename, partial(_unzipped, archive, about)
        return
    packed: Any = io.BytesIO(content)
    unpacked = packed if name.endswith(".tar") else gzip.GzipFile(fileobj=packed)
    bounded: Any = _Unpacked(unpacked)
    with tarfile.open(fileobj=bounded, mode="r|") as tar:
        for member in tar:
            if member.isreg() and not member.issparse():
                yield member.name, partial(_untarred, tar, member)


def _unzipped(archive: zipfile.ZipFile, about: zipfile.ZipInfo, most: int) -> bytes:
    if about.flag_bits & 1:
        raise UnreadableSubmission("the archive asks for a password: make it again without one")
    # the others unpack a piece whole, however large it becomes
    if about.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise UnreadableSubmission("the archive is packed in an unusual way: make it again as zip")
    with archive.open(about) as file:
        return _read(file, most)


def _untarred(tar: tarfile.TarFile, member: tarfile.TarInfo, most: int) -> bytes:
    file = tar.extractfile(member)
    return _read(file, most) if file else b""


def _read(file: IO[bytes], most: int) -> bytes:
    """Return what a file holds, of one that holds more than ``most`` bytes a little more."""
    pieces, size = [], 0
    while size <= most and (piece := file.read(PIECE)):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)


class _Zipped(io.BytesIO):
    """A zip file's content. What is read of it at once is short, or a list of too many files."""

    def read(self, size: int | None = -1) -> bytes:
        if size is not None and size > MOST_LIST:
            raise UnreadableSubmission(f"the archive holds too many files: {AGAIN}")
        return super().read(size)


class _Unpacked:
    """The content of a tar file, as far as the bounds go."""

    def __init__(self, file: Any) -> None:
        self._file, self._left = file, MOST_UNPACKED

    def read(self, size: int) -> bytes:
        """Return the next bytes; UnreadableSubmission where they are too many by now."""
        piece: bytes = self._file.read(min(size, PIECE))
        self._left -= len(piece)
        if self._left < 0:
            raise UnreadableSubmission(
                f"the archive holds more than {MOST_UNPACKED >> 20} MiB, unpacked: {OWN}"
            )
        return piece
