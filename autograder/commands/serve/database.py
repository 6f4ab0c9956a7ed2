"""The file in which the service keeps attempts and tokens: SQLite, in the course's folder."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

FILE = "serve.db"
TABLES = """
CREATE TABLE IF NOT EXISTS token (
    hash TEXT PRIMARY KEY, name TEXT NOT NULL, instructor INTEGER NOT NULL, until REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS attempt (
    id INTEGER PRIMARY KEY, student TEXT NOT NULL, assignment TEXT NOT NULL, asked REAL NOT NULL,
    seed TEXT NOT NULL, ended REAL, error TEXT
);
CREATE INDEX IF NOT EXISTS attempt_of ON attempt (student, assignment, asked);
CREATE TABLE IF NOT EXISTS judged (
    attempt INTEGER NOT NULL REFERENCES attempt (id), exercise TEXT NOT NULL,
    outcome TEXT NOT NULL, score REAL, max_score REAL NOT NULL, told TEXT NOT NULL,
    counts INTEGER NOT NULL, PRIMARY KEY (attempt, exercise)
);
CREATE TABLE IF NOT EXISTS handed_in (
    student TEXT NOT NULL, assignment TEXT NOT NULL, graded REAL NOT NULL, score REAL,
    max_score REAL NOT NULL, error TEXT, PRIMARY KEY (student, assignment)
);
CREATE TABLE IF NOT EXISTS answer (
    student TEXT NOT NULL, assignment TEXT NOT NULL, exercise TEXT NOT NULL, asked REAL NOT NULL,
    identity TEXT NOT NULL, told TEXT NOT NULL, PRIMARY KEY (student, assignment, exercise)
);
"""


class Database:
    """One connection for all threads. What is written is there when the block has ended."""

    def __init__(self, root: Path) -> None:
        path = root / FILE
        # nobody else reads who has asked what
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        self._lock = RLock()
        self._connection = sqlite3.connect(path, timeout=10, check_same_thread=False)
        self._connection.row_factory = sqlite3.Row
        # a killed service loses nothing, and none of its students waits for the disk
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.executescript(TABLES)

    @contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        """Give the connection to one thread, for one transaction."""
        with self._lock, self._connection:
            yield self._connection

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()
