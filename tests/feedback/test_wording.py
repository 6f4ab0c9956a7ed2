"""What a student reads first, in words that fit what happened; built from outcomes alone."""

from dataclasses import replace

import pytest

from autograder.course.known_solutions import KnownSolution
from autograder.feedback import wording
from autograder.testing.results import Check, Exercise, Outcome

PASS = Check("right", "It adds up", 1, Outcome.PASS)
EXAMPLE = Check(
    "by_hand",
    "The worked example",
    1,
    Outcome.FAIL,
    "It is too large by a factor of 2.",
    example=True,
)
WRONG = Check("scale", "Kept units are scaled", 1, Outcome.FAIL, "They are not.", "What is p?")
HUNG = Check("any_shape", "Any shape", 1, Outcome.FAIL, "It did not finish.", "", "Hung")
STUB = Check("value", "Twice", 1, Outcome.FAIL, "`f` is not written yet.", "", "NotWritten")
ODD = Check("odd", "Odd", 1, Outcome.ERROR, "A fault of the grader.")
SKIPS = [
    Check(name, title, 1, Outcome.SKIP, f"Not tried: “{first}” comes first.")
    for name, title, first in (("a", "A", "Scale"), ("b", "B", "Mask"), ("c", "C", "Scale"))
]
KNOWN = KnownSolution(
    "f", "no_scaling", "", "The kept units are not scaled.", "It is dropped.", "What is p?"
)


THOUGHT = "You may have thought: “It is dropped.” That is where it goes wrong."


def exercise(*checks, known=None):
    return Exercise("f", 10, tuple(checks), (known,) if known else ())


@pytest.mark.parametrize(
    ("checks", "known", "first"),
    [
        ([PASS], None, "Nothing left to do here."),
        ([PASS, WRONG], None, "Next: Kept units are scaled. They are not."),
        ([EXAMPLE, WRONG], None, "Next: Kept units are scaled. They are not."),
        ([EXAMPLE, PASS], None, "Next: The worked example. It is too large by a factor of 2."),
        ([PASS, WRONG], KNOWN, "Next: The kept units are not scaled. What is p?"),
        ([HUNG], None, "Next: It did not finish. (While checking this: Any shape.)"),
        ([STUB, *SKIPS], None, "Next: `f` is not written yet."),
        ([ODD, WRONG], None, "A check could not be run. This is not your fault; a "
                             "person will look at it."),
    ],
)  # fmt: skip
def test_the_first_line_says_what_to_do_next(checks, known, first):
    found = exercise(*checks, known=known)
    assert wording.announced_step(found) == first
    assert wording.next_step(found) == first.removeprefix("Next: ")
    assert wording.as_text(found).splitlines()[0] == first
    page, score = wording.as_html(found), f"<strong>{wording.headline(found)}</strong>"
    assert page.index(first.removeprefix("Next: ")) < page.index(score)


@pytest.mark.parametrize(
    ("checks", "known", "told"),
    [
        ([PASS], None, ""),
        ([PASS, WRONG], None, ""),
        ([WRONG], KNOWN, f"{THOUGHT} This one mistake explains the check that fails."),
        ([WRONG, EXAMPLE], KNOWN, f"{THOUGHT} This one mistake explains both checks that fail."),
        ([WRONG, EXAMPLE, HUNG], KNOWN,
         f"{THOUGHT} This one mistake explains all 3 checks that fail."),
        ([WRONG, EXAMPLE], None, "2 checks fail, and no single well-known mistake explains them "
                                 "all: take them one by one, in order."),
        ([HUNG, HUNG], None, ""),
        ([STUB, STUB], None, ""),
        ([ODD, WRONG, EXAMPLE], None, ""),
    ],
)  # fmt: skip
def test_what_stands_behind_it_is_honest(checks, known, told):
    assert wording.background(exercise(*checks, known=known)) == told


