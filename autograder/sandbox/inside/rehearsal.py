"""What every submission does, done once before the first is forked.

Python tunes code while it runs, and writes that into the code's own memory: what is tuned here is
shared by all processes, and each of them starts as fast as it would be in the end.
"""

from typing import Any

import numpy as np

from .notebook import NotebookCell, judging_place, missing_definitions, names_needed, suppliers
from .wire import HEADER, Handle, dump, load
from .worker import made, several_calls

TIMES = 12  # Python tunes what has run eight times
CELL = '''
import numpy as np

def forward(X, parameters, keep_prob=0.5):
    """A net of two layers with dropout, its loss and a few gradients, in the usual words."""
    np.random.seed(1)
    cache = {}
    A = X
    for layer in range(1, 3):
        W, b = parameters["W" + str(layer)], parameters[f"b{layer}"]
        Z = np.dot(W, A) + b
        D = (np.random.rand(Z.shape[0], Z.shape[1]) < keep_prob).astype(int)
        A = np.maximum(0, Z) * D / keep_prob
        cache[f"Z{layer}"], cache[f"A{layer}"], cache[f"D{layer}"] = Z, A, D
    S = 1 / (1 + np.exp(-A))
    m = X.shape[1]
    cost = -np.nansum(np.multiply(np.log(S), 1) + np.log(1 - S + 1e-9)) / m
    penalty = keep_prob / (2 * m) * sum(np.sum(np.square(w)) for w in parameters.values())
    dZ = S - 1
    dW = 1.0 / m * dZ @ A.T + keep_prob / m * np.dot(S, S.T)
    db = np.sum(dZ, axis=1, keepdims=True) / m
    dA = np.where(A > 0, np.dot(dW.T, dZ), 0).reshape(A.shape)
    return {"cost": cost + penalty, "dW": dW, "db": db, "dA": np.int64(A > 0) * dA, **cache}
'''


def rehearse() -> None:
    """Run a notebook of one cell, and its function on requests like those to come."""
    draws = np.random.RandomState(0)
    parameters = {"W1": draws.randn(4, 3), "b1": np.zeros((4, 1)),
                  "W2": draws.randn(3, 4), "b2": np.zeros((3, 1))}  # fmt: skip
    calls = [[draws.randn(3, 5), parameters, 0.5] for _ in range(3)]
    for _ in range(TIMES):
        cells = [NotebookCell(CELL, "<cell rehearsal>", "forward", False)]
        names: dict[str, Any] = {}
        cells[0].run(names, {0, 1}, 1.0)
        judging_place("forward", cells)
        needed = [*names_needed(cells)]
        list(missing_definitions(needed, suppliers(cells, 1, {}), names))
        request = _through_the_wire({"do": "each", "many": calls, "last": "keep_prob"}, None)
        _through_the_wire(
            made(several_calls(names["forward"], request["many"], "keep_prob", 3)), _none
        )


def _through_the_wire(message: dict[str, Any], keep: Any) -> Any:
    frame = memoryview(dump(1, message, keep))
    _, tree, _ = HEADER.unpack_from(frame)
    return load(frame[HEADER.size : HEADER.size + tree], frame[HEADER.size + tree :], _none)


def _none(value: Any) -> Any:
    return Handle(0, "object")
