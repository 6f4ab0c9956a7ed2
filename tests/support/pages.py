"""The pages of docs/: their blocks, and what a reader does with them.

A fenced block says in its first line what it is for; everything else is only to be read:

- ```bash``` is run in the order of the page, the first one in the course's folder, and each in the
  folder and the environment that the one before has left, as in one terminal; where it cannot be
  run by a test, it carries the reason: ```bash norun="needs a JupyterHub"```;
- ```text output``` is what the commands right above print; ``...`` stands for what differs from
  run to run;
- ```python file="a/b.py"``` is a file that the reader writes; ``append`` adds it to what is there;
- ```bash as="root"``` is run as this user, by ``tests/whole/test_hub.py``; what ``starts`` goes on;
- ```python cell="slug" kind="solution"``` is a cell of a notebook. ``python -m tests.support.pages
  PAGE NOTEBOOK`` makes the notebook of them, as it would come out of JupyterLab; a last cell with
  ``notebook="a/b.ipynb"`` says where a reader has made it by then.
"""

import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support import patience
from tests.support.shell import unmeasured

FENCE = re.compile(r"^(`{3,})([^`\n]*)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
KINDS = {  # as nbgrader's Create Assignment writes them: grade, solution, locked
    "given": (False, False, True),
    "setup": (False, False, True),
    "solution": (False, True, False),
    "test": (True, False, True),
}
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


@dataclass(frozen=True)
class Block:
    """A fenced block of a page; ``said``: the line of prose above it."""

    language: str
    text: str
    flags: frozenset[str]
    words: dict[str, str] = field(default_factory=dict)
    said: str = ""

    @property
    def runs(self) -> bool:
        return self.language == "bash" and "norun" not in self.words


def blocks(page: Path) -> list[Block]:
    """Return the fenced blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    return [_block(match, text[: match.start()]) for match in FENCE.finditer(text)]


def _block(match: re.Match[str], above: str) -> Block:
    language, *rest = shlex.split(match[2]) or [""]
    words = dict(word.split("=", 1) for word in rest if "=" in word)
    flags = frozenset(word for word in rest if "=" not in word)
    said = above.rstrip().rpartition("\n\n")[2]
    return Block(language, match[3], flags, words, said)


def follow(page: Path, course: Path, environment: dict[str, str]) -> Iterator[tuple[Block, str]]:
    """Do what a page says in a copy of the course; yield each block that was run and its output.

    Raises AssertionError where a command fails, or prints otherwise than the page says.
    """
    last: tuple[Block, str] | None = None
    terminal = Terminal(course, environment)
    for block in blocks(page):
        if "file" in block.words:
            _write(block, terminal.folder)
        elif "notebook" in block.words:
            main([str(page), str(terminal.folder / block.words["notebook"])])
        elif block.runs:
            output = terminal.run(block)
            last = (block, output)
            yield last
        elif "output" in block.flags:
            assert last, f"{page.name}: nothing was run whose output this could be:\n{block.text}"
            _compare(block, last[1], page)


def _write(block: Block, course: Path) -> None:
    path = course / block.words["file"]
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") + "\n\n" if "append" in block.flags else ""
    path.write_text(before + block.text, encoding="utf-8")


class Terminal:
    """A shell for each block, which begins where the last one has ended."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder, self.environment = folder, environment

    def run(self, block: Block) -> str:
        """Return what a block prints; AssertionError where it fails."""
        with tempfile.TemporaryFile() as left:
            script = f"trap 'env -0 >&{left.fileno()}' EXIT\n{block.text}"
            done = subprocess.run(
                ["bash", "-euo", "pipefail", "-c", script], cwd=self.folder, env=self.environment,
                text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT, timeout=patience.SECONDS, pass_fds=[left.fileno()],
            )  # fmt: skip
            allowed = {"0", block.words.get("exit", "0")}
            assert str(done.returncode) in allowed, (
                f"{block.text}ended with {done.returncode}:\n{done.stdout}"
            )
            left.seek(0)
            pairs = left.read().decode().split("\0")
        self.environment = dict(pair.split("=", 1) for pair in pairs if pair)
        self.folder = Path(self.environment["PWD"])
        return done.stdout


def _compare(block: Block, output: str, page: Path) -> None:
    assert like(block.text, output), (
        f"{page.name} shows\n{block.text}\nbut what came out is\n{output}"
    )


def like(shown: str, output: str) -> bool:
    """Tell whether an output is as shown; ``...`` stands for anything."""
    parts = (re.escape(part) for part in _tidy(shown).split("..."))
    return re.fullmatch(".*".join(parts), _tidy(output), re.DOTALL) is not None


def _tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def notebook(page: Path) -> dict[str, Any]:
    """Return the notebook whose cells a page shows."""
    cells = [_cell(block) for block in blocks(page) if "cell" in block.words]
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _cell(block: Block) -> dict[str, Any]:
    name, kind = block.words["cell"], block.words["kind"]
    grade, solution, locked = KINDS[kind]
    is_code = block.language == "python"
    nbgrader = {
        "grade": grade, "grade_id": name, "locked": locked, "schema_version": 3,
        "solution": solution, "task": False, "cell_type": "code" if is_code else "markdown",
    }  # fmt: skip
    if grade:
        nbgrader["points"] = int(block.words["points"])
    metadata = {"nbgrader": nbgrader, **({"tags": ["setup"]} if kind == "setup" else {})}
    source = block.text.rstrip("\n").splitlines(keepends=True)
    cell = {"id": name, "metadata": metadata, "source": source}
    if is_code:
        return {"cell_type": "code", "execution_count": None, "outputs": [], **cell}
    return {"cell_type": "markdown", **cell}


def environment(course: Path, home: Path) -> dict[str, str]:
    """Return the environment of a reader who has the course installed and activated."""
    kept = os.environ.get("XDG_CACHE_HOME", str(Path.home() / ".cache"))  # known mistakes, tried
    return unmeasured(
        PYTHONPATH=str(course), HOME=str(home), XDG_CACHE_HOME=kept, COLUMNS="100", USER="ada",
        JUPYTER_DATA_DIR=str(home / "jupyter"), COURSE_OFFLINE="1",
    )  # fmt: skip


def main(arguments: Sequence[str] = tuple(sys.argv[1:])) -> int:
    """Make a notebook of a page's cells; what stands there already is left alone."""
    if len(arguments) != 2:
        return _complain("usage: python -m tests.support.pages PAGE.md NOTEBOOK.ipynb")
    page, target = map(Path, arguments)
    try:
        made = notebook(page)
        text = json.dumps(made, indent=1, ensure_ascii=False) + "\n"
        if not made["cells"]:
            return _complain(f"{page} shows no cells of a notebook")
        if target.exists() and target.read_text(encoding="utf-8") != text:
            return _complain(f"{target} is there already and differs: move it away first")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    except (OSError, ValueError) as error:
        return _complain(str(error))
    print(f"{target}: {len(made['cells'])} cells")
    return 0


def _complain(words: str) -> int:
    print(words, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
