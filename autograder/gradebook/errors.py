"""What is wrong with a gradebook, in words that say what to do."""

import re

from autograder.sandbox.untrusted_text import clean

PLAIN = {  # what SQLite says, and what to do about it
    "database is locked": "the gradebook is in use by another program: close it, run this again",
    "not a database|disk image is malformed": "the gradebook is damaged and was left as it is: put "
    "back a copy, or move it away, run 'nbgrader generate_assignment' and grade again",
    "disk is full|Errno 28": "the disk is full: make room and run this again",
    "readonly database|unable to open database": "the gradebook cannot be written",
    # and what PostgreSQL says
    "permission denied for|read-only transaction": "the gradebook cannot be written",
    "FATAL: +(database|role|password|no pg_hba)": "the gradebook's server refuses: see "
    "c.CourseDirectory.db_url in nbgrader_config.py",
    "connection failed|closed the connection|connection (is|was) (lost|closed|bad)|"
    "the connection is closed|terminating connection": "the gradebook's server does not answer: "
    "check that it is running, then run this again",
}


class GradebookError(Exception):
    """The gradebook cannot be used; the message says what to do."""

    # of the command line: some were not graded
    exit_code = 1


def in_plain_words(error: str) -> str:
    """Return what to do about a fault of the gradebook or the disk, or the error itself."""
    told = next((words for cause, words in PLAIN.items() if re.search(cause, error)), "")
    return f"{told} ({clean(error, 120)})" if told else clean(error)
