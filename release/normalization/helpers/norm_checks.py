"""The visible checks: one for each exercise, on the published examples and what they leave open.

They are there to help. The grader asks more than they do, so read the contract too.
"""

import numpy as np

from . import norm_cases as cases
from .check_panel import fail, flat, told, visible_check
from .drop_gradients import eval_numerical_gradient_array, rel_error
from .norm_compare import (
    array_of,
    check_by_hand,
    expect,
    forward_of,
    gradients_of,
    quietly,
)

__all__ = [
    "check_batchnorm_backward",
    "check_batchnorm_forward",
    "check_by_hand",
    "check_layernorm_backward",
    "check_layernorm_forward",
]
EPS = 0.3


@visible_check
def check_batchnorm_forward(f):
    """Check train mode, the running statistics and test mode."""
    name = "batchnorm_forward"
    a, ones = cases.activations(200), np.ones(3)
    _tell("before", a, 0, cases.BATCH["means"], cases.BATCH["stds"])
    out, _ = forward_of(f, name, a, ones, 0 * ones, {"mode": "train"})
    _tell("after", out, 0, [0, 0, 0], cases.BATCH["after"])
    scaled, _ = forward_of(f, name, a, ones * [1, 2, 3], ones * [11, 12, 13], {"mode": "train"})
    _tell("gamma 1 2 3, beta 11 12 13", scaled, 0, [11, 12, 13], cases.BATCH["scaled"])
    _check_outputs(f, name, 0, {"mode": "train"})
    _check_running(f)
    x, _, _ = cases.own_numbers()
    stored = {"running_mean": x[0], "running_var": x[1] ** 2 + 0.5}
    _check_outputs(f, name, 0, {"mode": "test", **stored})
    _check_published_test_time(f)
    return "normalises in both modes and keeps its running averages"


@visible_check
def check_layernorm_forward(f):
    """Check the output, row by row."""
    name, a, ones = "layernorm_forward", cases.activations(4), np.ones(3)
    _tell("before", a, 1, cases.LAYER["means"], cases.LAYER["stds"])
    out, _ = forward_of(f, name, a, ones, 0 * ones, {})
    _tell("after", out, 1, [0] * 4, cases.LAYER["after"])
    scaled, _ = forward_of(f, name, a, 3 * ones, 5 * ones, {})
    _tell("gamma 3, beta 5", scaled, 1, [5] * 4, cases.LAYER["scaled"])
    _check_outputs(f, name, 1, {})
    return "normalises each example by itself"


@visible_check
def check_batchnorm_backward(f, forward):
    """Check the three gradients against the formula and against numerical ones."""
    return _check_backward(f, forward, "batchnorm", 0, {"mode": "train"})


@visible_check
def check_layernorm_backward(f, forward):
    """Check the three gradients against the formula and against numerical ones."""
    return _check_backward(f, forward, "layernorm", 1, {})


def _tell(when, out, axis, means, stds):
    """Note means and standard deviations beside the published ones."""
    told.append(f"{when}: means {flat(out.mean(axis=axis))}")
    told.append(f"{'':<10}expected {flat(np.array(means, dtype=float))}")
    told.append(f"{'':<10}standard deviations {flat(out.std(axis=axis))}")
    told.append(f"{'':<10}expected {flat(np.array(stds))}")


def _check_outputs(f, name, axis, param):
    """Check values with an eps that shows, gamma other than 1 and beta other than 0."""
    x, gamma, beta = cases.own_numbers()
    for eps in (EPS, None):
        given = dict(param) if eps is None else {**param, "eps": eps}
        mean, var = x.mean(axis=axis, keepdims=True), x.var(axis=axis, keepdims=True)
        if param.get("mode") == "test":
            mean, var = param["running_mean"], param["running_var"]
        used = 1e-5 if eps is None else eps
        right = gamma * (x - mean) / np.sqrt(var + used) + beta
        before = dict(given)
        out, _ = forward_of(f, name, x, gamma, beta, given)
        if param.get("mode") == "test" and any(given[key] is not before[key] for key in before):
            fail("test mode changes the stored averages: it should only use them")
        if not param and given.keys() != before.keys():
            fail("ln_param has other entries after the call: layer normalisation stores nothing")
        mode = f" in {param['mode']} mode" if param else ""
        causes = _causes(x, gamma, beta, mean, var, used, axis, param.get("mode"))
        expect(out, right, f"for eps = {used:g}{mode} out", causes)


