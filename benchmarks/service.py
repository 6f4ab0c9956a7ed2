"""The grading service under load, on this machine: ``python -m benchmarks.service``.

A class of synthetic students (`benchmarks.classes`) asks through HTTP, in three ways: at a steady
rate, all at once, and more at once than may wait. Bounded: it asks some thousand times at the most.
"""

import argparse
import asyncio
import json
import math
import os
import shutil
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

import httpx

from autograder.commands.serve.database import Database
from autograder.commands.serve.tokens import Tokens
from benchmarks import classes, memory
from benchmarks.paths import ROOT
from tests.support.service import Service

DIFFERENT = 60  # notebooks; more students than that hand in the same ones
MARK = "MARK OF A CELL"
SETTINGS = """
c.Serve.attempts_per_hour = 1000
c.Serve.asks_per_hour = 1000
c.Serve.most_waiting = 400
"""


@dataclass(frozen=True)
class Answer:
    """What came: HTTP status, Retry-After in seconds, and when it was asked and answered."""

    status: int
    retry: int
    asked: float
    ended: float

    @property
    def seconds(self) -> float:
        return self.ended - self.asked


class Class:
    """Students with a token and a notebook each."""

    def __init__(self, service: Service, label: str, students: int) -> None:
        self._url = f"{service.address}/check/{label}"
        with closing(Database(service.root)) as database:
            tokens = Tokens(database)
            self.tokens = [tokens.add(f"s{number}", 1) for number in range(students)]
        drawn = islice(classes.submissions(label, DIFFERENT), DIFFERENT)
        self._notebooks = [_with_a_cell(notebook) for _, notebook in drawn]
        self._asked = 0

    async def ask(self, client: httpx.AsyncClient, number: int) -> Answer:
        start = time.monotonic()
        head = {"Authorization": f"Bearer {self.tokens[number % len(self.tokens)]}"}
        # code that this student has not asked about, which would be answered without grading
        self._asked += 1
        body = self._notebooks[number % len(self._notebooks)].replace(
            MARK.encode(), f"question = {self._asked}".encode()
        )
        done = await client.post(self._url, content=body, headers=head)
        retry = int(done.headers.get("retry-after", 0))
        return Answer(done.status_code, retry, start, time.monotonic())


def _with_a_cell(notebook: dict[str, Any]) -> bytes:
    cell = {"cell_type": "code", "metadata": {}, "source": MARK}
    return json.dumps(notebook | {"cells": [*notebook["cells"], cell]}).encode()


def client() -> httpx.AsyncClient:
    # each student has a computer of their own: no connection serves a second one
    many = httpx.Limits(max_connections=2000, max_keepalive_connections=0)
    return httpx.AsyncClient(timeout=300, limits=many, trust_env=False)


async def steady(students: Class, rate: float, seconds: float) -> list[Answer]:
    """Ask at a rate, whatever the answers take."""
    async with client() as asking:
        tasks = []
        for number in range(int(rate * seconds)):
            tasks.append(asyncio.create_task(students.ask(asking, number)))
            await asyncio.sleep(1 / rate)
        return await asyncio.gather(*tasks)


async def at_once(students: Class, count: int) -> list[Answer]:
    """Ask all at the same moment."""
    async with client() as asking:
        return await asyncio.gather(*(students.ask(asking, number) for number in range(count)))


async def until_served(students: Class, count: int) -> tuple[list[Answer], int]:
    """Ask all at once; who is sent away comes again when told. Return first answers, and tries."""

    async def patient(asking: httpx.AsyncClient, number: int) -> tuple[Answer, int]:
        first = answer = await students.ask(asking, number)
        tries = 1
        while answer.status == 503:
            await asyncio.sleep(answer.retry)
            answer = await students.ask(asking, number)
            tries += 1
        assert answer.status == 200, answer
        return first, tries

    async with client() as asking:
        found = await asyncio.gather(*(patient(asking, number) for number in range(count)))
    return [first for first, _ in found], max(tries for _, tries in found)


def cpu_seconds(pid: int) -> float:
    """Return what a process and all that it has started have computed so far."""
    ticks = 0
    for each in memory.family(pid):
        # of itself, and of its children that have ended
        fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[max(math.ceil(share * len(values)) - 1, 0)]


def told(name: str, answers: list[Answer]) -> str:
    times = [1000 * each.seconds for each in answers if each.status == 200]
    wall = max(each.ended for each in answers) - min(each.asked for each in answers)
    kinds = ", ".join(f"{count} × {status}" for status, count in
                      sorted(Counter(each.status for each in answers).items()))  # fmt: skip
    return (
        f"{name:<34} median {median(times):6.0f} ms  p95 {percentile(times, 0.95):6.0f} ms  "
        f"max {max(times):6.0f} ms  {len(times) / wall:5.1f}/s  {kinds}"
    )


def course(root: Path) -> Path:
    for folder in ("source", "release"):
        shutil.copytree(ROOT / folder, root / folder)
    config = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    (root / "nbgrader_config.py").write_text(config + SETTINGS, encoding="utf-8")
    return root


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--assignment", default="regularization")
    parser.add_argument("--rate", type=float, default=20.0)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--students", type=int, default=200)
    parser.add_argument("--crowd", type=int, default=600)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        service = Service(course(Path(folder) / "course"))
        try:
            students = Class(service, options.assignment, max(options.students, options.crowd))
            print(f"{len(os.sched_getaffinity(0))} cores, load {os.getloadavg()[0]:.1f}")
            # what is loaded with the first questions
            asyncio.run(at_once(students, 8))
            watch, before = memory.Watch(service.pid), cpu_seconds(service.pid)
            run = asyncio.run(steady(students, options.rate, options.seconds))
            print(told(f"{options.rate:g} a second, {options.seconds:g} s", run))
            each = 1000 * (cpu_seconds(service.pid) - before) / len(run)
            print(f"a question takes {each:.0f} ms of a core, all processes together")
            run = asyncio.run(at_once(students, options.students))
            print(told(f"{options.students} at once", run))
            first, tries = asyncio.run(until_served(students, options.crowd))
            print(told(f"{options.crowd} at once, first answers", first))
            print(f"all served, none of them asked more than {tries} times")
            print(f"peak memory of all processes (PSS): {watch.stop() / 2**20:.0f} MiB")
        finally:
            service.end()


if __name__ == "__main__":
    main()
