"""Has ``nbgrader generate_assignment`` put back what was released where it fails."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from nbgrader.converters import GenerateAssignment


def keep_release() -> None:
    """Put a step around nbgrader's, which removes the folder first; safe to repeat."""
    convert = GenerateAssignment.convert_notebooks
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

    convert_notebooks.keeps = True  # type: ignore[attr-defined]
    GenerateAssignment.convert_notebooks = convert_notebooks
