"""``autograder doctor``: what is wrong with this installation or course, and what to do."""

import argparse
import json
from typing import Any

DESCRIPTION = (
    "Look at the installation, the sandbox, the gradebook and the course. Each line says OK, WARN "
    "or FAIL, and what to do. The exit code is 1 where something FAILs."
)


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.description = DESCRIPTION
    parser.add_argument("--json", action="store_true", help="print one JSON object per line")


def run(options: argparse.Namespace, course: Any, config: Any) -> int:
    """Examine the course."""
    return anywhere(options)


def anywhere(options: argparse.Namespace) -> int:
    """Examine what there is, in whatever state it is; return the exit code."""
    from autograder.commands.doctor.checks import examine

    statuses: list[str] = []
    for found in examine(options.course):
        statuses.append(str(found.status))
        line = json.dumps(found.as_json()) if options.json else found.as_text()
        print(line, flush=True)
    if not options.json:
        counts = ", ".join(f"{statuses.count(s)} {s}" for s in ("OK", "WARN", "FAIL"))
        print(counts.replace("0 WARN", "no WARN").replace("0 FAIL", "no FAIL"))
    return 1 if "FAIL" in statuses else 0
