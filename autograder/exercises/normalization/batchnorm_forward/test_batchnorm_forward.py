"""Hidden suite of `batchnorm_forward`: values and running statistics, in both modes.

Arguments cross into the box by value: what a call stores in bn_param is read back.

PYTEST_DONT_REWRITE: a rationale is its sentence alone, whichever pytest runs this.
"""

import numpy as np

from autograder.exercises.normalization.expect_named import EXACT, expect_named
from autograder.exercises.normalization.norm_calls import (
    BUT_FOR_EPS,
    MOMENTUM,
    STATISTICS,
    Call,
    batch_call,
    drawn_eps,
    drawn_shape,
    drawn_statistics,
    forward_pair,
    moments,
    right_statistics,
)
from autograder.exercises.normalization.output_suspects import judge_outputs
from autograder.testing import check, expect_all_unchanged, expect_unchanged, mismatch

ORDINARY = 30  # calls of all sizes in each of the two modes
NOT_STORED = "the new average is not stored"
MANY = 20  # of those with an eps that shows


@check(weight=4, hint="Of which numbers are mean and variance taken, and what follows?")
def test_train_output(student, rng):
    """In train mode each column is normalised by the mean and the variance of this batch."""
    calls = [batch_call(rng, "train", shape=drawn_shape(rng, 4)) for _ in range(ORDINARY)]
    _expect_outputs(student, calls, **BUT_FOR_EPS)


@check(weight=4, hint="Which mean and which variance does a net have when it predicts?")
def test_test_mode(student, rng):
    """In test mode the same formula uses the stored mean and variance, with gamma and beta."""
    calls = [batch_call(rng, "test") for _ in range(ORDINARY)]
    _expect_outputs(student, calls, **BUT_FOR_EPS)


@check(
    weight=1.25,
    needs=(test_train_output,),
    hint="Where exactly in the formula is eps, and whose eps is it?",
)
def test_eps_in_train_mode(student, rng):
    """The eps of the caller is added to the variance, under the root."""
    _expect_outputs(student, [batch_call(rng, "train", eps=drawn_eps(rng)) for _ in range(MANY)])


@check(
    weight=1.5,
    needs=(test_test_mode,),
    hint="Does test mode have the formula of train mode, with eps where it is there?",
)
def test_eps_in_test_mode(student, rng):
    """Test mode adds eps in the same place."""
    _expect_outputs(student, [batch_call(rng, "test", eps=drawn_eps(rng)) for _ in range(MANY)])


@check(weight=3.5, hint="Which share does the old average have, and which the new batch?")
def test_running_statistics(student, rng):
    """Train mode stores momentum · old + (1 − momentum) · new, of the mean and of the variance."""
    for _ in range(4):
        first = batch_call(rng, "train", eps=drawn_eps(rng))
        call = first.of(**drawn_statistics(rng, first.x))
        after = _after(student, [call])
        for name, right in right_statistics([call]).items():
            _expect_statistic(after, name, right, call, _statistic_suspects(call, name))


@check(
    weight=1,
    needs=(test_running_statistics,),
    hint="What is the average before the first batch, and what does the second batch start from?",
)
def test_several_batches(student, rng):
    """The averages begin at zero and go on from batch to batch."""
    for number in (1, 4, 12):
        shape = drawn_shape(rng)
        first = batch_call(rng, "train", shape=shape)
        param = {"mode": "train", "momentum": first.param["momentum"]}
        calls = [Call(batch_call(rng, "train", shape=shape).x, first.gamma, first.beta, param)
                 for _ in range(number)]  # fmt: skip
        after = _after(student, calls)
        for name, right in right_statistics(calls).items():
            _expect_statistic(
                after,
                name,
                right,
                first,
                _start_suspects(calls, name),
                f" after {number} batches" if number > 1 else " after a first batch",
            )


@check(
    weight=0.75,
    needs=(test_running_statistics,),
    hint="How many axes do the mean and the variance of the columns have?",
)
def test_shape_of_the_statistics(student, rng):
    """The running statistics have the shape (D,), as gamma and beta have."""
    for call in (batch_call(rng, "train"), _without_statistics(batch_call(rng, "train"))):
        after = _after(student, [call])
        for name in STATISTICS:
            got = np.shape(after[name])
            assert got == call.gamma.shape, (
                f'bn_param["{name}"] has the shape {got} where {call.gamma.shape} is needed. '
                f"{call.tried}"
            )


