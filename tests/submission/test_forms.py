"""Code in the form in which it is handed in elsewhere goes the same way as a notebook."""

import json
import zipfile
from pathlib import Path

import pytest

from autograder.submission.cells import extract_cells
from autograder.submission.forms import belonging_together, read_files
from autograder.submission.read import UnreadableSubmission
from tests.support import notebooks
from tests.support.notebooks import DOUBLE, NEGATE

SCRIPT = f"# %%\nimport numpy as np\n\n# %%\n{DOUBLE}\n\n# %% [markdown]\n# text\n# %%\n{NEGATE}\n"
LIGHT = f"import numpy as np\n\n# +\n{DOUBLE}\n\n\nx = 1\n# -\n\n{NEGATE}\n"
QUARTO = (
    f"---\ntitle: x\n---\n```{{python}}\n{DOUBLE}\n```\n\ntext\n\n```{{python}}\n{NEGATE}\n```\n"
)
MARKDOWN = f"# Title\n\n```python\n{DOUBLE}\n```\n\n```python\n{NEGATE}\n```\n"
MYST = f"```{{code-cell}} ipython3\n:tags: [a]\n\n{DOUBLE}\n{NEGATE}\n```\n"
MODULE = f'"""A module."""\nimport numpy as np\n\n{DOUBLE}\n\n\n{NEGATE}\n'
ONE_FILE = {
    "script.py": SCRIPT, "light.py": LIGHT, "work.qmd": QUARTO, "work.Rmd": QUARTO,
    "work.md": MARKDOWN, "myst.md": MYST, "module.py": MODULE, "windows.py":
    SCRIPT.replace("\n", "\r\n"), "mac.py": MODULE.replace("\n", "\r"),
    "marked.py": "\ufeff" + MODULE, "main.py":
    MODULE + '\nif __name__ == "__main__":\n    raise SystemExit(double(1))\n',
    "broken elsewhere.py": MODULE + "\n\ndef other(x):\n    return (x\n",
    "future.py": MODULE.replace("import numpy", "from __future__ import annotations\nimport numpy")
    .replace("double(x)", "double(x: Unknown)").replace("negate(x)", "negate(x: Unknown)"),
    "magics.py": SCRIPT.replace("import", "%matplotlib inline\n!ls\nimport", 1),
}  # fmt: skip


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())
    return folder


def refused(paths, toy) -> str:
    with pytest.raises(UnreadableSubmission) as caught:
        read_files(paths, toy)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("name", ONE_FILE)
def test_a_right_solution_in_any_form_has_full_marks(tmp_path, toy_grader, name):
    write(tmp_path, {name: ONE_FILE[name]})
    graded = toy_grader.grade_file(tmp_path / name)
    assert (graded.as_json()["error"], graded.score) == (None, 15)
    assert not any(each.judged_by for each in graded.exercises)


@pytest.mark.parametrize("name", ["script.py", "light.py", "work.qmd", "work.md", "module.py"])
def test_a_wrong_one_loses_what_it_loses_in_a_notebook(tmp_path, toy_grader, name):
    write(tmp_path, {name: ONE_FILE[name].replace("return -x", "return x")})
    assert toy_grader.grade_file(tmp_path / name).score == 10


@pytest.mark.parametrize("name", ["script.py", "light.py", "work.qmd", "work.md", "module.py"])
def test_a_syntax_error_costs_its_own_exercise_and_is_told_with_its_line(
    tmp_path, toy_grader, name
):
    write(tmp_path, {name: ONE_FILE[name].replace("return 2 * x", "return (2 * x")})
    double, negate = toy_grader.grade_file(tmp_path / name).exercises
    assert (double.score, negate.score) == (0, 5)
    assert "SyntaxError" in double.checks[0].rationale
    assert "(line 2 of the cell `double`)" in double.checks[0].rationale


