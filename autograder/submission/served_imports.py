"""Goes into the box before modules that are handed in, so that their imports of each other work.

All of them share one namespace there, with the given helpers; a module that another one imports is
a view of it. This file's own text is sent: it can use nothing from outside.
"""

from typing import Any


def serve(names: dict[str, Any], roots: set[str]) -> None:
    """Serve ``import x.y`` for each ``x`` in ``roots``, and relative imports, from ``names``."""
    import importlib.machinery
    import sys
    import types

    class View(types.ModuleType):
        def __getattr__(self, name: str) -> Any:
            if name in names and not name.startswith("__"):
                return names[name]
            raise AttributeError(f"neither what is handed in nor what is given defines '{name}'")

    class Finder:
        def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
            if name.partition(".")[0] in roots:
                return importlib.machinery.ModuleSpec(name, self, is_package=True)  # type: ignore[arg-type]
            return None

        def create_module(self, spec: Any) -> View:
            return View(spec.name)

        def exec_module(self, module: types.ModuleType) -> None:
            pass

    sys.meta_path.insert(0, Finder())  # type: ignore[arg-type]
    # so that `if __name__ == "__main__"` is false, as in a module that is imported
    names["__name__"] = "handed_in"
    sys.modules["handed_in"] = sys.modules["__main__"]
    # deep enough for `from ....x import y`
    names["__package__"] = "beside.a.b.c.d"
    roots.add("beside")
