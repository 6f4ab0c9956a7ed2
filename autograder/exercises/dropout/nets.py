"""Nets with parameters that the suite sets: the student's, by handle, and the reference's."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.testing import Remote, describe, draw_once

Arrays = dict[str, np.ndarray]


@dataclass(frozen=True)
class Shape:
    """The sizes of a net: inputs, hidden layers, classes."""

    inputs: int
    hidden: tuple[int, ...]
    classes: int

    @property
    def layers(self) -> range:
        """The numbers of the affine layers, 1 to L."""
        return range(1, len(self.hidden) + 2)

    @property
    def parameters(self) -> dict[str, tuple[int, ...]]:
        """The shape of every parameter, W1, b1, ..., WL, bL."""
        sizes = (self.inputs, *self.hidden, self.classes)
        shapes: dict[str, tuple[int, ...]] = {}
        for layer in self.layers:
            shapes[f"W{layer}"] = (sizes[layer - 1], sizes[layer])
            shapes[f"b{layer}"] = (sizes[layer],)
        return shapes


SCORES = "what loss returns without y"


@draw_once
def drawn_shapes(
    rng: np.random.Generator, *depths: int, least: int = 5, most: int = 9
) -> tuple[Shape, ...]:
    """A net of each depth; no two layers beside each other have as many units."""
    found = []
    for depth in depths:
        sizes = [int(rng.integers(4, 9))]
        while len(sizes) <= depth:
            sizes += [n for n in rng.integers(least, most + 1, 1).tolist() if n != sizes[-1]]
        classes = int(rng.choice([n for n in range(3, 7) if n != sizes[-1]]))
        found.append(Shape(sizes[0], tuple(sizes[1:]), classes))
    return tuple(found)


def drawn_keep(rng: np.random.Generator, least: float = 0.4, most: float = 0.7) -> float:
    """A dropout_keep_ratio from a continuous range: none can be foreseen."""
    return float(rng.uniform(least, most))


def drawn_reg(rng: np.random.Generator) -> float:
    """A strength of L2."""
    return float(rng.uniform(0.1, 0.9))


def drawn_seed(rng: np.random.Generator) -> int:
    """A seed as people choose them, or a long one."""
    return int(rng.integers(1, 2 ** int(rng.choice([7, 14, 31]))))


@draw_once
def ordinary_batches(
    rng: np.random.Generator, shape: Shape, number: int
) -> tuple[tuple[np.ndarray, np.ndarray], ...]:
    """Batches of all sizes for one net; X in either precision, some of them views."""
    found = []
    for _ in range(number):
        x, y = fresh_batch(rng, shape, int(np.exp(rng.uniform(0.7, 2.9))))
        x = x.astype(np.float32) if rng.random() < 0.3 else x
        found.append((x.T.copy().T if rng.random() < 0.2 else x, y))
    return tuple(found)


def described_net(shape: Shape, examples: int = 0, **settings: Any) -> str:
    """What a rationale says about net and inputs: sizes and settings, never values."""
    sizes = "-".join(map(str, (shape.inputs, *shape.hidden, shape.classes)))
    batch = {0: "", 1: " and 1 example"}.get(examples, f" and {examples} examples")
    told = {name: value for name, value in settings.items() if value is not None}
    seed = ", with a seed" if told.pop("seed", None) is not None else ""
    values = "".join(f", {name} = {_plain(value)}" for name, value in told.items()) + seed
    return f"(Tried with a {sizes} net{batch}{values}.)"


def build(student: Any, shape: Shape, **settings: Any) -> Remote:
    """The student's net of that shape; in double precision unless `settings` say otherwise.

    Without L2 and dropout is said, too: a wrong default has its price in a check of its own.
    """
    settings = {"dtype": np.float64, "reg": 0.0, "dropout_keep_ratio": 1} | settings
    net = student.FullyConnectedNet(
        list(shape.hidden), input_dim=shape.inputs, num_classes=shape.classes, **settings
    )
    return as_net(net)


def as_net(value: Any) -> Remote:
    """What FullyConnectedNet(...) gave, when that is an object, or a failure."""
    assert isinstance(value, Remote), (
        f"FullyConnectedNet(...) should give a net, not {describe(value)}."
    )
    return value


def prepared(student: Any, shape: Shape, parameters: Arrays, **settings: Any) -> Remote:
    """The student's net of that shape, its params set to `parameters`."""
    net = build(student, shape, **settings)
    net.params.update(parameters)
    return net