def test_checks_that_were_not_tried_stand_together_by_their_reason():
    found = exercise(PASS, *SKIPS)
    assert wording.as_text(found).splitlines()[-2:] == [
        "– Not tried: “Scale” comes first. A; C",
        "– Not tried: “Mask” comes first. B",
    ]
    page = wording.as_html(found)
    assert page.count("Not tried") == 2
    assert "A · C" in page


def test_the_gradebooks_comment_quotes_nothing_that_a_submission_has_said():
    for check in (HUNG, STUB):
        assert check.rationale not in wording.comment(exercise(check))
    assert "What is p?" in wording.comment(exercise(WRONG, known=KNOWN))


def test_all_text_is_escaped():
    nasty = Check("x", "<b>", 1, Outcome.FAIL, "<script>", "<i>", "Raised")
    page = wording.as_html(exercise(nasty))
    assert not [tag for tag in ("<b>", "<script", "<i>") if tag in page]
    assert "&lt;script&gt;" in page


def test_each_check_says_what_it_gives_of_what_it_is_worth():
    found = exercise(PASS, WRONG, replace(HUNG, weight=2))
    assert wording.points_of(found) == {
        "right": "2.5 points", "scale": "0 of 2.5 points", "any_shape": "0 of 5.0 points",
    }  # fmt: skip
    page = wording.as_html(found)
    assert page.index("2.5 points") < page.index("It adds up") < page.index("0 of 2.5 points")


def test_checks_that_were_not_tried_say_together_what_they_would_have_given():
    found = exercise(PASS, *SKIPS)
    points = wording.points_of(found)
    assert points["Not tried: “Scale” comes first."] == "0 of 5.0 points"
    assert points["Not tried: “Mask” comes first."] == "0 of 2.5 points"
    assert wording.as_html(found).count("0 of 5.0 points") == 1


def test_what_is_held_back_names_no_points():
    assert wording.points_of(exercise(ODD, WRONG)) == {}


SCALED = KnownSolution("f", "no_mask", "", "Nothing is masked.", "Masks are for later.", "Which?")
CRASH = Check("any_shape", "Any shape", 1, Outcome.FAIL, "It raised KeyError: 'p' (line 2).", "",
              "Raised", "raised")  # fmt: skip


def with_two(*checks):
    return Exercise("f", 10, checks, (KNOWN, SCALED))


def test_two_mistakes_are_told_with_both_hints_and_both_ideas():
    found = with_two(WRONG, EXAMPLE, PASS)
    assert wording.next_step(found) == (
        "Two mistakes come together here. The first: The kept units are not scaled. What is p? "
        "The second: Nothing is masked. Which?"
    )
    assert wording.background(found) == (
        "You may have thought: “It is dropped.” And: “Masks are for later.” That is where it goes "
        "wrong. Together they explain both checks that fail."
    )
    assert wording.next_step(found) in wording.as_html(found)
    assert wording.comment(found).endswith(wording.next_step(found))


def test_an_exception_that_is_the_first_thing_wrong_leads_whatever_the_name_is():
    alone = exercise(CRASH, WRONG)
    assert wording.next_step(alone) == f"{CRASH.rationale} (While checking this: Any shape.)"
    assert wording.next_step(exercise(CRASH, known=KNOWN)) == (
        f"{CRASH.rationale} The kept units are not scaled. What is p?"
    )
    assert wording.next_step(with_two(CRASH)).startswith(f"{CRASH.rationale} Two mistakes come")
    assert wording.next_step(exercise(WRONG, CRASH)).startswith("Kept units are scaled.")


def test_an_exception_in_the_worked_example_leads_too():
    crash = replace(CRASH, example=True)
    assert wording.next_step(exercise(crash, WRONG)).startswith(CRASH.rationale)


def test_what_an_exception_says_stays_out_of_the_gradebook():
    for found in (exercise(CRASH, known=KNOWN), with_two(CRASH), exercise(CRASH)):
        assert "KeyError" not in wording.comment(found)
