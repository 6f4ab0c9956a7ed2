"""What the visible check of the net looks at, part by part, and the likely causes."""

import numpy as np

from . import drop_cases as cases
from .check_panel import fail, told
from .drop_compare import array_of, call, factor_of, params_of, quietly
from .drop_gradients import eval_numerical_gradient, rel_error

NAME = "FullyConnectedNet"
SAME_LOSS = 1e-8
AGREES = 1e-5  # distance of the gradient and the numerical one, as a share of their lengths


def build(cls, keep_ratio, hidden=None, **more):
    """Build the published net, or one that differs in what is given, and look at its params."""
    published, settings = cases.net_arguments(keep_ratio, **more)
    net = call(NAME, cls, hidden or published, **settings)
    params_of(net)
    return net


def loss_of(net, X, y):
    """Return the loss and the gradients in train mode, or fail unless it is these two."""
    before = {name: value.copy() for name, value in net.params.items()}
    result = call(NAME, net.loss, X, y)
    if not isinstance(result, tuple | list) or len(result) != 2 or not isinstance(result[1], dict):
        fail("loss(X, y) should return two things: the loss, and the dictionary of gradients")
    loss, gradients = result
    missing = [name for name in net.params if name not in gradients]
    if missing:
        fail(f"the dictionary of gradients lacks {', '.join(missing)}")
    if np.size(loss) != 1 or not np.all(np.isfinite(loss)):
        fail("the loss should be one finite number")
    for name, value in before.items():
        array_of(gradients[name], f"the gradient of {name}", value.shape)
        if not np.array_equal(value, net.params[name]):
            fail(f"loss changes {name}; the update of the parameters is the Solver's part")
    return float(np.squeeze(loss)), gradients


def check_start(net):
    """Fail unless the parameters have their names, shapes and sizes."""
    sizes = [cases.SIZES[name] for name in ("D", "H1", "H2", "C")]
    for layer in (1, 2, 3):
        W, b = f"W{layer}", f"b{layer}"
        if W not in net.params or b not in net.params:
            fail(
                f"params should hold {W} and {b}; yours holds {', '.join(net.params) or 'nothing'}"
            )
        array_of(net.params[W], W, sizes[layer - 1 : layer + 1])
        if np.any(array_of(net.params[b], b, sizes[layer : layer + 1])):
            fail(f"{b} should begin with 0")
        for name in (W, b):
            if net.params[name].dtype != np.float64:
                fail(f"{name} is {net.params[name].dtype} in a net whose dtype is float64")
        ratio = np.std(net.params[W]) / cases.WEIGHT_SCALE
        if not 0.7 < ratio < 1.3:
            fail(f"the standard deviation of {W} is {ratio:.3g} times what weight_scale says")


def published_weights():
    """Draw the published weights, however the net has drawn its own."""
    cases.net_input()
    shapes = {"W1": ("D", "H1"), "W2": ("H1", "H2"), "W3": ("H2", "C")}
    return {
        name: cases.WEIGHT_SCALE * np.random.randn(*(cases.SIZES[size] for size in shape))
        for name, shape in shapes.items()
    }


def install(net, values):
    """Put copies of the values {name: array} in place of the net's parameters."""
    for name, value in values.items():
        net.params[name] = np.array(value)


def check_published(cls, net, X, y, keep_ratio):
    """Print loss and gradient errors beside the published ones; fail on a wrong one."""
    loss, gradients = loss_of(net, X, y)
    allowed = f"tolerance {SAME_LOSS:g}" if keep_ratio == 1 else "depends on the draws"
    told.append(f"keep ratio {keep_ratio}, loss ({allowed})")
    told.append(f"  got        {loss:.13f}\n  expected   {cases.LOSSES[keep_ratio]:.13f}")
    if keep_ratio == 1 and abs(loss - cases.LOSSES[1]) > SAME_LOSS:
        known = factor_of(loss, cases.LOSS_LOOKS_LIKE) or "go through the layers once more"
        numbers = f"{loss:.13f}", f"{cases.LOSSES[1]:.13f}", f"{SAME_LOSS:g}"
        fail(f"without dropout the loss differs from the published one: {known}", *numbers)
    if keep_ratio != 1 and loss != loss_of(net, X, y)[0]:
        fail("two calls give two losses although the net has a seed: is it used in every call?")
    estimates = _estimates(net, X, y)
    errors = {name: rel_error(gradients[name], estimates[name]) for name in cases.ERRORS[1]}
    told.append("  largest relative error of each gradient, the expected one in brackets")
    for row in ("W", "b"):
        told.append("    " + "   ".join(
            f"{name} {errors[name]:.2e} ({cases.ERRORS[keep_ratio][name]:.2e})"
            for name in errors if name[0] == row
        ))  # fmt: skip
    wrong = _wrong(gradients, estimates)
    if wrong and keep_ratio != 1:  # a unit right on the kink of its ReLU? Then not with new draws.
        other = build(cls, keep_ratio, seed=cases.NET_SEED + 1)
        again = _wrong(loss_of(other, X, y)[1], _estimates(other, X, y))
        wrong = [name for name in wrong if name in again]
    if wrong:
        far = max(wrong, key=lambda name: errors[name])
        numbers = (
            f"{far} has a relative error of {errors[far]:.2g}",
            f"{cases.ERRORS[keep_ratio][far]:.2g}",
        )
        _explain_gradient(", ".join(wrong), keep_ratio, *numbers)


def _estimates(net, X, y):
    with quietly():
        return {
            name: eval_numerical_gradient(lambda _: np.squeeze(net.loss(X, y)[0]), value)
            for name, value in net.params.items()
        }


def _wrong(gradients, estimates):
    """List the parameters whose gradient is not the numerical one."""
    length = np.linalg.norm
    return [
        name
        for name, estimate in estimates.items()
        if length(gradients[name] - estimate) > AGREES * (length(estimate) + 1e-4)
    ]


def _explain_gradient(names, keep_ratio, *numbers):
    if "W" not in names:
        fail(
            f"the gradient of {names} differs from the numerical one: are the biases added in?",
            *numbers,
        )
    if keep_ratio == 1:
        fail(
            f"without dropout the gradient of {names} differs from the numerical one: does each "
            "backward step get the cache of its own layer, in reverse order?",
            *numbers,
        )
    fail(
        f"the gradient of {names} is right without dropout and wrong with it: does the backward "
        "pass call dropout_backward for each hidden layer, with that layer's cache?",
        *numbers,
    )
