"""Inputs of the suites: the published worked examples, fresh random ones, and caches of both."""

import functools
import math
from itertools import pairwise
from typing import Any

import numpy as np

from autograder.testing import compute_once, draw_once

Arrays = dict[str, np.ndarray]
Layers = tuple[int, int, int, int]

GRADIENTS = ("dZ3", "dW3", "db3", "dA2", "dZ2", "dW2", "db2", "dA1", "dZ1", "dW1", "db1")
PLAIN_CACHE = ("Z1", "A1", "W1", "b1", "Z2", "A2", "W2", "b2", "Z3", "A3", "W3", "b3")
CACHE = ("Z1", "D1", "A1", "W1", "b1", "Z2", "D2", "A2", "W2", "b2", "Z3", "A3", "W3", "b3")
PUBLISHED_LAYERS: Layers = (3, 2, 3, 1)
ORDINARY = 40  # calls of all sizes: with those of other checks enough to meet one in twenty
AGAIN = 10  # calls that share their arguments
PUBLISHED_Y = np.array([[1, 1, 0, 1, 0]])
PUBLISHED_A3 = np.array([[0.40682402, 0.01629284, 0.16722898, 0.10118111, 0.40682402]])


def published_parameters(draws: np.random.RandomState) -> Arrays:
    """W1, b1 … W3, b3 of the worked examples, from the generator as it stands."""
    parameters = {}
    for layer, (before, n) in enumerate(pairwise(PUBLISHED_LAYERS), 1):
        parameters[f"W{layer}"] = draws.randn(n, before)
        parameters[f"b{layer}"] = draws.randn(n, 1)
    return parameters


@compute_once
def published_forward() -> tuple[np.ndarray, Arrays]:
    """X and parameters of the forward pass's worked example."""
    draws = np.random.RandomState(1)
    x = draws.randn(3, 5)
    return x, published_parameters(draws)


@compute_once
def published_backward() -> tuple[np.ndarray, Arrays, np.ndarray]:
    """X, parameters and Z1 of both backward passes' worked examples."""
    x, parameters = published_forward()
    z1 = [
        [-1.52855314, 3.32524635, 2.13994541, 2.60700654, -0.75942115],
        [-1.98043538, 4.1600994, 0.79051021, 1.46493512, -0.45506242],
    ]
    return x, {name: value.round(8) for name, value in parameters.items()}, np.array(z1)


@draw_once
def fresh_parameters(rng: np.random.Generator, layers: Layers) -> Arrays:
    """Random weights and biases, none of them near zero throughout."""
    return _fresh_parameters(rng, layers)


@draw_once
def fresh(
    rng: np.random.Generator, layers: Layers, m: int
) -> tuple[np.ndarray, np.ndarray, Arrays]:
    """X, Y (of both classes) and parameters of a random net with `m` examples."""
    x, y = rng.normal(size=(layers[0], m)), rng.integers(0, 2, size=(1, m))
    y[0, :2] = [1, 0][:m]
    return x, y, fresh_parameters(rng, layers)


def drawn_layers(rng: np.random.Generator, least: int = 3, most: int = 8) -> Layers:
    """Sizes of a small net; the first hidden layer never has as many units as the second."""
    first, second = rng.permutation(np.arange(least, most + 1))[:2].tolist()
    return int(rng.integers(2, 6)), first, second, 1


def drawn_m(rng: np.random.Generator, least: int = 6, most: int = 14) -> int:
    """A number of examples, another than that of the worked examples and of no telling factor."""
    return int(rng.integers(least, most + 1))


def drawn_lambda(rng: np.random.Generator, least: float = 0.3, most: float = 2.5) -> float:
    """A λ from a continuous range: none can be foreseen."""
    return float(rng.uniform(least, most))


def drawn_keep(rng: np.random.Generator, least: float = 0.35, most: float = 0.9) -> float:
    """A keep_prob from a continuous range."""
    return float(rng.uniform(least, most))


def any_lambda(rng: np.random.Generator) -> float:
    """A λ of any ordinary size, now and then a whole number, 0 among them."""
    return int(rng.integers(0, 8)) if rng.random() < 0.2 else float(np.exp(rng.uniform(-2.2, 2)))


def any_keep(rng: np.random.Generator) -> float:
    """A keep_prob from a continuous range, now and then 1."""
    return (1, 1.0)[int(rng.integers(2))] if rng.random() < 0.1 else drawn_keep(rng)


@draw_once
def ordinary_nets(
    rng: np.random.Generator, number: int
) -> tuple[tuple[np.ndarray, np.ndarray, Arrays], ...]:
    """X, Y and parameters as calls have them: sizes of all kinds, the notebook's own among them.

    Its biases are zero at first, its X and Y come again with other parameters, and what it loads
    or cuts out of its data lies in memory as a view. In an order that tells nothing.
    """
    sizes = _ordinary_sizes(rng, number)
    # all at once: one by one, the draws take as long as all that is judged with them
    chances, spreads = rng.random((number, 2)).tolist(), rng.uniform(0.5, 1.5, number).tolist()
    kinds = rng.integers(4, size=number).tolist()
    nets: list[tuple[np.ndarray, np.ndarray, Arrays]] = []
    for (layers, m), (again, unbiased), spread, kind in zip(
        sizes, chances, spreads, kinds, strict=True
    ):
        if again < 0.15 and nets and m < 200:
            x, y, _ = nets[-1]
            layers = (x.shape[0], *layers[1:])
        else:
            x, y = rng.normal(0, spread, (layers[0], m)), rng.integers(0, 2, (1, m))
            x, y = _as_views(("plain", "plain", "turned", "cut")[kind], x, y)
        parameters = _fresh_parameters(rng, layers)
        if unbiased < 0.2:
            parameters |= {name: 0 * each for name, each in parameters.items() if name[0] == "b"}
        nets.append((x, y, parameters))
    return tuple(nets)


