"""The visible checks: one for each exercise, on a published example and a case you can predict.

They are there to help. The grader asks more than they do, so read the contract too.
"""

import numpy as np
import reg_cases as cases
from reg_utils import backward_propagation, compute_cost, forward_propagation


def check_compute_cost_with_regularization(f):
    """Check the cost on the published example, and that lambda = 0 gives the plain cost."""
    _, parameters = cases.parameters()
    given = (cases.A3, cases.Y, parameters)
    cost = _call(f, *given, 0.1)
    _show("cost", cost, cases.COST)
    _require_number(cost, "the cost")
    _compare("the cost", cost, cases.COST, "cost", cost)
    plain = _call(f, *given, 0)
    _compare(
        "with lambd = 0 the cost",
        plain,
        compute_cost(*given[:2]),
        because=("without the penalty the plain cross-entropy should be left"),
    )
    _done(f)


def check_backward_propagation_with_regularization(f):
    """Check the gradients of the weights on the published example, and the case lambda = 0."""
    X, cache = cases.regularised_backward_inputs()
    gradients = _gradients(f, X, cache, 0.7)
    for name, expected in cases.GRADIENTS.items():
        _show(name, gradients[name], expected)
    for name, expected in cases.GRADIENTS.items():
        _compare(name, gradients[name], expected, "L2 " + name, _first(gradients[name]))
    plain, free = backward_propagation(X, cases.Y, cache), _gradients(f, X, cache, 0)
    for name in cases.KEYS:
        if not name.startswith("dW"):
            _compare(
                name,
                gradients[name],
                plain[name],
                because=("the penalty depends on the weights alone, so only the dW may change"),
            )
        _compare(
            f"with lambd = 0, {name}",
            free[name],
            plain[name],
            because=("without the penalty it should be as in backward_propagation"),
        )
    _done(f)


def check_forward_propagation_with_dropout(f):
    """Check A3 on the published example, the masks in the cache, and the case keep_prob = 1."""
    X, parameters = cases.parameters(draw_X=True)
    A3, cache = _pair(_call(f, X, parameters, 0.7))
    _show("A3", A3, cases.DROPPED_A3)
    _compare(
        "A3",
        A3,
        cases.DROPPED_A3,
        "dropout A3",
        _sum(A3),
        because=(
            "it should agree to 8 decimals if the masks are drawn in the order of the docstring"
        ),
    )
    for name, A, D in (("1", cache[2], cache[1]), ("2", cache[7], cache[6])):
        if np.shape(A) != np.shape(D) or np.any(np.asarray(A)[np.asarray(D) == 0]):
            _fail(
                f"A{name} in the cache should be 0 wherever D{name} is 0: the activation that "
                "travels on, and the one that is cached, is the one after dropout"
            )
    everything, _ = _pair(_call(f, X, parameters, 1))
    plain, _ = forward_propagation(X, parameters)
    _compare(
        "with keep_prob = 1, A3",
        everything,
        plain,
        because=("keeping every unit should give the plain forward pass"),
    )
    _done(f)


def check_backward_propagation_with_dropout(f):
    """Check dA1 and dA2 on the published example, and the case where nothing is dropped."""
    X, cache = cases.dropout_backward_inputs()
    gradients = _gradients(f, X, cache, 0.8)
    for name, expected in cases.DROPPED_GRADIENTS.items():
        _show(name, gradients[name], expected)
    for name, expected in cases.DROPPED_GRADIENTS.items():
        _compare(name, gradients[name], expected, "dropout " + name, _sum(gradients[name]))
    X, whole = cases.regularised_backward_inputs()
    kept = (*whole[:1], np.ones((2, 5)), *whole[1:5], np.ones((3, 5)), *whole[5:])
    nothing_dropped, plain = _gradients(f, X, kept, 1), backward_propagation(X, cases.Y, whole)
    for name in cases.KEYS:
        _compare(
            f"with masks of ones and keep_prob = 1, {name}",
            nothing_dropped[name],
            plain[name],
            because="where nothing is dropped it should be as in backward_propagation",
        )
    _done(f)


