"""The reference reproduces every figure of `normalization`: published ones, and our own."""

import json

import numpy as np
import pytest

from tests.support.places import ROOT

NAME = "normalization"
EIGHT_DECIMALS = {"rel": 0, "abs": 1.5e-8}


@pytest.fixture(scope="module")
def reference(course):
    return course.assignment(NAME).reference


def near(value, rel=1e-9):
    return pytest.approx(value, rel=rel, abs=1e-12)


def activations(examples):
    """a = ReLU(X W1) W2 of 50-60-3, as published."""
    np.random.seed(231)
    X, W1, W2 = np.random.randn(examples, 50), np.random.randn(50, 60), np.random.randn(60, 3)
    return np.maximum(0, X @ W1) @ W2


# (means, standard deviations) before, after, and with gamma and beta; CS231n's
# BatchNormalization.ipynb, from 2019 to 2026
BATCH = (
    ([-2.3814598, -13.18038246, 1.91780462], [27.18502186, 34.21455511, 37.68611762]),
    ([0, 0, 0], [0.99999999, 1, 1]),
    ([11, 12, 13], [0.99999999, 1.99999999, 2.99999999]),
)
LAYER = (
    ([-59.06673243, -47.60782686, -43.31137368, -26.40991744],
     [10.07429373, 28.39478981, 35.28360729, 4.01831507]),
    ([0] * 4, [0.99999995, 0.99999999, 1, 0.99999969]),
    ([5] * 4, [2.99999985, 2.99999998, 2.99999999, 2.99999907]),
)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "examples", "axis", "param", "gamma", "beta", "known"),
    [
        ("batchnorm", 200, 0, {"mode": "train"}, [1, 2, 3], [11, 12, 13], BATCH),
        ("layernorm", 4, 1, {}, [3] * 3, [5] * 3, LAYER),
    ],
    ids=["batch", "layer"],
)
def test_means_and_deviations(reference, kind, examples, axis, param, gamma, beta, known):
    a, forward = activations(examples), getattr(reference, f"{kind}_forward")
    scaled = np.array(gamma, float), np.array(beta, float)
    outs = a, forward(a, np.ones(3), np.zeros(3), param)[0], forward(a, *scaled, param)[0]
    for out, (means, stds) in zip(outs, known, strict=True):
        assert out.mean(axis=axis) == pytest.approx(np.array(means), **EIGHT_DECIMALS)
        assert out.std(axis=axis) == pytest.approx(np.array(stds), **EIGHT_DECIMALS)


def test_test_time_after_fifty_batches(reference):
    np.random.seed(231)
    W1, W2 = np.random.randn(50, 60), np.random.randn(60, 3)
    param = {"mode": "train"}
    for _ in range(50):
        a = np.maximum(0, np.random.randn(200, 50) @ W1) @ W2
        reference.batchnorm_forward(a, np.ones(3), np.zeros(3), param)
    a, param["mode"] = np.maximum(0, np.random.randn(200, 50) @ W1) @ W2, "test"
    out, _ = reference.batchnorm_forward(a, np.ones(3), np.zeros(3), param)
    means, stds = [-0.03927354, -0.04349152, -0.10452688], [1.01531428, 1.01238373, 0.97819988]
    assert out.mean(axis=0) == pytest.approx(np.array(means), **EIGHT_DECIMALS)
    assert out.std(axis=0) == pytest.approx(np.array(stds), **EIGHT_DECIMALS)
    assert param["running_mean"] == near(
        np.array([-0.3241503802521602, 18.557181347848207, 14.188941840387225])
    )
    assert param["running_var"] == near(
        np.array([1205.422183631121, 1249.801372973129, 1311.4307953738994])
    )


DBETA = [0.08461601033022759, 0.5907361699063561, 1.2668311012625981, -1.7542801397806138,
         -0.8031721390579827]  # fmt: skip
GRADIENTS = {
    "batchnorm": {
        "dx": [[-0.0031031943625234805, 0.0030546842675132717, -0.0015624636339690743,
                0.1725130650675678, 0.013880286390623338],
               [0.0114776168895994, -0.10800884066580312, -0.011125639580696711,
                -0.02021631915323591, -0.020980851241713068],
               [-0.016824916660932707, -0.011068468675599833, -0.0038428566974565165,
                0.13581055040326726, -0.04108612083178314],
               [0.008450494133856805, 0.11602262507388963, 0.016530959912122303,
                -0.2881072963175991, 0.04818668568287288]],
        "dgamma": [2.290482783504134, 1.3924890698897607, 2.9335056873219756, 0.9823454571020139,
                   2.083261125237769],
        "dbeta": DBETA,
    },
    "layernorm": {
        "dx": [[-0.014855200136659204, 0.010329122735577083, -0.011906522470193926,
                0.04456400698635424, -0.028131407115078194],
               [0.06974204029320574, -0.02127582959829405, -0.007711276761243643,
                -0.04754428714780405, 0.006789353214135982],
               [-0.013340071808505657, -0.019503850778030487, 0.003932529776480811,
                0.0900320167315519, -0.06112062392149649],
               [0.07764742578574022, 0.3896429285629486, 0.06352496551823732,
                -0.5614153235682311, 0.03060000370130538]],
        "dgamma": [1.454130181812162, -0.7480636391743631, 4.304459180225911, 2.715236513107218,
                   1.007420102998983],
        "dbeta": DBETA,
    },
}  # fmt: skip
LARGEST_ERRORS = {"dx": 1e-8, "dgamma": 1e-11, "dbeta": 1e-11}  # published ones lie below


