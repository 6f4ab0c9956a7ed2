"""The receipt of a grade: everything that it depended on, so that it can be replayed."""

import platform
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from typing import Any

from autograder import __version__
from autograder.grading.receipts.hashes import engine_hash
from autograder.sandbox.limits import Level, Limits
from autograder.sandbox.notebook_cells import Cell
from autograder.submission import hashes

Receipt = dict[str, Any]


def receipt(suites: str, cells: Iterable[Cell], seed: int, level: Level, limits: Limits) -> Receipt:
    """Return the receipt of a grade, as JSON can hold it; ``suites``: their hash."""
    return {
        "submission": hashes.code_hash(cells),
        **graded_by(suites, seed, limits),
        "version": __version__,
        "isolation": level.name.lower(),
        "environment": environment(),
    }


def graded_by(suites: str, seed: int, limits: Limits) -> Receipt:
    """Return the part of a receipt that a grade follows from, beside the submission."""
    engine = engine_hash()
    return {"suites": suites, "engine": engine, "seed": seed, "limits": asdict(limits)}


@cache
def environment() -> dict[str, str]:
    """Return what numbers may depend on outside the course: Python, NumPy, BLAS, machine."""
    # the rest of this module serves those who only read receipts
    import numpy as np

    build: Any = np.show_config(mode="dicts")
    blas = build.get("Build Dependencies", {}).get("blas", {}) if isinstance(build, dict) else {}
    return {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "blas": f"{blas.get('name', 'unknown')} {blas.get('version', '')}".strip(),
        "machine": f"{platform.system()} {platform.machine()}",
    }


def changes(before: Receipt, now: Receipt) -> dict[str, tuple[Any, Any]]:
    """Return what differs between two receipts, by name: the value then and the value now."""
    old, new = _flat(before), _flat(now)
    names = [*old, *(name for name in new if name not in old)]
    return {
        name: (old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)
    }


def _flat(receipt: Receipt) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in receipt.items():
        inner = value.items() if isinstance(value, dict) else [("", value)]
        flat |= {f"{name} {key}".strip(): each for key, each in inner}
    return flat
