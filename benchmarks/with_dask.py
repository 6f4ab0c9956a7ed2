"""Grading on Dask workers on this machine, against local processes."""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.ours import Ours
from benchmarks.with_nbgrader import environment

HOST = "127.0.0.1"
STARTS = 3  # times that the start-up is measured


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[str]:
    """Start a scheduler and single-threaded workers; yield the scheduler's address."""
    told = folder / "scheduler.json"
    common = ["--no-dashboard", "--scheduler-file", str(told)]
    started = [_start(folder, "scheduler", "--host", HOST, "--port", "0", *common)]
    try:
        _wait(lambda: told.is_file() and told.stat().st_size)
        started += [
            _start(folder, "worker", "--host", HOST, "--nthreads", "1", *common)
            for _ in range(workers)
        ]
        from distributed import Client

        address: str = json.loads(told.read_text())["address"]
        with Client(address, timeout=60) as client:
            client.wait_for_workers(workers, timeout=60)
        yield address
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            with suppress(subprocess.TimeoutExpired):
                process.wait(15)
            process.kill()


def _start(folder: Path, *words: str) -> subprocess.Popen[bytes]:
    with (folder / "dask.txt").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *words], cwd=folder, env=environment(),
            stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )  # fmt: skip


def _wait(ready: Any, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > deadline:
            raise RuntimeError("Dask's scheduler does not start")
        time.sleep(0.1)


def compare(ours: Ours, folder: Path, count: int, times: int) -> dict[str, Any]:
    """Return the seconds of a class on two workers and with two local processes, by turns."""
    if find_spec("distributed") is None:
        raise RuntimeError("`distributed` is not installed")
    taken: dict[str, list[float]] = {"local": [], "dask": []}
    with cluster(folder, 2) as address:
        words = {"local": ("--jobs", "2"), "dask": ("--scheduler", address)}
        ours.fresh(10, *words["dask"])  # the workers load what they need
        starts = [{side: ours.fresh(2, *words[side]) for side in words} for _ in range(STARTS)]
        start = {side: statistics.median(each[side] for each in starts) for side in words}
        for _ in range(times):
            for side in words:
                taken[side].append(ours.fresh(count, *words[side]))
    local, dask = (statistics.median(taken[side]) for side in words)
    return {"students": count, "local": local, "dask": dask, "share": local / dask,
            "net_share": (local - start["local"]) / (dask - start["dask"])}  # fmt: skip
