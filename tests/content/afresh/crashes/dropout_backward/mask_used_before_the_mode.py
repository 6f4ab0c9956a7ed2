"""AttributeError: 'NoneType' object has no attribute 'astype' in test mode, where the mask is
None. Right in train mode.

Is: test_mode_masked
"""


def dropout_backward(dout, cache):
    dropout_param, mask = cache
    kept = mask.astype(bool)
    if dropout_param["mode"] == "train":
        dx = dout * kept / dropout_param["p"]
    else:
        dx = dout
    return dx
