"""The demonstration: a simulated class, through nbgrader's whole workflow."""

import os
import shutil
import sys
import tempfile
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.commands.demo.students import SimulatedClass, read_class
from autograder.commands.output import table
from autograder.commands.output.files import empty_folder
from autograder.course.course import Course, CourseError
from autograder.course.settings import Grading

if TYPE_CHECKING:  # it imports nbgrader, which takes seconds
    from autograder.commands.demo.course_copy import DemoCourse

REPORT = "reports/dropout.html"
EXAMPLE = "feedback/emi/dropout/dropout.html"  # a page worth reading
GUIDE = """
Look around in {root}
  gradebook.db    scores and comments
  reports/        how each assignment went, a page each: open
                  {report}
  feedback/       what each student gets back, for example
                  {example}
To mark the written answers: cd '{root}', run '{lab} lab', menu Nbgrader, Formgrader."""


def run_demo(course: Course, into: Path | None, isolation: str | None) -> int:
    """Run every assignment's life on its simulated class; return 0 when all scores are as planned.

    The folder stays, so that the gradebook, the feedback and formgrader can be looked at.
    """
    if not any(map(read_class, map(course.assignment, course.labels))):
        raise CourseError(
            "no assignment here has a simulated class: the demonstration is of the project's own "
            "course, in a checkout"
        )
    if into is None:
        root = Path(tempfile.mkdtemp(prefix="regularization-demo-")).resolve()
    else:
        root = empty_folder(into, "name another with --into")
    print("importing nbgrader …", flush=True)
    from autograder.commands.demo.course_copy import DemoCourse

    demo = DemoCourse(course, root)
    if isolation:
        demo.config.Grading.isolation = isolation
    surprises = []
    for name in demo.course.names:
        if simulated := read_class(demo.course.notebooks(name)[0]):
            surprises += _live(demo, name, simulated)
    lab = Path(sys.executable).parent / "jupyter"
    print(GUIDE.format(root=root, report=root / REPORT, example=root / EXAMPLE, lab=lab))
    show(root / REPORT)
    for surprise in surprises:
        print(f"! {surprise}")
    return 1 if surprises else 0


def show(page: Path) -> None:
    """Open a page in the browser where somebody looks on and has a screen."""
    if sys.stdout.isatty() and any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY"))):
        webbrowser.open(page.as_uri())


def _live(demo: "DemoCourse", assignment: str, simulated: SimulatedClass) -> list[str]:
    from autograder.classroom.grade_class import grade_class
    from autograder.commands.demo.notebooks import fill_in
    from autograder.commands.report.write import write
    from autograder.grading.grader import warm_grader

    found = demo.course.assignment(assignment)
    print()
    _say(assignment, "generate and release")
    demo.release(assignment)
    students = simulated.students
    _say(assignment, f"{len(students)} students fetch it, work on it and submit")
    for student in students:
        notebook = demo.fetch(student.name, assignment)
        fill_in(notebook, found, student.work, simulated.answers, student.deleted)
        demo.submit(student.name, assignment)
        shutil.rmtree(notebook.parent)
    _say(assignment, "collect")
    demo.collect(assignment)
    grader = warm_grader(Grading(config=demo.config), demo.course.root, assignment)
    _say(assignment, "try the known mistakes, to recognise them; once, then they are kept")
    grader.diagnoses.learn()
    _say(assignment, f"autograde, {grader.level.words}")
    graded = grade_class(demo.course, demo.config, assignment, say=lambda _: None)
    results = sorted(graded, key=lambda result: str(result["submission"]))
    _say(assignment, "generate and release feedback")
    demo.feedback(assignment)
    _say(assignment, "write the class report")
    write(demo.course, demo.config, assignment)
    print("\n" + table.render(results, {each.name: each.story for each in students}))
    print(f"The written answers ({len(simulated.answers)} per student) are still to be marked.")
    scores = {result["submission"]: result["score"] for result in results}
    return [
        f"{each.name} got {scores.get(each.name)} in {assignment}, planned {each.planned}"
        for each in students
        if scores.get(each.name) != each.planned
    ]


def _say(assignment: str, step: str) -> None:
    print(f"{assignment}: {step} …", flush=True)
