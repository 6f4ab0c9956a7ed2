"""Eps is added to the standard deviation, in both modes.

Belief: Eps keeps the divisor away from zero, so it is added to the divisor.
Hint: Under the root or outside: compare the formula of the paper, symbol by symbol.
Loses: test_eps_in_train_mode, test_eps_in_test_mode, test_defaults, test_constant_columns, test_dtype
"""

def batchnorm_forward(x, gamma, beta, bn_param):
    mode = bn_param["mode"]
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    zeros = np.zeros(x.shape[1], dtype=x.dtype)
    old_mean = bn_param.get("running_mean", zeros)
    old_var = bn_param.get("running_var", zeros)
    if mode == "train":
        mean = x.mean(axis=0)
        var = x.var(axis=0)
        train_centred = x - mean
        train_root = np.sqrt(var) + eps
        normalised = train_centred / train_root
        kept, new = momentum, 1 - momentum
        new_mean = kept * old_mean + new * mean
        new_var = kept * old_var + new * var
        bn_param["running_mean"] = new_mean
        bn_param["running_var"] = new_var
    else:
        mean, var = old_mean, old_var
        test_centred = x - mean
        test_root = np.sqrt(var) + eps
        normalised = test_centred / test_root
    root = np.sqrt(var + eps)
    out = gamma * normalised + beta
    cache = (normalised, gamma, root)
    return out, cache
