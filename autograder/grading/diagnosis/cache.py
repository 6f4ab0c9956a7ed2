"""Keeps what the known mistakes did, so that the bank runs once and not in every process."""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import platformdirs

from autograder.course.known_solutions import KnownSolution
from autograder.course.whole_file import write_whole
from autograder.grading.diagnosis.matching import Behaviour, as_json, from_json

FOLDER = "AUTOGRADER_CACHE"  # the environment variable that chooses another place
MOST_FILES = 8  # of one exercise: other seeds, other versions


def folder() -> Path:
    """Return the folder of this user in which behaviours are kept."""
    return Path(os.environ.get(FOLDER) or platformdirs.user_cache_dir("autograder"))


class BehaviourCache:
    """The file that keeps an exercise's known behaviours; all that they depend on is in its name.

    Nothing is lost where it cannot be read or written: the bank runs again.
    """

    def __init__(
        self, assignment: str, exercise: str, state: str, entries: Iterable[KnownSolution]
    ) -> None:
        whole = json.dumps([state, [(entry.slug, entry.code) for entry in entries]])
        digest = hashlib.sha256(whole.encode()).hexdigest()[:16]
        self._others = f"{assignment}-{exercise}-*.jsonl"
        self._path = folder() / f"{assignment}-{exercise}-{digest}.jsonl"
        self._lock = folder() / f"{assignment}-{exercise}.lock"

    def load(self) -> dict[str, Behaviour] | None:
        """Return what is kept, or None; what is damaged is forgotten.

        A last line without its end is no damage: another process is just writing it, or was killed.
        """
        try:
            *lines, _ = self._path.read_text(encoding="utf-8").split("\n")
            kept = dict[str, Any](json.loads(line) for line in lines)
            return {slug: from_json(behaviour) for slug, behaviour in kept.items()} or None
        except OSError:
            return None
        except (ValueError, TypeError, AttributeError):
            with suppress(OSError):
                self._path.unlink()
            return None

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let one process at a time run the bank; where no lock can be had, do without."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock = self._lock.open("w")
        except OSError:
            yield
            return
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def save(self, known: Mapping[str, Behaviour]) -> None:
        """Keep behaviours in place of others; where the folder cannot be written, leave it."""
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(self._path, _lines(known))
            self._forget_old_ones()

    def add(self, known: Mapping[str, Behaviour]) -> None:
        """Keep behaviours beside others, without writing those anew; only while `alone`."""
        if not self._path.exists():
            self.save(known)
            return
        with suppress(OSError), self._path.open("r+b") as file:
            # in place of what a killed process has left of a line
            file.seek(file.read().rfind(b"\n") + 1)
            file.truncate()
            file.write(_lines(known))

    def _forget_old_ones(self) -> None:
        found = sorted(self._path.parent.glob(self._others), key=lambda path: path.stat().st_mtime)
        # as they were written once, whole and not in lines
        former = self._path.parent.glob(self._others.removesuffix("l"))
        for path in (*found[:-MOST_FILES], *former):
            path.unlink(missing_ok=True)


def _lines(known: Mapping[str, Behaviour]) -> bytes:
    return "".join(
        json.dumps([slug, as_json(each)]) + "\n" for slug, each in known.items()
    ).encode()
