"""The machine: room on the disk, cores and memory."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from autograder.commands.doctor.findings import Finding, Place, fail, ok, warn

GIB, MIB = 1 << 30, 1 << 20
FULL, NARROW = 100 * MIB, GIB  # free bytes below which grading fails, and may soon
PER_PROCESS = 300 * MIB  # a process that grades and its box, beside what a submission may use
CGROUP = Path("/sys/fs/cgroup/memory.max")  # a container's limit


def disk(place: Place) -> Iterator[Finding]:
    """Look at the room where the course lies and where temporary files go."""
    for what, folder in (("disk", place.root), ("temporary files", Path(tempfile.gettempdir()))):
        free = shutil.disk_usage(folder).free
        words = f"{free / GIB:.1f} GiB are free in {folder}"
        if free >= NARROW:
            yield ok(what, words)
        else:
            found = fail if free < FULL else warn
            yield found(what, words, f"make room: du -xsh {folder}/* | sort -h")


def power(place: Place) -> Iterator[Finding]:
    """Compare the memory with what the processes may use that grade by default."""
    from autograder.classroom.workers.cores import cores
    from autograder.course.settings import Grading

    each = PER_PROCESS + Grading(config=place.config).memory_mb * MIB
    count, memory = len(cores()), memory_bytes()
    words = f"{count} cores, {memory / GIB:.1f} GiB of memory"
    if memory >= count * each:
        yield ok("machine", words)
        return
    jobs = max(memory // each, 1)
    told = f"{words}: submissions that use all they may would need {count * each / GIB:.1f} GiB"
    yield warn("machine", told, f"autograder grade ASSIGNMENT --jobs {jobs}")


def memory_bytes() -> int:
    """Return the memory of this machine, or of the container that we are in."""
    whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    limit = CGROUP.read_text().strip() if CGROUP.is_file() else ""
    return min(whole, int(limit)) if limit.isdecimal() else whole
