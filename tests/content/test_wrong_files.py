"""Files that students take for their solution of this course's assignments, and what is told."""

from itertools import permutations

import pytest

from autograder.submission.cells import extract_cells
from tests.support.notebooks import code, notebook
from tests.support.places import ROOT
from tests.support.released import NAMES

# as CS231n's notebook begins: its layers are imported
CALLS_LAYERS = (
    "from cs231n.classifiers.fc_net import *\nfrom cs231n.data_utils import get_CIFAR10_data",
    "x = np.random.randn(500, 500) + 10\nfor p in [0.25, 0.4, 0.7]:\n"
    "    out, _ = dropout_forward(x, {'mode': 'train', 'p': p})",
    "for dropout_keep_ratio in [1, 0.75, 0.5]:\n"
    "    model = FullyConnectedNet([20, 30], dropout_keep_ratio=dropout_keep_ratio)",
)


@pytest.mark.parametrize(("asked", "handed_in"), [*permutations(NAMES, 2)])
@pytest.mark.parametrize("folder", ["release", "solutions"])
def test_the_other_assignments_notebook_is_told_by_name(graders, asked, handed_in, folder):
    graded = graders[asked].grade_file(ROOT / f"{folder}/{handed_in}/{handed_in}.ipynb")
    assert graded.score is None
    assert graded.wrong_file.startswith(f"This looks like the notebook of `{handed_in}` and")


@pytest.mark.parametrize("first", [
    CALLS_LAYERS[0], "import cs231n.layers", "from layers import *", "from .layers import *",
    "import sys\nsys.path.append('..')\nfrom cs231n.fast_layers import *",
])  # fmt: skip
def test_cs231ns_own_notebook_asks_for_its_modules(graders, first):
    grader = graders["dropout"]
    cells = extract_cells(notebook(*map(code, (first, *CALLS_LAYERS[1:]))), grader.assignment)
    graded = grader.grade_cells(cells, "Dropout.ipynb")
    assert graded.score is None
    assert graded.wrong_file == (
        "This looks like CS231n's own notebook or another file of theirs: the code stands in "
        "layers.py and fc_net.py, so hand these in; for now it has no score until a person has "
        "looked at it."
    )
