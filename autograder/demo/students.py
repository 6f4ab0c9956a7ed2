"""The simulated classes: who hands in what, and the score that is planned for it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Simulated:
    """A student: for each exercise what ``notebooks.solution_code`` takes; left out: not done."""

    name: str
    story: str
    planned: float
    work: dict[str, str] = field(default_factory=dict)
    deleted: tuple[str, ...] = ()


COST = "compute_cost_with_regularization"
BACKWARD = "backward_propagation_with_regularization"
FORWARD_DROPOUT = "forward_propagation_with_dropout"
BACKWARD_DROPOUT = "backward_propagation_with_dropout"
