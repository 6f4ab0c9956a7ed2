"""What students hand in, as people who run courses have reported it: docs/reports.md.

One class, graded once; each row is somebody's report: where, what was handed in, the score of 15,
and words of the first thing that is told where points are lost.
"""

import re
from typing import NamedTuple

import pytest

from tests.support import notebooks, toy_class
from tests.support.notebooks import DOUBLE, NEGATE
from tests.support.places import ROOT
from tests.support.shell import run


class Report(NamedTuple):
    """``double``: the source of the exercise's cell, or the whole notebook."""

    where: str
    double: str | dict
    score: float = 15
    words: str = ""
    own: str = ""


def cells(*sources, kind="code"):
    """The toy, with these cells in place of the first exercise's, all with its metadata."""
    whole = notebooks.toy()
    copies = [notebooks.solution("double", source) | {"cell_type": kind} for source in sources]
    return whole | {"cells": [whole["cells"][0], *copies, *whole["cells"][2:]]}


def edited_test():
    whole = notebooks.toy()
    whole["cells"][2]["source"] = "assert double(len(obj, /)"
    return whole


def noisy(megabytes):
    whole = notebooks.toy()
    text = {"output_type": "stream", "name": "stdout", "text": "x" * megabytes * 10**6}
    whole["cells"][1]["outputs"] = [text]
    return whole


def with_kernel(**kernel):
    return notebooks.toy() | {"metadata": {"kernelspec": kernel} if kernel else {}}


