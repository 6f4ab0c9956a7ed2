"""Nothing is dropped in either mode.

Belief: Dropout comes in with the backward pass.
Hint: How many zeros does your output have in train mode?
Loses: test_units_are_dropped, test_scale_of_kept_units
"""

def dropout_forward(x, dropout_param):
    mask = np.ones(x.shape)
    out = x * mask
    return out.astype(x.dtype), (dropout_param, mask)
