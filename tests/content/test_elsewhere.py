"""Solutions of `dropout` in the files and layouts of CS231n, as students of it hand them in.

``tests/support/elsewhere`` holds one such solution, written for these tests.
"""

import tarfile
import zipfile

import pytest

from tests.support.places import TESTS

FILES = {path.stem: path.read_text(encoding="utf-8")
         for path in sorted((TESTS / "support/elsewhere").glob("*.py"))}  # fmt: skip
LAYERS, UTILS, NET = FILES["layers"], FILES["layer_utils"], FILES["fc_net"]
CALLS = '{"cells": [{"cell_type": "code", "source": "from cs231n.classifiers.fc_net import *"}]}'


def absolute(text: str) -> str:
    """Imports as until 2018: ``from cs231n.layers import *``."""
    return text.replace("from ..", "from cs231n.").replace("from .", "from cs231n.")


def flat(text: str) -> str:
    """Imports of files that lie beside each other and are no package."""
    return text.replace("from ..", "from ").replace("from .", "from ")


LAYOUTS = {
    "as since 2019": {
        "assignment2/cs231n/layers.py": LAYERS,
        "assignment2/cs231n/layer_utils.py": UTILS,
        "assignment2/cs231n/classifiers/__init__.py": "",
        "assignment2/cs231n/classifiers/fc_net.py": NET,
        "assignment2/Dropout.ipynb": CALLS,
        "assignment2/FullyConnectedNets.ipynb": CALLS,
    },
    "as until 2018": {
        "cs231n/layers.py": LAYERS,
        "cs231n/layer_utils.py": absolute(UTILS),
        "cs231n/classifiers/fc_net.py": absolute(NET),
    },
    "without the given layer_utils.py": {
        "cs231n/layers.py": LAYERS,
        "cs231n/classifiers/fc_net.py": NET,
    },
    "a package of another name": {
        "hw3/nndl/layers.py": LAYERS,
        "hw3/nndl/layer_utils.py": UTILS,
        "hw3/nndl/fc_net.py": NET.replace("from ..", "from ."),
    },
    "all three assignments of a repository": {
        "assignment1/cs231n/layers.py": LAYERS.partition("def dropout_forward")[0],
        "assignment1/cs231n/classifiers/fc_net.py": NET.partition("class FullyConnectedNet")[0],
        "assignment2/cs231n/layers.py": LAYERS,
        "assignment2/cs231n/layer_utils.py": UTILS,
        "assignment2/cs231n/classifiers/fc_net.py": NET,
        "assignment3/cs231n/layers.py": "raise SystemExit('of another assignment')",
        "assignment3/cs231n/rnn_layers.py": "import torch\nfrom .layers import *",
    },
    "files without a package": {
        "layers.py": LAYERS, "layer_utils.py": flat(UTILS), "fc_net.py": flat(NET),
    },
    "names imported one by one": {
        "cs231n/layers.py": LAYERS,
        "cs231n/classifiers/fc_net.py": NET.replace(
            "from ..layers import *",
            "from ..layers import (affine_forward, affine_backward,\n"
            "    dropout_forward, dropout_backward, softmax_loss)",
        ),
    },
    "a module under another name": {
        "cs231n/layers.py": LAYERS,
        "cs231n/classifiers/fc_net.py": NET.replace(
            "from ..layers import *", "import cs231n.layers as lay\nfrom cs231n import layers"
        ).replace("dropout_forward(out,", "lay.dropout_forward(out,")
        .replace("dropout_backward(dout,", "layers.dropout_backward(dout,"),
    },
    "one file": {"solution.py": "\n\n".join(
        [LAYERS.partition("if __name__")[0], UTILS.partition("\n\n\n")[2], NET]
    )},
}  # fmt: skip


def zipped(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_right_solution_has_full_marks_in_each_layout(graders, tmp_path, layout):
    graded = graders["dropout"].grade_file(zipped(tmp_path / "a.zip", LAYOUTS[layout]))
    assert {each.exercise: each.score for each in graded.exercises} == {
        "dropout_forward": 10, "dropout_backward": 10, "FullyConnectedNet": 20,
    }  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["as since 2019", "as until 2018", "one file"])
def test_a_folder_and_a_tar_file_give_the_same(graders, tmp_path, layout):
    folder = tmp_path / "work"
    for name, text in LAYOUTS[layout].items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    with tarfile.open(tmp_path / "a.tar.gz", "w:gz") as archive:
        archive.add(folder, "work")
    for path in (folder, tmp_path / "a.tar.gz"):
        assert graders["dropout"].grade_file(path).score == 40


WRONG = {
    "the mask is not scaled": ("< p) / p", "< p) / 1", "dropout_forward"),
    "test mode scales": ("        out = x\n", "        out = x * p\n", "dropout_forward"),
    "the backward pass forgets the mask": ("dx = dout * mask", "dx = dout", "dropout_backward"),
    "the half is lost": ("0.5 * self.reg * np.sum", "self.reg * np.sum", "FullyConnectedNet"),
    "dropout is never called": ("if self.use_dropout:\n                out,", "if False:\n"
                                "                out,", "FullyConnectedNet"),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("mistake", WRONG)
def test_a_wrong_solution_loses_points_in_its_own_exercise(graders, tmp_path, mistake):
    right, wrong, exercise = WRONG[mistake]
    files = {name: text.replace(right, wrong) for name, text in LAYOUTS["as since 2019"].items()}
    assert files != LAYOUTS["as since 2019"]
    graded = graders["dropout"].grade_file(zipped(tmp_path / "a.zip", files))
    assert {each.exercise for each in graded.exercises if each.outcome != "pass"} == {exercise}


def test_the_net_alone_keeps_its_points_and_the_layers_are_missed(graders, tmp_path):
    (tmp_path / "fc_net.py").write_text(NET, encoding="utf-8")
    forward, backward, net = graders["dropout"].grade_file(tmp_path / "fc_net.py").exercises
    assert (forward.score, backward.score, net.score) == (0, 0, 20)
    assert "`dropout_forward` is not defined" in forward.checks[0].rationale


def test_a_lost_bracket_in_a_module_is_told_and_costs_no_other_function(graders, tmp_path):
    (tmp_path / "layers.py").write_text(LAYERS.replace("dout * mask", "(dout * mask"))
    (tmp_path / "fc_net.py").write_text(flat(NET), encoding="utf-8")
    paths = [tmp_path / "layers.py", tmp_path / "fc_net.py"]
    forward, backward, net = graders["dropout"].grade_files(paths).exercises
    assert (forward.score, backward.score, net.score) == (10, 0, 20)
    assert "its cell failed: SyntaxError" in backward.checks[0].rationale
