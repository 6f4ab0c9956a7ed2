"""What a submission may do: how strong the box is, and how much it gives."""

import enum
from dataclasses import dataclass


class Level(enum.IntEnum):
    """What stands between a submission and the machine, from weakest to strongest."""

    PROCESS = 1
    SEALED = 2
    CONTAINED = 3

    @property
    def words(self) -> str:
        """Return the level as people read it."""
        return {
            Level.PROCESS: "process only (limits, but no filter: not for untrusted code)",
            Level.SEALED: "sealed (seccomp allow-list)",
            Level.CONTAINED: "sealed (seccomp allow-list) inside bubblewrap",
        }[self]

    @classmethod
    def named(cls, name: str) -> "Level":
        """Return the level called ``name``; ValueError where there is none."""
        try:
            return cls[name.upper()]
        except KeyError:
            names = ", ".join(level.name.lower() for level in cls)
            raise ValueError(f"unknown isolation level '{name}': use one of {names}") from None


@dataclass(frozen=True)
class Limits:
    """What one submission may use before it is stopped."""

    call_seconds: float = 5.0  # wall time of one call of a student's function
    cell_seconds: float = 5.0  # wall time of one cell
    submission_seconds: float = 60.0  # wall time of all calls, an equal share for each exercise
    cpu_seconds: int = 60  # CPU time of one process
    memory_mb: int = 512  # on top of the warm interpreter
    answer_mb: int = 64  # what one call may return; printed output is thrown away as it comes
    processes: int = 0  # processes and threads; a sealed box refuses all of them in any case
    file_mb: int = 0  # what one file may hold; a sealed box refuses all files in any case
    own_cells_seconds: float = 10.0  # wall time of all cells; then only their definitions are run
    stops: int = 3  # hangs and crashes in one exercise before its other checks are left out

    def for_process(self) -> dict[str, int]:
        """Return the limits that the kernel enforces on the process."""
        names = ("cpu_seconds", "memory_mb", "answer_mb", "processes", "file_mb")
        return {name: getattr(self, name) for name in names}
