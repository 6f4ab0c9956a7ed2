"""What the microscope is to know of the gradients of a net and of a dropout layer."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.exercises.dropout.nets import Arrays
from autograder.testing import Knowledge


@dataclass(frozen=True)
class NetGradients(Knowledge):
    """The gradients of a net's parameters for a batch, with or without L2."""

    parameters: Arrays
    examples: int
    reg: float = 0.0
    noun: str = "gradient"
    note: str = ""

    @property
    def backwards(self) -> tuple[str, ...]:
        """The parameters in the order in which a backward pass finds their gradients."""
        layers = range(len(self.parameters) // 2, 0, -1)
        return tuple(f"{kind}{layer}" for layer in layers for kind in "Wb")

    def about(self, name: str, right: np.ndarray) -> dict[str, Any]:
        """Weights are (inputs, units); with L2 they, and they alone, have a penalty."""
        weights = name[0] == "W"
        found: dict[str, Any] = {"axes": ("input", "unit") if weights else ("unit",)}
        if self.reg:
            penalty = self.reg * self.parameters[name].astype(float)
            data = {"the part from the data": right - penalty}
            found |= (
                {"terms": {f"the penalty reg · {name}": penalty} | data}
                if weights
                else {"extras": {f"a penalty reg · {name}": penalty}}
            )
        return {**found, "many": self.examples}


@dataclass(frozen=True)
class Slope(Knowledge):
    """The gradient dx of a dropout layer; `kept`: what the forward pass has let through."""

    kept: np.ndarray

    def about(self, name: str, right: np.ndarray) -> dict[str, Any]:
        """The two branches; rows are examples."""
        return {
            "axes": ("example", "unit") if right.ndim == 2 else ("entry",),
            "regions": {
                "where the forward pass kept the entries": self.kept,
                "where the forward pass dropped the entries": ~self.kept,
            },
        }


@dataclass(frozen=True)
class Switches(Knowledge):
    """The gradients of hidden biases on one example; `off`: the units that were dropped."""

    off: dict[str, np.ndarray]
    noun: str = "gradient"

    def about(self, name: str, right: np.ndarray) -> dict[str, Any]:
        """Where the units were dropped, and where they were not."""
        off = self.off[name]
        return {"axes": ("unit",), "regions": {"where the unit was dropped": off,
                                               "where the unit was kept": ~off}}  # fmt: skip
