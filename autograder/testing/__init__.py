"""All that hidden tests are written with: ``from autograder.testing import check, assert_close``.

A test asks for the fixtures ``student`` (the submission, in its box), ``reference`` (the solutions
of the source notebook) and ``rng`` (hidden inputs, the same in each run), and fails with an
AssertionError whose message the student reads. The names come when they are asked for, for the
engine uses this room too.
"""

from typing import TYPE_CHECKING

from autograder import lazily
from autograder.sandbox.exceptions import StudentFault

if TYPE_CHECKING:
    from autograder.testing.caching import compute_once, draw_once
    from autograder.testing.compare import all_agree, as_real, assert_close, changed, mismatch, near
    from autograder.testing.decorator import check, implied
    from autograder.testing.expectations import (
        describe,
        expect,
        expect_all_unchanged,
        expect_gradients,
        expect_unchanged,
        gradient_of,
        with_picture,
    )
    from autograder.testing.gradients import GradientDiff, Knowledge, compare_gradients
    from autograder.testing.student import Observed, Remote

__all__ = [
    "GradientDiff", "Knowledge", "Observed", "Remote", "StudentFault",
    "all_agree", "as_real", "assert_close", "changed", "check", "compare_gradients",
    "compute_once", "describe", "draw_once", "expect", "expect_all_unchanged", "expect_gradients",
    "expect_unchanged", "gradient_of", "implied", "mismatch", "near", "with_picture",
]  # fmt: skip

__getattr__ = lazily(
    __name__,
    {
        "caching": "compute_once draw_once",
        "compare": "all_agree as_real assert_close changed mismatch near",
        "decorator": "check implied",
        "expectations": "describe expect expect_all_unchanged expect_gradients expect_unchanged "
        "gradient_of with_picture",
        "gradients": "GradientDiff Knowledge compare_gradients",
        "student": "Observed Remote",
    },
)
