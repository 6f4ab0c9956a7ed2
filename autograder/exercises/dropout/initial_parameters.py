"""Judgements on the parameters of a new net."""

from typing import Any

import numpy as np

from autograder.exercises.dropout.nets import Arrays, Shape, described_net
from autograder.testing import Remote, as_real, describe


def numbered_params(net: Remote, shape: Shape) -> dict[str, Any]:
    """The params of a net as they came, or a failure where their numbers do not begin with 1."""
    params, context = net.params.fetch(), described_net(shape)
    assert isinstance(params, dict), f"params should be a dictionary, not {describe(params)}."
    assert not {"W0", "b0"} & set(params), (
        f"Layers are counted from 1: the parameters of the first one are W1 and b1, but params has "
        f"entries with the number 0. {context}"
    )
    for name in ("W1", "b1"):
        assert name in params, (
            f"params has no {name}: the parameters of the first layer are called W1 and b1. "
            f"{context}"
        )
    return params


def params_of(net: Remote, shape: Shape) -> Arrays:
    """The parameters of a net, or a failure that says which is missing or has a wrong shape."""
    params, context = numbered_params(net, shape), described_net(shape)
    for name, size in shape.parameters.items():
        assert name in params, f"params has no {name}. {context}"
        as_real(params[name], size, name, context)
    # counted, not named: a name is the submission's own, and could carry hidden inputs
    more = [name for name in params if str(name)[:1] in "Wb" and name not in shape.parameters]
    assert not more, f"params has entries that no layer needs: {len(more)} too many. {context}"
    return {name: np.asarray(params[name]) for name in shape.parameters}


def expect_normal(weights: np.ndarray, scale: float, name: str, context: str) -> None:
    """Judge draws of a normal distribution by what a wrong one would give away beyond chance."""
    # in single precision squares overflow
    weights = weights.astype(float)
    size = weights.std() / scale
    assert weights.any(), f"{name} is zero everywhere. {context}"
    assert 0.85 < size < 1.15, (
        f"The standard deviation of {name} is {size:.2g} times weight_scale. {context}"
    )
    assert abs(weights.mean()) < 0.15 * scale, f"The mean of {name} is not near zero. {context}"
    assert np.abs(weights).max() > 2.3 * weights.std(), (
        f"The numbers in {name} are not normally distributed: none is far from the mean. {context}"
    )
