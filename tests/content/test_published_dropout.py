"""The reference reproduces every published number of the `dropout` exercise."""

import json
from pathlib import Path

import numpy as np
import pytest

from tests.support.places import ROOT

FIGURES = json.loads(Path(__file__).with_name("published.json").read_text())["dropout"]
FORWARD, BACKWARD, NET = FIGURES["forward"], FIGURES["backward"], FIGURES["net"]
RATIOS = ("0.25", "0.4", "0.7")
PARAMETERS = ("W1", "W2", "W3", "b1", "b2", "b3")
EXACT = {"rel": 0, "abs": 1e-12}
KNOWN_WRONG = (
    ROOT / "autograder/exercises/dropout/dropout_forward/misconceptions/dropped_at_test_time.py"
)


@pytest.fixture(scope="module")
def reference(course):
    return course.assignment("dropout").reference


@pytest.fixture(scope="module")
def known_wrong():
    names = {"np": np}
    exec(KNOWN_WRONG.read_text(encoding="utf-8"), names)
    return names["dropout_forward"]


def means_and_zeros(forward):
    """Mean and share of zeros in train and test mode for each p, drawn in the published order."""
    np.random.seed(FORWARD["seed"])
    x = np.random.randn(500, 500) + 10
    assert x.mean() == pytest.approx(FORWARD["input_mean"], **EXACT)
    found = {}
    for p in RATIOS:
        for mode in ("train", "test"):
            out, _ = forward(x, {"mode": mode, "p": float(p)})
            found[p, mode] = out.mean(), np.mean(out == 0)
    return found


def test_forward_pass(reference):
    found = means_and_zeros(reference.dropout_forward)
    for p in RATIOS:
        mean, zeros = found[p, "train"]
        assert mean == pytest.approx(FORWARD[p]["train_mean"], **EXACT)
        assert zeros == pytest.approx(FORWARD[p]["train_zero_fraction"], **EXACT)
        mean, zeros = found[p, "test"]
        assert mean == pytest.approx(FORWARD["input_mean"], **EXACT)
        assert zeros == FORWARD["test_zero_fraction"]


def test_the_published_wrong_version_gives_the_known_wrong_numbers(known_wrong):
    found = means_and_zeros(known_wrong)
    for p in RATIOS:
        mean, zeros = found[p, "test"]
        assert mean == pytest.approx(FORWARD["known_wrong"][p]["test_mean"], **EXACT)
        assert zeros == pytest.approx(FORWARD["known_wrong"][p]["test_zero_fraction"], **EXACT)


def test_the_published_wrong_version_loses_points_and_is_told_why(grade_exercise):
    code = KNOWN_WRONG.read_text(encoding="utf-8")
    graded = grade_exercise("dropout", "dropout_forward", code)
    assert graded["score"] < graded["max_score"]
    outcome, rationale = graded["checks"]["test_test_mode"]
    assert outcome == "fail"
    assert rationale.startswith("Units are dropped at test time")


def test_backward_pass(reference):
    np.random.seed(BACKWARD["seed"])
    x = np.random.randn(10, 10) + 10
    dout = np.random.randn(10, 10)
    param = BACKWARD["dropout_param"]
    _, cache = reference.dropout_forward(x, param)
    dx = reference.dropout_backward(dout, cache)
    numerical = reference.eval_numerical_gradient_array(
        lambda moved: reference.dropout_forward(moved, param)[0], x, dout
    )
    error = reference.rel_error(dx, numerical)
    assert error < 1e-9
    assert error == pytest.approx(BACKWARD["dx_relative_error"], rel=0.5)


@pytest.fixture(scope="module")
def nets(reference):
    """Keep ratio → loss and gradient-check errors, all nets drawn in the published order."""
    np.random.seed(NET["seed"])
    x = np.random.randn(NET["N"], NET["D"])
    y = np.random.randint(NET["C"], size=(NET["N"],))
    found = {}
    for ratio in ("1", "0.75", "0.5"):
        net = reference.FullyConnectedNet(
            [NET["H1"], NET["H2"]], input_dim=NET["D"], num_classes=NET["C"],
            dropout_keep_ratio=float(ratio), weight_scale=NET["weight_scale"], dtype=np.float64,
            seed=NET["net_seed"],
        )  # fmt: skip
        loss, grads = net.loss(x, y)
        errors = {
            name: reference.rel_error(
                grads[name],
                reference.eval_numerical_gradient(
                    lambda _, net=net: net.loss(x, y)[0], net.params[name], h=NET["h"]
                ),
            )
            for name in PARAMETERS
        }
        found[ratio] = loss, errors
    return found


@pytest.mark.parametrize("ratio", ["1", "0.75", "0.5"])
def test_initial_loss(nets, ratio):
    loss, _ = nets[ratio]
    assert loss == pytest.approx(NET[ratio]["loss"], **EXACT)


@pytest.mark.parametrize("name", PARAMETERS)
@pytest.mark.parametrize("ratio", ["1", "0.75", "0.5"])
def test_gradient_check(nets, ratio, name):
    _, errors = nets[ratio]
    published = NET[ratio][name]
    assert errors[name] < 1e-6 or published / 10 <= errors[name] <= 10 * published
