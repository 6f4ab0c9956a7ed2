"""What an instructor can set in ``nbgrader_config.py`` under ``c.Serve``."""

from traitlets import Bool, Enum, Float, Int, List, Unicode
from traitlets.config import Configurable

OUTCOMES, REASONS, ALL = "outcomes", "reasons", "all"


class Serve(Configurable):
    """How the grading service answers, and how often."""

    shows = Enum(
        [OUTCOMES, REASONS, ALL],
        REASONS,
        help="What students read: which checks pass; with reasons and hints; or with the names of "
        "known mistakes and pictures, too.",
    ).tag(config=True)
    attempts_per_hour = Int(
        10,
        min=1,
        help="How often an hour a student may hear what is wrong with one exercise. What is right "
        "or not begun is free, and so is the same code once more.",
    ).tag(config=True)
    asks_per_hour = Int(
        60,
        min=1,
        help="How often an hour a student may ask at all, whatever it is and however it ends.",
    ).tag(config=True)
    patience_seconds = Float(
        20.0, min=0.1, help="Seconds after which code that is still running is no longer tried."
    ).tag(config=True)
    processes = Int(0, min=0, help="Processes that grade here; 0: one for each core.").tag(
        config=True
    )
    most_waiting = Int(400, min=1, help="Students who may wait at once; others come later.").tag(
        config=True
    )
    most_mb = Float(8.0, min=0.01, help="What a notebook may hold, outputs and all, in MiB.").tag(
        config=True
    )
    upload_seconds = Float(20.0, min=0.1, help="Seconds in which a notebook must have come.").tag(
        config=True
    )
    instructors = List(
        Unicode(), help="Names at the JupyterHub of those who see the page about all students."
    ).tag(config=True)
    collect_seconds = Float(
        10.0, min=0.1, help="With --collect: seconds between two looks at the exchange."
    ).tag(config=True)
    release_feedback = Bool(
        False, help="With --collect: release feedback as soon as something is graded."
    ).tag(config=True)
