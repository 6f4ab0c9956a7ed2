"""Spares the command line, and each process that grades, seconds of importing."""

import gc
import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

# with these jsonschema checks formats that no notebook has: IRIs, for which it builds a grammar for
# two seconds, durations, templates of addresses
FORMATS = ("rfc3987_syntax", "rfc3986_validator", "isoduration", "uri_template", "webcolors")
# what nbgrader takes from other modules when it is imported, and only some of its commands call:
# the extensions of its pages need a web server, the log-in requests, setuptools unpacks archives
CALLED_BY_FEW = {
    "nbgrader.server_extensions.assignment_list": ("load_jupyter_server_extension",),
    "nbgrader.server_extensions.course_list": ("load_jupyter_server_extension",),
    "nbgrader.server_extensions.formgrader": ("load_jupyter_server_extension",),
    "nbgrader.server_extensions.validate_assignment": ("load_jupyter_server_extension",),
    "nbgrader.auth": ("Authenticator",),
    "setuptools.archive_util": ("unpack_archive", "unpack_tarfile", "unpack_zipfile"),
}


def import_quickly() -> None:
    """Leave out what no command of ours needs, and look for cycles seldom.

    What is left out must be so before nbgrader is imported: afterwards that has no effect.
    """
    # what is loaded stays: looking for cycles in it is a tenth of the time
    gc.set_threshold(50_000)
    for name in FORMATS:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]
    if "nbgrader" not in sys.modules and not any(type(each) is _Finder for each in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


class _Finder(MetaPathFinder):
    """Finds nbgrader, once, and has it loaded with stand-ins for what few of its commands call."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if name != "nbgrader":
            return None
        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(name, path, target)
        if spec and spec.loader:
            spec.loader = _Loader(spec.loader)
        return spec


class _Loader(Loader):
    def __init__(self, usual: Loader) -> None:
        self._usual = usual

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._usual.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        with _stand_ins():
            self._usual.exec_module(module)
            # here setuptools is asked for, and what logs in at a JupyterHub
            importlib.import_module("nbgrader.api")
        # which knows where nbgrader's files are
        module.__spec__.loader = module.__loader__ = self._usual  # type: ignore[union-attr]


@contextmanager
def _stand_ins() -> Iterator[None]:
    """Put modules of functions in place that import the real ones when they are called."""
    made = {}
    for name, functions in CALLED_BY_FEW.items():
        made[name] = ModuleType(name)
        made[name].__dict__.update({each: _later(name, each) for each in functions})
    # what is loaded already stays; a package must be there for a module in it to be found
    made = {name: each for name, each in made.items() if name not in sys.modules}
    if "setuptools" not in sys.modules:
        made["setuptools"] = ModuleType("setuptools")
    sys.modules.update(made)
    try:
        yield
    finally:
        for name in made:
            del sys.modules[name]


def _later(module: str, name: str) -> Callable[..., Any]:
    def call(*args: Any, **named: Any) -> Any:
        return getattr(importlib.import_module(module), name)(*args, **named)

    return call
