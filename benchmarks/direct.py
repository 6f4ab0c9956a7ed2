"""Calls a student's functions here and now, and copies values as the wire to the box would."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from autograder.sandbox.exceptions import NotWritten, Raised, StudentFault
from autograder.sandbox.inside.wire import DTYPES, NUMBER_TYPES, Handle, Opaque

Names = dict[str, Any]
INT64 = range(-(2**63), 2**63)


class Direct:
    """Stands in for a session with the box: calls what ``names`` holds, here and now."""

    def __init__(self, names: Names, exercises: Iterable[str]) -> None:
        self.stops: Counter[str] = Counter()
        self.answers: list[Any] = []
        self._names, self._exercises = names, frozenset(exercises)
        self._kept: list[Any] = []
        self._seed: int | None = None
        self._given: Names = {}

    def enter(self, exercise: str) -> None:
        """Turn to an exercise: its functions are the same for all here."""

    def seed(self, seed: int) -> None:
        """Seed NumPy's global generator before the next request."""
        self._seed = seed

    def request(self, root: str, do: str, target: Any, path: list[str], **rest: Any) -> Names:
        """Do what a request to the box would do; raises StudentFault."""
        if self._seed is not None:
            np.random.seed(self._seed)
            self._seed = None
        try:
            reply: Names = getattr(self, f"_{do}")(target, path, **rest)
        except StudentFault:
            raise
        except NotImplementedError:
            raise NotWritten(f"`{root}` is not written yet") from None
        except (Exception, SystemExit) as error:
            unwritten = isinstance(error, NameError) and error.name in self._exercises - {root}
            words, kind = f"it raised {error!r}", type(error).__name__
            raise (NotWritten(words) if unwritten else Raised(words, exception=kind)) from None
        return reply

    def _call(self, target: Any, path: list[str], args: Any, kwargs: Any) -> Names:
        function = self._found(target, path)
        if function is None:
            raise NotWritten(f"`{target}` is not defined in the notebook")
        args, kwargs = crossed(args, self._resolved), crossed(kwargs, self._resolved)
        self._given = {"args": args, "kwargs": kwargs}
        return {"value": crossed(function(*args, **kwargs), self._handle)}

    def arguments(self, root: str) -> Names:
        """Return the last call's arguments, as `Session.arguments` does."""
        return {name: crossed(each, self._handle) for name, each in self._given.items()}

    def _each(
        self, target: Any, path: list[str], many: Any, last: str = "", shared: Any = None
    ) -> Names:
        if shared is not None:
            return self._shared(target, path, many, last, shared)
        calls = [(args[:-1], {last: args[-1]}) if last else (args, {}) for args in many]
        replies = [self._call(target, path, *call) for call in calls]
        return {"value": [reply["value"] for reply in replies]}

    def _shared(self, target: Any, path: list[str], many: Any, last: str, shared: Any) -> Names:
        function, given = self._found(target, path), crossed(shared, self._resolved)
        self._given, results = {"args": given, "kwargs": {}}, []
        for places in many:
            args = [given[place] for place in places]
            named = {last: args.pop()} if last else {}
            results.append(crossed(function(*args, **named), self._handle))
        return {"value": results[:1]}

    def _sweep(
        self, target: Any, path: list[str], place: str, key: str, values: Any, args: Any
    ) -> Names:
        holder, function = self._found(target, [place]), self._found(target, path)
        before, results = holder[key], []
        try:
            for value in values:
                holder[key] = value.copy()
                result = function(*crossed(args, self._resolved))[0]
                results.append(crossed(result, self._handle))
        finally:
            holder[key] = before
        return {"value": results}

    def _get(self, target: Any, path: list[str]) -> Names:
        return {"value": crossed(self._found(target, path), self._handle)}

    def _found(self, target: Any, path: list[str]) -> Any:
        found = self._names.get(target) if isinstance(target, str) else self._resolved(target)
        for name in path:
            found = getattr(found, name)
        return found

    def _handle(self, value: Any) -> Handle:
        self._kept.append(value)
        return Handle(len(self._kept) - 1, type(value).__name__)

    def _resolved(self, value: Any) -> Any:
        return self._kept[value.number] if isinstance(value, Handle) else value


def crossed(value: Any, other: Callable[[Any], Any]) -> Any:
    """Return a copy of ``value`` as it would cross the wire; ``other`` is asked for objects."""
    kind = type(value)
    if value is None or kind in (bool, float, str, Opaque) or (kind is int and value in INT64):
        return value
    if kind in (tuple, list):
        return kind([crossed(each, other) for each in value])
    if isinstance(value, dict) and all(type(key) in (str, int) for key in value):
        return {key: crossed(each, other) for key, each in value.items()}
    if isinstance(value, np.ndarray | np.generic):
        return _array(value)
    if kind is int:
        return Opaque("int beyond 64 bits")
    return value if kind is type and value in NUMBER_TYPES else other(value)


def _array(value: Any) -> Any:
    if value.dtype.str not in DTYPES:
        if value.dtype.kind not in "biufc":
            return Opaque(f"array of dtype {value.dtype}")
        value = value.astype("<f8" if value.dtype.kind == "f" else value.dtype.newbyteorder("<"))
    return value if isinstance(value, np.generic) else np.array(value, order="C", subok=False)
