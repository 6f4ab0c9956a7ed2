"""The notebooks read well in VS Code and Colab, too.

VS Code typesets formulas with KaTeX, and none in HTML; both wrap nothing that is printed. The
kernel of Colab: `tests/whole/test_colab_kernel.py`.
"""

import base64
import contextlib
import io
import re
import sys

import pytest

from tests.support.places import ROOT
from tests.support.released import NAMES, cells
from tests.support.vscode import Words, rendered

WIDTH = 100
RAW = re.compile(r"[$\\`]|\*\*")


@pytest.fixture(params=NAMES)
def given(request, monkeypatch):
    """Return a function that imports a released helper, the first whose name ends so."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "helpers"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(ROOT / "release" / request.param)
    known = set(sys.modules)

    def module(end):
        path = min((ROOT / "release" / request.param / "helpers").glob(f"*{end}.py"))
        return __import__(f"helpers.{path.stem}", fromlist=["helpers"])

    yield module
    for name in set(sys.modules) - known:
        if name.partition(".")[0] == "helpers":
            del sys.modules[name]


def test_a_formula_that_vs_code_cannot_show_is_noticed():
    shown = rendered(["$$a$$ and then $b$", "<summary>$a$</summary>", "$\\frac{a}{b}$ `$c`"])
    assert "katex-error" in shown[0]
    assert [bool(RAW.search(Words(html).text)) for html in shown[1:]] == [True, False]


@pytest.mark.parametrize("folder", ["release", "source"])
@pytest.mark.parametrize("name", NAMES)
def test_vs_code_shows_every_formula_and_no_markup(name, folder):
    found = [cell for cell in cells(folder, name) if cell["cell_type"] == "markdown"]
    shown = rendered(["".join(cell["source"]) for cell in found])
    errors = {
        cell["id"]: re.findall(r'class="katex-error"[^>]*title="([^"]*)"', html)
        for cell, html in zip(found, shown, strict=True)
        if "katex-error" in html
    }
    assert errors == {}
    lines = {
        cell["id"]: [line for line in Words(html).text.splitlines() if RAW.search(line)]
        for cell, html in zip(found, shown, strict=True)
    }
    assert {cell: raw for cell, raw in lines.items() if raw} == {}
    assert sum(html.count('class="katex"') for html in shown) > 100


@pytest.mark.parametrize("name", NAMES)
def test_no_line_of_an_output_runs_off_the_screen(name):
    outputs = [each for cell in cells("solutions", name) for each in cell.get("outputs", ())]
    lines = "".join("".join(each.get("text", ())) for each in outputs).splitlines()
    assert len(lines) > 50
    assert [line for line in lines if len(line) > WIDTH] == []


@pytest.mark.parametrize("name", NAMES)
def test_outputs_are_text_and_pictures_that_every_front_end_shows(name):
    outputs = [each for cell in cells("solutions", name) for each in cell.get("outputs", ())]
    kinds = {kind for each in outputs for kind in each.get("data", ())}
    assert kinds == {"image/png", "text/plain"}


def test_a_long_message_of_an_exercise_is_told_on_several_lines(given, capsys):
    def experiment():
        raise ValueError("operands could not be broadcast together " * 4)

    given("_runs").try_experiment(experiment)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 1 and max(map(len, lines)) <= WIDTH
    assert lines[-1].endswith("this experiment waits for it.")


def test_a_figure_is_a_picture_with_a_width_and_its_words_as_alternative_text(given, monkeypatch):
    import IPython.display

    calls = []
    monkeypatch.setattr(
        IPython.display, "display", lambda *args, **options: calls.append((args, options))
    )
    output = given("notebook_output")
    monkeypatch.setattr(output, "_in_notebook", lambda: True)
    figure, _ = given("_plots").new_figure()
    words = "a long description; " * 20
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        output.show(figure, words)
    (((data,), options),) = calls
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    # which is what VS Code takes for the alternative text
    assert data["text/plain"] == words
    about = {"width": int(82 * figure.get_figwidth()), "alt": words}
    assert options == {"raw": True, "metadata": {"image/png": about}}
    assert max(map(len, printed.getvalue().splitlines())) <= WIDTH
