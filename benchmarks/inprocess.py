"""The hidden checks called directly on a plain namespace: no pytest, no box, no wire.

This is the pure compute that isolated grading is measured against, and what the other tools run in
their kernels: the same tests in the same order with the same seeds, and the same `needs`.
"""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from autograder.course.course import EXERCISES, Assignment
from autograder.grading import seeds
from autograder.sandbox.exceptions import NotWritten, StudentFault
from autograder.sandbox.inside.inert import INERT
from autograder.testing.student import Shared, Student
from benchmarks.direct import Direct, Names


@dataclass(frozen=True)
class Result:
    """What became of one check."""

    name: str
    weight: float
    passed: bool


class Checks:
    """The checks of an assignment, in the order in which the grader runs them."""

    def __init__(self, assignment: Assignment, seed: int = 0) -> None:
        self._assignment, self._seed = assignment, seed
        self._tests = {each: _tests(assignment.name, each) for each in assignment.points}

    def run(self, names: Names, only: str | None = None) -> dict[str, list[Result]]:
        """Return the results of each exercise, or of ``only`` one, for what ``names`` defines."""
        session = Direct(names, self._tests)
        exercises = [only] if only else list(self._tests)
        return {exercise: self._exercise(session, exercise) for exercise in exercises}

    def weights(self) -> dict[str, dict[str, float]]:
        """Return the weight of each check, by exercise."""
        return {
            exercise: {test.__name__.removeprefix("test_"): marks.get("weight", 1)
                       for test, _, marks in tests}
            for exercise, tests in self._tests.items()
        }  # fmt: skip

    def _exercise(self, session: Direct, exercise: str) -> list[Result]:
        results: list[Result] = []
        passed, unwritten = set(), False
        shared = Shared(lambda name: self._prepared(session, exercise, name))
        for test, needed, marks in self._tests[exercise]:
            fault: Exception | None = None
            tried = not unwritten and passed.issuperset(marks.get("needs", ()))
            implied = bool(marks["by"]) and passed.issuperset(marks["by"])
            if tried and not implied:
                fault = self._fault(session, exercise, test, needed, shared)
            if tried and fault is None:
                passed.add(test.__name__)
            unwritten = unwritten or (not results and isinstance(fault, NotWritten))
            name, weight = test.__name__.removeprefix("test_"), marks.get("weight", 1)
            results.append(Result(name, weight, tried and fault is None))
        return results

    def _prepared(self, session: Direct, exercise: str, name: str) -> Any:
        """Seed for the calls called ``name``, and return the generator of their inputs."""
        session.seed(seeds.box_seed(self._seed, exercise, name))
        return seeds.input_generator(self._seed, exercise, name)

    def _fault(
        self, session: Direct, exercise: str, test: Any, needed: Any, shared: Shared
    ) -> Exception | None:
        """Run one check; whatever it raises beyond a student's fault is the suite's own."""
        session.answers.clear()
        rng = self._prepared(session, exercise, test.__name__)
        made = {"student": lambda: Student(session, shared),
                "reference": lambda: self._assignment.reference,
                "rng": lambda: rng}  # fmt: skip
        try:
            test(**{name: made[name]() for name in needed})
        except (AssertionError, StudentFault) as fault:
            return fault
        return None


def _tests(assignment: str, exercise: str) -> list[tuple[Any, tuple[str, ...], dict[str, Any]]]:
    """Return the tests of a suite, the fixtures that each takes, and what is marked beside it."""
    files = sorted(EXERCISES.joinpath(assignment, exercise).glob("test_*.py"))
    place = f"autograder.exercises.{assignment}.{exercise}"
    modules = [import_module(f"{place}.{path.stem}") for path in files]
    tests = [each for module in modules for name, each in vars(module).items()
             if name.startswith("test_")]  # fmt: skip
    return [(each, each.__code__.co_varnames[: each.__code__.co_argcount], marked(each))
            for each in _in_order(tests)]  # fmt: skip


def _in_order(tests: list[Any]) -> list[Any]:
    """Return the tests as the grader tries them: after those that imply them."""
    by_name, ordered = {test.__name__: test for test in tests}, dict[str, Any]()

    def take(name: str) -> None:
        if name not in ordered:
            marks = marked(by_name[name])
            for other in (*marks.get("needs", ()), *marks["by"]):
                take(other)
            ordered[name] = by_name[name]

    for name in by_name:
        take(name)
    return list(ordered.values())


def marked(test: Any) -> dict[str, Any]:
    """Return the weight and needs that are marked beside a test, and which tests imply it."""
    marks = {mark.name: dict(mark.kwargs) for mark in getattr(test, "pytestmark", [])}
    return marks.get("check", {}) | {"by": marks.get("implied", {}).get("by", ())}


def share(results: list[Result]) -> float:
    """Return the share of an exercise's points that its checks earn."""
    earned = sum(each.weight for each in results if each.passed)
    return earned / sum(each.weight for each in results)


def fresh_names() -> Names:
    """Return the namespace that a submission's cells begin with."""
    return {"__name__": "__main__", "get_ipython": INERT, "display": INERT}