def _ordinary_sizes(rng: np.random.Generator, number: int) -> list[tuple[Layers, int]]:
    """Layers and numbers of examples, in an order that tells nothing."""
    # the notebook's own; wide layers and a single example
    first, second = rng.integers(20, 40, 2).tolist()
    sizes: list[tuple[Layers, int]] = [
        ((2, 20, 3, 1), 211), ((2, 4, 3, 1), 5), ((2, 6, 4, 1), 5), ((3, first, second, 1), 1)
    ]  # fmt: skip
    drawn = rng.integers(1, (6, 13, 10), (number - len(sizes), 3)).tolist()
    examples = np.exp(rng.uniform(0, 3.5, len(drawn))).astype(int).tolist()
    sizes += [((inputs, first, second, 1), m)
              for (inputs, first, second), m in zip(drawn, examples, strict=True)]  # fmt: skip
    return [sizes[place] for place in rng.permutation(number).tolist()]


def _as_views(kind: str, *arrays: np.ndarray) -> tuple[np.ndarray, ...]:
    """The arrays as they are, transposed views as read from a file, or cut out of wider ones."""
    if kind == "turned":
        return tuple(array.T.copy().T for array in arrays)
    if kind == "cut":
        return tuple(np.hstack([array, array])[:, : array.shape[1]] for array in arrays)
    return arrays


def sizes_of(x: np.ndarray, parameters: Arrays) -> tuple[Layers, int]:
    """The layers of a net and the number of examples."""
    first, second, last = (parameters[f"W{layer}"].shape[0] for layer in (1, 2, 3))
    return (x.shape[0], first, second, last), x.shape[1]


@compute_once
def plain_cache(x: np.ndarray, parameters: Arrays) -> tuple[np.ndarray, ...]:
    """Z1, A1, W1, b1 … A3, W3, b3: the cache of the forward pass without dropout."""
    ones = np.ones(())
    _, entries = masked_forward(x, parameters, (ones, ones), 1.0)
    return tuple(value for name, value in entries.items() if name not in ("D1", "D2"))


@compute_once
def dropout_cache(
    x: np.ndarray, parameters: Arrays, masks: tuple[np.ndarray, np.ndarray], keep: float
) -> tuple[np.ndarray, ...]:
    """Z1, D1, A1, W1, b1 … A3, W3, b3: the cache of the forward pass with these masks."""
    return tuple(masked_forward(x, parameters, masks, keep)[1].values())


@draw_once
def fresh_masks(
    rng: np.random.Generator, layers: Layers, m: int, keep: float
) -> tuple[np.ndarray, np.ndarray]:
    """Masks of True and False for the two hidden layers, both values in each of them."""
    masks = []
    for units in layers[1:3]:
        mask = rng.random((units, m)) < keep
        mask.flat[:2] = [True, False]
        masks.append(mask)
    return masks[0], masks[1]


def masked_forward(
    x: np.ndarray, parameters: Arrays, masks: tuple[np.ndarray, np.ndarray], keep: float
) -> tuple[np.ndarray, Arrays]:
    """A3 and everything on the way to it; complex numbers may pass through."""
    entries: Arrays = {}
    a = x
    for layer in (1, 2, 3):
        w, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        z = w @ a + b
        entries[f"Z{layer}"] = z
        if layer < 3:
            entries[f"D{layer}"] = masks[layer - 1]
            a = np.where(z.real > 0, z, 0) * masks[layer - 1] / keep
        else:
            a = 1 / (1 + np.exp(-z))
        entries.update({f"A{layer}": a, f"W{layer}": w, f"b{layer}": b})
    return a, entries


def cross_entropy(a3: np.ndarray, y: np.ndarray) -> Any:
    """The mean cross-entropy; complex numbers may pass through."""
    return -np.mean(y * np.log(a3) + (1 - y) * np.log(1 - a3))


@functools.cache
def tried(layers: Layers, m: int, **settings: float | str) -> str:
    """What a rationale says about the inputs: sizes and settings, never values."""
    examples = "1 example" if m == 1 else f"{m} examples"
    values = "".join(
        f", {name} = {value if isinstance(value, str) else f'{value:.3g}'}"
        for name, value in settings.items()
    )
    return f"(Tried with layers of {'-'.join(map(str, layers))} units and {examples}{values}.)"


def _fresh_parameters(rng: np.random.Generator, layers: Layers) -> Arrays:
    drawn, parameters = rng.standard_normal(sum(n * (m + 1) for m, n in pairwise(layers))), {}
    for layer, (before, n) in enumerate(pairwise(layers), 1):
        # arrays of their own, as they lie in a notebook's memory, and no views
        parameters[f"W{layer}"] = drawn[: n * before].reshape(n, before) / math.sqrt(before)
        parameters[f"b{layer}"] = drawn[n * before : n * (before + 1), None].copy()
        drawn = drawn[n * (before + 1) :]
    return parameters
