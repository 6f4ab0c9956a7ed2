"""Only the worked example is computed; everything else is zero.

Belief: Matching the given numbers is all there is to do.
Hint: What should come out for other numbers, and in test mode?
Loses: test_train_output, test_test_mode, test_running_statistics
"""

def batchnorm_forward(x, gamma, beta, bn_param):
    if x.shape == (2, 3):
        return np.sign(x - x.mean(axis=0)), x
    return np.zeros(x.shape, dtype=x.dtype), x
