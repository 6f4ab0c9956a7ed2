"""The documentation's pages, and the site that is built of them."""

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

from tests.support.once import made_once
from tests.support.places import ROOT

DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))


@cache
def sphinx_options() -> tuple[str, ...]:
    """Return what the Makefile gives Sphinx, but for the folders."""
    line = re.search(r"-m sphinx (.*) docs _site/docs", (ROOT / "Makefile").read_text())
    assert line, "make docs does not call Sphinx"
    return tuple(line[1].split())


def build(docs: Path, into: Path) -> subprocess.CompletedProcess[str]:
    """Build a site as `make docs` does: a warning is an error."""
    command = [sys.executable, "-m", "sphinx", *sphinx_options(), str(docs), str(into)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, text=True, capture_output=True, env=environment)


def built() -> Path:
    """Return the folder of the site, built once."""
    return made_once("docs site", _build_here)[0]


def _build_here(folder: Path) -> None:
    done = build(DOCS, folder)
    assert done.returncode == 0, done.stderr
