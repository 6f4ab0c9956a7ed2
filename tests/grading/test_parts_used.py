"""What a submission builds on its own functions is judged beside right ones too.

Where the reference does without, and only where points are lost. `negate` comes after `double`.
"""

WRONG_DOUBLE = "def double(x):\n    return x"
BY_DOUBLE = "def negate(x):\n    return x - double(x)"


def points(graded):
    return {each.exercise: each.score / each.max_score for each in graded.exercises}


def test_an_exercise_built_on_a_wrong_one_keeps_its_points(grade):
    found = points(grade(double=WRONG_DOUBLE, negate=BY_DOUBLE))
    assert found["double"] < 1
    assert found["negate"] == 1


def test_one_that_is_right_with_its_own_kind_of_the_other_keeps_them_too(grade):
    own_kind = "def negate(x):\n    return 3 - double(x)[0] + double(x)[1]"
    found = points(grade(double="def double(x):\n    return x, -3", negate=own_kind))
    assert found["double"] < 1
    assert found["negate"] == 1


def test_one_that_is_wrong_beside_right_ones_stays_wrong(grade):
    assert points(grade(double=WRONG_DOUBLE, negate="def negate(x):\n    return double(x)")) == {
        "double": 0,
        "negate": 0,
    }


def test_two_that_call_each_other_give_nothing_away(grade):
    code = {
        "double": "def double(x):\n    return x - negate(x)",
        "negate": "def negate(x):\n    raise NotImplementedError",
    }
    assert points(grade(**code)) == {"double": 0, "negate": 0}


def test_what_is_only_mentioned_or_defined_anew_is_not_put_in_place(grade):
    code = 'def negate(x):\n    """Not by double."""\n    return 0 * double\n'
    assert points(grade(double=WRONG_DOUBLE, negate=code))["negate"] == 0
    anew = "def double(x):\n    return 3 * x\n\n\ndef negate(x):\n    return x - double(x)"
    assert points(grade(double=WRONG_DOUBLE, negate=anew))["negate"] == 0
