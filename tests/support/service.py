"""A grading service as people start it: a process, a port of its own, and students who ask."""

import json
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.support import notebooks, patience, toy_class
from tests.support.places import ROOT, TOY
from tests.support.shell import environment

AT = re.compile(r"serving .* at (http://\S+)")


def course(root: Path, settings: str = "", suites: Path = TOY / "exercises") -> Path:
    """Make a course with the toy assignment, which was never released."""
    shutil.copytree(TOY / "source", root / "source")
    shutil.copytree(suites, root / "exercises")
    config = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    whole = config + toy_class.SETTINGS + "c.Serve.processes = 1\n" + settings
    (root / "nbgrader_config.py").write_text(whole, encoding="utf-8")
    notebooks.write(root / "source/arithmetic/arithmetic.ipynb", notebooks.toy())
    return root


def token(root: Path, name: str, *more: str) -> str:
    """Have a token made by the command, as an instructor does."""
    done = toy_class.run(root, "autograder", "serve", "token", "add", name, *more)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


class Service:
    """A running service; ``said``: what it has printed so far."""

    def __init__(self, root: Path, *options: str, env: dict[str, str] | None = None) -> None:
        self.root, self.said = root, list[str]()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "autograder", "serve", "--port", "0", *options],
            cwd=root, env=env or environment(), text=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        self.address = ""
        assert self._process.stderr
        for line in self._process.stderr:
            self.said.append(line)
            if found := AT.search(line):
                self.address = found[1]
                break
        # a full pipe would stop it
        self._reader = threading.Thread(target=self._read_on, daemon=True)
        self._reader.start()

    def _read_on(self) -> None:
        assert self._process.stderr
        with self._process.stderr as printed:
            self.said.extend(printed)

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(
        self, token: str, content: Any, label: str = "arithmetic", **headers: str
    ) -> httpx.Response:
        """Post a notebook, or bytes as they are."""
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        head = {"Authorization": f"Bearer {token}"} | headers
        address = f"{self.address}/check/{label}"
        return httpx.post(address, content=body, headers=head, timeout=patience.SECONDS)

    def get(self, path: str, token: str = "") -> httpx.Response:
        head = {"Authorization": f"Bearer {token}"} if token else {}
        return httpx.get(f"{self.address}{path}", headers=head, timeout=patience.SECONDS)

    def end(self, how: int = signal.SIGTERM) -> int:
        """End it with a signal; return its exit code."""
        self._process.send_signal(how)
        code = self._process.wait(patience.SECONDS)
        self._reader.join(patience.SECONDS)
        return code


@contextmanager
def service(root: Path, *options: str, env: dict[str, str] | None = None) -> Iterator[Service]:
    """Run a service for as long as the block lasts."""
    running = Service(root, *options, env=env)
    assert running.address, running.said
    try:
        yield running
    finally:
        if running._process.poll() is None:
            running.end(signal.SIGKILL)
