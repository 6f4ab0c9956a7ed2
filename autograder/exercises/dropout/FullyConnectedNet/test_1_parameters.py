"""Hidden suite of `FullyConnectedNet`: what a new net holds.

The net stays in the box. From here on the suite sets its parameters, so that nothing but these
checks depends on how they are drawn; and no check depends on how the dropout masks are.

PYTEST_DONT_REWRITE: a rationale is its sentence alone, whichever pytest runs this.
"""

from autograder.exercises.dropout.initial_parameters import (
    expect_normal,
    numbered_params,
    params_of,
)
from autograder.exercises.dropout.nets import Shape, as_net, build, described_net, drawn_shapes
from autograder.testing import check, mismatch


@check(weight=0.25, hint="What is the first layer called, and what is the last one called?")
def test_numbers_of_the_layers(student, rng):
    """Layers are counted from 1: params begins with W1 and b1."""
    (shape,) = drawn_shapes(rng, 2)
    numbered_params(build(student, shape), shape)


@check(
    weight=1.5,
    needs=(test_numbers_of_the_layers,),
    hint="How many inputs does each affine layer have, and how many outputs?",
)
def test_parameters(student, rng):
    """params holds W1, b1 to WL, bL, each of the right shape, for any number of layers."""
    for shape in (*drawn_shapes(rng, 1, 2, 3, 4), Shape(3072, (4,), 10)):
        defaults = shape.inputs == 3072
        net = as_net(student.FullyConnectedNet([4])) if defaults else build(student, shape)
        params_of(net, shape)


@check(
    weight=1.75,
    needs=(test_numbers_of_the_layers,),
    hint="Print mean, standard deviation and largest value of W1 for two scales.",
)
def test_initial_values(student, rng):
    """Weights are normally distributed with weight_scale, biases are zero."""
    # the first fifty rows of W1 are as large as W2
    shape = Shape(int(rng.integers(55, 70)), (50,), 50)
    for scale in rng.uniform((0.2, 0.03), (0.4, 0.08)).tolist():
        params = params_of(build(student, shape, weight_scale=scale), shape)
        context = described_net(shape, weight_scale=scale)
        for layer in shape.layers:
            biases = params[f"b{layer}"]
            alike = (biases == biases[0]).all()
            what = "all the same number" if alike else "random, it seems"
            assert not biases.any(), f"The biases b{layer} are not zero but {what}. {context}"
            expect_normal(params[f"W{layer}"], scale, f"W{layer}", context)
        first, second = params["W1"][:50], params["W2"]
        assert mismatch(first, second) is not None, f"W1 and W2 hold the same draws. {context}"
