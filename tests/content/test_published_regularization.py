"""The reference reproduces every published number of the `regularization` exercise."""

import json
from pathlib import Path

import numpy as np
import pytest

from tests.support.places import SHARED

FIGURES = json.loads(Path(__file__).with_name("published.json").read_text())["regularization"]
INPUTS, EXPECTED, TRAINING = FIGURES["inputs"], FIGURES["expected"], FIGURES["training"]
Y = np.array(INPUTS["Y"])
SHAPES = {"W1": (2, 3), "b1": (2, 1), "W2": (3, 2), "b2": (3, 1), "W3": (1, 3), "b3": (1, 1)}


@pytest.fixture(scope="module")
def reference(course):
    return course.assignment("regularization").reference


def close(got, name):
    np.testing.assert_allclose(got, EXPECTED[name], rtol=0, atol=EXPECTED["atol"])


def drawn(with_x):
    np.random.seed(1)
    x = np.random.randn(3, 5) if with_x else None
    return x, {name: np.random.randn(*shape) for name, shape in SHAPES.items()}


def rounded(case):
    """Return X, the rounded parameters and the arrays that the case spells out."""
    x, parameters = drawn(with_x=True)
    given = {k: np.array(v, float) for k, v in INPUTS[case].items() if isinstance(v, list)}
    return x, {k: v.round(8) for k, v in parameters.items()} | given


def test_cost(reference):
    _, parameters = drawn(with_x=False)
    a3 = np.array(INPUTS["cost"]["A3"])
    cost = reference.compute_cost_with_regularization(a3, Y, parameters, INPUTS["cost"]["lambd"])
    close(cost, "cost")


def test_gradients_with_l2(reference):
    x, v = rounded("backward_regularization")
    v |= {"A1": np.maximum(v["Z1"], 0), "A2": np.maximum(v["Z2"], 0)}
    names = "Z1 A1 W1 b1 Z2 A2 W2 b2 Z3 A3 W3 b3"
    cache = tuple(v[name] for name in names.split())
    lambd = INPUTS["backward_regularization"]["lambd"]
    gradients = reference.backward_propagation_with_regularization(x, Y, cache, lambd)
    for name in ("dW1", "dW2", "dW3"):
        close(gradients[name], name)


def test_forward_with_dropout(reference):
    x, parameters = drawn(with_x=True)
    keep_prob = INPUTS["forward_dropout"]["keep_prob"]
    a3, cache = reference.forward_propagation_with_dropout(x, parameters, keep_prob)
    close(a3, "A3")
    assert len(cache) == 14


def test_gradients_with_dropout(reference):
    x, v = rounded("backward_dropout")
    v["Z1"] = np.array(INPUTS["backward_regularization"]["Z1"])
    names = "Z1 D1 A1 W1 b1 Z2 D2 A2 W2 b2 Z3 A3 W3 b3"
    cache = tuple(v[name] for name in names.split())
    keep_prob = INPUTS["backward_dropout"]["keep_prob"]
    gradients = reference.backward_propagation_with_dropout(x, Y, cache, keep_prob)
    for name in ("dA1", "dA2"):
        close(gradients[name], name)


@pytest.mark.parametrize("run", ["none", "l2", "dropout"])
def test_training_on_the_original_data(reference, run, monkeypatch):
    data = SHARED / TRAINING["data"]
    if not data.exists():
        pytest.skip("the original data set is not here; it is not ours to ship")
    read = reference.load_2D_dataset.__globals__["read_original"]
    costs: list[float] = []  # one for every 1000 iterations, which `model` hands to its plot
    plot = lambda plotted, *_: costs.extend(plotted)  # noqa: E731
    monkeypatch.setitem(reference.model.__globals__, "plot_costs", plot)
    *train, test_x, test_y = read(data)
    expected = TRAINING[run]
    settings = {key: expected[key] for key in ("lambd", "keep_prob") if key in expected}
    parameters = reference.model(*train, print_cost=False, **settings)
    np.testing.assert_allclose(costs[:21:10], expected["cost"], rtol=1e-6)
    for (x, y), name in ((train, "train_accuracy"), ((test_x, test_y), "test_accuracy")):
        share = np.mean(reference.predict_dec(parameters, x) == y)
        assert share == pytest.approx(expected[name], abs=1e-12)
