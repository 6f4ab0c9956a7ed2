"""Fuzzes what reads a submission, for as long as you like: bytes, cells, notebook, feedback page.

``python -m tests.malformed.long_fuzz --seconds 3600``. Each notebook must be read and shown, or
refused in a sentence, within CPU seconds and MiB that no class would notice. A seed names each one,
``--seed 12345`` tries it alone.
"""

import argparse
import copy
import json
import multiprocessing
import os
import random
import resource
import signal
import sys
import time
from collections import Counter
from typing import Any

from autograder.course.course import Course
from autograder.course.settings import load_config
from autograder.feedback.page import FeedbackPage
from autograder.submission.cells import extract_cells
from autograder.submission.normalise import normalise
from autograder.submission.read import UnreadableSubmission, lean_notebook, parse_notebook
from tests.malformed.test_fuzz import ACTIONS, JUNK, flip, mutate
from tests.support.places import ROOT

# of one notebook; a process that takes more is ended by the system
SECONDS, MEBIBYTES = 10, 400
# notebooks of one process, which shows in its memory what any of them took
BATCH = 200
PIECES = (
    " ", "  ", "\n", "\t", "\\", "`", "``", "*", "**", "_", "~~", "#", ">", "> ", "- ", "1. ", "|",
    "|-", "[", "]", "[a](", ")", "![", "<", ">", "</", "<!--", "-->", "<div>", "</div>", "<b>",
    "<table><tr><td>", "<a href='", '"', "'", "=", "&", "&lt;", "&#", ";", "$", "$$", "\\(", "\\[",
    "\\begin{a}", "\\end{a}", "\\frac", "{", "}", "^", "_{", "\\left(", "http://a", "a@b", "[^1]:",
    "```", "~~~", "%%", "!", "a", "λ", "\u202e", "\x00", "\ud800", "\r", "attachment:", "data:",
)  # fmt: skip


def text(draw: random.Random) -> str:
    """Return a text of pieces that readers of Markdown stumble over, repeated."""
    parts = []
    for _ in range(draw.randint(1, 6)):
        some = draw.choices(PIECES, k=draw.randint(1, 4))
        parts.append("".join(some) * int(10 ** draw.uniform(0, 4)))
    return "".join(parts)[: int(10 ** draw.uniform(1, 6))]


def content(draw: random.Random, notebook: dict[str, Any]) -> bytes:
    """Return a file that somebody might hand in."""
    made = copy.deepcopy(notebook)
    for cell in draw.sample(made["cells"], draw.randint(0, 3)):
        cell["source"] = text(draw)
    places = [draw.randrange(10**6) for _ in range(8)]
    mutate(made, [(draw.choice(ACTIONS), draw.choice(places), draw.choice(places),
                   draw.choice(JUNK)) for _ in range(draw.randint(0, 6))])  # fmt: skip
    data = json.dumps(made, ensure_ascii=draw.random() < 0.5).encode("utf-8", "surrogatepass")
    if draw.random() < 0.3:
        flips = [(draw.randrange(len(data)), draw.randrange(256)) for _ in range(3)]
        data = flip(data, flips, draw.choice([None, None, draw.randrange(len(data))]))
    return data


class Reader:
    """Goes the whole way with one file, and takes down what became of it."""

    def __init__(self, name: str) -> None:
        course = Course(ROOT)
        self.assignment = course.assignment(name)
        self.released = json.loads((ROOT / f"release/{name}/{name}.ipynb").read_text("utf-8"))
        self.page = FeedbackPage(config=load_config(course))

    def read(self, data: bytes) -> str:
        """Return "refused" or "shown"; anything else than a refusal goes on as it is."""
        try:
            notebook = parse_notebook(lean_notebook(data, "a.ipynb"), "a.ipynb")
        except UnreadableSubmission as refusal:
            return "refused" if str(refusal).isprintable() else sys.exit(f"{refusal!r}")
        extract_cells(notebook, self.assignment)
        known = {"notebook": "a", "score": 0, "max_score": 40, "late_penalty": 0}
        shape = normalise(notebook, self.assignment)
        for cell in shape.cells:
            # as nbgrader adds it
            cell.metadata.get("nbgrader", {})["score"] = 0
        made, _ = self.page.from_notebook_node(shape, resources={"nbgrader": known})
        assert "<script" not in made
        return "shown"


def batch(name: str, seeds: list[int], results: Any) -> None:
    """Read some files in this process; put what each took into the queue."""
    reader = Reader(name)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    for seed in seeds:
        results.put(("begun", seed, 0.0, 0))
        data = content(random.Random(seed), reader.released)
        begun = time.process_time()
        # a process that goes on for longer is ended by the system
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        outcome = reader.read(data)
        signal.setitimer(signal.ITIMER_PROF, 0)
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024 - before
        assert grown <= MEBIBYTES, f"{grown} MiB"
        results.put((outcome, seed, time.process_time() - begun, grown))


def main() -> int:
    """Fuzz; tell how many were shown, how long the slowest took and how far memory grew."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, help="read this one alone")
    parser.add_argument("--first", type=int, default=0, help="the seed to begin with")
    options = parser.parse_args()
    context = multiprocessing.get_context("fork")
    outcomes: Counter[str] = Counter()
    slowest, largest, failed, seed = (0.0, 0), 0, list[int](), options.seed or options.first
    end = time.monotonic() + options.seconds
    while time.monotonic() < end:
        seeds = [options.seed] if options.seed else list(range(seed, seed + BATCH))
        queue = context.SimpleQueue()
        name = ("regularization", "dropout")[seed // BATCH % 2]
        child = context.Process(target=batch, args=(name, seeds, queue))
        child.start()
        current = seed
        while child.is_alive() or not queue.empty():
            if queue.empty():
                time.sleep(0.01)
                continue
            outcome, current, seconds, grown = queue.get()
            outcomes[outcome] += 1
            slowest, largest = max(slowest, (seconds, current)), max(largest, grown)
        child.join()
        if child.exitcode:
            failed.append(current)
            print(f"seed {current} ({name}): ended with {child.exitcode}", flush=True)
        seed += BATCH
        if options.seed:
            break
    found = f"{outcomes['shown']} shown, {outcomes['refused']} refused, {len(failed)} failed"
    print(f"{found}; slowest {slowest[0]:.2f} s (seed {slowest[1]}), {largest} MiB more at most")
    return 1 if failed else 0


if __name__ == "__main__":
    os.nice(10)
    sys.exit(main())
