"""Hidden tests of `centre_columns`."""

from autograder.testing import assert_close, check, expect_unchanged


@check(weight=5, hint="Along which axis does a column run?")
def test_columns(student, reference, rng):
    """Each column loses its own mean"""
    X = rng.normal(5, 2, (6, 4)) * rng.uniform(1, 9, 4)
    assert_close(student.centre_columns(X), reference.centre_columns(X), "the result")


@check(weight=3, hint="Which kind of numbers is a mean, and which kind is your result?")
def test_whole_numbers(student, reference, rng):
    """Whole numbers are centred, too"""
    X = rng.integers(0, 9, (6, 3)) * 2 + [[0], [0], [0], [0], [0], [1]]
    assert_close(
        student.centre_columns(X), reference.centre_columns(X), "the result for whole numbers"
    )


@check(weight=2, hint="Does one of your lines write into X?", needs=(test_columns,))
def test_unchanged(student, reference, rng):
    """X itself is left unchanged"""
    X = rng.normal(5, 2, (5, 3))
    seen = student.centre_columns.observed(X)
    assert_close(seen.value, reference.centre_columns(X), "what comes back")
    expect_unchanged({"X": X}, seen.args)
