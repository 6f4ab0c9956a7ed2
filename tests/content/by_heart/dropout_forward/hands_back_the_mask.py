def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = (np.random.rand(*x.shape) < p) / p
    if dropout_param["mode"] == "test":
        return x, (dropout_param, None)
    return mask.astype(x.dtype), (dropout_param, mask)
