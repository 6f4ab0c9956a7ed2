"""The environment of an activated installation, for the test processes and all that they start."""

import os
import sys
from pathlib import Path

from tests.support.once import folder

# With each new gradebook nbgrader asks alembic for its newest version, which takes a second: in a
# test run it is asked once.
ALEMBIC = """#!/bin/sh
case "$*" in *" heads") ;; *) exec "{real}" "$@" ;; esac
if [ ! -f "{told}" ]; then
  "{real}" "$@" > "{told}.$$" || exit
  mv "{told}.$$" "{told}"
fi
exec cat "{told}"
"""


def activate() -> None:
    """Put the installation's commands on the path, as ``bin/activate`` does."""
    scripts = Path(sys.executable).parent
    first = folder() / "bin"
    first.mkdir()
    alembic = first / "alembic"
    text = ALEMBIC.format(real=scripts / "alembic", told=folder() / "alembic-heads")
    alembic.write_text(text, encoding="utf-8")
    alembic.chmod(0o755)
    os.environ["PATH"] = os.pathsep.join(map(str, (first, scripts, os.environ["PATH"])))
