
def dropout_forward(x, dropout_param):
    seed = dropout_param.get("seed")
    if seed is not None:
        np.random.seed(seed)
    mask = np.random.random_sample(x.shape) < dropout_param["p"]
    out = np.where(mask, x, 0).astype(x.dtype)
    return out, (dropout_param, mask)
