"""Runs released notebooks in real kernels."""

import re

import nbformat
from nbclient import NotebookClient

from tests.support import patience
from tests.support.places import ROOT

COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def shown_by_checks(name: str, kernel: str = "python3") -> list[str]:
    """Return what each visible check of the untouched notebook shows, an error each."""
    folder = ROOT / "release" / name
    whole = nbformat.read(folder / f"{name}.ipynb", as_version=4)
    notebook = nbformat.v4.new_notebook(cells=[cell for cell in whole.cells if _matters(cell)])
    where = {"metadata": {"path": str(folder)}}
    words = {"timeout": patience.SECONDS, "kernel_name": kernel, "resources": where}
    NotebookClient(notebook, **words).execute()
    shown = []
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            # that there is an error is what `nbgrader validate` looks for
            (output,) = cell.outputs
            assert output.output_type == "error"
            shown.append(COLOUR.sub("", "\n".join(output.traceback)))
    return shown


def _matters(cell: nbformat.NotebookNode) -> bool:
    about = cell["metadata"].get("nbgrader", {})
    setup = "setup" in cell["metadata"].get("tags", [])
    code = cell["cell_type"] == "code"
    return code and bool(setup or about.get("solution") or about.get("grade"))