@check(
    weight=1,
    needs=(test_test_mode,),
    hint="Does the net go on learning while it is tested?",
)
def test_statistics_stay_in_test_mode(student, rng):
    """Test mode leaves the running statistics as they are."""
    for _ in range(4):
        call = batch_call(rng, "test", eps=drawn_eps(rng))
        after = _after(student, [call])
        for name in STATISTICS:
            _expect_statistic(after, name, call.param[name], call, {}, " after a call in test mode")


@check(
    weight=0.75,
    needs=(test_train_output,),
    hint="How small is eps where the caller gives none, and how large is momentum?",
)
def test_defaults(student, rng):
    """Where bn_param has neither eps nor momentum, they are 1e-5 and 0.9."""
    calls = [_narrow(batch_call(rng, mode, momentum=False)) for mode in ("train", "test") * 3]
    _expect_outputs(student, calls)
    for call in calls[::2]:
        after = _after(student, [call])
        for name, right in right_statistics([call]).items():
            _expect_statistic(after, name, right, call, _statistic_suspects(call, name))


@check(
    weight=0.25,
    needs=(test_train_output, test_test_mode, test_running_statistics),
    hint="What is x minus its mean where all numbers of a column are the same, as in a lone row?",
)
def test_constant_columns(student, rng):
    """A constant column gives beta; a batch may have one example."""
    drawn = batch_call(rng, "train", eps=drawn_eps(rng))
    x = drawn.x.copy()
    x[:, 0] = x[0, 0]
    lone = batch_call(rng, "train", eps=drawn_eps(rng), shape=(1, 4))
    one = batch_call(rng, "test", eps=drawn_eps(rng), shape=(1, 3))
    narrow = batch_call(rng, "train", eps=drawn_eps(rng), shape=(5, 1))
    constant = Call(x, drawn.gamma, drawn.beta, drawn.param)
    for call in (constant, lone, one, narrow):
        _expect_outputs(student, [call])


@check(
    weight=0.25,
    needs=(test_train_output, test_test_mode),
    hint="What dtype does a float32 array have when it meets a float64 array?",
)
def test_dtype(student, rng):
    """The output has the dtype of x when gamma, beta and the statistics have it too."""
    calls = [batch_call(rng, mode, eps=drawn_eps(rng), single=True) for mode in ("train", "test")]
    calls.append(batch_call(rng, "train", single=True, shape=(50, 100)))
    calls.append(_without_statistics(batch_call(rng, "train", single=True)))
    values = _expect_outputs(student, calls)
    for call, (out, _) in zip(calls, values, strict=True):
        got = getattr(out, "dtype", None)
        assert got == np.float32, (
            f"The output has the dtype {got} where x has {call.x.dtype}. {call.tried}"
        )


@check(
    weight=0.5,
    needs=(test_train_output,),
    hint="What will the backward pass need to know about this particular call?",
)
def test_cache(student, rng):
    """Something is returned for the backward pass."""
    call = batch_call(rng, "train")
    _, cache = forward_pair(student.batchnorm_forward(*call.args), call.tried)
    assert cache is not None, f"The cache is None. {call.tried}"


@check(
    weight=0.5,
    needs=(test_train_output, test_test_mode),
    hint="Does one of your lines write into an argument, or into one of an earlier call?",
)
def test_arguments_unchanged(student, rng):
    """x, gamma, beta and the settings in bn_param are left unchanged."""
    calls = [batch_call(rng, mode, eps=drawn_eps(rng)) for mode in ("train", "test") * 16]
    given = [call.args for call in calls]
    _, after = student.batchnorm_forward.each_observed(*given)
    expect_all_unchanged(("x", "gamma", "beta"), given, after)
    for call, (*_, found) in zip(calls, after, strict=True):
        settings = {key: value for key, value in call.param.items() if key not in STATISTICS}
        left = {key: found[key] for key in settings if isinstance(found, dict) and key in found}
        expect_unchanged({"bn_param": settings}, [left])
    # nor does a later call write into the dictionary of an earlier one
    first = *given[0][:3], dict(calls[0].param)
    alone = student.batchnorm_forward.observed(*first).args[3]
    kept = {name: value for name, value in alone.items() if name in STATISTICS}
    left = {name: after[0][3].get(name) for name in kept}
    expect_unchanged({"bn_param of an earlier call": kept}, [left])


