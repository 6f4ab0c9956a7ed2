"""The simulated classes of the course, which the demonstration grades, by assignment."""

from autograder.commands.demo.students import SimulatedClass, read_class
from autograder.course.course import Course
from tests.support.places import ROOT


def _classes(course: Course) -> dict[str, SimulatedClass]:
    found = {name: read_class(course.assignment(name)) for name in course.names}
    return {name: simulated for name, simulated in found.items() if simulated}


CLASSES = _classes(Course(ROOT))
