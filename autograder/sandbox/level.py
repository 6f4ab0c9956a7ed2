"""How strong the box is, from weakest to strongest."""

import enum


class Level(enum.IntEnum):
    """What stands between a submission and the machine."""

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