SPLIT = {
    "imports everything": ("from {}signs import *", "negate"),
    "imports a name": ("from {}signs import negate", "negate"),
    "imports under another name": ("from {}signs import negate as minus", "minus"),
    "imports the module": ("from {} import signs", "signs.negate"),
    "imports the module under another name": ("from {} import signs as s", "s.negate"),
}
AFAR = "{}\n\n\ndef double(x):\n    return {}({}(2 * x))\n"


@pytest.mark.parametrize("package", [".", "..", "cs231n.", "hw.work."])
@pytest.mark.parametrize("how", SPLIT)
def test_modules_that_belong_together_import_each_other(tmp_path, toy_grader, package, how):
    statement, name = SPLIT[how]
    dots = package if set(package) == {"."} or "signs import" in statement else package[:-1]
    code = AFAR.format(statement.format(dots), name, name)
    folder = write(tmp_path / "hw/work", {"a.py": code, "signs.py": NEGATE})
    if package == "cs231n.":
        folder = folder.parent.rename(tmp_path / "cs231n")
    assert toy_grader.grade_file(tmp_path).score == 15


@pytest.mark.parametrize(
    "statement",
    ["import signs", "import signs as signs, math", "import math, signs",
     "from signs import (\n    negate,\n)", "try:\n    import signs\nexcept OSError:\n    pass"],
)  # fmt: skip
def test_files_of_one_folder_import_each_other_by_name(tmp_path, toy_grader, statement):
    name = "negate" if "from" in statement else "signs.negate"
    write(tmp_path, {"a.py": AFAR.format(statement, name, name), "signs.py": NEGATE})
    paths = [tmp_path / "a.py", tmp_path / "signs.py"]
    assert toy_grader.grade_files(paths).score == 15
    assert toy_grader.grade_files(paths[::-1]).score == 15


def test_modules_that_nothing_imports_are_not_run(tmp_path, toy):
    write(tmp_path, {"a.py": MODULE, "train.py": "raise SystemExit", "setup.py": "import nothing"})
    cells = [cell.source for cell in extract_cells(read_files([tmp_path], toy), toy)]
    assert not any("SystemExit" in source or "import nothing" in source for source in cells)


def test_modules_run_behind_what_they_import_and_circles_are_cut(tmp_path, toy):
    write(tmp_path, {"a.py": f"from c import k\n{DOUBLE}", "b.py": "from a import double\nk = 1",
                     "c.py": "from b import *\nfrom d import *", "d.py": "m = 2"})  # fmt: skip
    cells = [cell.source for cell in extract_cells(read_files([tmp_path], toy), toy)]
    text = "\n".join(cells)
    assert text.index("m = 2") < text.index("from b import") < text.index("def double")


@pytest.mark.slow
def test_a_chain_of_a_thousand_modules_is_followed(tmp_path, toy):
    files = {f"m{n}.py": f"from m{n + 1} import *" for n in range(1000)}
    write(tmp_path, {**files, "m1000.py": "end = 1", "a.py": f"from m0 import *\n{DOUBLE}"})
    cells = extract_cells(read_files([tmp_path], toy), toy)
    assert "end = 1" in [cell.source for cell in cells]


def test_the_courses_own_helpers_count_and_not_copies_of_them(tmp_path, toy):
    write(tmp_path, {"a.py": f"from toy_given import *\n{DOUBLE}", "toy_given.py": "evil = 1"})
    assert "evil" not in str(read_files([tmp_path], toy))


def test_the_notebook_of_a_folder_is_found_beside_helpers_and_clutter(tmp_path, toy_grader):
    notebooks.write(tmp_path / "some name.ipynb", notebooks.toy())
    notebooks.write(tmp_path / "scratch.ipynb", notebooks.notebook(notebooks.code("x = 1")))
    write(tmp_path, {"toy_given.py": "", "README.md": MARKDOWN, "helper.py": "y = 1"})
    assert toy_grader.grade_file(tmp_path).score == 15


