"""What belongs where in the net: the L2 penalty, dropout's two modes, and its places."""

import numpy as np

from . import drop_cases as cases
from .check_panel import fail
from .drop_compare import array_of, call, factor_of
from .drop_layers import softmax_loss
from .drop_net_parts import NAME, build, install, loss_of, published_weights


def check_penalty(cls, X, y):
    """Fail unless reg adds what it should to the loss and to the gradients, and names what not."""
    reg, values = 0.7, published_weights()
    values |= {"b1": np.full(20, 0.3), "b2": np.full(30, -0.2), "b3": np.full(10, 0.5)}
    results = []
    for strength in (reg, 0.0):
        net = build(cls, 1, reg=strength)
        install(net, values)
        results.append(loss_of(net, X, y))
    (loss, gradients), (plain_loss, plain) = results
    known = cases.penalties(values, reg, len(y))
    found = factor_of(loss - plain_loss, known, 1e-9)
    grows = f"the loss grows by {loss - plain_loss:.6g}", f"by {known['']:.6g}", "1e-09"
    if found is None:
        words = "L2: the loss should grow by reg / 2 times the sum of the squares of all weights"
        fail(words, *grows)
    if found:
        fail(f"L2 in the loss: {found}", *grows)
    for name, value in values.items():
        added = gradients[name] - plain[name]
        if name[0] == "b" and np.any(np.abs(added) > 1e-9):
            fail(f"L2 changes the gradient of {name}; the biases are not penalised")
        if name[0] == "W":
            found = factor_of(added / value, cases.gradient_factors(reg, len(y)))
            if found is None:
                fail(f"L2 in the gradient of {name}: each weight should add to its own gradient")
            if found:
                fail(f"L2 in the gradient of {name}: {found}")


def check_modes(cls, X, y):
    """Fail unless dropout is on with y, and off without."""
    net, plain = build(cls, 0.5), build(cls, 1)
    install(plain, net.params)
    if len({loss_of(net, X, y)[0] for _ in range(4)}) == 1:
        fail("with a keep ratio of 0.5 and no seed the loss is always the same: is "
             "dropout_forward called, in train mode?")  # fmt: skip
    wanted, scores, again = (
        array_of(call(NAME, model.loss, X), "the scores", (len(X), cases.SIZES["C"]))
        for model in (plain, net, net)
    )
    if not np.array_equal(scores, again):
        fail("without y the scores change from call to call: dropout has to be off in test mode")
    if not np.allclose(scores, wanted, rtol=1e-9, atol=1e-12):
        fail("without y the scores should be those of the same net without dropout")
    if abs(softmax_loss(wanted, y)[0] - loss_of(plain, X, y)[0]) > 1e-9:
        fail("the scores without y are others than those that the loss is made of")


def check_places(cls):
    """Fail unless the hidden layers are dropped, and nothing else.

    All numbers in the net are positive here, so a gradient of exactly 0 tells of a dropped unit.
    """
    net = build(cls, 0.8, hidden=[400, 400], input_dim=400, weight_scale=1e-3)
    install(net, {name: np.abs(value) for name, value in net.params.items()})
    _, gradients = loss_of(net, np.ones((1, 400)), np.array([3]))
    dropped = {name: np.mean(gradients[name] == 0) for name in ("b1", "b2", "b3")}
    if np.mean(np.all(gradients["W1"] == 0, axis=1)) > 0.02:
        fail("the input is dropped too: dropout belongs after the ReLUs, and nowhere else")
    if dropped["b3"] > 0:
        fail("the output layer is dropped too: dropout belongs after the ReLUs, and nowhere else")
    for name in ("b1", "b2"):
        if not 0.1 < dropped[name] < 0.3:
            fail(f"with a keep ratio of 0.8 about 0.20 of hidden layer {name[1]} should be dropped "
                 f"in a step; here it is {dropped[name]:.2f}")  # fmt: skip
