"""In place, on a copy of its own."""

def layernorm_forward(x, gamma, beta, ln_param):
    out = x.copy()
    out -= out.mean(axis=1, keepdims=True)
    out /= np.sqrt(np.mean(out**2, axis=1, keepdims=True) + ln_param.get("eps", 1e-5))
    cache = out.copy(), gamma, ln_param.get("eps", 1e-5)
    out *= gamma
    out += beta
    print("normalised", out.shape)
    return out, cache
