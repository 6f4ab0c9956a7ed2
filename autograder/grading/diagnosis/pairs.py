"""Two known mistakes at once: made and run where a submission may have both, and kept."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations

from autograder.course.edits import Edits
from autograder.grading.diagnosis.cache import BehaviourCache
from autograder.grading.diagnosis.matching import Behaviour, Trace, differs, match, shows
from autograder.testing.results import Outcome

# checks that pairs may take for one submission, the likeliest first: most end at one of the first
MOST_CHECKS = 400
Pair = tuple[str, str]
Differs = Callable[[str, Trace], bool]


class Pairs:
    """The pairs of an exercise's known mistakes, each run when it is first likely.

    ``run``: returns what a program does, as far as the check that differs; None where it could not
    be run.
    """

    def __init__(
        self,
        edits: Edits,
        run: Callable[[str, Differs], Behaviour | None],
        cache: BehaviourCache,
    ) -> None:
        self._edits, self._run, self._cache = edits, run, cache
        self._known: dict[str, Behaviour] | None = None

    def nearest(
        self, found: Behaviour, alone: Mapping[str, Behaviour], strictly: bool
    ) -> list[Pair]:
        """Return the pairs that behave so, as well as any does; ``alone``: what each mistake does.

        A pair counts where both of its mistakes matter and one of them shows as it is alone: two
        that only together look like this may be another mistake. One that has all edits of another
        and more does not count: nothing shows the rest.
        """
        fitting = dict[Pair, tuple[int, int]]()
        for pair, known in self._behaviours(found, alone, strictly):
            fits = match(found, known, strictly)
            each = [alone[slug] for slug in pair]
            if fits and _both_matter(known, each) and any(shows(one, found) for one in each):
                fitting[pair] = (fits.numbers, fits.words)
        best = [pair for pair, fit in fitting.items() if fit == max(fitting.values())]
        return [pair for pair in best if not any(self._contains(pair, other) for other in best)]

    def _contains(self, one: Pair, other: Pair) -> bool:
        mine, theirs = (
            {edit for slug in pair for edit in self._edits.mistakes[slug].items()}
            for pair in (one, other)
        )
        return mine > theirs

    def _behaviours(
        self, found: Behaviour, alone: Mapping[str, Behaviour], strictly: bool
    ) -> Iterator[tuple[Pair, Behaviour]]:
        """Yield the likely pairs and what they do; run and keep those that are not known yet.

        One that does something else is known as far as that.
        """
        if self._known is None:
            self._known = self._cache.load() or {}
        pairs = likely(found, {slug: alone[slug] for slug in self._edits.mistakes if slug in alone})
        new = {}
        for pair in pairs[: MOST_CHECKS // len(found)]:
            name = "+".join(pair)
            known = self._known.get(name, {})
            open_yet = len(known) < len(found) and not differs(found, known, strictly)
            if open_yet and (code := self._made(pair)):
                ran = self._run(code, lambda *check: differs(found, dict([check]), strictly))
                if ran is not None:
                    known = new[name] = self._known[name] = ran
            yield pair, known
        if new:
            # another process may add pairs, too
            with self._cache.alone():
                self._cache.add(new)

    def _made(self, pair: Pair) -> str | None:
        return self._edits.code(*pair) or self._edits.code(*reversed(pair))


def likely(found: Behaviour, alone: Mapping[str, Behaviour]) -> list[Pair]:
    """Return the pairs that may behave so, the likeliest first, each in the order of its failures.

    What passes must pass with either mistake, and what fails must fail with one of them, by an
    exception only where one of them raises such an exception.
    """
    possible = [slug for slug, known in alone.items() if _may_be_part(found, known)]
    scores = {}
    for pair in combinations(sorted(possible), 2):
        one, other = (alone[slug] for slug in pair)
        if _explained(found, one, other):
            words = sum(
                trace.words in (one[name].words, other[name].words)
                for name, trace in found.items()
                if trace.outcome == Outcome.FAIL
            )
            scores[_in_order(pair, alone)] = words
    return sorted(scores, key=lambda pair: (-scores[pair], pair))


def _both_matter(known: Behaviour, each: Iterable[Behaviour]) -> bool:
    return not any(match(known, one) for one in each)


def _may_be_part(found: Behaviour, known: Behaviour) -> bool:
    return found.keys() == known.keys() and all(
        trace.drawn or trace.outcome != Outcome.PASS or known[name].outcome == Outcome.PASS
        for name, trace in found.items()
    )


def _explained(found: Behaviour, one: Behaviour, other: Behaviour) -> bool:
    return all(
        _explains(trace, one[name], other[name])
        for name, trace in found.items()
        if trace.outcome == Outcome.FAIL and not trace.drawn
    )


def _explains(trace: Trace, one: Trace, other: Trace) -> bool:
    if trace.raised and not trace.divided_by_zero:
        return trace.reason in {one.reason, other.reason} - {""}
    return not one.outcome == other.outcome == Outcome.PASS


def _in_order(pair: Pair, alone: Mapping[str, Behaviour]) -> Pair:
    """Return a pair with the mistake first that shows in the earlier check."""

    def first(slug: str) -> int:
        return next(
            (place for place, trace in enumerate(alone[slug].values())
             if trace.outcome == Outcome.FAIL), len(alone[slug])
        )  # fmt: skip

    one, other = pair
    return pair if first(one) <= first(other) else (other, one)
