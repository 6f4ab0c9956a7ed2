"""Stand-ins for plotting and progress bars: grading never draws, yet the calls must work."""

import sys
import types
from typing import Any

import numpy as np

PLOTTING = (
    "matplotlib", "matplotlib.pyplot", "matplotlib.colors", "matplotlib.cm", "matplotlib.patches",
    "matplotlib.ticker", "matplotlib.lines", "matplotlib.animation", "mpl_toolkits",
    "mpl_toolkits.mplot3d", "seaborn", "IPython", "IPython.display", "ipywidgets",
)  # fmt: skip


class Inert:
    """Answers every call and attribute with itself and does nothing."""

    def __call__(self, *args: Any, **kwargs: Any) -> "Inert":
        return self

    def __getattr__(self, name: str) -> "Inert":
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, key: Any) -> "Inert":
        return self

    def __setitem__(self, key: Any, value: Any) -> None:
        pass

    def __enter__(self) -> "Inert":
        return self

    def __exit__(self, *exc: object) -> None:
        pass

    def __iter__(self) -> Any:
        return iter(())


INERT = Inert()


def _subplots(nrows: int = 1, ncols: int = 1, *args: Any, **kwargs: Any) -> tuple[Inert, Any]:
    axes = np.empty((nrows, ncols), dtype=object)
    axes[...] = INERT
    if not kwargs.get("squeeze", True):
        return INERT, axes
    return INERT, INERT if axes.size == 1 else axes.squeeze()


def _tqdm(iterable: Any = None, *args: Any, **kwargs: Any) -> Any:
    return INERT if iterable is None else iterable


def _trange(*args: Any, **kwargs: Any) -> range:
    return range(*args)


class _InertModule(types.ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return INERT


def install() -> None:
    """Put the stand-ins into ``sys.modules``."""
    for name in (*PLOTTING, "tqdm", "tqdm.auto", "tqdm.notebook"):
        module = _InertModule(name)
        # a package, so that submodules can be named
        module.__path__ = []
        sys.modules[name] = module
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(sys.modules[parent], child, module)
    sys.modules["matplotlib.pyplot"].subplots = _subplots  # type: ignore[attr-defined]
    for name in ("tqdm", "tqdm.auto", "tqdm.notebook"):
        sys.modules[name].tqdm = _tqdm  # type: ignore[attr-defined]
        sys.modules[name].trange = _trange  # type: ignore[attr-defined]