def right_net(net_class: type, shape: Shape, parameters: Arrays) -> Any:
    """The reference's net of that shape in double precision, its params set to `parameters`."""
    net = net_class(
        list(shape.hidden), input_dim=shape.inputs, num_classes=shape.classes, dtype=np.float64
    )
    net.params.update(parameters)
    return net


@draw_once
def right_scores(
    rng: np.random.Generator, net_class: type, shape: Shape, batches: int
) -> tuple[Arrays, tuple[np.ndarray, ...], tuple[np.ndarray, ...]]:
    """Parameters, batches of all sizes, and the scores that a right net has for them."""
    parameters, given = fresh_parameters(rng, shape), ordinary_batches(rng, shape, batches)
    right = right_net(net_class, shape, parameters)
    return parameters, tuple(x for x, _ in given), tuple(right.loss(x) for x, _ in given)


@draw_once
def right_losses(
    rng: np.random.Generator, net_class: type, shape: Shape, batches: int
) -> tuple[Arrays, tuple[tuple[np.ndarray, np.ndarray], ...], tuple[tuple[float, Arrays], ...]]:
    """The same with y, six examples first: the loss and the gradients of a right net."""
    parameters = fresh_parameters(rng, shape)
    given = (fresh_batch(rng, shape, 6), *ordinary_batches(rng, shape, batches))
    right = right_net(net_class, shape, parameters)
    return parameters, given, tuple(right.loss(*batch) for batch in given)


@draw_once
def fresh_parameters(rng: np.random.Generator, shape: Shape, dtype: type = np.float64) -> Arrays:
    """Random parameters, biases too, of a size at which signals neither fade nor explode."""
    return {
        name: (rng.normal(size=size) / (np.sqrt(size[0] / 2) if len(size) == 2 else 2))
        .astype(dtype)
        for name, size in shape.parameters.items()
    }  # fmt: skip


def calm_parameters(rng: np.random.Generator, shape: Shape, dtype: type = np.float64) -> Arrays:
    """Random parameters with small scores: where the softmax is sure, all gradients vanish."""
    parameters = fresh_parameters(rng, shape, dtype)
    for name in list(parameters)[-2:]:
        parameters[name] = parameters[name] * dtype(0.2)
    return parameters


@draw_once
def fresh_batch(
    rng: np.random.Generator, shape: Shape, examples: int
) -> tuple[np.ndarray, np.ndarray]:
    """X (N, D) and y (N,), with the first and the last class in it where there is room."""
    y = rng.integers(0, shape.classes, examples)
    y[:2] = [shape.classes - 1, 0][:examples]
    return rng.normal(size=(examples, shape.inputs)), y


def loss_and_gradients(net: Remote, x: np.ndarray, y: np.ndarray, context: str) -> tuple[Any, Any]:
    """What net.loss(X, y) returns, a pair, or a failure that says what came instead."""
    return both_of(net.loss(x, y), context)


def both_of(value: Any, context: str) -> tuple[Any, Any]:
    """The loss and the gradients in what loss returned, or a failure that says what came."""
    pair = isinstance(value, (tuple, list)) and len(value) == 2
    assert pair, (
        f"With y, loss should return the loss and the gradients, not {describe(value)}. {context}"
    )
    return value[0], value[1]


def _plain(value: Any) -> str:
    if isinstance(value, type):
        return np.dtype(value).name
    return f"{value:.3g}" if isinstance(value, float) else str(value)
