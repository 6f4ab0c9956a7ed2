"""Mistakes as edits of one program: what can be made of them, and what is told of a faulty file."""

from dataclasses import replace

import pytest

from autograder.course.course import CourseError
from autograder.course.edits import Edits, read_edits
from autograder.course.exercise_files import EDITS, known_mistakes, own_files

GOOD = """
right = '''
def double(x):
    factor = 2
    return factor * x
'''

[thrice]
'factor = 2' = 'factor = 3'

[one_more]
'factor * x' = 'factor * x + 1'

[same_factor]
'factor = 2' = 'factor = 4'
"""


@pytest.fixture
def assignment(toy, tmp_path):
    bank = tmp_path / "double/misconceptions"
    bank.mkdir(parents=True)
    for slug in ("thrice", "one_more", "same_factor"):
        (bank / f"{slug}.py").write_text('"""A mistake."""\n')
    return replace(toy, suites=tmp_path)


def write(assignment, content):
    (assignment.suites / "double" / EDITS).write_text(content, encoding="utf-8")


def test_one_and_two_mistakes_are_made_of_the_right_program(assignment):
    write(assignment, GOOD)
    edits = read_edits(assignment, "double")
    assert edits.code() == edits.right
    assert edits.code("thrice") == "def double(x):\n    factor = 3\n    return factor * x\n"
    assert "factor = 3\n    return factor * x + 1" in edits.code("thrice", "one_more")
    assert edits.code("one_more", "thrice") == edits.code("thrice", "one_more")


def test_two_of_the_same_place_cannot_be_made_at_once(assignment):
    write(assignment, GOOD)
    assert read_edits(assignment, "double").code("thrice", "same_factor") is None


def test_an_exercise_without_the_file_has_no_edits(assignment):
    assert read_edits(assignment, "double") == Edits()


def test_the_file_names_mistakes_and_takes_no_part_in_a_check(assignment):
    write(assignment, GOOD)
    path = assignment.suites / "double" / EDITS
    assert path in known_mistakes(assignment, "double")
    assert path not in own_files(assignment, "double")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("right = ", "cannot read edits.toml of 'double': TOMLDecodeError"),
        ("[thrice]\n'a' = 'b'", "cannot read edits.toml of 'double': KeyError('right')"),
        ("right = 'a'\n[unheard_of]\n'a' = 'b'", "there is no misconception 'unheard_of'"),
        ("right = 'a'\n[thrice]\n'c' = 'b'", "'thrice' does not fit the program"),
        ("right = 'a a'\n[thrice]\n'a' = 'b'", "'thrice' does not fit the program"),
        ("right = 'a'\nthrice = 3", "cannot read edits.toml of 'double'"),
    ],
)
def test_a_faulty_file_is_told_in_a_line(assignment, content, told):
    write(assignment, content)
    with pytest.raises(CourseError) as failure:
        read_edits(assignment, "double")
    assert told in str(failure.value)
    assert "\n" not in str(failure.value)