@check(
    weight=0.5,
    example=True,
    needs=(test_train_output, test_test_mode, test_running_statistics),
    hint="Compare with the formula, line by line.",
)
def test_published_example(student, rng):
    """The worked example of the notebook: two examples, and what is left of them."""
    call = Call(np.array([[1.0, 2, 9], [3, 8, 5]]), np.ones(3), np.zeros(3),
                {"mode": "train", "eps": 0.0})  # fmt: skip
    judge_outputs([call], [student.batchnorm_forward(*call.args)], 0)


def _narrow(call):
    """The same call with variances so small that an eps of 1e-5 shows."""
    param = dict(call.param)
    if "running_var" in param:
        param["running_var"] = param["running_var"] * 1e-3
    return Call(call.x * np.sqrt(1e-3), call.gamma, call.beta, param)


def _without_statistics(call):
    param = {key: value for key, value in call.param.items() if key not in STATISTICS}
    return Call(call.x, call.gamma, call.beta, param)


def _expect_outputs(student, calls, **near):
    """Judge the outputs of several calls, made in one request; return what came."""
    values = student.batchnorm_forward.each(*(call.args for call in calls))
    judge_outputs(calls, values, 0, **near)
    return values


def _after(student, calls):
    """What bn_param holds after these calls, which share it: the dictionary as it was left."""
    shared = dict(calls[0].param)
    given = [(call.x, call.gamma, call.beta, shared) for call in calls]
    _, after = student.batchnorm_forward.each_observed(*given)
    param = after[-1][3]
    for name in STATISTICS:
        assert isinstance(param, dict) and name in param, (
            f'bn_param has no "{name}" after the call. {calls[0].tried}'
        )
    return param


def _expect_statistic(after, name, right, call, suspects, when=""):
    """Judge one of the running statistics by its numbers; its shape has a check of its own."""
    got = after[name]
    if isinstance(got, np.ndarray) and got.size == right.size:
        got = got.reshape(right.shape)
    expect_named(got, right, f'bn_param["{name}"]{when}', call.tried, lambda: suspects, EXACT)


def _statistic_suspects(call, name):
    """What the usual mistakes store after one batch."""
    share, eps = call.param.get("momentum", MOMENTUM), call.param.get("eps", 1e-5)
    old = call.param.get(name, np.zeros(call.x.shape[1]))
    mean, var = (each.ravel() for each in moments(call.x, 0))
    new, count = mean if name == "running_mean" else var, len(call.x)

    def mixed(value, keep=share):
        return keep * old + (1 - keep) * value

    found = {
        "momentum is the share of the new batch; it is that of the old average":
            mixed(new, 1 - share),
        "the average is that of this batch alone: nothing is kept of the old one": new,
        NOT_STORED: old,
        f"momentum is always {MOMENTUM}, whatever the caller gives": mixed(new, MOMENTUM),
    }  # fmt: skip
    if name == "running_var":
        found |= {
            "eps goes into the average; it belongs to the division alone": mixed(var + eps),
            "the standard deviation is stored for the variance": mixed(np.sqrt(var)),
            "the standard deviation, with eps, is stored for the variance":
                mixed(np.sqrt(var + eps)),
        }  # fmt: skip
        if count > 1:
            found["the variance is divided by the number of examples less one"] = mixed(
                var * count / (count - 1)
            )
    return {words: value for words, value in found.items() if mismatch(value, old) is not None
            or words == NOT_STORED}  # fmt: skip


def _start_suspects(calls, name):
    """What other beginnings give."""
    first = calls[0]
    mean, var = (each.ravel() for each in moments(first.x, 0))
    of_first = {"running_mean": mean, "running_var": var}
    ones = {each: np.ones(first.x.shape[1]) for each in STATISTICS}
    return {
        "the averages begin with the first batch; they begin at zero":
            right_statistics([first.of(**of_first), *calls[1:]])[name],
        "the averages begin at one; they begin at zero":
            right_statistics([first.of(**ones), *calls[1:]])[name],
        "only the last batch counts: each call begins anew": right_statistics(calls[-1:])[name],
    }  # fmt: skip
