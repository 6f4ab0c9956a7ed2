"""Two ways to break a net on purpose, for an experiment and only as long as it lasts."""

import contextlib


class _StuckInTraining(dict):
    """A dropout_param whose mode is "train" and cannot be set to anything else."""

    def __setitem__(self, key, value):
        super().__setitem__(key, "train" if key == "mode" else value)


@contextlib.contextmanager
def dropout_left_on(net):
    """Leave dropout on in `net`, also when it predicts."""
    before = net.dropout_param
    net.dropout_param = _StuckInTraining({**before, "mode": "train"})
    try:
        yield
    finally:
        net.dropout_param = before


@contextlib.contextmanager
def without_division(cls):
    """Undo the scaling of the dropout functions that nets of the class `cls` call."""
    scope = cls.loss.__globals__
    names = ("dropout_forward", "dropout_backward")
    before = {name: scope[name] for name in names}

    def forward(x, dropout_param):
        out, cache = before["dropout_forward"](x, dropout_param)
        return _undone(out, dropout_param), cache

    def backward(dout, cache):
        return _undone(before["dropout_backward"](dout, cache), cache[0])

    scope.update(zip(names, (forward, backward), strict=True))
    try:
        yield
    finally:
        scope.update(before)


def _undone(value, dropout_param):
    p = dropout_param["p"] if dropout_param["mode"] == "train" else 1
    return value * p
