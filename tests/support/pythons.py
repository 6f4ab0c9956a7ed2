"""Other Pythons of this machine, and what pip says where it reaches no index."""

import os
import shutil
import subprocess
from pathlib import Path

NO_INDEX = ("No matching distribution", "Could not find a version", "Temporary failure in name",
            "Failed to fetch", "dns error")  # fmt: skip


def interpreter(version: str) -> Path | None:
    """Return a Python of this version, pyenv's too; None where this machine has none."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    found = [*pyenv.glob(f"versions/{version}.*/bin/python{version}")]
    found += map(Path, filter(None, [shutil.which(f"python{version}")]))
    # a shim of pyenv may stand for nothing
    works = (path for path in found if not subprocess.call([path, "-c", ""], stderr=-3))
    return next(works, None)
