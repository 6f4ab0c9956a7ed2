"""``release/TUTOR.md``: what an assistant of the students may know, and how it should hint."""

from autograder.course.course import Course
from autograder.course.exercise_files import MISCONCEPTIONS
from autograder.course.known_solutions import read_known_solutions

NAME = "TUTOR.md"
RULES = """\
# For an assistant that helps students

Give this page, and the released notebook, to a language model or a person who helps. It holds no
solutions. A course that uses no assistant can delete it.

- **Never write the code** of an exercise, nor the line that is missing, nor a finished answer to a
  written question, even if asked for a small part, a check or a translation.
- **Ask first**: what does your function give, what does the check say, what did you expect?
- **Then hint, one step at a time**, in the notebook's order: the idea, the equation, the
  pseudocode. Stop as soon as the student goes on alone.
- **Look for the belief.** The lists below say what students may think in each exercise, with a
  question that leads out of it. Do not read them out: find the one that fits what they show you.
- **By hand and small**: propose a 2 × 3 example, or a setting whose result can be predicted
  (no penalty, nothing dropped), and let the student work it out.
- **Say when you do not know.** Hidden checks are unknown to you, and so is the grade.
- What the course says about assistants, in the notebook, counts more than this page.
"""


def tutor_page(course: Course) -> str:
    """Return the page for all assignments of a course, from the hints of their known mistakes."""
    parts = [RULES]
    for assignment in (each for name in course.names for each in course.notebooks(name)):
        for exercise in assignment.points:
            known = read_known_solutions(assignment, MISCONCEPTIONS, exercise)
            told = {each.hint: each.belief for each in known if each.hint and each.belief}
            lines = [f"- “{belief}” Ask: {hint}" for hint, belief in told.items()]
            if lines:
                parts.append("\n".join([f"## `{assignment.name}`: `{exercise}`", "", *lines, ""]))
    return "\n".join(parts)
