"""What an instructor can set in ``nbgrader_config.py`` under ``c.Grading``."""

import os
import sys
from copy import deepcopy
from pathlib import Path

from jupyter_core.paths import jupyter_config_path
from traitlets import Any, Enum, Float, Int, List, Unicode
from traitlets.config import Config, Configurable
from traitlets.config.loader import JSONFileConfigLoader, PyFileConfigLoader

from autograder.course.course import EXERCISES, Assignment, Course, CourseError
from autograder.sandbox.limits import Level, Limits

LOADERS = {JSONFileConfigLoader: "nbgrader_config.json", PyFileConfigLoader: "nbgrader_config.py"}


class Grading(Configurable):
    """How submissions are graded."""

    isolation = Enum(
        [level.name.lower() for level in Level],
        "sealed",
        help="The weakest isolation to grade with; where the machine gives less, grading refuses.",
    ).tag(config=True)
    seed = Int(0, help="The seed of the hidden inputs. Keep your own to yourself.").tag(config=True)
    suites = Unicode(
        str(EXERCISES),
        help="The folder of the hidden tests: in it a folder for each assignment, and there one "
        "for each exercise.",
    ).tag(config=True)
    not_isolated = List(
        Unicode(),
        help="The assignments (names, or patterns like hw*) that have their tests in their cells, "
        "and whose code nbgrader may run outside the box.",
    ).tag(config=True)
    sanitize_preprocessors = List(
        Any(),
        help="nbgrader's steps for what is not isolated, in the place of its own: before it runs.",
    ).tag(config=True)
    autograde_preprocessors = List(Any(), help="As sanitize_preprocessors: from running on.").tag(
        config=True
    )
    call_seconds = Float(
        Limits.call_seconds, help="Wall time that one call of a student's function may take."
    ).tag(config=True)
    cell_seconds = Float(
        Limits.cell_seconds, help="Wall time that one cell of a submission may take."
    ).tag(config=True)
    submission_seconds = Float(
        Limits.submission_seconds,
        help="Wall time that all calls of a submission's functions may take together, an equal "
        "share for each exercise.",
    ).tag(config=True)
    own_cells_seconds = Float(
        Limits.own_cells_seconds,
        help="Wall time that all cells of a submission may take together; once it is used up, only "
        "their definitions are run.",
    ).tag(config=True)
    cpu_seconds = Int(
        Limits.cpu_seconds, help="CPU time that one process of a submission may use."
    ).tag(config=True)
    memory_mb = Int(
        Limits.memory_mb, help="Memory of a submission, in MiB, on top of the warm interpreter."
    ).tag(config=True)
    answer_mb = Int(
        Limits.answer_mb, max=Limits.answer_mb, help="What one call may return, in MiB."
    ).tag(config=True)
    processes = Int(
        Limits.processes, help="Processes and threads of a submission, at isolation 'process'."
    ).tag(config=True)
    file_mb = Int(
        Limits.file_mb, help="What one file may hold, in MiB, at isolation 'process'."
    ).tag(config=True)

    @property
    def limits(self) -> Limits:
        """Return the limits of one submission."""
        return Limits(
            self.call_seconds, self.cell_seconds, self.submission_seconds,
            self.cpu_seconds, self.memory_mb, self.answer_mb, self.processes, self.file_mb,
            self.own_cells_seconds,
        )  # fmt: skip

    def course(self, root: Path) -> Course:
        """Return the course at ``root``, with the suites that are configured."""
        return Course(root, Path(root, self.suites), self.config)

    def assignment(self, root: Path, label: str) -> Assignment:
        """Return an assignment of the course at ``root``, as `Course.assignment` does."""
        return self.course(root).assignment(label)


def load_config(course: Course) -> Config:
    """Return the course's nbgrader configuration; CourseError where a file of it does not run.

    As nbgrader does, it begins with what this machine and this account have for all courses.
    """
    scripts = str(Path(sys.executable).parent)
    if scripts not in os.environ.get("PATH", "").split(os.pathsep):
        # nbgrader starts `alembic` by name, which fails in an environment that is not activated
        os.environ["PATH"] = os.pathsep.join([scripts, os.environ.get("PATH", "")])
    config = Config()
    shared = map(Path, reversed(jupyter_config_path()))
    places = [place for place in shared if place != course.root]
    for place in (*places, course.root):
        for kind, name in LOADERS.items():
            if (place / name).is_file():
                where = name if place == course.root else str(place / name)
                try:
                    config.merge(kind(name, str(place)).load_config())
                except Exception as error:
                    raise CourseError(f"{where} does not run: {error}") from error
    config.CourseDirectory.root = str(course.root)
    return config


def without_hooks(config: Config) -> Config:
    """Return a configuration that another process can be sent: functions stay where they are."""
    made = deepcopy(config)
    for section in filter(lambda each: isinstance(each, Config), made.values()):
        for name in [name for name in section if name.endswith("_hook")]:
            del section[name]
    return made
