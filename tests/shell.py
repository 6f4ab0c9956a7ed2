"""Runs the project's commands as a user would: in a process and an environment of their own."""

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT


def environment(**extra: str) -> dict[str, str]:
    """Return the environment of an activated installation."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), **extra}


def run(root: Path, *module: str) -> subprocess.CompletedProcess[str]:
    """Run ``python -m <module> …`` in ``root``."""
    command = [sys.executable, "-m", *module]
    return subprocess.run(command, cwd=root, env=environment(), text=True, capture_output=True)
