"""What VS Code shows of Markdown: by the two libraries that it uses, from npm."""

import json
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.support.once import made_once
from tests.support.places import TESTS

PACKAGES = ("markdown-it@14", "@vscode/markdown-it-katex@1.1.2")
SCRIPT = TESTS / "support" / "as_in_vscode.cjs"
VOID = {"br", "hr", "img", "input"}


def rendered(texts: list[str]) -> list[str]:
    """Return the HTML of each Markdown text; skip the test where that cannot be done."""
    folder, _ = made_once("vscode markdown", _install)
    done = subprocess.run(
        ["node", folder / SCRIPT.name], input=json.dumps(texts), text=True, capture_output=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    html: list[str] = json.loads(done.stdout)
    return html


def _install(folder: Path) -> None:
    if shutil.which("npm") is None:
        pytest.skip("npm is not installed; what VS Code renders with comes from there")
    install = ["npm", "install", "--no-audit", "--no-fund", *PACKAGES]
    done = subprocess.run(install, cwd=folder, text=True, capture_output=True)
    if done.returncode:
        pytest.skip(f"what VS Code renders with cannot be fetched: {done.stderr[-300:]}")
    # beside the packages, where node looks for them
    shutil.copy(SCRIPT, folder)


class Words(HTMLParser):
    """The words of a page, without code and without formulas that were typeset."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self._inside = "", 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        left_out = tag in ("code", "pre") or (dict(attrs).get("class") or "").startswith("katex")
        if tag not in VOID and (self._inside or left_out):
            self._inside += 1

    def handle_endtag(self, tag: str) -> None:
        self._inside -= bool(self._inside)

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.text += data
