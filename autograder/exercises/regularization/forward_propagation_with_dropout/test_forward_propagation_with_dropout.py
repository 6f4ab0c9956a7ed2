"""Hidden suite of `forward_propagation_with_dropout`.

The worked example alone depends on how the masks are drawn. Every other test says what dropout is,
from the returned activations and masks, and holds for any right way to draw.

PYTEST_DONT_REWRITE: a rationale is its sentence alone, whichever pytest runs this.
"""

import numpy as np

from autograder.exercises.dropout_masks import (
    is_reversed,
    repeats,
    scales_words,
    share_words,
    shares_words,
)
from autograder.exercises.regularization.calls import called, called_each, called_observed
from autograder.exercises.regularization.forward_pass import (
    ForwardPass,
    all_follow,
    run_each,
    run_forward,
    unpacked,
)
from autograder.exercises.regularization.inputs import (
    AGAIN,
    ORDINARY,
    drawn_keep,
    drawn_layers,
    drawn_m,
    fresh,
    masked_forward,
    ordinary_nets,
    published_forward,
    sizes_of,
    tried,
)
from autograder.testing import (
    all_agree,
    as_real,
    assert_close,
    check,
    draw_once,
    expect_all_unchanged,
    implied,
    mismatch,
)


@check(weight=0.5, hint="Which of your lines sets activations to zero?")
def test_units_are_dropped(student):
    """There is dropout: some hidden units are switched off, others are kept."""
    done = student.once(_of_equal_layers)
    shown = [done.activation(layer)[done.before_dropout(layer) > 1e-12] for layer in (1, 2)]
    assert any(values.any() for values in shown), f"A1 and A2 are zero. {done.context}"
    assert any((values == 0).any() for values in shown), (
        f"A1 and A2 have no zeros except those of the ReLU: nothing was dropped. {done.context}"
    )
    assert any(0 < np.mean(values == 0) < 1 for values in shown if values.size), (
        f"Hidden layers are dropped as a whole or not at all. {done.context}"
    )
    assert any(not done.is_made_up(layer) for layer in (1, 2)), (
        f"What goes on in A1 and A2 has nothing to do with what the layers should compute from X "
        f"and the parameters. {done.context}"
    )


@check(
    weight=1.25, hint="Each draw decides about one unit in one example. How many draws do you need?"
)
def test_every_unit_of_every_example(student):
    """Each unit is kept or dropped anew in every example."""
    done = student.once(_of_equal_layers)
    for layer in (1, 2):
        kept, seen = done.kept(layer)
        assert not repeats(kept, seen), (
            f"Layer {layer}: every example loses exactly the same units. {done.context}"
        )
        assert not repeats(kept.T, seen.T), (
            f"Layer {layer}: an example keeps all of its units or none of them. {done.context}"
        )


@check(
    weight=6,
    hint="Of a thousand random numbers between 0 and 1, about how many are below 0.3?",
    # of too few draws no share can be told
    needs=(test_units_are_dropped, test_every_unit_of_every_example),
)
def test_share_of_kept_units(student, rng):
    """About keep_prob of the hidden units are kept, the others are dropped."""
    keeps = drawn_keep(rng, 0.22, 0.33), drawn_keep(rng, 0.72, 0.85)
    runs = _runs(student, rng, drawn_layers(rng, 60, 75), 80, keeps)
    for layer in (1, 2):
        shown = []
        for done in runs:
            kept = _kept(done, layer)
            assert kept.size, f"A{layer} shows no unit that was kept. {done.context}"
            shown.append((kept, done.keep))
        words = shares_words(shown)
        assert words is None, f"Layer {layer}: {words}. {_tried_all(runs)}"


@check(weight=3, hint="What happens to a unit that is dropped, and what to one that is kept?")
def test_first_hidden_layer(student):
    """A1 is zero for the dropped units and scaled for the kept ones."""
    _check_hidden_layer(*student.once(_telling_and_others), 1)


@check(weight=3, hint="Which activations does the second layer get to see?")
def test_second_hidden_layer(student):
    """A2 comes from the dropped A1, is zero for the dropped units and scaled for the others."""
    _check_hidden_layer(*student.once(_telling_and_others), 2)