@pytest.mark.parametrize(("kind", "param"), [("batchnorm", {"mode": "train"}), ("layernorm", {})])
def test_backward(reference, kind, param):
    np.random.seed(231)
    given = 5 * np.random.randn(4, 5) + 12, np.random.randn(5), np.random.randn(5)
    dout = np.random.randn(4, 5)
    forward, backward = (getattr(reference, f"{kind}_{way}") for way in ("forward", "backward"))
    _, cache = forward(*given, dict(param))
    for place, (name, value) in enumerate(
        zip(("dx", "dgamma", "dbeta"), backward(dout, cache), strict=True)
    ):

        def out_of(moved, place=place):
            args = [moved if number == place else each for number, each in enumerate(given)]
            return forward(*args, dict(param))[0]

        numerical = reference.eval_numerical_gradient_array(out_of, given[place], dout)
        assert reference.rel_error(value, numerical) < LARGEST_ERRORS[name]
        known = np.array(GRADIENTS[kind][name])
        assert value == pytest.approx(known, rel=1e-7, abs=1e-9)


@pytest.fixture(scope="module")
def net_losses(reference):
    """The published net, for both strengths of L2; and the sum of squares of its last weights."""
    np.random.seed(231)
    X, y = np.random.randn(2, 15), np.random.randint(10, size=(2,))
    found = []
    for reg in (0, 3.14):
        net = reference.NormalizedNet(
            [20, 30], input_dim=15, reg=reg, weight_scale=5e-2, dtype=np.float64,
            normalization="batchnorm",
        )  # fmt: skip
        found.append((net.loss(X, y)[0], 0.5 * reg * np.sum(net.params["W3"] ** 2)))
    return found


def test_losses_of_the_net(net_losses):
    (plain, _), (penalised, last) = net_losses
    assert plain == pytest.approx(2.2611955101340957, abs=1e-10)
    assert penalised == pytest.approx(6.996533220108303, abs=1e-10)
    # one public notebook prints this: the last weights are missing from its penalty
    assert penalised - last == pytest.approx(5.884829928987633, abs=1e-10)


@pytest.mark.parametrize("normalization", [None, "batchnorm", "layernorm"])
def test_the_net_has_the_gradients_of_its_loss(reference, normalization):
    np.random.seed(3)
    X, y = np.random.randn(4, 6), np.random.randint(3, size=4)
    net = reference.NormalizedNet(
        [5, 4], input_dim=6, num_classes=3, reg=0.3, weight_scale=0.5, dtype=np.float64,
        normalization=normalization,
    )  # fmt: skip
    _, grads = net.loss(X, y)
    assert grads.keys() == net.params.keys()
    for name, value in grads.items():
        numerical = reference.eval_numerical_gradient(lambda _: net.loss(X, y)[0], net.params[name])
        assert value == pytest.approx(numerical, rel=1e-4, abs=1e-7), name


def test_by_hand(reference):
    x, one = np.array([[1.0, 2, 9], [3, 8, 5]]), np.ones(3)
    batch, _ = reference.batchnorm_forward(x, one, 0 * one, {"mode": "train", "eps": 0.0})
    assert batch == near(np.array([[-1, -1, 1], [1, 1, -1]]))
    layer, _ = reference.layernorm_forward(x, one, 0 * one, {"eps": 0.0})
    assert layer == near(
        np.array([[-0.8429272304235246, -0.5619514869490164, 1.404878717372541],
                  [-1.1355499479153375, 1.2977713690461004, -0.16222142113076238]])
    )  # fmt: skip


def normalised(reference, h, **settings):
    one = np.ones(h.shape[1])
    return reference.batchnorm_forward(h, one, 0 * one, {"mode": "train", **settings})[0]


@pytest.mark.parametrize(
    ("scale", "plain", "batch"),
    [(0.05, 2.7027851408197278e-05, 0.59803233602998),
     (np.sqrt(2 / 100), 0.885648634943808, 0.5980639182445378),
     (0.25, 263.9438614081764, 0.5980669863922431)],
)  # fmt: skip
def test_signal_through_ten_layers(reference, scale, plain, batch):
    for normalise, expected in ((False, plain), (True, batch)):
        np.random.seed(231)
        h = np.random.randn(500, 100)
        for _ in range(10):
            h = h @ (scale * np.random.randn(100, 100))
            h = np.maximum(0, normalised(reference, h) if normalise else h)
        assert h.std() == pytest.approx(expected, rel=1e-6)


