"""Where things are that tests read."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests"
TOY = Path(__file__).parent / "toy"
# the published data, where this machine has it
SHARED = ROOT.parent / "shared" / "data"
