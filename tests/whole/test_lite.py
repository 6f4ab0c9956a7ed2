"""The JupyterLite site: what is in it, and that notebooks open and helpers run in a browser.

The browser's Python comes from a public server; here from npm and PyPI, which have all of it but
NumPy and matplotlib. So a real kernel runs what needs neither; test_online.py runs the rest.
"""

import ast
import functools
import http.server
import json
import re
import shutil
import subprocess
import sys
import threading
from importlib.util import find_spec
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.support import patience, pyodide
from tests.support.browser import LAPTOP, PHONE, browser
from tests.support.places import ROOT
from tests.support.released import NAMES, solution_lines, sources, standard

__all__ = ["browser"]

PATH = ROOT / "docs/path.md"
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PLUGIN = "@jupyterlite/pyodide-kernel-extension:kernel"
ALL_RUN = """n => [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')]
  .filter(e => /\\d/.test(e.innerText)).length === n"""

if not (find_spec("jupyterlite_core") and find_spec("jupyterlite_pyodide_kernel")):
    pytest.skip("JupyterLite is not installed: pip install -e '.[lite]'", allow_module_level=True)


def build(root, output):
    """Build the site of the course in ``root`` as ``make lite`` does; return the process."""
    command = [
        str(Path(sys.executable).with_name("jupyter-lite")), "build",
        "--config", str(root / "lite" / "jupyter_lite_config.py"), "--output-dir", str(output),
    ]  # fmt: skip
    output.parent.mkdir(exist_ok=True)
    return subprocess.run(command, cwd=output.parent, text=True, capture_output=True)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built") / "lite"
    done = build(ROOT, folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def released(root):
    """Return the released files that are the course's: what lies in the assignments' folders."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in [*root.glob("*/*"), *root.glob("*/helpers/*")]
        if path.is_file()
    }


# What is in it


def test_make_lite_builds_with_this_very_configuration():
    target = re.search(r"^lite: \$\(READY\)\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE)[1]
    assert 'jupyter-lite" build --config "$(CURDIR)/lite/jupyter_lite_config.py"' in target
    assert re.search(r"^# make lite ", MAKEFILE, re.MULTILINE)


def test_the_site_holds_exactly_the_released_folders(site):
    assert released(site / "files") == released(ROOT / "release")
    assert sorted(path.name for path in (site / "files").iterdir()) == sorted(NAMES)


def test_the_site_lists_all_that_it_holds(site):
    for name in NAMES:
        listing = json.loads((site / "api/contents" / name / "all.json").read_text("utf-8"))
        names = {entry["name"] for entry in listing["content"]}
        assert names == {path.name for path in (site / "files" / name).iterdir()}


def test_nowhere_in_the_site_is_a_line_of_the_solutions_or_a_rubric(site):
    telling: set[str] = set()
    for name in NAMES:
        telling |= {line for code in sources("source", name).values()
                    for line in solution_lines(code) if len(line) > 24}  # fmt: skip
    telling -= {"gradients = backward_propagation(X, Y, cache)"}  # the given `model` has it too
    assert len(telling) > 20
    marks = [*telling, "BEGIN SOLUTION", "BEGIN MARK SCHEME", "from autograder"]
    # the net that one assignment gives is of the kind that another asks for: docs/path.md says in
    # which order they are handed out
    assert "Hand `normalization` out after `dropout` is due" in PATH.read_text(encoding="utf-8")
    searched = [path for path in site.rglob("*") if path.is_file() and path.name != "norm_net.py"]
    assert len(searched) > 100
    for path in searched:
        content = path.read_bytes()
        for mark in marks:
            assert mark.encode() not in content, (mark, path)
            assert json.dumps(mark)[1:-1].encode() not in content, (mark, path)


def test_the_instructors_extensions_stay_out(site):
    settings = json.loads((site / "jupyter-lite.json").read_text("utf-8"))["jupyter-config-data"]
    assert [e["name"] for e in settings["federated_extensions"]] == [PLUGIN.partition(":")[0]]
    extensions = [path.parent for path in (site / "extensions").glob("**/package.json")]
    assert [path.name for path in extensions] == ["pyodide-kernel-extension"]


@pytest.fixture
def course(tmp_path):
    """A small course of its own, in a folder with a difficult name."""
    root = tmp_path / "build" / "Kurs, lib's"
    shutil.copytree(ROOT / "lite", root / "lite")
    (root / "release" / "toy").mkdir(parents=True)
    shutil.copy(ROOT / "release/dropout/dropout.ipynb", root / "release/toy/toy.ipynb")
    return root


def test_checkpoints_data_and_loose_files_of_the_release_folder_stay_out(course, tmp_path):
    toy = course / "release" / "toy"
    for junk in ("toy/.ipynb_checkpoints/a.ipynb", "toy/datasets/data.mat", "toy/__pycache__/b.pyc",
                 "requirements.txt", "notes.ipynb", "toy/.secret"):  # fmt: skip
        (course / "release" / junk).parent.mkdir(exist_ok=True)
        (course / "release" / junk).write_text("junk")
    (toy / "=1, ü-.py").write_text("x = 1\n")
    done = build(course, tmp_path / "out" / "lite")
    assert done.returncode == 0, done.stdout + done.stderr
    files = tmp_path / "out" / "lite" / "files"
    found = {path.relative_to(files).as_posix() for path in files.rglob("*") if path.is_file()}
    assert found == {"toy/toy.ipynb", "toy/=1, ü-.py"}


def test_a_course_without_a_release_is_refused_in_one_line(course, tmp_path):
    shutil.rmtree(course / "release")
    done = build(course, tmp_path / "out" / "lite")
    assert done.returncode != 0
    assert done.stderr.splitlines()[-1] == "lite: release/ holds no notebook: run 'make release'"
    assert not (tmp_path / "out" / "lite").exists()


# In a browser


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def serve():
    """Return a function that serves a folder on this machine and returns its address."""
    servers = []

    def start(folder):
        handler = functools.partial(Quiet, directory=str(folder))
        servers.append(http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler))
        threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[-1].server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def opened(browser, address, asked, **options):
    """Return a page at ``address`` that reaches this machine only; ``asked`` gets other hosts."""
    page = browser.new_page(**options)
    page.set_default_timeout(patience.MILLISECONDS)

    def answer(route):
        host = urlsplit(route.request.url).hostname
        if host == "127.0.0.1":
            return route.continue_()
        asked.add(host)
        return route.abort()

    page.context.route(re.compile(r"^https?:"), answer)
    page.goto(address)
    return page


def test_the_lab_page_shows_the_folders_opens_a_notebook_and_asks_one_other_server(
    site, browser, serve
):
    asked = set()
    page = opened(browser, f"{serve(site)}/lab/index.html", asked, viewport=LAPTOP)
    for name in NAMES:
        page.wait_for_selector(f".jp-DirListing-item >> text={name}")
    page.dblclick(".jp-DirListing-item >> text=dropout")
    page.dblclick(".jp-DirListing-item >> text=dropout.ipynb")
    page.wait_for_selector("h1:has-text('Dropout: a net that cannot lean on any one unit')")
    while not asked:  # the kernel is about to start
        page.wait_for_event("requestfailed")
    assert asked == {"cdn.jsdelivr.net"}, "one other server, for Python alone"
    page.close()


@pytest.mark.parametrize(("name", "colours"), list(zip(NAMES, cycle(("light", "dark")))))
def test_a_link_opens_a_notebook_on_a_phone_in_its_colours(name, colours, site, browser, serve):
    address = f"{serve(site)}/notebooks/index.html?path={name}/{name}.ipynb"
    page = opened(browser, address, set(), viewport=PHONE, color_scheme=colours)
    page.wait_for_selector(".jp-Notebook h1")
    light = "true" if colours == "light" else "false"
    page.wait_for_selector(f"body[data-jp-theme-light={light}]", state="attached")
    page.wait_for_selector(".jp-CodeCell >> text=Google Colab only")
    page.close()


def code_of(path, function):
    """Return the source of one function of a released helper."""
    text = (ROOT / "release" / path).read_text(encoding="utf-8")
    (node,) = (n for n in ast.parse(text).body if getattr(n, "name", "") == function)
    return ast.get_source_segment(text, node)


def probe():
    """Return the cells of a notebook that shows what holds in a browser's Python."""
    modules = sorted(set.union(*map(standard, NAMES)))
    bars = f"{code_of('regularization/helpers/reg_utils.py', 'progress')}\n\n"
    bars += code_of("dropout/helpers/drop_runs.py", "_bar")
    return [
        sources("release", "dropout")["colab"],
        "import os, importlib.util\nfound = importlib.util.find_spec('helpers').origin\n"
        "print(sys.platform, os.path.relpath(found))",
        "import json\nprint(*json.load(open('helpers/recorded_runs.json')))",
        f"import hashlib\nfor name in {modules}:\n    __import__(name)\n"
        "print(len(sys.modules) > 0, hasattr(hashlib, 'file_digest'))",
        "import tqdm, warnings\nfrom types import SimpleNamespace\n"
        f"warnings.simplefilter('error')\n{bars}\n"
        "with _bar(3) as bar:\n    bar.update()\n"
        "print(sum(progress(range(4))), bar.total)",
        "from IPython import get_ipython\nprint(get_ipython().kernel is not None)",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A course whose site has a Python of its own, and whose notebook is the probe."""
    root = tmp_path_factory.mktemp("own")
    for folder in ("lite", "release"):
        shutil.copytree(ROOT / folder, root / folder)
    fetched = pyodide.fetch(tmp_path_factory.mktemp("pyodide"))
    shutil.copytree(fetched, root / "lite" / "static" / "pyodide")
    settings = root / "lite" / "jupyter-lite.json"
    packages = '["numpy", "matplotlib", "tqdm"]'
    assert packages in settings.read_text("utf-8")  # the first two are not to be had here
    settings.write_text(settings.read_text("utf-8").replace(packages, '["tqdm"]'), "utf-8")
    _replace_cells(root / "release" / "dropout" / "dropout.ipynb", probe())
    done = build(root, root / "site" / "lite")
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site" / "lite"


@pytest.fixture(scope="module")
def running(own, browser, serve):
    """Run the probe in the browser; return each cell's output, and the other servers asked."""
    asked = set()
    address = f"{serve(own)}/lab/index.html?path=dropout/dropout.ipynb"
    page = opened(browser, address, asked, viewport=LAPTOP)
    page.wait_for_selector("text=Python (Pyodide) | Idle")
    page.click(".lm-MenuBar-item >> text=Run")
    page.click(".lm-Menu-item >> text=Run All Cells >> nth=0")
    page.wait_for_function(ALL_RUN, arg=len(probe()))
    outputs = page.eval_on_selector_all(
        ".jp-CodeCell", "cells => cells.map(c => c.querySelector('.jp-OutputArea').innerText)"
    )
    page.close()
    return [text.strip() for text in outputs], asked


def _replace_cells(path, code):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"] = [
        {"cell_type": "code", "id": f"c{number}", "metadata": {}, "execution_count": None,
         "outputs": [], "source": source}
        for number, source in enumerate(code)
    ]  # fmt: skip
    path.write_text(json.dumps(notebook), encoding="utf-8")


def test_in_the_browser_the_colab_cell_says_nothing(running):
    assert running[0][0] == ""


def test_in_the_browser_helpers_and_their_files_are_found_beside_the_notebook(running):
    assert running[0][1:3] == ["emscripten helpers/__init__.py", "photographs stand-in"]


def test_in_the_browser_every_standard_module_of_the_release_is_there(running):
    assert running[0][3] == "True True"


def test_in_the_browser_progress_bars_run_without_a_warning(running):
    assert running[0][4].splitlines()[-1].split()[-2:] == ["6", "3"]
    assert "Warning" not in running[0][4]


def test_in_the_browser_figures_know_that_they_are_in_a_notebook(running):
    assert running[0][5] == "True"


def test_a_site_with_its_own_python_asks_no_other_server(running):
    assert running[1] == set()
