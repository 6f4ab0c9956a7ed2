"""The bar that is shown while a class is graded: how far, how long still, and the tally so far."""

import sys
from collections.abc import Iterable, Iterator
from typing import Any

Result = dict[str, Any]
BAR = "{percentage:3.0f}% {bar} {n_fmt} of {total_fmt}, {remaining} left{postfix}"


class Tally:
    """Counts results: how many have full marks, how many need a person, and the mean score."""

    def __init__(self) -> None:
        self._scores: list[float] = []
        self._full = self._held = 0

    def add(self, result: Result) -> None:
        """Count one more."""
        if result["score"] is None:
            self._held += 1
            return
        self._scores.append(result["score"])
        self._full += result["score"] == result["max_score"]

    def __str__(self) -> str:
        scores = self._scores
        mean = f"mean {sum(scores) / len(scores):.1f}, " if scores else ""
        return f"{mean}full marks {self._full}, without a score {self._held}"


def shown(results: Iterable[Result], total: int) -> Iterator[Result]:
    """Yield the results, with a bar on stderr where that is a terminal."""
    from tqdm import tqdm

    tally = Tally()
    with tqdm(total=total, bar_format=BAR, disable=None, dynamic_ncols=True) as bar:
        for result in results:
            tally.add(result)
            bar.set_postfix_str(str(tally), refresh=False)
            bar.update()
            yield result


def say(words: str) -> None:
    """Print a line on stderr, above the bar where there is one."""
    # a usage error need not wait for it
    from tqdm import tqdm

    tqdm.write(words, file=sys.stderr)


def in_order(results: Iterable[Result], names: Iterable[str]) -> Iterator[Result]:
    """Yield the results in the order of the names, each as soon as it can be."""
    early: dict[str, Result] = {}
    left = iter(names)
    awaited = next(left, None)
    for result in results:
        early[result["submission"]] = result
        while awaited in early:
            yield early.pop(awaited)
            awaited = next(left, None)
    yield from early.values()
