"""A Dask cluster of real processes on loopback addresses, to be killed."""

import json
import os
import signal
import subprocess
import sys

from tests.support.processes import wait_until
from tests.support.shell import environment


class Dask:
    """A scheduler on this machine, and workers with one thread each, in processes of their own."""

    def __init__(self, folder, scheme="tcp", *options, **extra):
        self._folder, self._extra, self._options = folder, extra, options
        self.processes = []
        told = folder / "scheduler.json"
        self._where = ["--protocol", scheme, "--host", "127.0.0.1"]
        known = ["--port", "0", "--scheduler-file", str(told)]
        self.scheduler = self._start("scheduler", *self._where, *known)
        wait_until(lambda: told.exists() and told.read_text().endswith("}"))
        self.address = json.loads(told.read_text())["address"]

    def scheduler_again(self):
        """Start a scheduler at the address of the one that has ended."""
        port = self.address.rpartition(":")[2]
        self.scheduler = self._start("scheduler", *self._where, "--port", port)

    def worker(self, **extra):
        return self._start("worker", self.address, "--nthreads", "1", "--no-nanny", **extra)

    def _start(self, what, *arguments, **extra):
        log = (self._folder / f"{what}{len(self.processes)}.log").open("w")
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *arguments]
        command += ["--no-dashboard", "--dashboard-address", "127.0.0.1:0", *self._options]
        where = {"cwd": self._folder, "env": environment(**self._extra, **extra)}
        with log:
            process = subprocess.Popen(
                command, stdout=log, stderr=log, start_new_session=True, **where
            )
        self.processes.append(process)
        return process

    def close(self):
        for process in reversed(self.processes):
            end(process)


def end(process):
    """Kill a process and all that it has started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
