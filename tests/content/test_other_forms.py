"""The model solutions of this course in the forms into which converters bring them."""

import json

import pytest
from nbconvert.exporters import PythonExporter

from tests.support.places import ROOT
from tests.support.released import NAMES


def cells(name):
    path = ROOT / f"solutions/{name}/{name}.ipynb"
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        yield cell["cell_type"], "".join(cell["source"])


def commented(text):
    return "\n".join(f"# {line}" for line in text.split("\n"))


def percent(name):
    return "\n\n".join(
        f"# %%\n{source}" if kind == "code" else f"# %% [markdown]\n{commented(source)}"
        for kind, source in cells(name)
    )


def light(name):
    return "\n\n".join(
        f"# +\n{source}\n# -" if kind == "code" and "\n\n" in source
        else source if kind == "code" else commented(source)
        for kind, source in cells(name)
    )  # fmt: skip


def quarto(name):
    return "---\njupyter: python3\n---\n\n" + "\n\n".join(
        f"```{{python}}\n#| echo: true\n{source}\n```" if kind == "code" else source
        for kind, source in cells(name)
    )


def nbconverted(name):
    text, _ = PythonExporter().from_filename(str(ROOT / f"solutions/{name}/{name}.ipynb"))
    return text


def plain(name):
    """As Colab writes it: without markers, the text between long strings."""
    return "\n\n".join(
        source if kind == "code" else '"""' + source.replace("\\", "").replace('"', "'") + '"""'
        for kind, source in cells(name)
    )


FORMS = {"percent.py": percent, "light.py": light, "work.qmd": quarto, "nbconvert.py": nbconverted,
         "colab.py": plain}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", FORMS)
def test_the_model_solution_has_full_marks_in_each_form(graders, tmp_path, name, form):
    path = tmp_path / form
    path.write_text(FORMS[form](name), encoding="utf-8")
    graded = graders[name].grade_file(path)
    assert (graded.as_json()["error"], graded.score) == (None, graded.max_score)
