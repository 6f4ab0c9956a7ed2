"""The visible checks: one for each exercise, on the published examples and what they leave open.

They are there to help. The grader asks more than they do, so read the contract too. What depends
on the draws is compared within the chance, since there are many right ways to draw a mask.
"""

import numpy as np

from . import drop_cases as cases
from .check_panel import fail, told, visible_check
from .drop_compare import array_of, call, check_by_hand, forward_of, quietly
from .drop_gradients import eval_numerical_gradient_array, rel_error
from .drop_layer_parts import (
    check_entries,
    check_kept,
    check_seed,
    check_share,
    check_test_mode,
    tell_table,
)
from .drop_net_parts import build, check_published, check_start, install, published_weights
from .drop_net_rules import check_modes, check_penalty, check_places

__all__ = [
    "check_FullyConnectedNet",
    "check_by_hand",
    "check_dropout_backward",
    "check_dropout_forward",
]


@visible_check
def check_dropout_forward(f):
    """Check both modes on the published example, what is kept and dropped, and the seed."""
    x = cases.forward_input()
    outputs = {}
    for p in cases.FORWARD:
        train, _ = forward_of(f, x, {"mode": "train", "p": p})
        test, _ = forward_of(f, x, {"mode": "test", "p": p})
        outputs[p] = train, test
    tell_table(x, outputs)
    for p, (train, test) in outputs.items():
        check_kept(p, x, train)
        check_share(p, train)
        check_test_mode(p, x, test)
    check_seed(f, x[:40, :50])
    return "drops and scales in train mode, does nothing in test mode"


@visible_check
def check_dropout_backward(f, forward):
    """Check dx against the forward pass: by numerical gradients, and entry by entry."""
    x, dout = cases.backward_input()
    param = dict(cases.BACKWARD_PARAM)
    out, cache = forward_of(forward, x, param)
    scale = 1 / param["p"]
    if not np.all(np.isclose(out, 0) | np.isclose(out, scale * x)):
        fail("dropout_forward is not right yet: make its own check pass first")
    dx = array_of(call("dropout_backward", f, dout, cache), "dx", x.shape)
    with quietly():
        numerical = eval_numerical_gradient_array(lambda moved: forward(moved, param)[0], x, dout)
    error = rel_error(dx, numerical)
    told.append("relative error of dx against the numerical gradient (tolerance 1e-07)")
    told.extend([f"  got        {error:.3e}", f"  expected   {cases.BACKWARD_ERROR:.3e}"])
    check_entries(dx, dout, out != 0, scale)
    if error > 1e-7:
        known = f"{error:.3e}", f"{cases.BACKWARD_ERROR:.3e}", "1e-07"
        fail("dx is not the numerical gradient of dropout_forward; its relative error", *known)
    for mode, p in (("train", 0.5), ("test", 0.5)):
        out, cache = forward_of(forward, x, {"mode": mode, "p": p})
        dx = array_of(call("dropout_backward", f, dout, cache), f"dx in {mode} mode", x.shape)
        if mode == "train":
            check_entries(dx, dout, out != 0, 1 / p)
        elif not np.array_equal(dx, dout):
            fail("in test mode the layer does nothing, so dx should be dout, unchanged")
    return "sends the gradient through the mask of the forward pass"


@visible_check
def check_FullyConnectedNet(cls):
    """Check the parameters, the published losses and gradients, L2, and where dropout sits."""
    X, y = cases.net_input()
    for keep_ratio in cases.LOSSES:
        net = build(cls, keep_ratio, seed=cases.NET_SEED)
        check_start(net)
        if keep_ratio == 1:
            install(net, published_weights())
        check_published(cls, net, X, y, keep_ratio)
    check_penalty(cls, np.vstack([X, -X[:1]]), np.append(y, y[0]))
    check_modes(cls, X, y)
    check_places(cls)
    return "losses, gradients, L2 and the places of dropout are right"
