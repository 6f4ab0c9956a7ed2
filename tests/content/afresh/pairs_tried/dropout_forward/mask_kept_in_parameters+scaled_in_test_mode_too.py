
def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param: np.random.seed(dropout_param["seed"])
    if mode == "train":
        dropout_param["mask"] = (np.random.rand(*x.shape) < p) / p
        return (x * dropout_param["mask"]).astype(x.dtype), (dropout_param, dropout_param["mask"])
    return (x * p).astype(x.dtype), (dropout_param, None)
