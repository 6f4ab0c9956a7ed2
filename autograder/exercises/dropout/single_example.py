"""What a net's gradients on one example tell of its layers, with nothing but arithmetic.

For one example dW of a layer is the outer product of the layer's input and db, so the input is
dW / db: what each layer was fed with, dropout included, can be read without looking inside the net.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.exercises.dropout.nets import (  # fmt: skip
    Arrays,
    Shape,
    both_of,
    calm_parameters,
    described_net,
    prepared,
)
from autograder.testing import Remote, as_real, gradient_of

LEAST = 1e-100  # of a gradient that something is divided by
# of a unit that is to show a factor: of less single precision leaves too little
SHOWN = 1e-2


@dataclass(frozen=True)
class OneExample:
    """One call of net.loss on one example, what L2 adds taken off."""

    loss: float
    gradients: Arrays
    parameters: Arrays
    x: np.ndarray  # (D,)
    y: int
    shape: Shape
    context: str

    def fed(self, layer: int) -> np.ndarray:
        """What an affine layer was fed with, shape (inputs of the layer,)."""
        dw, db = self.gradients[f"W{layer}"], self.gradients[f"b{layer}"]
        place = int(np.argmax(np.abs(db)))
        told = f"The gradient of b{layer} is zero everywhere. {self.context}"
        assert np.abs(db[place]) > LEAST, told
        return np.asarray(dw[:, place] / db[place])

    def relu(self, layer: int) -> np.ndarray:
        """The ReLU of a hidden layer, from what the layer was fed with."""
        return np.maximum(self._affine(layer), 0)

    def factors(self, layer: int) -> tuple[np.ndarray, np.ndarray]:
        """What dropout multiplied a hidden layer's units with, and which of them show it."""
        plain, after = self.relu(layer), self.fed(layer + 1)
        shown = plain > SHOWN
        return np.divide(after, plain, out=np.zeros_like(plain), where=shown), shown

    def slopes(self, layer: int) -> tuple[np.ndarray, np.ndarray]:
        """What dropout's backward step multiplied with, and which of the units show it."""
        incoming = self.parameters[f"W{layer + 1}"] @ self.gradients[f"b{layer + 1}"]
        least = max(SHOWN * np.abs(incoming).max(), LEAST)
        shown = (self.relu(layer) > SHOWN) & (np.abs(incoming) > least)
        after = self.gradients[f"b{layer}"]
        return np.divide(after, incoming, out=np.zeros_like(incoming), where=shown), shown

    def log_probabilities(self) -> np.ndarray:
        """The log-softmax of the scores, from what the last layer was fed with."""
        scores = self._affine(self.shape.layers[-1])
        return np.asarray(scores - scores.max() - np.log(np.exp(scores - scores.max()).sum()))

    def _affine(self, layer: int) -> np.ndarray:
        below = self.x if layer == 1 else self.fed(layer)
        return np.asarray(
            below @ self.parameters[f"W{layer}"] + self.parameters[f"b{layer}"], dtype=float
        )


def look(
    net: Remote,
    shape: Shape,
    parameters: Arrays,
    x: np.ndarray,
    y: int,
    context: str,
    reg: float = 0,
) -> OneExample:
    """Call net.loss on the one example x (D,) of class y, and read what returns, without L2."""
    return _seen(net.loss(x[None], np.array([y])), shape, parameters, x, y, context, reg)


def _seen(
    value: Any,
    shape: Shape,
    parameters: Arrays,
    x: np.ndarray,
    y: int,
    context: str,
    reg: float,
) -> OneExample:
    value, grads = both_of(value, context)
    loss = float(as_real(value, (), "the loss", context))
    gradients = {}
    for name, size in shape.parameters.items():
        got = as_real(gradient_of(grads, name, context), size, f"the gradient of {name}", context)
        decay = reg * parameters[name].astype(float) if name[0] == "W" else 0
        gradients[name] = got - decay
        loss -= float(np.sum(decay * parameters[name])) / 2
    return OneExample(loss, gradients, parameters, x, y, shape, context)


def example(
    student: Any, rng: np.random.Generator, shape: Shape, keep: float, **settings: Any
) -> OneExample:
    """One example in training, through a net with random parameters."""
    return examples(student, rng, shape, keep, 1, **settings)[0]


def examples(
    student: Any, rng: np.random.Generator, shape: Shape, keep: float, number: int, **settings: Any
) -> list[OneExample]:
    """Several examples in training, one after the other through the same net."""
    kind = settings.get("dtype", np.float64)
    parameters = calm_parameters(rng, shape, kind)
    given = [(rng.normal(size=shape.inputs), int(rng.integers(shape.classes)))
             for _ in range(number)]  # fmt: skip
    net = prepared(student, shape, parameters, dropout_keep_ratio=keep, **settings)
    context = described_net(shape, 1, dropout_keep_ratio=keep, **settings)
    found = net.loss.each(*((x[None], np.array([y])) for x, y in given))
    reg = settings.get("reg", 0.0)
    return [
        _seen(value, shape, parameters, x, y, context, reg)
        for value, (x, y) in zip(found, given, strict=True)
    ]
