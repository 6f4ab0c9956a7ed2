"""What the notebook uses of this folder: `from helpers import *`."""

import numpy as np

from . import reg_checks
from .ask_grader import ask_the_grader, remember_grader
from .reg_choice import try_strengths
from .reg_data import validation_and_test
from .reg_panels import (
    compare_boundaries,
    compare_table,
    show_masks,
    show_run,
    show_spread,
    show_thinned_nets,
)
from .reg_plots import plot_costs, plot_decision_boundary, plot_players
from .reg_runs import (
    accuracies_with_dropout_on,
    compare_gradients,
    masks_of,
    title_of,
    train_or_recall,
    try_experiment,
)
from .reg_utils import (
    accuracy,
    backward_propagation,
    compute_cost,
    forward_propagation,
    initialize_parameters,
    load_2D_dataset,
    predict,
    predict_dec,
    progress,
    relu,
    report,
    sigmoid,
    update_parameters,
)

__all__ = [
    "accuracies_with_dropout_on",
    "accuracy",
    "ask_the_grader",
    "backward_propagation",
    "compare_boundaries",
    "compare_gradients",
    "compare_table",
    "compute_cost",
    "forward_propagation",
    "initialize_parameters",
    "load_2D_dataset",
    "masks_of",
    "np",
    "plot_costs",
    "plot_decision_boundary",
    "plot_players",
    "predict",
    "predict_dec",
    "progress",
    "reg_checks",
    "relu",
    "remember_grader",
    "report",
    "show_masks",
    "show_run",
    "show_spread",
    "show_thinned_nets",
    "sigmoid",
    "title_of",
    "train_or_recall",
    "try_experiment",
    "try_strengths",
    "update_parameters",
    "validation_and_test",
]
