"""Takes the documentation's pictures, and keeps others to look at: ``make pictures``.

``docs/*.png`` are taken anew; ``artefacts/pages`` gets notebooks, feedback pages and reports, on a
laptop and a phone, light and dark.
"""

import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from nbclient import NotebookClient
from nbconvert.exporters import HTMLExporter
from PIL import Image

from autograder.commands.demo.notebooks import solution_code
from autograder.course.course import Course
from autograder.feedback.markdown import markdown2html
from benchmarks.classes import hand_in, make_course
from tests.support.browser import LAPTOP, PHONE, started
from tests.support.places import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PICTURES = ROOT / "artefacts" / "pages"
NAME, EXERCISE = "regularization", "backward_propagation_with_dropout"
CLASSES = (1, 300)  # beside the demonstration's
COLOURS = 96
THIRD = {"width": 760, "height": 760}  # of the README's picture
GAP, BETWEEN = 28, "#dfe4e8"
FAILING = "failing"
SHOWN_IN_DOCS = "emi"  # who forgets to divide by keep_prob


def main() -> int:
    """Take them all."""
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as place, started() as browser:
        folder = Path(place)
        demo = folder / "demo"
        _command(ROOT, "demo", "--into", str(demo))
        for name, path in _pages(demo, folder):
            _keep(browser, name, path)
        _for_the_docs(browser, demo, folder)
    print(f"look at docs/*.png and {PICTURES.relative_to(ROOT)}")
    return 0


def _pages(demo: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield what is to be looked at, with a name for each."""
    for name in Course(ROOT).names:
        yield f"notebook-{name}", _as_page(ROOT / f"solutions/{name}/{name}.ipynb", folder)
        yield f"report-{name}", demo / f"reports/{name}.html"
    for path in sorted((demo / "feedback").glob(f"*/{NAME}/{NAME}.html"))[:5]:
        yield f"feedback-{path.parts[-3]}", path
    for count in CLASSES:
        root = folder / f"class of {count}"
        make_course(root, NAME)
        hand_in(root, NAME, count)
        for command in ("grade", "report"):
            _command(root, command, NAME)
        yield f"report-of-{count}", root / f"reports/{NAME}.html"


def _command(root: Path, *arguments: str) -> None:
    words = [sys.executable, "-m", "autograder", *arguments]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    subprocess.run(words, cwd=root, env=environment, check=True, stdout=subprocess.DEVNULL)


def _as_page(notebook: Path, folder: Path) -> Path:
    # formulas readable without a CDN, as on feedback pages
    exporter = HTMLExporter(filters={"markdown2html": markdown2html})
    body, _ = exporter.from_filename(str(notebook))
    page = folder / f"{notebook.stem}.html"
    page.write_text(body, encoding="utf-8")
    return page


def _keep(browser: "Browser", name: str, path: Path) -> None:
    """Keep the first two screens of a page, in each window and scheme."""
    for device, window in (("laptop", LAPTOP), ("phone", PHONE)):
        tall = window | {"height": 2 * window["height"]}
        for scheme in ("light", "dark"):
            page = browser.new_page(viewport=tall, color_scheme=scheme)
            page.goto(path.as_uri())
            page.screenshot(path=PICTURES / f"{name}-{device}-{scheme}.png")
            page.close()


def _for_the_docs(browser: "Browser", demo: Path, folder: Path) -> None:
    feedback = demo / f"feedback/{SHOWN_IN_DOCS}/{NAME}/{NAME}.html"
    page = browser.new_page(viewport={"width": 860, "height": 900})
    page.goto(feedback.as_uri())
    part = page.locator(f"section[aria-label='Checks: {EXERCISE}']").screenshot()
    _shrunk(Image.open(io.BytesIO(part)), "feedback")
    page.set_viewport_size({"width": 940, "height": 1960})
    page.goto((demo / f"reports/{NAME}.html").as_uri())
    _shrunk(Image.open(io.BytesIO(page.screenshot())), "report")
    pages = (_failing(folder), feedback, demo / f"reports/{NAME}.html")
    thirds = [_third(browser, path) for path in pages]
    wide, high = thirds[0].size
    whole = Image.new("RGB", (3 * wide + 4 * GAP, high + 2 * GAP), BETWEEN)
    for place, third in enumerate(thirds):
        whole.paste(third, (GAP + place * (wide + GAP), GAP))
    _shrunk(whole.resize((1800, 1800 * whole.height // whole.width)), "overview")


def _shrunk(picture: Image.Image, name: str) -> None:
    picture.convert("RGB").quantize(COLOURS).save(ROOT / f"docs/{name}.png", optimize=True)


def _third(browser: "Browser", path: Path) -> Image.Image:
    page: Page = browser.new_page(viewport=THIRD, device_scale_factor=1.4)
    page.goto(path.as_uri())
    if path.stem == FAILING:
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    picture = Image.open(io.BytesIO(page.screenshot()))
    page.close()
    return picture


def _failing(folder: Path) -> Path:
    """Return a page of the notebook as a student has it before whom a check has failed."""
    course = Course(ROOT).assignment(NAME)
    notebook = nbformat.read(ROOT / f"release/{NAME}/{NAME}.ipynb", as_version=4)
    first = next(iter(course.points))
    wrong = solution_code(course, first, "misconceptions/half_lost")
    places = {cell.metadata.get("nbgrader", {}).get("grade_id"): n
              for n, cell in enumerate(notebook.cells)}  # fmt: skip
    notebook.cells[places[first]].source = wrong
    del notebook.cells[places[f"test_{first}"] + 1 :]
    work = folder / "notebook"
    shutil.copytree(ROOT / "release" / NAME, work)
    NotebookClient(notebook, allow_errors=True, resources={"metadata": {"path": work}}).execute()
    path = folder / f"{FAILING}.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return _as_page(path, folder)


if __name__ == "__main__":
    sys.exit(main())
