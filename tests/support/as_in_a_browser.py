"""Run a notebook of the course as far as an ordinary Python can play the one in a browser.

    python as_in_a_browser.py dropout.ipynb    # in the folder of the notebook and its helpers

Starting a thread or a process and connecting a socket fail, as there; so do imports of what is not
loaded there; each warning is an error. Trainings are shortened: the rest of them is the same code.
Prints the number of figures at the end.
"""

import _posixsubprocess
import _thread
import json
import socket
import subprocess
import sys
import threading
import warnings
from importlib import import_module
from pathlib import Path

import IPython.display
import matplotlib
import matplotlib.pyplot
import tqdm  # noqa: F401  (loaded before anything is taken away)

ABSENT = {"pooch", "requests", "scipy", "urllib3"}
SHORTER = {"num_iterations=30000": "num_iterations=200", "num_epochs=25": "num_epochs=1"}


class Absent:
    """Finds none of the packages that are not loaded."""

    def find_spec(self, name, *rest):
        if name.partition(".")[0] in ABSENT:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def refuse(*args, **kwargs):
    raise RuntimeError("can't start new thread")


def take_away():
    """Take from this process what a browser does not give."""
    threading.Thread.start = threading._start_new_thread = _thread.start_new_thread = refuse
    socket.socket.connect = subprocess.Popen.__init__ = _posixsubprocess.fork_exec = refuse
    sys.meta_path.insert(0, Absent())
    sys.platform = "emscripten"
    matplotlib.use("agg")
    warnings.simplefilter("error")


def run(path):
    """Run the code cells; return what they showed as figures."""
    shown = []
    (runs,) = (
        import_module(f"helpers.{found.stem}") for found in Path("helpers").glob("*_runs.py")
    )
    runs.MANY = 4  # predictions of each net with dropout left on
    import_module("helpers.notebook_output")._in_notebook = lambda: True
    IPython.display.display = lambda data, **_: shown.append(data)
    scope = {"__name__": "__main__"}
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"]) if cell["cell_type"] == "code" else ""
        for long, short in SHORTER.items():
            source = source.replace(long, short)
        exec(compile(source, cell["id"], "exec"), scope)
    return shown


if __name__ == "__main__":
    sys.path[0] = ""
    take_away()
    print(f"{len(run(Path(sys.argv[1])))} figures")