@check(
    weight=1.75,
    example=True,
    drawn=True,
    hint="Same seed, same draws: in which order, of which shape, and compared how?",
)
def test_published_example(student, rng):
    """The worked example of the notebook, with its seed, and a larger net with the same seed."""
    x, parameters = published_forward()
    forward = student.forward_propagation_with_dropout
    a3, _ = unpacked(called(forward, x, parameters, keep_prob=0.7), "")
    right = np.array([[0.36974721, 0.00305176, 0.04565099, 0.49683389, 0.36974721]])
    because = "The numbers here also differ if the draws are not the seeded ones, in their order."
    assert_close(a3, right, "A3", rtol=1e-7, atol=1e-8, because=because)
    # so few units leave other draws a chance
    nets = [fresh(rng, drawn_layers(rng, 20, 30), drawn_m(rng, 20, 40)) for _ in range(2)]
    calls = [(x, parameters, drawn_keep(rng, 0.55, 0.8)) for x, _, parameters in nets]
    found = called_each(forward, calls, "keep_prob", rng)
    for value, (x, parameters, keep) in zip(found, calls, strict=True):
        layers, m = sizes_of(x, parameters)
        draws = np.random.RandomState(1)
        masks = draws.rand(layers[1], m) < keep, draws.rand(layers[2], m) < keep
        right, _ = masked_forward(x, parameters, masks, keep)
        told = f"{because} {tried(layers, m, keep_prob=keep)}"
        assert_close(unpacked(value, "")[0], right, "A3", rtol=1e-7, atol=1e-8, because=told)


@check(
    weight=0.5,
    needs=(test_units_are_dropped, test_every_unit_of_every_example),
    hint="What does the next layer get on average, with and without dropout?",
)
def test_mean_stays(student, rng):
    """On average the hidden units stay as large as they are without dropout."""
    done = _run(student, rng, drawn_layers(rng, 60, 75), 80, drawn_keep(rng, 0.28, 0.4))
    for layer in (1, 2):
        got, plain = done.activation(layer), done.before_dropout(layer)
        shown = plain > 1e-12
        factors = got[shown] / plain[shown]
        on = factors != 0
        # a layer that is no multiple of its ReLU is judged above
        if not on.any() or not np.allclose(factors[on], np.median(factors[on]), rtol=1e-6):
            continue
        size = np.mean(factors)
        # further than chance takes right code, nearer than any mistake of scale or share
        assert 0.75 < size < 1.25, (
            f"In layer {layer} the units are {'larger' if size > 1 else 'smaller'} on average than "
            f"without dropout. {done.context}"
        )


@check(
    weight=1, hint="Which layers may lose units, and which never?", needs=(test_units_are_dropped,)
)
def test_output_layer(student):
    """The output is the sigmoid of the last layer: never dropped, never scaled."""
    for done in _ordinary(student):
        logits = done.linear(3)
        right = 1 / (1 + np.exp(-np.clip(logits, -700, 700)))
        got = as_real(done.a3, right.shape, "A3", done.context)
        assert not (got == 0).any(), (
            f"Some of the predictions in A3 are exactly zero: the output was dropped. "
            f"{done.context}"
        )
        because = f"It should follow from A2 of the cache. {done.context}"
        assert_close(got, right, "A3", rtol=1e-6, because=because)


@check(
    weight=0.25,
    needs=(test_share_of_kept_units,),
    hint="Which value does keep_prob have in your first line, and which in the exercise?",
)
def test_default_of_keep_prob(student, rng):
    """keep_prob is 0.5 unless told otherwise."""
    x, _, parameters = fresh(rng, drawn_layers(rng, 50, 60), drawn_m(rng, 60, 80))
    done = run_forward(student, x, parameters)
    words = [share_words(_kept(done, layer), 0.5) for layer in (1, 2)]
    assert words == [None, None], (
        f"With keep_prob given it is the share of the units that are kept; without it another "
        f"share than a half is: the default is 0.5. {done.context}"
    )


@check(
    weight=0.75, hint="Do both layers have to lose the same units?", needs=(test_units_are_dropped,)
)
def test_masks_of_their_own(student):
    """Each hidden layer has a mask of its own."""
    done = student.once(_of_equal_layers)
    (first, seen_first), (second, seen_second) = done.kept(1), done.kept(2)
    both = seen_first & seen_second
    same = (first == second)[both]
    assert same.size, f"The activations show no unit that was kept. {done.context}"
    assert not same.all(), f"Both hidden layers use the same mask. {done.context}"
    assert same.any(), f"One mask is the inverse of the other. {done.context}"


@check(weight=1, hint="What will the backward pass need, and in which order does it unpack it?",
       needs=(test_units_are_dropped,))  # fmt: skip
