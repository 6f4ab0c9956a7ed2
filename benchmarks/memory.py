"""The memory of a process and all that it has started: the peak of the summed PSS."""

import threading
from collections import defaultdict
from pathlib import Path

PROC = Path("/proc")


def family(pid: int) -> list[int]:
    """Return a process and all its descendants."""
    children = defaultdict(list)
    for folder in PROC.glob("[0-9]*"):
        try:
            after_name = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        children[int(after_name[1])].append(int(folder.name))
    found = [pid]
    for each in found:
        found += children[each]
    return found


def pss(pids: list[int]) -> int:
    """Return the bytes of some processes; what they share counts once."""
    whole = 0
    for pid in pids:
        try:
            lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
        except OSError:  # it has ended
            continue
        whole += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return whole * 1024


class Watch:
    """Samples the memory of a process and its descendants until it is stopped."""

    def __init__(self, pid: int, interval: float = 0.5) -> None:
        self.peak, self._pid, self._interval = 0, pid, interval
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._thread.start()

    def _sample(self) -> None:
        while not self._stopped.wait(self._interval):
            self.peak = max(self.peak, pss(family(self._pid)))

    def stop(self) -> int:
        """Return the peak in bytes."""
        self._stopped.set()
        self._thread.join()
        return self.peak
