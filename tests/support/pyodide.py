"""Pyodide, the Python for browsers, with the packages of JupyterLite's kernel: from npm and PyPI.

Its public server is not asked. NumPy and matplotlib are there alone, so they are missing here.
"""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

PACKAGES = ("micropip", "ipython", "jedi", "tqdm")
COMM = {"name": "comm", "version": "0.2.3", "imports": ["comm"], "depends": ["traitlets"]}


def fetch(folder: Path) -> Path:
    """Return a folder with Pyodide and the packages; skip the test where they cannot be had."""
    from jupyterlite_pyodide_kernel.constants import PYODIDE_PYTHON_VERSION, PYODIDE_VERSION

    if shutil.which("npm") is None:
        pytest.skip("npm is not installed; Pyodide comes from there")
    _run(["npm", "install", "--no-audit", "--no-fund", f"pyodide@{PYODIDE_VERSION}"], folder)
    pyodide = folder / "node_modules" / "pyodide"
    path = pyodide / "pyodide-lock.json"
    lock = json.loads(path.read_text(encoding="utf-8"))
    packages = _with_dependencies(lock["packages"], PACKAGES)
    packages["comm"] = {**packages["six"], **COMM}  # the kernel takes it from PyPI
    wanted = [f"{package['name']}=={package['version']}" for package in packages.values()]
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    _run(
        [*pip, "--only-binary=:all:", "--python-version", PYODIDE_PYTHON_VERSION, *wanted], pyodide
    )
    for name, package in packages.items():
        (wheel,) = pyodide.glob(f"{name.replace('-', '_')}-*.whl")
        package["file_name"] = wheel.name
        package["sha256"] = hashlib.sha256(wheel.read_bytes()).hexdigest()
    path.write_text(json.dumps({**lock, "packages": packages}), encoding="utf-8")
    return pyodide


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, text=True, capture_output=True)
    if done.returncode:
        pytest.skip(f"Python for browsers cannot be fetched: {done.stderr[-300:]}")


def _with_dependencies(known: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    todo = list(names)
    while todo:
        name = todo.pop().lower().replace("_", "-")
        if name not in found:
            found[name] = dict(known[name])
            todo += known[name]["depends"]
    return found