def test_cache(student):
    """The cache holds, in its order, what the backward pass needs."""
    runs = _ordinary(student)
    if not _usual_caches(runs):
        for done in runs:
            _check_cache(done)


@check(
    weight=0.75,
    hint="Which draws between 0 and 1 are smaller than 1?",
    needs=(test_units_are_dropped,),
)
def test_keep_everything(student, reference, rng):
    """With keep_prob = 1 it is the plain forward pass."""
    nets = [fresh(rng, drawn_layers(rng), drawn_m(rng)) for _ in range(5)]
    keeps = (1, 1.0, 1, drawn_keep(rng), drawn_keep(rng))
    calls = [(x, parameters, keep) for (x, _, parameters), keep in zip(nets, keeps, strict=True)]
    for done in run_each(student, rng, *calls)[:3]:
        plain, _ = reference.forward_propagation(done.x, done.parameters)
        assert_close(done.a3, plain, "A3", rtol=1e-6, because=done.context)


@check(
    weight=0.5, hint="Where does your code get its shapes from?", needs=(test_units_are_dropped,)
)
def test_one_example(student, rng):
    """A single example and wide layers."""
    done = _run(student, rng, drawn_layers(rng, 90, 120), 1, drawn_keep(rng, 0.4, 0.6))
    for layer in (1, 2):
        _check_hidden_layer([done], [], layer)
    as_real(done.a3, (1, 1), "A3", done.context)


@check(
    weight=0.25,
    hint="Does one of your lines write into an array that was passed in?",
    needs=(test_units_are_dropped,),
)
def test_arguments_unchanged(student, rng):
    """X and the parameters are left unchanged."""
    nets = [fresh(rng, drawn_layers(rng), drawn_m(rng))[::2] for _ in range(2)]
    calls = [(*net, drawn_keep(rng)) for net in nets for _ in range(AGAIN)]
    value, after = called_observed(student.forward_propagation_with_dropout, calls, "keep_prob")
    unpacked(value, "")
    expect_all_unchanged(("X", "parameters"), calls, after)


implied(
    test_one_example,
    by=(test_first_hidden_layer, test_second_hidden_layer, test_output_layer),
)
implied(
    test_mean_stays,
    by=(test_first_hidden_layer, test_second_hidden_layer, test_share_of_kept_units),
)


def _run(student, rng, layers, m, keep) -> ForwardPass:
    return _runs(student, rng, layers, m, [keep])[0]


def _runs(student, rng, layers, m, keeps) -> list[ForwardPass]:
    return run_each(student, rng, *_calls(rng, layers, m, keeps))


def _calls(rng, layers, m, keeps):
    return [(*fresh(rng, layers, m)[::2], keep) for keep in keeps]


@draw_once
def _ordinary_calls(rng):
    return [(x, parameters, drawn_keep(rng)) for x, _, parameters in ordinary_nets(rng, ORDINARY)]


def _ordinary(student) -> list[ForwardPass]:
    """Calls of all sizes, those with many units and examples first: they show most."""
    _, done = student.once(_telling_and_others)
    return sorted(done, key=lambda each: -each.x.shape[1] * min(each.layers[1:3]))


def _telling_and_others(student, rng) -> tuple[list[ForwardPass], list[ForwardPass]]:
    """Two calls with enough units to tell what became of them, and others; in one request."""
    layers, m = drawn_layers(rng, 9, 40), drawn_m(rng, 30, 40)
    keeps = drawn_keep(rng, 0.6, 0.8), drawn_keep(rng, 0.35, 0.45)
    calls = _calls(rng, layers, m, keeps) + _ordinary_calls(rng)
    done = run_each(student, rng, *calls)
    return done[:2], done[2:]


def _of_equal_layers(student, rng) -> ForwardPass:
    """A call with two hidden layers of one size, so large that chance shows nothing else."""
    units = drawn_m(rng, 30, 40)
    return _run(student, rng, (4, units, units, 1), drawn_m(rng, 35, 45), drawn_keep(rng, 0.4, 0.6))


def _tried_all(runs):
    """What was tried, in runs that differ in keep_prob alone."""
    keeps = " and ".join(f"{done.keep:.3g}" for done in runs)
    return tried(runs[0].layers, runs[0].x.shape[1], keep_prob=keeps)


