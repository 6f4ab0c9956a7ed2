"""What the visible checks of the dropout layer look at, part by part, and the likely causes."""

import numpy as np

from . import drop_cases as cases
from .check_panel import fail, told
from .drop_compare import factor_of, forward_of


def tell_table(x, outputs):
    """Tell means and shares for each p beside the published ones, with five sigma of chance."""
    told.append(f"mean of the input: {x.mean():.6f}")
    told.append(f"{'':<20}{'got':>10}{'expected':>12}{'tolerance':>12}")
    for p, (train, test) in outputs.items():
        mean, zeros = cases.FORWARD[p]
        mean_slack, zero_slack = 5 * _spread_of_mean(p, x), 5 * _spread_of_share(p, x)
        rows = (
            ("train, mean", train.mean(), mean, mean_slack),
            ("train, zeroed", np.mean(train == 0), zeros, zero_slack),
            ("test, mean", test.mean(), cases.INPUT_MEAN, 0),
            ("test, zeroed", np.mean(test == 0), 0, 0),
        )
        for name, got, expected, slack in rows:
            told.append(f"p = {p:<5}{name:<14}{got:>8.4f}{expected:>11.4f}{slack:>12.4f}")


def _spread_of_mean(p, x):
    """Return the standard deviation of the output's mean over all possible masks."""
    return np.sqrt(np.mean(x**2) * (1 - p) / p / x.size)


def _spread_of_share(p, x):
    return np.sqrt(p * (1 - p) / x.size)


def check_kept(p, x, out):
    """Fail unless every entry is either 0 or x / p."""
    kept = out != 0
    if not kept.any():
        fail(f"with p = {p} nothing is left in train mode; is there a draw for each entry?")
    ratio = out[kept] / x[kept]
    cause = {
        "": 1 / p,
        "is not scaled: the division by p is missing": 1,
        "is multiplied by p instead of divided": p,
        "is divided by p twice": 1 / p**2,
        "is divided by 1 - p: p is the probability to KEEP": 1 / (1 - p),
        "is multiplied by 1 - p: p is the probability to KEEP": 1 - p,
    }
    found = factor_of(ratio, cause)
    if found is None and np.allclose(ratio, ratio[0]):
        words = f"with p = {p} what is kept is multiplied by another number than it should be"
        fail(words, f"times {ratio[0]:.3g}", f"times {1 / p:.3g}")
    if found is None:
        fail(
            f"with p = {p} what is kept should all be multiplied by one and the same number; "
            f"yours by numbers from {ratio.min():.3g} to {ratio.max():.3g}. A mask only says "
            "which entries stay"
        )
    if found:
        if kept.all() and found.startswith("is not scaled"):
            found = "comes out unchanged: nothing is dropped, nothing is scaled in train mode"
        fail(f"with p = {p} what is kept {found}", f"times {ratio[0]:.3g}", f"times {1 / p:.3g}")


def check_share(p, out):
    """Fail unless about a share p is kept, each entry on its own."""
    kept = out != 0
    for axis, what in ((0, "row"), (1, "column")):
        if not kept.all() and np.all(kept == np.take(kept, [0], axis=axis)):
            fail(f"every {what} has the same mask: draw a number for each entry of x")
    share, slack = kept.mean(), 5 * _spread_of_share(p, out)
    if kept.all():
        fail(f"with p = {p} nothing is dropped in train mode: what are the draws compared with?")
    if abs(share - p) > slack:
        cause = f"should be near {p}"
        if abs(share - (1 - p)) <= slack:
            cause = "is 1 - p: you read p as the probability to DROP, or kept the wrong side"
        elif abs(share - cases.KEPT_BY_NORMAL_DRAWS[p]) <= slack:
            cause = f"should be near {p}: are your draws normal (randn) instead of uniform?"
        words = f"with p = {p} the share that is kept is {share:.4f}; it {cause}"
        fail(words, f"{share:.4f}", f"{p}", f"{slack:.4f} (five standard deviations of chance)")


def check_test_mode(p, x, out):
    """Fail unless the output is the input, and name what was done to it."""
    if np.array_equal(out, x):
        return
    zeros = np.mean(out == 0)
    if zeros > 0.01:
        wrong = cases.KNOWN_WRONG[p][1]
        fail(
            f"in test mode {zeros:.4f} of the entries are dropped at p = {p}; nothing may be. (A "
            f"widely copied wrong solution has {wrong} here: it drops units at test time.)",
            f"{zeros:.4f} of the entries are 0", "none",
        )  # fmt: skip
    found = factor_of(out / x, {"multiplied by p": p, "divided by p": 1 / p})
    if found:
        words = f"in test mode x is {found}; the scaling belongs to train mode, and only there"
        fail(words, f"a mean of {out.mean():.4f}", f"that of x, {x.mean():.4f}", "none")
    fail("in test mode out should be x, unchanged")


def check_seed(f, x):
    """Fail unless a seed repeats the mask, and its absence does not."""
    seeded = {"mode": "train", "p": 0.5, "seed": 7}
    first, again = (forward_of(f, x, seeded)[0] for _ in range(2))
    if not np.array_equal(first, again):
        fail("two calls with the same seed drop different entries: the key 'seed' is ignored")
    other = forward_of(f, x, {**seeded, "seed": 8})[0]
    free = [forward_of(f, x, {"mode": "train", "p": 0.5})[0] for _ in range(2)]
    if np.array_equal(first, other) or np.array_equal(*free):
        fail("calls with different seeds, or without one, drop the same entries: is a seed fixed?")


def check_entries(dx, dout, kept, scale):
    """Fail, with the likely cause, unless dx is scale * dout where kept, and 0 elsewhere."""
    if not np.any(dx):
        fail("dx is 0 everywhere: what was kept should let the gradient through")
    if np.any(dx[~kept] != 0):
        if np.array_equal(dx == 0, kept):
            fail("the mask is upside down: dx is 0 where the entry was kept")
        if np.all(dx != 0):
            fail("dx should be 0 where the entry was dropped: is the mask used at all?")
        fail("the entries that are 0 in dx are others than in out: use the mask of the cache")
    cause = {
        "": scale,
        "is not scaled: the forward pass divided by p, so the backward pass has to": 1,
        "is multiplied by p instead of divided": 1 / scale,
        "is divided by p twice": scale**2,
        "is divided by 1 - p: p is the probability to KEEP": scale / (scale - 1),
    }
    found = factor_of(dx[kept] / dout[kept], cause)
    if found is None:
        fail("where the entry was kept, dx should be dout times the factor of the forward pass")
    if found:
        fail(f"where the entry was kept, dx {found}")
