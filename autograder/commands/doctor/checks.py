"""All checks in their order, each run by itself."""

from collections.abc import Callable, Iterator
from pathlib import Path

from autograder.commands.doctor import (
    exchange,
    gradebook,
    installation,
    leftovers,
    releases,
    resources,
    sandbox,
    settings,
)
from autograder.commands.doctor.findings import Finding, Place, fail
from autograder.gradebook.quick_import import import_quickly

Check = Callable[[Place], Iterator[Finding]]

ANYWHERE: tuple[Check, ...] = (
    installation.python, installation.packages, installation.jupyter, installation.optional,
)  # fmt: skip
COURSE: Check = settings.course
IN_A_COURSE: tuple[Check, ...] = (
    settings.course_id, settings.plug_in, settings.pages, settings.unread, settings.seed,
    settings.folders,
    sandbox.isolation, sandbox.suites,
    gradebook.gradebook, releases.releases, exchange.exchange, exchange.times,
    leftovers.leftovers, resources.disk, resources.power,
)  # fmt: skip


def examine(start: Path) -> Iterator[Finding]:
    """Yield what is found; without a course that can be read, only what needs none."""
    import_quickly()
    place = Place(start)
    for check in ANYWHERE:
        yield from alone(check, place)
    found = list(alone(COURSE, place))
    yield from found
    if any(each.status == "FAIL" for each in found):
        return
    for check in IN_A_COURSE:
        yield from alone(check, place)


def alone(check: Check, place: Place) -> Iterator[Finding]:
    """Yield what a check finds; a crash of it is a finding too."""
    what = check.__name__.replace("_", " ")
    try:
        yield from check(place)
    except Exception as error:
        words = " ".join(str(error).split())[:300] or "no reason given"
        kind = type(error).__name__
        if kind == "CourseError":
            found, _, remedy = words.partition(": ")
            yield fail(what, found, remedy or "see the message")
        else:
            remedy = "fix that first; where a package is missing: make demo"
            yield fail(what, f"this check could not be done: {kind}: {words}", remedy)
