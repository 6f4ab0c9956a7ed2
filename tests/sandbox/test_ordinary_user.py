"""The box holds for an ordinary user too, with bubblewrap's user namespace and without."""

import os
import site
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.places import ROOT

NOBODY = 65_534
SCRIPT = """
import sys
from autograder.sandbox.self_test import leaks, open_box
from autograder.sandbox.limits import Level

with open_box([], Level.SEALED, Level[sys.argv[1]]) as box:
    print(box.level.name, leaks(box))
"""


def pythons():
    """The interpreters that an ordinary user might be able to start: this one first."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return [str(Path(sys.executable).resolve()), f"/usr/bin/{version}", f"/usr/local/bin/{version}"]


def as_ordinary_user(python, *words):
    root = os.geteuid() == 0
    who = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if root else {}
    folders = os.pathsep.join([str(ROOT), *site.getsitepackages()])
    return subprocess.run(
        [python, "-c", SCRIPT, *words], env={"PYTHONPATH": folders, "PATH": os.environ["PATH"]},
        cwd="/", capture_output=True, text=True, timeout=120, **who,
    )  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="the filter is Linux's seccomp")
@pytest.mark.parametrize("highest", ["SEALED", "CONTAINED"])
def test_no_attack_of_the_self_test_gets_through(highest):
    for python in pythons():
        try:
            done = as_ordinary_user(python, highest)
        except (PermissionError, FileNotFoundError):  # not there, or in a closed folder like /root
            continue
        if "ModuleNotFoundError" in done.stderr:  # the project or its packages lie in such a folder
            continue
        assert done.returncode == 0, done.stderr
        level, _, leaking = done.stdout.strip().partition(" ")
        assert level in ("SEALED", highest)
        assert leaking == "[]"
        return
    pytest.skip("an ordinary user can start no Python here, or cannot read the project")
