"""What the notebook uses of this folder: `from helpers import *`."""

import numpy as np

from . import norm_checks
from .ask_grader import ask_the_grader, remember_grader
from .drop_data import get_CIFAR10_data
from .drop_gradients import eval_numerical_gradient, eval_numerical_gradient_array, rel_error
from .drop_solver import Solver
from .norm_net import AffineNet
from .norm_plots import print_best, show_companions, show_lengths, show_scales, show_signal
from .norm_runs import train_or_recall, try_experiment

__all__ = [
    "AffineNet",
    "Solver",
    "ask_the_grader",
    "eval_numerical_gradient",
    "eval_numerical_gradient_array",
    "get_CIFAR10_data",
    "norm_checks",
    "np",
    "print_best",
    "rel_error",
    "remember_grader",
    "show_companions",
    "show_lengths",
    "show_scales",
    "show_signal",
    "train_or_recall",
    "try_experiment",
]
