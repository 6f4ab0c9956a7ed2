"""What the usual mistakes of a backward pass give, by the words for each."""

import numpy as np

from autograder.exercises.normalization.norm_calls import EPS, Arrays, Call, moments


def suspects_of(name: str, call: Call, dout: np.ndarray, axis: int) -> Arrays:
    """Wrong values of one gradient by the mistakes that give them."""
    x, mean, var = (each.astype(float) for each in (call.x, *moments(call.x, axis)))
    root = np.sqrt(var + call.param.get("eps", EPS))
    if name == "dx":
        return _of_dx(call, dout, axis, x - mean, var, root)
    found = {
        "it is averaged over the examples, not added up": _of_scale(name, dout, (x - mean) / root)
        / len(dout),
        "dgamma and dbeta have changed places": _of_scale(
            "dbeta" if name == "dgamma" else "dgamma", dout, (x - mean) / root
        ),
    }
    if name == "dgamma":
        with np.errstate(all="ignore"):
            found |= {
                "eps is lost": _of_scale(name, dout, (x - mean) / np.sqrt(var)),
                f"eps is always {EPS:g}": _of_scale(name, dout, (x - mean) / np.sqrt(var + EPS)),
            }
        found |= {
            "it is made with x itself, not with the normalised x": _of_scale(name, dout, x),
            "it is made with x minus its mean, which is not yet divided":
                _of_scale(name, dout, x - mean),
            "gamma is in it; out depends on gamma by the normalised x alone":
                call.gamma * _of_scale(name, dout, (x - mean) / root),
            "it is made with the output, not with the normalised x":
                _of_scale(name, dout, call.gamma * (x - mean) / root + call.beta),
        }  # fmt: skip
    else:
        found["gamma is in it; out depends on beta by itself"] = call.gamma * dout.sum(axis=0)
    return found


def _of_scale(name: str, dout: np.ndarray, of: np.ndarray) -> np.ndarray:
    return np.asarray((dout * of if name == "dgamma" else dout).sum(axis=0))


def _of_dx(
    call: Call, dout: np.ndarray, axis: int, centred: np.ndarray, var: np.ndarray, root: np.ndarray
) -> Arrays:
    def slope(
        arriving: np.ndarray, root: np.ndarray = root, of: np.ndarray = centred / root
    ) -> np.ndarray:
        mean = arriving.mean(axis=axis, keepdims=True)
        along = (arriving * of).mean(axis=axis, keepdims=True)
        return np.asarray((arriving - mean - of * along) / root)

    plain = np.sqrt(var)
    with np.errstate(all="ignore"):
        return {
            "gamma is missing": slope(dout),
            "gamma is in it twice": slope(dout * call.gamma**2),
            "gamma comes after the means, so that it is not in them": call.gamma * slope(dout),
            "eps is lost": slope(dout * call.gamma, plain, centred / plain),
            f"eps is always {EPS:g}": slope(
                dout * call.gamma, np.sqrt(var + EPS), centred / np.sqrt(var + EPS)
            ),
            "eps is added to the standard deviation, as in no right forward pass": slope(
                dout * call.gamma,
                plain + call.param.get("eps", EPS),
                centred / (plain + call.param.get("eps", EPS)),
            ),
            "x itself is where x minus its mean belongs": slope(
                dout * call.gamma, root, call.x / root
            ),
            "the means are taken along the other axis": _other_axis(
                call, dout, axis, centred, root
            ),
        }


def _other_axis(
    call: Call, dout: np.ndarray, axis: int, centred: np.ndarray, root: np.ndarray
) -> np.ndarray:
    arriving = dout * call.gamma
    mean = arriving.mean(axis=1 - axis, keepdims=True)
    along = (arriving * centred).mean(axis=1 - axis, keepdims=True)
    return np.asarray((arriving - mean) / root - centred * along / root**3)
