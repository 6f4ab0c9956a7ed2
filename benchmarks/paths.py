"""Where the benchmarks read and write."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT / ".bench"  # everything that is made, out of git
