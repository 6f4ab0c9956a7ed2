"""What the notebook uses of this folder: `from helpers import *`."""

import os
import sys

if "numpy" not in sys.modules:
    # for matrices as small as these, threads wait for each other longer than they compute
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from . import shrink_checks
from .ask_grader import ask_the_grader, remember_grader
from .shrink_data import (
    directions,
    effective_dof,
    five_directions,
    related_features,
    sampled_objectives,
    small_problem,
    wide_problem,
)
from .shrink_plots import show_masks, show_paths, show_risk, show_shares
from .shrink_risk import (
    RATIOS,
    RATIOS_OF_RIDGE,
    best_errors,
    chosen_on,
    risk_of,
    theory_of_best_ridge,
    theory_of_interpolation,
)
from .shrink_runs import minimum_of, run_or_recall, try_experiment

__all__ = [
    "RATIOS",
    "RATIOS_OF_RIDGE",
    "ask_the_grader",
    "best_errors",
    "chosen_on",
    "directions",
    "effective_dof",
    "five_directions",
    "minimum_of",
    "np",
    "related_features",
    "remember_grader",
    "risk_of",
    "run_or_recall",
    "sampled_objectives",
    "show_masks",
    "show_paths",
    "show_risk",
    "show_shares",
    "shrink_checks",
    "small_problem",
    "theory_of_best_ridge",
    "theory_of_interpolation",
    "try_experiment",
    "wide_problem",
]
