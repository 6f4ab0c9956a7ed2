"""A real JupyterLab of one person: an own home, own settings, a free port, a token."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support import patience
from tests.support.shell import unmeasured

TOKEN = "a-token-for-this-test"
OPTIONS = [
    "--no-browser",
    "--allow-root",
    f"--IdentityProvider.token={TOKEN}",
    "--LabApp.news_url=None",  # nothing is asked of the internet
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
]


@contextmanager
def lab(folder: Path, home: Path) -> Iterator[str]:
    """Run ``jupyter lab`` in ``folder`` as somebody whose home is ``home``; give its address.

    Its log is ``home/lab.log``. AssertionError with the log's end where it does not start.
    """
    home.mkdir(parents=True, exist_ok=True)
    port = free_port()
    own = {
        f"JUPYTER_{kind}_DIR": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "RUNTIME")
    }
    env = unmeasured(HOME=str(home), COURSE_OFFLINE="1", **own)
    command = [sys.executable, "-m", "jupyter", "lab", f"--port={port}", *OPTIONS]
    with (home / "lab.log").open("w") as log:
        process = subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=log)
    try:
        _wait(f"http://127.0.0.1:{port}", process, home / "lab.log")
        yield f"http://127.0.0.1:{port}/lab?token={TOKEN}"
    finally:
        process.terminate()  # it ends its kernels
        try:
            process.wait(patience.SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    """Return the number of a port on loopback that nothing listens to."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
    return number


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + patience.SECONDS
    while True:
        try:
            urllib.request.urlopen(f"{address}/api?token={TOKEN}", timeout=5).close()
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            alive = process.poll() is None and time.monotonic() < deadline
            assert alive, f"JupyterLab does not start:\n{log.read_text()[-2000:]}"
            time.sleep(0.2)
