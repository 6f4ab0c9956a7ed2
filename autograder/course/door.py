"""The one door through which what students hand in is read.

Behind it may lie anything: a pipe that nobody writes to, a link to an endless device, a file of
50 GB, a thousand folders in one another. So only regular files are opened, no link is followed, and
there is an end to how much is read, how deep, and how many.
"""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count, islice
from pathlib import Path
from typing import BinaryIO

KINDS = ((stat.S_ISDIR, "a folder"), (stat.S_ISLNK, "a link to another file"))
# O_NONBLOCK: what turns into a pipe between two looks must not be waited for
HOW = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC

# of what lies beside a notebook
DEEPEST, MOST_FILES, MOST_MIB, MOST_SEEN = 10, 1000, 100, 10_000


class Refused(Exception):
    """What lies there is no regular file; the message says what it is instead."""


class TooLarge(Exception):
    """The file holds more than may be read."""


@contextmanager
def opened(path: Path | str) -> Iterator[BinaryIO]:
    """Open a regular file; raises Refused, and OSError where it cannot be read."""
    _check(os.lstat(path))
    file = os.fdopen(os.open(path, HOW), "rb")
    with file:
        _check(os.fstat(file.fileno()))
        yield file


def read(path: Path | str, most: int) -> bytes:
    """Return a regular file's bytes; raises TooLarge beyond ``most``, Refused and OSError."""
    with opened(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size > most:
            raise TooLarge
        content = file.read(size + 1)
        if len(content) != size:
            raise Refused("a file that changes while it is read")
        return content


def _check(about: os.stat_result) -> None:
    if not stat.S_ISREG(about.st_mode):
        kind = next((words for test, words in KINDS if test(about.st_mode)), "a special file")
        raise Refused(kind)


@dataclass
class Beside:
    """The files of a folder: ``names`` below it; ``left_out``: why some are not among them."""

    names: list[str] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)


def files_in(folder: str, passed_over: Callable[[str], bool] = lambda name: False) -> Beside:
    """Return a folder's regular files as far as they are within bounds.

    ``passed_over``: tells by its name that a file or folder is nobody's loss. Links and what is no
    file are passed over, too.
    """
    found, size, seen = Beside(), 0, 0
    waiting = [("", 0)]
    while waiting:
        inner, depth = waiting.pop()
        try:
            with os.scandir(os.path.join(folder, inner)) as entries:
                some = sorted(islice(entries, MOST_SEEN + 1 - seen), key=lambda each: each.name)
        except OSError:
            found.left_out.add("a folder that cannot be read")
            continue
        seen += len(some)
        if seen > MOST_SEEN:
            return Beside([], {f"all of more than {MOST_SEEN} files and folders"})
        for entry in some:
            name = os.path.join(inner, entry.name)
            if passed_over(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                if depth < DEEPEST:
                    waiting.append((name, depth + 1))
                else:
                    found.left_out.add(f"what is more than {DEEPEST} folders deep")
            elif entry.is_file(follow_symlinks=False):
                more = entry.stat(follow_symlinks=False).st_size
                if len(found.names) >= MOST_FILES:
                    found.left_out.add(f"files beyond {MOST_FILES}")
                elif size + more > MOST_MIB << 20:
                    found.left_out.add(f"files beyond {MOST_MIB} MiB")
                else:
                    found.names.append(name)
                    size += more
    return found


def copy(path: str, target: str) -> None:
    """Copy a regular file, as much of it as is there now; raises Refused and OSError."""
    with opened(path) as file, open(target, "wb") as made:
        left = os.fstat(file.fileno()).st_size
        while left > 0 and (some := file.read(min(left, 2**20))):
            made.write(some)
            left -= len(some)


def remove_tree(folder: Path) -> None:
    """Remove a folder, whatever it holds; what cannot be removed stays, and nothing is raised.

    `shutil.rmtree` goes a call deeper with each folder and ends with RecursionError, also where it
    is told to ignore errors. So each inner folder is moved up to the top first.
    """
    places = (folder / f".away-{number}" for number in count())
    waiting = [] if folder.is_symlink() else [folder]
    with suppress(OSError):
        while waiting:
            inner = waiting.pop()
            for entry in [*os.scandir(inner)]:
                if not entry.is_dir(follow_symlinks=False):
                    os.unlink(entry.path)
                    continue
                # one may be there since a kill
                place = next(each for each in places if not os.path.lexists(each))
                os.rename(entry.path, place)
                waiting.append(place)
            if inner != folder:
                os.rmdir(inner)
        os.rmdir(folder)
