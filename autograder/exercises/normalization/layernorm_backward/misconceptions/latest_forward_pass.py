"""It reads what the latest forward pass has left in a global variable.

Belief: There is only one forward pass at a time.
Hint: Call the forward pass twice, and then the backward pass with the first cache.
Loses: test_cache_of_this_very_call
"""

latest = {}


def layernorm_forward(x, gamma, beta, ln_param):
    root = np.sqrt(x.var(axis=1, keepdims=True) + ln_param.get("eps", 1e-5))
    normalised = (x - x.mean(axis=1, keepdims=True)) / root
    latest.update(normalised=normalised, root=root, gamma=gamma)
    return gamma * normalised + beta, x


def layernorm_backward(dout, cache):
    normalised, root = latest["normalised"], latest["root"]
    arriving = dout * latest["gamma"]
    along = normalised * (arriving * normalised).mean(axis=1, keepdims=True)
    dx = (arriving - arriving.mean(axis=1, keepdims=True) - along) / root
    return dx, (dout * normalised).sum(axis=0), dout.sum(axis=0)
