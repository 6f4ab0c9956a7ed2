"""Everything side by side, in one run: ``python -m benchmarks`` (``make bench``)."""

import argparse
import json
import shutil
import tempfile
from pathlib import Path

from benchmarks import report
from benchmarks.paths import BENCH
from benchmarks.rows import QUICK, ROWS, Bench, Sizes


def main() -> None:
    """Measure, print and, where asked for, write."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="tiny numbers: whether all rows work")
    parser.add_argument("--only", nargs="+", choices=ROWS, default=list(ROWS), metavar="NAME",
                        help=f"rows to measure: {', '.join(ROWS)}")  # fmt: skip
    parser.add_argument("--assignment", default="regularization")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    options = parser.parse_args()
    BENCH.mkdir(exist_ok=True)
    (BENCH / ".gitignore").write_text("*\n", encoding="utf-8")
    folder = Path(tempfile.mkdtemp(prefix="run-", dir=BENCH))
    try:
        bench = Bench(options.assignment, QUICK if options.quick else Sizes(), folder)
        report.say_machine(bench.found["machine"])
        found = bench.run(options.only)
    finally:
        shutil.rmtree(folder)
    report.say_all(found, judged=not options.quick)
    if options.quick:
        print("A quick run: its classes are so small that no target is judged.")
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
