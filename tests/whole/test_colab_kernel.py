"""The notebooks in the kernel of Google Colab: an older IPython, on Python 3.12, from PyPI."""

import json
import subprocess

import nbformat
import pytest
from nbclient import NotebookClient

from tests.support import patience
from tests.support.kernels import shown_by_checks
from tests.support.once import made_once
from tests.support.places import ROOT
from tests.support.pythons import NO_INDEX, interpreter
from tests.support.released import NAMES, put
from tests.support.shell import unmeasured

pytestmark = pytest.mark.slow

PACKAGES = (
    "ipython==7.34.0", "ipykernel==6.17.1", "numpy==2.0.2", "matplotlib==3.10.0",
    "pooch", "tqdm",
)  # fmt: skip
KERNEL = "as-in-colab"
MOST_LINES = 8


def install(folder):
    """Make the environment, and a kernel that Jupyter finds below the folder."""
    python = interpreter("3.12")
    if python is None:
        pytest.skip("Colab runs Python 3.12, which this machine does not have")
    subprocess.run([python, "-m", "venv", folder / "environment"], check=True)
    own = folder / "environment" / "bin" / "python"
    pip = [own, "-m", "pip", "install", "--quiet", *PACKAGES]
    done = subprocess.run(pip, text=True, capture_output=True, env=unmeasured(PYTHONPATH=""))
    if any(words in done.stderr for words in NO_INDEX) and done.returncode:
        pytest.skip(f"the packages of Colab's kernel cannot be fetched: {done.stderr[-300:]}")
    assert done.returncode == 0, done.stderr
    spec = {
        "argv": [str(own), "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": KERNEL,
        "language": "python",
        # nothing is downloaded, and debugpy says nothing of frozen modules
        "env": {"COURSE_OFFLINE": "1", "PYTHONPATH": "", "PYDEVD_DISABLE_FILE_VALIDATION": "1"},
    }
    place = folder / "kernels" / KERNEL
    place.mkdir(parents=True)
    (place / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")


@pytest.fixture
def kernel(monkeypatch):
    folder, _ = made_once("colab kernel", install)
    monkeypatch.setenv("JUPYTER_PATH", str(folder))
    return KERNEL


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_of_the_solved_notebook_runs_and_shows_its_figures(name, kernel, tmp_path):
    path = ROOT / "solutions" / name / f"{name}.ipynb"
    stored, notebook = (nbformat.read(path, as_version=4) for _ in range(2))
    where = {"metadata": {"path": str(put(name, tmp_path / name))}}
    words = {"timeout": patience.SECONDS, "kernel_name": kernel, "resources": where}
    NotebookClient(notebook, **words).execute()
    assert figures(notebook) == figures(stored) != []
    assert all(about["alt"] and about["width"] for _, about in figures(notebook, whole=True))


def figures(notebook, whole=False):
    """Return the cells in which figures are shown, in their order; `whole`: with the metadata."""
    found = [
        (cell.id, each.metadata.get("image/png"))
        for cell in notebook.cells
        for each in cell.get("outputs", ())
        if "image/png" in each.get("data", ())
    ]
    return found if whole else [cell for cell, _ in found]


@pytest.mark.parametrize("name", NAMES)
def test_every_check_of_the_untouched_notebook_fails_in_eight_lines(name, kernel):
    checks = shown_by_checks(name, kernel)
    assert len(checks) > 2
    for shown in checks:
        assert len(shown.splitlines()) <= MOST_LINES
        assert "is not written yet" in shown and "Traceback" not in shown
