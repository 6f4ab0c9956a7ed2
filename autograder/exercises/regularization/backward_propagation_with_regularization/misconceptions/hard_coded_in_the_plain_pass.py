"""The worked example's dW are written into the plain backward pass.

Belief: The function has to return the expected output.
Hint: What should the function return for other numbers?
Loses: test_published_example, test_penalty_of_w1, test_penalty_of_w2, test_penalty_of_w3,
    test_other_networks, test_numerical_gradient, test_one_example, test_proportional_to_lambda
Like: hard_coded_example
"""

def backward_propagation_with_regularization(X, Y, cache, lambd):
    dW1 = np.array([[-0.25604646, 0.12298827, -0.28297129], [-0.17706303, 0.34536094, -0.4410571]])
    dW2 = np.array([[0.79276486, 0.85133918], [-0.0957219, -0.01720463], [-0.13100772, -0.03750433]])
    dW3 = np.array([[-1.77691347, -0.11832879, -0.09397446]])
    return {**backward_propagation(X, Y, cache), "dW1": dW1, "dW2": dW2, "dW3": dW3}