WRONG = DOUBLE.replace("2", "3")
READS = "FACTOR = float(open('factors.csv').read())\ndef double(x):\n    return FACTOR * x"
REPORTS = {
    # cells
    "split": Report(
        "jeflem/ananke#12", cells("FACTOR = 2", "def double(x):\n    return FACTOR * x")
    ),
    "old_copy_above": Report("jupyter/nbgrader#1083", cells(WRONG, DOUBLE)),
    "commented_copy_below": Report(
        "jupyter/nbgrader#1083", cells(DOUBLE, "# " + WRONG.split("\n")[0])
    ),
    "empty_copy_below": Report("TU-Wien-dataLAB/grader-service#51", cells(DOUBLE, "")),
    "test_cell_edited": Report("jupyter/nbgrader#1372", edited_test()),
    "turned_into_text": Report("jupyter/nbgrader#878", cells(DOUBLE, kind="markdown")),
    "turned_raw": Report("jupyter/nbgrader#1941", cells(DOUBLE, kind="raw")),
    "other_kernel": Report(
        "jupyter/nbgrader#417",
        with_kernel(name="conda-root-py", language="python", display_name="Python [root]"),
    ),
    "no_kernel": Report("ucbds-infra/otter-grader#706", with_kernel()),
    "much_output": Report("PrairieLearn/PrairieLearn#3015", noisy(megabytes=20)),
    # what a box cannot do, around right code
    "input_after": Report(
        "jupyter/nbgrader#1844", DOUBLE + "\na = input('a number')\nprint(double(int(a)))"
    ),
    "input_before": Report("jupyter/nbgrader#1210", "a = int(input())\n" + DOUBLE),
    "shell": Report(
        "sagemathinc/cocalc#6137",
        "!pip install qiskit\nimport sys\n!{sys.executable} -m pip install x\n" + DOUBLE,
    ),
    "capture": Report("ucbds-infra/otter-grader#756", "%%capture\n" + DOUBLE),
    "magics": Report(
        "ucbds-infra/otter-grader#604",
        "%load_ext sql\n%matplotlib widget\n" + DOUBLE + "\n%timeit double(2)",
    ),
    "widgets": Report(
        "jupyter/nbgrader#1359", "from ipywidgets import widgets\nw = widgets.Text()\nw\n" + DOUBLE
    ),
    "colab": Report(
        "jupyter/nbgrader#1273",
        "from google.colab import drive\ndrive.mount('/content')\n%cd /content\n" + DOUBLE,
    ),
    "other_notebook": Report(
        "jupyter/nbgrader#1876",
        "import nbimporter; nbimporter.options['a'] = 1\nfrom P0 import f\n" + DOUBLE,
    ),
    "display": Report(
        "ucbds-infra/otter-grader#35", "def double(x):\n    display(x)\n    return 2 * x"
    ),
    "plot": Report(
        "earthlab/abc-classroom#89",
        "import matplotlib.pyplot as p\ndef double(x):\n    p.plot(x); p.show()\n    return 2 * x",
    ),
    "warns": Report(
        "sagemathinc/cocalc#5028",
        "import warnings\ndef double(x):\n    warnings.warn('old')\n    return 2 * x",
    ),
    "ends_kernel": Report("jupyter/notebook#4400", DOUBLE + "\nexit()", own="quit()"),
    "long_training": Report(
        "jupyter/nbgrader#913", DOUBLE, own="import time\nwhile True:\n    time.sleep(1)"
    ),
    "own_crash": Report("sagemathinc/cocalc#4588", DOUBLE, own="import os\nos._exit(1)"),
    # names
    "names_of_tests": Report(
        "ucbds-infra/otter-grader#817", "t = student = reference = rng = check = 1\n" + DOUBLE
    ),
    "name_used_again": Report(
        "ucbds-infra/otter-grader#890",
        "FACTOR = 2\ndef double(x):\n    return FACTOR * x",
        own="FACTOR = 'x'",
    ),
    "letters": Report(
        "jupyter/nbgrader#1297",
        "def double(größe):\n    # x₀ ≤ x¹ → ⇒ 🎉\n    λ = 2\n    return λ * größe",
    ),
    "windows": Report("ucbds-infra/otter-grader#443", "# ñandú\r\n" + DOUBLE.replace("\n", "\r\n")),
    # what is wrong, and is told
    "reads_a_file": Report(
        "jupyter/nbgrader#894",
        READS,
        5,
        "`FACTOR` is not defined, because the line that defines it failed: PermissionError",
    ),
    "own_module": Report(
        "jupyter/nbgrader#940",
        "from mine import twice\ndef double(x):\n    return twice(x)",
        5,
        "It needs the module `mine`, which is not available while code is being graded",
    ),
    "made_wrongly": Report(
        "dibgerge/ml-coursera-python-assignments#17",
        "A, FACTOR = 1, grader[1]\ndef double(x):\n    return FACTOR * x",
        5,
        "the line that defines it failed: NameError: name 'grader' is not defined",
    ),
    "exits": Report(
        "googlecolab/colabtools#4390",
        "import sys\ndef double(x):\n    sys.exit()",
        5,
        "It raised SystemExit",
    ),
    "asks": Report(
        "jupyter/nbgrader#1210",
        "def double(x):\n    return 2 * float(input())",
        5,
        "EOFError: EOF when reading a line (line 2",
    ),
    "prints_for_ever": Report(
        "jupyter/notebook#2951",
        "def double(x):\n    while True:\n        print(x)",
        5,
        "did not finish within 0.5 seconds",
    ),
    "prints_only": Report(
        "jupyter/nbgrader#1210",
        "def double(x):\n    print(2 * x)",
        5,
        "The result is missing (None)",
    ),
}


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    course = toy_class.release(tmp_path_factory.mktemp("course"))
    for name, report in REPORTS.items():
        whole = report.double
        if isinstance(whole, str):
            whole = notebooks.toy(whole, NEGATE, *filter(None, [report.own]))
        notebooks.write(toy_class.notebook_of(course, name, "submitted"), whole)
    done = run(course, "autograder", "grade", "arithmetic", "--json")
    assert done.returncode == 0, done.stderr
    return toy_class.rows(done.stdout)


@pytest.mark.parametrize("name", REPORTS)
def test_it_has_its_points_and_is_told_why_not(graded, name):
    told = [
        check["rationale"]
        for exercise in graded[name]["exercises"]
        for check in exercise["checks"]
        if check["outcome"] != "pass"
    ]
    assert graded[name]["score"] == REPORTS[name].score, told
    assert REPORTS[name].words in (told[0] if told else "")


LOG = (ROOT / "docs/reports.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("where", sorted({report.where for report in REPORTS.values()}))
def test_the_log_has_it(where):
    repository, number = where.split("#")
    assert re.search(rf"https://github\.com/{repository}/(issues|pull)/{number}\)", LOG)


def test_each_report_stands_once_in_the_log_with_a_verdict():
    rows = [line.split(" | ") for line in LOG.splitlines() if line.startswith("| [")]
    assert len(rows) == len({row[0] for row in rows}) >= 50
    assert all(re.match("holds|mended|named limit", row[3]) for row in rows)