def check_by_hand(name, answer):
    """Say whether an answer worked out on paper is right; never stops the notebook."""
    expected = cases.BY_HAND[name]
    if answer is None:
        print(f"{name}: nothing entered yet. Take a pencil first, then put your answer in.")
        return
    answer = np.asarray(answer, dtype=float)
    if answer.shape != np.shape(expected):
        print(f"{name}: the shape should be {np.shape(expected)}, yours is {answer.shape}.")
    elif np.allclose(answer, expected, rtol=0, atol=1e-6):
        print(f"{name}: right.")
    else:
        print(f"{name}: not yet. Go through the steps once more, entry by entry.")


def _call(f, *given):
    """Call `f` with the inputs and make sure that it left them alone."""
    before = _numbers(given)
    try:
        result = f(*given)
    except NotImplementedError:
        raise AssertionError(
            f"{getattr(f, '__name__', 'the function')} is not written yet: fill in the marked "
            "region above, run its cell, then this one"
        ) from None
    after = _numbers(given)
    if len(after) != len(before) or not all(map(np.array_equal, before, after)):
        _fail(
            "your function changes the arrays it is given: make a new array instead of "
            "writing into an old one (+=, *= and [...] = write in place)"
        )
    return result


def _numbers(value):
    """List copies of all the arrays in nested tuples and dictionaries."""
    if isinstance(value, dict):
        value = tuple(value[key] for key in sorted(value))
    if isinstance(value, tuple):
        return [array for item in value for array in _numbers(item)]
    return [np.array(value)]


def _pair(result):
    if not isinstance(result, tuple) or len(result) != 2:
        _fail("the function should return two things, A3 and the cache")
    if not isinstance(result[1], tuple) or len(result[1]) != 14:
        _fail(
            "the cache should be a tuple of 14: Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, "
            "W3, b3"
        )
    return result


def _gradients(f, X, cache, setting):
    """Call a backward function and make sure that every gradient is there."""
    gradients = _call(f, X, cases.Y, cache, setting)
    if not isinstance(gradients, dict):
        _fail("the function should return a dictionary of gradients")
    missing = [name for name in cases.KEYS if name not in gradients]
    if missing:
        _fail(f"the dictionary lacks {', '.join(missing)}")
    return gradients


def _require_number(value, what):
    if np.size(value) != 1:
        _fail(f"{what} should be one number, yours has the shape {np.shape(value)}")


def _compare(what, got, expected, example="", mark=None, because=""):
    """Fail with the likely cause unless `got` has the shape and the numbers of `expected`."""
    got, expected = _array(got, what), np.asarray(expected, dtype=float)
    if got.shape != expected.shape and not got.size == expected.size == 1:
        _fail(f"{what} should have the shape {expected.shape}, yours has {got.shape}")
    if not np.all(np.isfinite(got)):
        _fail(f"{what} contains nan or infinity: look for a division by 0 or a log of 0")
    if np.allclose(got, expected, rtol=0, atol=cases.TOLERANCE):
        return
    for number, cause in cases.LOOKS_LIKE.get(example, ()):
        if np.isclose(float(np.ravel(mark)[0]), number, rtol=1e-6, atol=1e-8):
            _fail(f"{what} is not as expected; it looks as if {cause}")
    _fail(
        f"{what} is not as expected"
        + (
            f": {because}"
            if because
            else "; go through shapes, signs and factors of the equation above once more"
        )
    )


def _array(value, what):
    try:
        return np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        _fail(f"{what} should consist of numbers, yours is of type {type(value).__name__}")


def _first(value):
    return np.ravel(value)[:1] if np.size(value) else np.nan


def _sum(value):
    return np.sum(np.asarray(value, dtype=float))


def _show(name, got, expected):
    with np.printoptions(precision=8, suppress=True):
        print(
            f"{name}\n  got       {_flat(got)}\n  expected  {_flat(expected)}"
            f"   (tolerance {cases.TOLERANCE:g})"
        )


def _flat(value):
    """Write an array on one line."""
    return " ".join(str(np.asarray(value)).split())


def _done(f):
    print(f"\u2713 {f.__name__}: as published, and the inputs were left alone.")


def _fail(words):
    raise AssertionError(words)
