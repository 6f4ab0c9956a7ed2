"""A server of one's own for tests: JupyterHub for real accounts, and who is logged in there.

What happens on a ``Machine`` is seen by its processes alone: it lies over the real one, which stays
as it is (accounts, software, files), and all its processes end with it.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.support import patience

TOOLS = ("unshare", "nsenter", "runuser", "useradd", "chpasswd", "npm")
# what an administrator writes to; the base folder must not lie below any of them
LAID_OVER = ("etc", "home", "opt", "root", "srv", "usr", "var")
START = """
mount --make-rprivate /
for folder in {folders}; do
  mkdir -p {base}/$folder/above {base}/$folder/work
  mount -t overlay overlay /$folder \
    -o lowerdir=/$folder,upperdir={base}/$folder/above,workdir={base}/$folder/work
done
chmod a+x /root  # the Python that runs the tests may be below it
echo ready
exec sleep infinity
"""
NO_INDEX = ("Failed to fetch", "dns error", "No solution found", "npm error network", "ENOTFOUND")


class Machine:
    """Runs commands as its users."""

    def __init__(self, process: int) -> None:
        self._process = process

    def command(self, user: str, script: str) -> list[str]:
        """Return the command that runs a script of bash as ``user``, in the user's home."""
        home = "/root" if user == "root" else f"/home/{user}"
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        kept = [f"{name}={value}" for name, value in os.environ.items()
                if re.match("(UV|NPM|npm|PIP|SSL|HTTPS?|https?)_", name)]  # fmt: skip
        own = [f"HOME={home}", f"USER={user}", "LANG=C.UTF-8", f"UV_PYTHON={_python()}"]
        own += [f"PATH={path}" if user == "root" else "PATH=/opt/hub/bin:/usr/bin:/bin"]
        inside = ["nsenter", "--target", str(self._process), "--mount", "--pid", "--wd=/"]
        own += kept if user == "root" else []
        as_user = ["runuser", "-u", user, "--", "env", "-i", *own]
        return [*inside, *as_user, "bash", "-euo", "pipefail", "-c", f"cd\n{script}"]

    def run(self, user: str, script: str) -> str:
        """Return what a script prints; AssertionError where it fails."""
        done = self.attempt(user, script)
        if done.returncode and any(words in done.stdout for words in NO_INDEX):
            pytest.skip("there is no package index to install from")
        assert done.returncode == 0, f"{script}\nended with {done.returncode}:\n{done.stdout}"
        return done.stdout

    def attempt(self, user: str, script: str) -> subprocess.CompletedProcess[str]:
        """Run a script that may fail."""
        return subprocess.run(
            self.command(user, script), text=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=patience.SECONDS,
        )  # fmt: skip

    def write(self, path: str, text: str, append: bool = False) -> None:
        """Write a file as the owner of the home that it lies in, else as root."""
        home = re.match("/home/([^/]+)/", path)
        arrow = ">>" if append else ">"
        script = f"mkdir -p '{Path(path).parent}'\ncat {arrow} '{path}' <<'END-OF-FILE'\n{text}"
        self.run(home[1] if home else "root", f"{script}\nEND-OF-FILE\n")

    def owners(self, process: str) -> list[str]:
        """Return the users as whom processes run whose command line has these words."""
        listed = self.run("root", "ps -eo user:32,args").splitlines()
        return sorted(line.split()[0] for line in listed if process in line)


def _python() -> str:
    return str(Path(getattr(sys, "_base_executable", sys.executable)).resolve())


@contextmanager
def machine(base: Path) -> Iterator[Machine]:
    """Lay a machine over this one for as long as the block lasts; skip where that cannot be."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("accounts and a hub for them need root on Linux")
    if missing := [tool for tool in TOOLS if not shutil.which(tool)]:
        pytest.skip(f"not installed: {', '.join(missing)}")
    script = "set -e" + START.format(folders=" ".join(LAID_OVER), base=base)
    command = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
    process = subprocess.Popen(
        [*command, "bash", "-c", script], text=True, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        assert process.stdout
        if (said := process.stdout.readline().strip()) != "ready":
            pytest.skip(f"no machine can be laid over this one: {said}")
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
        yield Machine(int(children.split()[0]))
    finally:
        process.kill()
        process.wait()


class Person:
    """Somebody with a browser: logged in at the hub, with a server of their own."""

    def __init__(self, hub: str, name: str, password: str) -> None:
        self.hub, self.name = hub, name
        self._session = requests.Session()
        self._session.trust_env = False  # no proxy lies between
        self._session.get(f"{hub}/hub/login")
        words = {"username": name, "password": password, "_xsrf": self._xsrf("/hub/")}
        self.login = self._session.post(f"{hub}/hub/login", data=words)

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        self.get("/hub/spawn")
        wait_until(lambda: self.get(f"/user/{self.name}/lab").url.endswith("/lab"))

    def stop(self) -> None:
        """Stop the server."""
        self._send("DELETE", f"/hub/api/users/{self.name}/server", "/hub/")

    def get(self, path: str) -> requests.Response:
        """Open an address of the hub."""
        return self._session.get(self.hub + path)

    def own(self, path: str) -> Any:
        """Return what an address of one's own server answers."""
        answer = self.get(f"/user/{self.name}/{path}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    def assignments(self) -> list[dict[str, Any]]:
        """Return what the Assignment List shows."""
        return self._listed(self.own("assignments?course_id=regularization"))

    def press(self, action: str, assignment: str) -> list[dict[str, Any]]:
        """Press a button of the Assignment List: fetch, submit or fetch_feedback."""
        data = {"course_id": "regularization", "assignment_id": assignment}
        prefix = f"/user/{self.name}/"
        answer = self._send("POST", f"{prefix}assignments/{action}", prefix, data=data)
        return self._listed(answer.json())

    def put(self, path: str, prefix: str, words: dict[str, Any]) -> requests.Response:
        """Send words to an address below ``prefix``."""
        return self._send("PUT", prefix + path, prefix, json=words)

    def _listed(self, answer: dict[str, Any]) -> list[dict[str, Any]]:
        assert answer["success"], answer["value"]
        found: list[dict[str, Any]] = answer["value"]
        return found

    def _send(self, method: str, path: str, prefix: str, **words: Any) -> requests.Response:
        headers = {"X-XSRFToken": self._xsrf(prefix)}
        answer = self._session.request(method, self.hub + path, headers=headers, **words)
        assert answer.ok, answer.text
        return answer

    def _xsrf(self, prefix: str) -> str:
        return next(
            (each.value or "" for each in self._session.cookies
             if (each.name, each.path) == ("_xsrf", prefix)), "",
        )  # fmt: skip


def wait_until(condition: Any, seconds: float = patience.SECONDS) -> None:
    """Wait until a condition holds; a connection that is refused does not count."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            if condition():
                return
        except requests.ConnectionError:
            pass
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.2)
