"""Where nbgrader finds the tables for other systems.

``nbgrader export --exporter=autograder.export.Exercises`` (or ``Canvas``, ``Moodle``) and
``autograder export`` share what is behind them. They are loaded when they are asked for: on
Gradescope, where the engine grades too, there is no nbgrader.
"""

from autograder import lazily

__getattr__ = lazily(
    "autograder.commands.export", {"tables.nbgrader_plugins": "Exercises Canvas Moodle"}
)