def _causes(x, gamma, beta, mean, var, eps, axis, mode):
    of, spread = (x - mean) / np.sqrt(var + eps), np.sqrt(var)
    other_mean, other_var = (
        x.mean(axis=1 - axis, keepdims=True),
        x.var(axis=1 - axis, keepdims=True),
    )
    found = {
        "eps belongs under the root": gamma * (x - mean) / (spread + eps) + beta,
        "is eps used?": gamma * (x - mean) / spread + beta,
        "is the eps of the settings used?": gamma * (x - mean) / np.sqrt(var + 1e-5) + beta,
        "are gamma and beta used?": of,
        "beta is not multiplied by gamma": gamma * (of + beta),
        "gamma scales, beta shifts: are they exchanged?": beta * of + gamma,
        "is the mean subtracted?": gamma * x / np.sqrt(var + eps) + beta,
        "divide by the root of the variance": gamma * (x - mean) / (var + eps) + beta,
        "along which axis are mean and variance taken?":
            gamma * (x - other_mean) / np.sqrt(other_var + eps) + beta,
    }  # fmt: skip
    if mode == "test":
        found["test mode uses the stored mean and variance"] = (
            gamma * (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + eps) + beta
        )
    else:
        many = x.shape[axis]
        less = gamma * (x - mean) / np.sqrt(var * many / (many - 1) + eps) + beta
        found["the variance is the mean square: divide by all, not by one less"] = less
    return found


def _check_running(f):
    """Check the stored averages after one batch and after two."""
    x, gamma, beta = cases.own_numbers()
    param, right = {"mode": "train", "momentum": 0.7, "eps": EPS}, {}
    for number, batch in enumerate((x, 2 * x[::-1] + 1), start=1):
        forward_of(f, "batchnorm_forward", batch, gamma, beta, param)
        for name, new in (("running_mean", batch.mean(axis=0)), ("running_var", batch.var(axis=0))):
            if name not in param:
                fail(f"bn_param[{name!r}] is not there after a call in train mode")
            old = right.get(name, np.zeros(x.shape[1]))
            right[name] = 0.7 * old + 0.3 * new
            got = array_of(param[name], f"bn_param[{name!r}]", old.shape)
            causes = {
                "momentum is the share of the old average": 0.3 * old + 0.7 * new,
                "the old average has to stay in it": new,
                "eps does not belong into it": 0.7 * old + 0.3 * (new + EPS),
                "store the variance, not its root": 0.7 * old + 0.3 * np.sqrt(np.abs(new)),
                "the variance is the mean square: divide by N": 0.7 * old + 0.3 * new * 5 / 4,
            }
            expect(got, right[name], f"after batch {number} bn_param[{name!r}]", causes)


def _check_published_test_time(f):
    """Check 50 batches and one more in test mode."""
    param, ones = {}, np.ones(3)
    *train, last = cases.batches()
    with quietly():
        for a in train:
            param["mode"] = "train"
            forward_of(f, "batchnorm_forward", a, ones, 0 * ones, param)
        param["mode"] = "test"
        out, _ = forward_of(f, "batchnorm_forward", last, ones, 0 * ones, param)
    _tell("test mode after 50 batches", out, 0, cases.TEST_TIME["means"], cases.TEST_TIME["stds"])
    expect(out.mean(axis=0), np.array(cases.TEST_TIME["means"]), "the mean in test mode")


def _check_backward(f, forward, kind, axis, param):
    name = f"{kind}_backward"
    x, gamma, beta, dout = cases.backward_input()
    out, cache = forward_of(forward, f"{kind}_forward", x, gamma, beta, dict(param))
    spread = np.sqrt(x.var(axis=axis, keepdims=True) + 1e-5)
    if not np.allclose((out - beta) / gamma * spread, x - x.mean(axis=axis, keepdims=True)):
        fail(f"{kind}_forward is not right yet: make its own check pass first")
    dx, dgamma, dbeta = gradients_of(f, name, dout, cache)
    known = {key: np.array(value) for key, value in cases.BACKWARD[name].items() if key[0] == "d"}
    averaged = {"add up over the examples, do not average": known["dbeta"] / len(x)}
    expect(dbeta, known["dbeta"], "dbeta", averaged)
    averaged = {"add up over the examples, do not average": known["dgamma"] / len(x)}
    expect(dgamma, known["dgamma"], "dgamma", averaged | cases.BACKWARD[name]["causes_dgamma"])
    likely = [
        words for words, row in cases.BACKWARD[name]["causes"].items()
        if np.allclose(dx[0], row, rtol=1e-5, atol=1e-7)
    ]  # fmt: skip
    expect(dx, known["dx"], "dx", dict.fromkeys(likely, dx))
    _check_numerically(forward, param, (x, gamma, beta), dout, (dx, dgamma, dbeta), name)
    return "dx, dgamma and dbeta are right"


def _check_numerically(forward, param, given, dout, got, exercise):
    """Note the relative errors against numerical gradients; they follow from what was checked."""
    names = ("dx", "dgamma", "dbeta")
    told.append("relative errors against numerical gradients (tolerance 1e-07)")
    for place, (name, value) in enumerate(zip(names, got, strict=True)):

        def out_of(moved, place=place):
            args = [moved if number == place else each for number, each in enumerate(given)]
            return forward(*args, dict(param))[0]

        with quietly():
            numerical = eval_numerical_gradient_array(out_of, given[place], dout)
        error = rel_error(value, numerical)
        told.append(f"  {name:<8}got {error:.2e}   published {cases.ERRORS[exercise][name]:.2e}")
        if error > 1e-7:
            fail(f"{name} is not the numerical gradient", f"{error:.2e}", "", "1e-07")
