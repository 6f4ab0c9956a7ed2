"""Has ``nbgrader generate_assignment`` put back what was released where it fails.

Where it does not, notebooks that an assignment has no longer are withdrawn, and this in the end.
"""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.converters import GenerateAssignment

from autograder.course.course import notebooks_in
from autograder.gradebook.question_rows import marks_by_hand, names_of
from autograder.gradebook.set_aside import SetAside


def keep_release() -> None:
    """Put a step around nbgrader's, which removes the folder first; safe to repeat."""
    convert, clean = GenerateAssignment.convert_notebooks, GenerateAssignment._clean_old_notebooks
    if getattr(convert, "keeps", False):
        return

    def convert_notebooks(converter: Any) -> None:
        course = converter.coursedir
        # nbgrader converts in the course's root
        released = Path(converter._format_dest(course.assignment_id, course.student_id))
        with tempfile.TemporaryDirectory() as folder:
            kept = Path(folder, "release")
            if released.is_dir():
                shutil.copytree(released, kept, symlinks=True)
            try:
                convert(converter)
            except BaseException:
                if kept.is_dir():
                    shutil.rmtree(released, ignore_errors=True)
                    shutil.copytree(kept, released, symlinks=True)
                    converter.log.warning("%s is as it was before", released)
                raise
        if course.notebook_id == "*" and not converter.no_database:
            _withdraw_notebooks(converter)

    def clean_old_notebooks(converter: Any, assignment: str, student: str) -> None:
        # where work is handed in nbgrader refuses
        with _gradebook(converter) as book:
            handed_in = bool(book.find_assignment(assignment).submissions)
        if not handed_in:
            clean(converter, assignment, student)

    convert_notebooks.keeps = True  # type: ignore[attr-defined]
    GenerateAssignment.convert_notebooks = convert_notebooks
    GenerateAssignment._clean_old_notebooks = clean_old_notebooks


def _withdraw_notebooks(converter: Any) -> None:
    """Take out of the gradebook the notebooks that have no source; what people gave is kept."""
    course, say = converter.coursedir, converter.log.warning
    name = course.assignment_id
    there = notebooks_in(Path(converter._format_source(name, ".")))
    with _gradebook(converter) as book:
        for known in book.find_assignment(name).notebooks:
            if known.name in there:
                continue
            aside = SetAside(Path.cwd(), name, known.name)
            if lost := marks_by_hand(book.db, known, names_of(known._base_cells)):
                aside.write(aside.read() | lost)
            say("Withdrawn: the notebook %s", known.name)
            for cell, students in lost.items():
                file = aside.path.relative_to(Path.cwd())
                say("%s: what people gave to %d is kept in %s", cell, len(students), file)
            book.remove_notebook(known.name, name)
            say("Now bring everybody's scores up to date: autograder grade %s", name)


def _gradebook(converter: Any) -> Gradebook:
    return Gradebook(converter.coursedir.db_url, converter.coursedir.course_id)
