"""The mode in the cache is set to test at the end.

Belief: After the backward pass the training step is over.
Hint: Who else reads the same dictionary after this call?
Loses: test_arguments_unchanged
"""

def dropout_backward(dout, cache):
    dropout_param, mask = cache
    if dropout_param["mode"] == "train":
        dx = dout * mask
        dropout_param["mode"] = "test"
    else:
        dx = dout
    return dx