def test_a_notebook_that_only_calls_does_not_hide_the_modules(tmp_path, toy_grader):
    calls = notebooks.code("from arith.signs import *\nprint(double(3))")
    notebooks.write(tmp_path / "Signs.ipynb", notebooks.notebook(calls))
    write(tmp_path, {"arith/signs.py": NEGATE, "arith/__init__.py": "", "arith/factors.py": DOUBLE})
    assert toy_grader.grade_file(tmp_path).score == 15


def test_a_script_in_an_archive_is_a_notebook_too(tmp_path, toy_grader):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("hw/script.py", SCRIPT)
        archive.writestr("hw/notes.ipynb", json.dumps(notebooks.notebook()))
    assert toy_grader.grade_file(tmp_path / "a.zip").score == 15


def test_two_modules_that_define_the_same_are_refused_by_name(tmp_path, toy):
    write(tmp_path, {"ada.py": MODULE, "ben.py": MODULE})
    said = refused([tmp_path / "ada.py", tmp_path / "ben.py"], toy)
    assert said.startswith("'ada.py' and 'ben.py' both define double: name the files of one")
    assert "both define" in refused([tmp_path], toy)


def test_a_folder_with_several_solutions_is_refused_by_their_names(tmp_path, toy):
    for name in ("a.ipynb", "b.ipynb"):
        notebooks.write(tmp_path / name, notebooks.toy())
    assert "holds several solutions ('a.ipynb', 'b.ipynb'): name one" in refused([tmp_path], toy)


def test_a_folder_without_a_solution_says_what_is_asked_for(tmp_path, toy):
    write(tmp_path, {"a.py": "x = 1", "b.py": "double(3)"})
    assert "defines what is asked for (double, negate)" in refused([tmp_path], toy)


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"\xff\xfex\0", "text in UTF-16, not UTF-8: save it as UTF-8"), (b"x = '\xe9'", "in line 1"),
     (b"a = 1\n\0", "NUL bytes"), (b"", "is empty"), (b"\n \n", "is empty")],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.py", "a.qmd"])
def test_a_script_that_is_no_text_is_refused(tmp_path, toy, name, content, said):
    (tmp_path / name).write_bytes(content)
    assert said in refused([tmp_path / name], toy)
    assert said in refused([tmp_path], toy)


def test_a_link_to_a_folder_is_not_followed(tmp_path, toy):
    write(tmp_path / "work", {"a.py": MODULE})
    (tmp_path / "link").symlink_to(tmp_path / "work")
    assert "a link to another file" in refused([tmp_path / "link"], toy)


def test_a_module_without_any_exercise_seems_to_be_the_wrong_file(tmp_path, toy_grader):
    write(tmp_path, {"solver.py": "class Solver:\n    pass\n"})
    graded = toy_grader.grade_file(tmp_path / "solver.py")
    assert graded.score is None
    assert graded.wrong_file.startswith("It defines nothing that `arithmetic` asks for")


def test_plain_modules_are_one_submission_and_each_other_file_is_one(tmp_path):
    texts = {"layers.py": DOUBLE, "fc_net.py": NEGATE, "s.py": SCRIPT, "q.qmd": QUARTO}
    empty = dict.fromkeys(("a.ipynb", "b.ipynb", "folder.py/x.py", "bad.py"), "")
    write(tmp_path, texts | empty)
    names = ["layers.py", "a.ipynb", "s.py", "b.ipynb", "fc_net.py", "q.qmd", "folder.py",
             "bad.py", "none.py"]  # fmt: skip
    found = belonging_together([tmp_path / name for name in names])
    assert [[path.name for path in paths] for paths in found] == [
        ["a.ipynb"], ["s.py"], ["b.ipynb"], ["q.qmd"], ["folder.py"], ["bad.py"], ["none.py"],
        ["layers.py", "fc_net.py"],
    ]  # fmt: skip
