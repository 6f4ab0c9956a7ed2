"""The banks' files: one that cannot be read is named."""

from dataclasses import replace

import pytest

from autograder.course.course import CourseError
from autograder.course.exercise_files import MISCONCEPTIONS
from autograder.course.known_solutions import read_known_solutions


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("def double(x:", "cannot read odd.py of 'double': "),
        ('"""A name.\n\nBeleif: a slip.\n"""', "odd.py of 'double': unknown field 'beleif'"),
    ],
)
def test_a_file_of_a_bank_that_cannot_be_read_is_told_in_a_line(toy, tmp_path, content, told):
    folder = tmp_path / "double" / MISCONCEPTIONS
    folder.mkdir(parents=True)
    (folder / "odd.py").write_text(content)
    assignment = replace(toy, suites=tmp_path)
    with pytest.raises(CourseError) as failure:
        read_known_solutions(assignment, MISCONCEPTIONS, "double")
    assert str(failure.value).startswith(told)
    assert "\n" not in str(failure.value)
