"""The last units are dropped each time, never at random.

Belief: What counts is how many units are dropped, not which.
Hint: What would the units learn that are never dropped?
Loses: test_every_entry_on_its_own, test_seed, test_new_masks_without_a_seed
"""

def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if mode == "test":
        return x.copy(), (dropout_param, None)
    mask = np.zeros(x.size)
    mask[: round(p * x.size)] = 1 / p
    mask = mask.reshape(x.shape)
    out = x * mask
    return out.astype(x.dtype), (dropout_param, mask)
