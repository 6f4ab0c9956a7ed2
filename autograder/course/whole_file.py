"""Writes a file whole or not at all, in the place of what was there."""

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, content: bytes, private: bool = True) -> None:
    """Put a file into its place at once; raises OSError with what was there untouched.

    ``private``: a new file can be read by its owner only; one that was there keeps its mode.
    """
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=".autograder-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, part)
        elif not private:
            # as an ordinary program would make it: who may not read it, the umask says
            mask = os.umask(0)
            os.umask(mask)
            os.chmod(part, 0o666 & ~mask)
        os.replace(part, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(part)
        raise
