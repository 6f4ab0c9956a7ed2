"""Numbers in the place of names, so that a report can be passed on."""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import replace

from autograder.commands.report.class_results import ClassResults, StudentReport

SPARE = 4  # numbers for each student: few collide, so that a newcomer hardly ever moves another


def anonymised(results: ClassResults, seed: int) -> ClassResults:
    """Return the results without names, in the order of the pseudonyms.

    Text that could carry a name is left out.
    """
    names = pseudonyms((work.student for work in results.works), seed)
    works = [_nameless(work, names[work.student]) for work in results.works]
    return replace(results, works=tuple(sorted(works, key=lambda work: work.student)))


def pseudonyms(students: Iterable[str], seed: int) -> dict[str, str]:
    """Return a pseudonym for each student: the same each time, in no order that names have.

    ``seed``: the course's secret; whoever knows it and the class list can work them out.
    """
    whole = sorted({*students}, key=lambda name: _digest(name, seed))
    digits = max(3, len(str(SPARE * len(whole))))
    taken: set[int] = set()
    found = {}
    for name in whole:
        number = int.from_bytes(_digest(name, seed)[:8]) % 10**digits
        while number in taken:
            number = (number + 1) % 10**digits
        taken.add(number)
        found[name] = f"student {number:0{digits}}"
    return found


def _digest(name: str, seed: int) -> bytes:
    return hmac.digest(str(seed).encode(), name.encode(errors="surrogateescape"), hashlib.sha256)


def _nameless(work: StudentReport, name: str) -> StudentReport:
    concerns = tuple(replace(concern, details="") for concern in work.concerns)
    return replace(work, student=name, concerns=concerns)
