"""How work goes out and comes in: the exchange, and when it was handed in."""

import datetime
import os
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.commands.doctor.findings import Finding, Place, ok, some, warn

TIMESTAMP = "timestamp.txt"
EVERYONE = 0o777  # what nbgrader asks of the exchange: all may enter it and write
STICKY = 0o1000  # and what it does not: nobody may move or remove what is another's


def exchange(place: Place) -> Iterator[Finding]:
    """See whether everybody could write into nbgrader's exchange."""
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.exchange import ExchangeFactory
    from nbgrader.exchange.default import Exchange

    config = place.config
    directory = CourseDirectory(config=config)
    used = ExchangeFactory(config=config).collect
    if not issubclass(used, Exchange):
        yield ok("exchange", f"not nbgrader's own ({used.__module__}): not looked at")
        return
    root = Path(used(coursedir=directory, config=config).root)
    quoted = shlex.quote(str(root))
    if not root.is_dir():
        words = f"there is no folder {root}: needed only to release and collect through nbgrader"
        yield warn("exchange", words, f"mkdir -p {quoted} && chmod 1777 {quoted}")
    elif root.stat().st_mode & EVERYONE != EVERYONE:
        yield warn("exchange", f"not everyone may write to {root}", f"chmod 1777 {quoted}")
    elif not root.stat().st_mode & STICKY:
        words = f"in {root} everyone may move or remove a whole course"
        yield warn("exchange", words, f"chmod +t {quoted}")
    else:
        yield ok("exchange", str(root))


def times(place: Place) -> Iterator[Finding]:
    """Look for submissions from the future, and for times that are none."""
    from autograder.course.folders import CourseFolders, Step

    folders = CourseFolders(place.root, place.config)
    odd, late, count = [], [], 0
    now = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=1)
    work = [(student, name) for name in place.course.names
            for student in folders.students(Step.SUBMITTED, name)]  # fmt: skip
    for student, name in sorted(work):
        if not os.path.lexists(folders.of(Step.SUBMITTED, student, name) / TIMESTAMP):
            continue
        count += 1
        time = _time(folders.timestamp(Step.SUBMITTED, student, name))
        who = f"{student} ({name})"
        if time is None:
            odd.append(who)
        elif time > now:
            late.append(who)
    if odd:
        remedy = "put a time there like 2026-03-02 10:00:00 UTC, or remove the file"
        yield warn("times", f"timestamp.txt holds no time for {some(odd)}", remedy)
    if late:
        remedy = "date -u   and compare: if the clock is right, correct timestamp.txt"
        yield warn("times", f"handed in after now, by this clock: {some(late)}", remedy)
    if not odd and not late:
        yield ok("times", f"{count} submissions have a time, none in the future")


def _time(text: str | None) -> Any:
    from dateutil.parser import parse  # type: ignore[import-untyped]

    try:
        found = parse(text.strip()) if text else None
    except (ValueError, OverflowError):
        return None
    return found if found is None or found.tzinfo else found.replace(tzinfo=datetime.UTC)
