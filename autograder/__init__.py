"""Grades notebooks: untrusted code in a locked box, hidden pytest suites outside it."""

import importlib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

__version__ = "0.1.0"


@cache
def distribution() -> str:
    """Return the name that this package is installed by; where it is not, its own."""
    from importlib.metadata import packages_distributions

    return next(iter(packages_distributions().get(__name__, ())), __name__)


def lazily(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """Return a ``__getattr__`` for a package that hands on names of its modules when asked for.

    ``homes``: the names by module. Whoever imports the package waits for none of them.
    """
    found = {name: module for module, names in homes.items() for name in names.split()}

    def __getattr__(name: str) -> Any:  # noqa: N807
        if name not in found:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(importlib.import_module(f"{package}.{found[name]}"), name)

    return __getattr__