def _check_hidden_layer(runs, others, layer):
    """Judge one hidden layer from what it was fed with: zero or scaled, and as its mask says.

    ``runs``: calls with enough units to tell of a mistake what it is. ``others``: of any size.
    """
    name, source = f"A{layer}", "X" if layer == 1 else "A1 of the cache"
    ratios = [(_ratios(done, layer, source), done.keep) for done in runs]
    if is_reversed(ratios, [(_kept(done, layer), done.keep) for done in runs]):
        return
    words = scales_words(ratios)
    if words and words.startswith("not all"):
        words = f"not the ReLU's values, computed from {source}, times the same number"
    assert words is None, f"In {name} the kept units are {words}. {_tried_all(runs)}"
    if all_follow(others, layer):
        return
    for done in others:
        assert all_follow([done], layer), (
            f"In some calls {name} is right, in others not: it is neither zero nor the ReLU, "
            f"computed from {source}, divided by keep_prob. {done.context}"
        )


def _kept(done, layer):
    """Which of the units that show it were kept."""
    kept, seen = done.kept(layer)
    return kept[seen]


def _ratios(done, layer, source):
    """What the kept units were multiplied with, where some are kept and some are zero."""
    got, plain, name = done.activation(layer), done.before_dropout(layer), f"A{layer}"
    kept = got != 0
    shown = plain > 1e-12
    assert kept.any() or not shown.any(), f"{name} is zero everywhere. {done.context}"
    mask = done.mask(layer)
    drawn = mask is not None and not mask.all()
    reason = f"D{layer} is drawn but not applied to it" if drawn else "nothing was dropped"
    if shown.any() and not np.isclose(got[shown], plain[shown]).all():
        ratios = got[shown] / plain[shown]
        same = np.allclose(ratios, ratios[0], rtol=1e-6)
        how = "the same number" if same else "a number of its own"
        reason = f"each unit is multiplied by {how}"
    assert (got[shown] == 0).any(), (
        f"{name} has no zeros except those of the ReLU: {reason}. {done.context}"
    )
    assert not (kept & ~shown).any(), (
        f"{name} does not follow from {source} by the layer's formula: it is not zero where the "
        f"ReLU is. {done.context}"
    )
    return got[kept] / plain[kept]


def _check_linear(done, layer):
    """Z may be cached as it is, or, by those who drop before the ReLU, after the dropping."""
    right = done.linear(layer)
    name = f"Z{layer}"
    got = as_real(done.cache[name], right.shape, f"{name} in the cache", done.context)
    follows = layer < 3 and mismatch(np.maximum(got, 0), done.activation(layer), rtol=1e-6) is None
    kept = done.mask(layer) if layer < 3 else None
    # with nothing below zero it is A, not Z, unless no kept unit has anything below zero to show
    if follows and ((got < 0).any() or (kept is not None and not (right[kept] < 0).any())):
        return
    assert_close(got, right, f"{name} in the cache", rtol=1e-6, because=done.context)


def _usual_caches(runs):
    """Whether all caches are right and as most people have them; in a tenth of the time."""
    got, right = [], []
    for done in runs:
        for layer in (1, 2):
            mask, shown = done.mask(layer), done.before_dropout(layer) > 1e-12
            if mask is None or (mask != (done.activation(layer) != 0))[shown].any():
                return False
        expected = {**done.parameters, **{f"Z{layer}": done.linear(layer) for layer in (1, 2, 3)}}
        got += [done.a3, *(done.cache[name] for name in ("A3", *expected))]
        a3 = as_real(done.a3, (1, done.x.shape[1]), "A3", done.context)
        right += [a3, a3, *expected.values()]
    return all_agree(got, right)


def _check_cache(done):
    """Judge the cache of one call."""
    for name, right in done.parameters.items():
        assert_close(done.cache[name], right, f"{name} in the cache", because=done.context)
    for layer in (1, 2):
        mask, shown = done.mask(layer), done.before_dropout(layer) > 1e-12
        assert mask is not None, (
            f"D{layer} in the cache is not a mask: it should have the shape of A{layer} and tell "
            f"two cases apart, kept and dropped. {done.context}"
        )
        kept = done.activation(layer) != 0
        assert not (shown.any() and (mask != kept)[shown].all()), (
            f"D{layer} in the cache is zero for the kept units, not for the dropped ones. "
            f"{done.context}"
        )
        assert (mask == kept)[shown].all(), (
            f"D{layer} in the cache does not tell which units of A{layer} were dropped. "
            f"{done.context}"
        )
        _check_linear(done, layer)
    _check_linear(done, 3)
    a3 = as_real(done.a3, (1, done.x.shape[1]), "A3", done.context)
    assert_close(done.cache["A3"], a3, "A3 in the cache", because=done.context)
