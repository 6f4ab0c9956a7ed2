"""The student proxy: in a suite, ``student.f(x)`` reads like a plain call and runs in the box."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar

import numpy as np

from autograder.sandbox.exceptions import Died, Garbled, StudentFault
from autograder.sandbox.inside.wire import Handle
from autograder.sandbox.session import Session

Result = TypeVar("Result")


@dataclass(frozen=True)
class Observed:
    """A call's value, and its arguments as they stand after the call."""

    value: Any
    args: list[Any]
    kwargs: dict[str, Any]


class Remote:
    """A function or object of the student's that stays in the box.

    It has no truth, length, equality or iteration: a suite that forgot to fetch a value would
    otherwise pass on the mere presence of the proxy.
    """

    def __init__(self, session: Session, target: str | Handle, root: str) -> None:
        self._session, self._target, self._root = session, target, root
        self._path: tuple[str, ...] = ()
        # a stop loses every object of the process
        self._stops = session.stops.total()

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it with copies of the arguments and return what it returns."""
        reply = self._call(args, kwargs)
        return self._wrap(reply["value"])

    def observed(self, *args: Any, **kwargs: Any) -> Observed:
        """Call it, and fetch the arguments too as the call left them."""
        reply = self._call(args, kwargs)
        after, named = self._session.arguments(self._root).values()
        if not isinstance(after, list) or not isinstance(named, dict) or len(after) != len(args):
            raise Garbled("its arguments could not be read back")
        if any(_odd(*pair) for pair in zip(args, after, strict=True)):
            raise Garbled("its arguments came back as something else")
        return Observed(self._wrap(reply["value"]), after, named)

    def each(self, *calls: Sequence[Any], last: str = "") -> list[Any]:
        """Call it once with each of these arguments, and return what each call returns.

        One request, for calls that belong together: they share the time of one call, and where one
        of them fails, so do all. ``last``: the name by which each call gives its last argument.
        """
        many = [[_sent(arg) for arg in args] for args in calls]
        reply = self._request(do="each", many=many, last=last)
        results = reply["value"]
        if not isinstance(results, list) or len(results) != len(calls):
            raise Garbled("its results could not be read")
        return [self._wrap(each) for each in results]

    def each_observed(self, *calls: Sequence[Any], last: str = "") -> tuple[Any, list[Any]]:
        """Do as `each` does, and fetch what was given, as all the calls have left it.

        What several calls are given, the very same array or dictionary, they share in the box too.
        Returns the first call's result, and for each call its arguments, shared in the same way.
        """
        given = {id(arg): arg for args in calls for arg in args}
        place = {key: number for number, key in enumerate(given)}
        before, many = list(given.values()), [[place[id(arg)] for arg in args] for args in calls]
        reply = self._request(do="each", many=many, last=last, shared=before)
        after, _ = self._session.arguments(self._root).values()
        if not isinstance(reply["value"], list) or len(reply["value"]) != 1:
            raise Garbled("its results could not be read")
        if not isinstance(after, list) or len(after) != len(before):
            raise Garbled("its arguments could not be read back")
        if any(_odd(*pair) for pair in zip(before, after, strict=True)):
            raise Garbled("its arguments came back as something else")
        return self._wrap(reply["value"][0]), [[after[n] for n in args] for args in many]

    def fetch(self) -> Any:
        """Return the value of this attribute or object."""
        reply = self._request(do="get")
        return self._wrap(reply["value"])

    def swept(self, place: str, key: str, values: np.ndarray, *args: Any) -> list[Any]:
        """Call it once for each of ``values``, put into the object's ``place[key]`` for that call.

        Returns the first part of each call's result. One request, however many calls: this is
        what numerical gradients are made of.
        """
        reply = self._request(do="sweep", place=place, key=key, values=values, args=list(args))
        results = reply["value"]
        if not isinstance(results, list) or len(results) != len(values):
            raise Garbled("its results could not be read")
        return results

    def __getattr__(self, name: str) -> "Remote":
        if name.startswith("_"):
            raise AttributeError(name)
        attribute = object.__new__(type(self))
        attribute.__dict__.update(self.__dict__)
        attribute._path = (*self._path, name)
        return attribute

    def __getitem__(self, key: Any) -> Any:
        return self.fetch()[key]

    def _call(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
        return self._request(do="call", args=[_sent(arg) for arg in args], kwargs=kwargs)

    def _request(self, **message: Any) -> dict[str, Any]:
        target, path = self._alive(), list(self._path)
        return self._session.request(self._root, target=target, path=path, **message)

    def _alive(self) -> str | Handle:
        if isinstance(self._target, Handle) and self._stops != self._session.stops.total():
            raise Died("it needs an object that was lost when the code was stopped", "lost")
        return self._target

    def _wrap(self, value: Any) -> Any:
        return Remote(self._session, value, self._root) if isinstance(value, Handle) else value

    def _refuse(self, *_: Any) -> NoReturn:
        raise TypeError("a student's object is not a value: fetch what you want to compare")

    __bool__ = __len__ = __iter__ = __eq__ = __ne__ = __lt__ = __gt__ = __contains__ = _refuse  # type: ignore[assignment]
    __hash__ = None  # type: ignore[assignment]


def _sent(arg: Any) -> Any:
    """An argument as it is sent: an object of the student's by its number."""
    return arg._alive() if isinstance(arg, Remote) and not arg._path else arg


def _odd(before: Any, after: Any) -> bool:
    """Whether an argument is no longer of its kind, as no call could make it."""
    kinds = (np.ndarray, dict, list, tuple)
    return any(isinstance(before, kind) != isinstance(after, kind) for kind in kinds)


class Student:
    """What a suite sees of a submission: its names, as remote objects."""

    def __init__(self, session: Session, shared: "Shared | None" = None) -> None:
        self._session, self._shared = session, shared or Shared(lambda name: None)

    def __getattr__(self, name: str) -> Remote:
        if name.startswith("_"):
            raise AttributeError(name)
        return Remote(self._session, name, name)

    def once(self, ask: "Callable[[Student, Any], Result]") -> "Result":
        """Return what ``ask(student, rng)`` returns, for all tests of an exercise that judge it.

        ``rng``: hidden inputs of its own, whichever test comes first. Raises StudentFault or
        AssertionError as often as it is asked for, where ``ask`` did.
        """
        result: Result = self._shared.result(self, self._session, ask)
        return result

    def seed(self, seed: int) -> None:
        """Seed the box's ``np.random`` for the calls that follow."""
        self._session.seed(seed)


class Shared:
    """Calls that several tests of an exercise judge: made once for each submission.

    ``prepared(name)``: makes the box ready, and returns the generator of what is called ``name``.
    """

    def __init__(self, prepared: Callable[[str], Any]) -> None:
        self._prepared = prepared
        self._kept: dict[Any, tuple[Any, Exception | None, list[Any]]] = {}

    def result(self, student: Student, session: Session, ask: Callable[..., Any]) -> Any:
        """Return what has been kept, or ask for it; the answers count for each test."""
        if ask in self._kept:
            value, fault, answers = self._kept[ask]
            session.answers.extend(answers)
        else:
            before, value, fault = len(session.answers), None, None
            try:
                value = ask(student, self._prepared(ask.__name__))
            except (StudentFault, AssertionError) as raised:
                fault = raised
            self._kept[ask] = value, fault, session.answers[before:]
        if fault is not None:
            raise fault
        return value