COMPANIONS = {
    2: (0.6852120723170385, 0.7259861258452353),
    4: (0.9533368494390738, 0.49614998329676546),
    16: (1.0062142065182833, 0.3033936363014903),
    64: (1.002969217715985, 0.15488931655319518),
    256: (0.9991120759552268, 0.07567919639523919),
}


def test_companions(reference):
    for number, (mean, std) in COMPANIONS.items():
        np.random.seed(231)
        outs = []
        for _ in range(4000):
            batch = np.random.randn(number)
            batch[0] = 1
            outs.append(normalised(reference, batch[:, None])[0, 0])
        assert np.mean(outs) == pytest.approx(mean, abs=1e-6)
        assert np.std(outs) == pytest.approx(std, abs=1e-6)


WARM_UP = {1: 0.1, 5: 0.40951, 10: 0.6513215599, 22: 0.901522909781639, 44: 0.9903022627021246}


def test_warm_up(reference):
    batch, one, param = np.array([[-1.0], [1.0]]), np.ones(1), {"mode": "train"}
    found = {}
    for number in range(1, 45):
        reference.batchnorm_forward(batch, one, 0 * one, param)
        found[number] = param["running_var"].item()
    assert {number: found[number] for number in WARM_UP} == near(WARM_UP)


class Model:
    """The loss half the mean square of BN(X w) - T, and its gradient."""

    def __init__(self, reference):
        self.reference = reference
        np.random.seed(231)
        self.X, self.w, self.T = (np.random.randn(*shape) for shape in ((50, 6), (6, 1), (50, 1)))

    def __call__(self, w):
        one = np.ones(1)
        out, cache = self.reference.batchnorm_forward(
            self.X @ w, one, 0 * one, {"mode": "train", "eps": 0.0}
        )
        dz, _, _ = self.reference.batchnorm_backward((out - self.T) / 50, cache)
        return 0.5 * np.mean((out - self.T) ** 2), self.X.T @ dz


def test_invariance(reference):
    model = Model(reference)
    w, norm = model.w, np.linalg.norm
    (loss, g), (tripled, small) = model(w), model(3 * w)
    assert loss == near(0.9752893599374807)
    assert abs(tripled - loss) < 1e-14
    assert abs(np.sum(w * g)) / norm(w) / norm(g) < 1e-14
    assert norm(g) / norm(small) == pytest.approx(3, abs=1e-9)
    assert norm(w) == near(1.8812275718651044)
    for _ in range(20):
        new = w - 0.5 * model(w)[1]
        assert abs(norm(new) ** 2 - norm(w) ** 2 - norm(0.5 * model(w)[1]) ** 2) < 1e-12
        w = new
    assert norm(w) == near(1.9167362366421827, rel=1e-8)


@pytest.mark.parametrize(
    ("lam", "length", "length_slack", "fit", "fit_slack"),
    [(0, 1.9302083315653995, 1e-4, 0.6072696690044586, 1e-4),
     (0.01, 0.38340576920888036, 0.05, 0.6080153794162766, 0.02),
     (0.1, 0.3764437542979327, 0.05, 0.6147659435467265, 0.02)],
)  # fmt: skip
def test_decay(reference, lam, length, length_slack, fit, fit_slack):
    model = Model(reference)
    w = model.w
    for _ in range(3000):
        w = w - 0.5 * (model(w)[1] + lam * w)
    assert np.linalg.norm(w) == pytest.approx(length, rel=length_slack)
    assert model(w)[0] == pytest.approx(fit, rel=fit_slack)


# best training and test accuracy, plain, batch and layer normalisation, by weight scale
SCALES = {
    "0.0001": [(0.112, 0.112), (0.52, 0.28), (0.26, 0.236)],
    "0.001": [(0.228, 0.204), (0.556, 0.311), (0.248, 0.21)],
    "0.01": [(0.38, 0.262), (0.702, 0.334), (0.514, 0.309)],
    "0.1": [(0.845, 0.238), (0.929, 0.31), (0.932, 0.311)],
    "1": [(0.531, 0.167), (0.547, 0.179), (0.518, 0.221)],
}
BATCHES = {
    "5": [(0.41, 0.322), (0.653, 0.332)],
    "10": [(0.665, 0.33), (0.755, 0.33)],
    "50": [(0.879, 0.306), (0.835, 0.329)],
}


@pytest.mark.parametrize(
    ("experiment", "kinds", "known"),
    [("scales", ("plain", "batch", "layer"), SCALES), ("batches", ("batch", "layer"), BATCHES)],
    ids=["weight scales", "batch sizes"],
)
def test_the_recorded_trainings_on_photographs_are_as_known(experiment, kinds, known):
    """They take a minute, and photographs that the project does not have: see norm_record."""
    path = ROOT / "source" / NAME / "helpers/recorded_runs.json"
    runs = json.loads(path.read_text(encoding="utf-8"))["photographs"][experiment]
    assert len(runs) == len(kinds) * len(known)
    for setting, values in known.items():
        for kind, expected in zip(kinds, values, strict=True):
            run = runs[f"{kind}, {setting}"]
            found = max(run["train_acc_history"]), max(run["val_acc_history"])
            assert found == pytest.approx(expected, abs=0.06), (kind, setting)
