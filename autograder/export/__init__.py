"""Grades for other systems: tables for spreadsheets, Canvas and Moodle, an archive for Gradescope.

``nbgrader export --exporter=autograder.export.Exercises`` (or ``Canvas``, ``Moodle``) and
``autograder export`` share what is behind them. The plug-ins are loaded when they are asked for:
on Gradescope, where the engine grades too, there is no nbgrader.
"""

from typing import Any

PLUGINS = ("Exercises", "Canvas", "Moodle")


def __getattr__(name: str) -> Any:
    if name not in PLUGINS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from autograder.export import plugins

    return getattr(plugins, name)
