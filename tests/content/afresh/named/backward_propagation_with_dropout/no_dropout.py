"""Thinks that the zeros in A1 and A2 do it all, and uses the given backward pass."""


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    without_masks = (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3)
    return backward_propagation(X, Y, without_masks)
