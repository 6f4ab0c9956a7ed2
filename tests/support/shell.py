"""Runs the project's commands as a user would: in a process and an environment of their own."""

import io
import os
import subprocess
from pathlib import Path

from tests.support import preloaded
from tests.support.places import ROOT


def environment(**extra: str) -> dict[str, str]:
    """Return the environment of an activated installation."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **extra}


def unmeasured(**extra: str) -> dict[str, str]:
    """Return that environment for what runs little of ours for long: coverage would slow it."""
    whole = environment(**extra)
    return {name: value for name, value in whole.items() if not name.startswith("COVERAGE_")}


def run(
    root: Path, *module: str, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run ``python -m <module> …`` in ``root``, but for the seconds in which that is imported."""
    done = preloaded.run(root, module, environment() if env is None else env)
    written = (_text(each) for each in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(done.args, done.returncode, *written)


def _text(written: bytes) -> str:
    return io.TextIOWrapper(io.BytesIO(written), encoding="utf-8").read()
