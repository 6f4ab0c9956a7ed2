"""What the notebook uses of this folder: `from helpers import *`."""

import numpy as np

from . import drop_checks
from .ask_grader import ask_the_grader, remember_grader
from .drop_data import get_CIFAR10_data
from .drop_gradients import eval_numerical_gradient, eval_numerical_gradient_array, rel_error
from .drop_layers import (
    affine_backward,
    affine_forward,
    relu_backward,
    relu_forward,
    softmax_loss,
)
from .drop_panels import (
    gap_of,
    print_table,
    show_accuracies,
    show_final,
    show_gaps,
    show_noise,
    show_signal,
    show_spread,
    show_thinned_nets,
)
from .drop_plots import show_images, show_masks
from .drop_runs import (
    accuracies_with_dropout_on,
    compare_division,
    train_or_recall,
    train_with_bar,
    try_experiment,
)
from .drop_solver import Solver

__all__ = [
    "Solver",
    "accuracies_with_dropout_on",
    "affine_backward",
    "affine_forward",
    "ask_the_grader",
    "compare_division",
    "drop_checks",
    "eval_numerical_gradient",
    "eval_numerical_gradient_array",
    "gap_of",
    "get_CIFAR10_data",
    "np",
    "print_table",
    "rel_error",
    "relu_backward",
    "relu_forward",
    "remember_grader",
    "show_accuracies",
    "show_final",
    "show_gaps",
    "show_images",
    "show_masks",
    "show_noise",
    "show_signal",
    "show_spread",
    "show_thinned_nets",
    "softmax_loss",
    "train_or_recall",
    "train_with_bar",
    "try_experiment",
]
