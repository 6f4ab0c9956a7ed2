"""The simulated students: who hands in what, and the score that is planned for it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Simulated:
    """A student: for each exercise what ``notebooks.solution_code`` takes; left out: not done."""

    name: str
    story: str
    planned: float
    work: dict[str, str] = field(default_factory=dict)
    deleted: tuple[str, ...] = ()


@dataclass(frozen=True)
class SimulatedClass:
    """The students of one assignment, and the written answers that they all give."""

    students: list[Simulated]
    answers: dict[str, str]
