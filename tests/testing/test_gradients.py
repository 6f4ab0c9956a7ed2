"""The gradient microscope: what is said and drawn of a wrong gradient, and what never is."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pytest

from autograder.exercises.regularization.chain_rule import chain
from autograder.exercises.regularization.inputs import (
    GRADIENTS,
    dropout_cache,
    fresh,
    fresh_masks,
    plain_cache,
)
from autograder.feedback import gradient_picture, wording
from autograder.feedback.gradient_picture import draw
from autograder.testing.expectations import expect_gradients, with_picture
from autograder.testing.gradients import (
    GradientDiff,
    Knowledge,
    State,
    WrongGradient,
    compare_gradients,
    look,
)
from autograder.testing.gradients.panel import MOST
from autograder.testing.results import Check, Exercise, Outcome
from tests.support.places import ROOT

LAYERS, M, KEEP, LAMBDA = (3, 6, 5, 1), 8, 0.7, 0.6
RIGHT = np.random.default_rng(1).normal(size=(4, 5))
PENALTY = np.random.default_rng(2).normal(size=(4, 5))
ON = np.random.default_rng(3).random((4, 5)) < 0.6
UNITS = {"axes": ("unit", "example")}


def states(panel):
    return {state for row in panel.grid for state in row}


def changed(*place, by=7.7):
    """The right gradient, other numbers in one place."""
    got = RIGHT.copy()
    got[place] += by + RIGHT[place] ** 2
    return got


class TestOneGradient:
    def test_a_right_one_is_right_and_has_no_words(self):
        panel = look("dW", RIGHT * (1 + 1e-12), RIGHT)
        assert (panel.right, panel.words, states(panel)) == (True, "", {State.RIGHT})

    def test_a_factor(self):
        panel = look("dW", 3 * RIGHT, RIGHT)
        assert panel.words == "is too large by a factor of 3 everywhere"
        assert states(panel) == {State.FACTOR}

    def test_a_division_by_m_that_is_missing(self):
        assert "division by m" in look("db", 7 * RIGHT, RIGHT, many=7).words
        assert "division by m" in look("db", np.array([[7 * 0.3]]), np.array([[0.3]]), many=7).words

    def test_a_sign(self):
        panel = look("dW", -RIGHT, RIGHT)
        assert panel.words == "has the wrong sign everywhere"
        assert states(panel) == {State.SIGN}

    def test_zero(self):
        panel = look("dW", 0 * RIGHT, RIGHT)
        assert panel.words == "is zero everywhere"
        assert states(panel) == {State.ZERO}

    def test_a_transposed_one(self):
        square = RIGHT[:, :4]
        assert look("dW", square.T, square).words == "is transposed"
        assert look("dW", RIGHT.T, RIGHT).words.endswith("is needed: it is transposed")

    def test_another_shape(self):
        panel = look("db", RIGHT[:, 0], RIGHT[:, :1])
        assert panel.words == "has the shape (4,) where (4, 1) is needed: the numbers are right"
        assert states(panel) == {State.UNREADABLE}

    @pytest.mark.parametrize(
        ("times", "words"),
        [
            (0, "lacks the penalty"),
            (2, "has the penalty in it twice"),
            (-1, "subtracts the penalty instead of adding it"),
            (0.5, "has only half of the penalty in it"),
            (6, "has the penalty in it m times: the division by m is missing there"),
            (1 / 6, "has the penalty in it divided by m once too often"),
            (1.43, "would be right, but the penalty is too large by a factor of 1.43"),
        ],
    )
    def test_a_term_that_is_missing_doubled_subtracted(self, times, words):
        got = RIGHT + (times - 1) * PENALTY
        panel = look("dW", got, RIGHT, terms={"the penalty": PENALTY}, many=6)
        assert panel.words == words
        assert states(panel) == {State.TERM}

    def test_a_term_that_does_not_belong(self):
        panel = look("db", RIGHT + PENALTY, RIGHT, extras={"a penalty": PENALTY})
        assert panel.words == "has a penalty in it, which does not belong there"

    def test_of_a_lone_number_only_a_telling_share_of_a_term_is_told(self):
        right, term = np.array([[0.3]]), {"a penalty": np.array([[0.2]])}
        assert look("db", right + 0.2, right, extras=term).words.startswith("has a penalty in it")
        assert look("db", right + 0.31, right, extras=term).words == "is too large"

    def test_wrong_units(self):
        panel = look("dA", changed([0, 2]), RIGHT, **UNITS)
        assert panel.words == (
            "is wrong for units 1 and 3 of 4 (counted from 1), and right everywhere else"
        )
        assert panel.grid[0] == (State.WRONG,) * 5
        assert panel.grid[1] == (State.RIGHT,) * 5

    def test_wrong_samples(self):
        panel = look("dA", changed(slice(None), 4), RIGHT, **UNITS)
        assert panel.words.startswith("is wrong for example 5 of 5 (counted from 1)")

    def test_the_sign_of_one_sample(self):
        got = RIGHT * [1, 1, -1, 1, 1]
        assert look("dA", got, RIGHT, **UNITS).words.startswith("has the wrong sign for example 3")

    def test_the_wrong_branch_relu_off(self):
        right = RIGHT * ON
        panel = look("dZ", RIGHT, right, regions={"where the ReLU is off": ~ON})
        assert panel.words == "is not zero where the ReLU is off, and right everywhere else"
        assert states(panel) == {State.RIGHT, State.NOT_ZERO}

    def test_the_wrong_branch_dropped_units(self):
        kept, dropped = "where D1 keeps the unit", "where D1 drops the unit"
        panel = look("dA", RIGHT * ~ON, RIGHT * ON, regions={kept: ON, dropped: ~ON})
        assert panel.words == f"is zero {kept}, and is not zero {dropped}"

    def test_a_part_of_a_branch_is_counted(self):
        kept = np.ones((4, 5))
        kept[1, 1:3] = 0
        right, region = RIGHT * kept * (np.arange(5) < 3), np.arange(5) * np.ones((4, 1)) >= 3
        got = right + RIGHT * (np.arange(5) == 4) * (np.arange(4) < 3)[:, None]
        panel = look("dZ", got, right, regions={"where the ReLU is off": region})
        assert panel.words == "is not zero in 3 of 20 entries, all of them where the ReLU is off"

    def test_a_large_array_is_blocked_down_and_the_worst_wins(self):
        right = np.random.default_rng(4).normal(size=(100, 3072))
        got = right.copy()
        got[57] = -right[57]
        panel = look("dW", got, right, axes=("unit", "input"))
        rows, columns = len(panel.grid), len(panel.grid[0])
        assert rows <= MOST[0] and columns <= MOST[1]
        assert panel.block == (7, 192)
        assert [set(row) for row in panel.grid].count({State.SIGN}) == 1
        assert "for unit 58 of 100" in panel.words
        assert len(draw(GradientDiff((panel,)))) < 10_000

    def test_a_long_vector_goes_on_in_the_next_line(self):
        panel = look("b1", -RIGHT.ravel(), RIGHT.ravel(), axes=("unit",))
        assert (len(panel.grid), len(panel.grid[0])) == (2, 10)

    def test_what_has_no_order_is_drawn_coarsely(self):
        """Else code that chooses what is wrong could carry its hidden inputs out."""
        right = np.random.default_rng(5).normal(size=(16, 16))
        got = right + (np.random.default_rng(6).random((16, 16)) < 0.3)
        assert len(look("dW", got, right).grid) <= 4
        assert len(look("dW", right * (1 + 1e-5 * (got != right)), right).grid) <= 4


@pytest.fixture
def plain():
    """The steps of a backward pass with L2, and its right gradients."""
    x, y, parameters = fresh(np.random.default_rng(7), LAYERS, M)
    steps = chain(x, y, plain_cache(x, parameters), LAMBDA)
    return steps, steps.right()


@pytest.fixture
def dropped():
    """The steps of a backward pass with dropout, and its right gradients."""
    rng = np.random.default_rng(8)
    x, y, parameters = fresh(rng, LAYERS, M)
    masks = fresh_masks(rng, LAYERS, M, KEEP)
    steps = chain(x, y, dropout_cache(x, parameters, masks, KEEP), keep=KEEP)
    return steps, steps.right()


def go_on(steps, got, after):
    """Compute all gradients behind one of them from what is there, as a submission would."""
    got = dict(got)
    for name in GRADIENTS[GRADIENTS.index(after) + 1 :]:
        got[name] = steps.given(name, got)[1][0]
    return got


class TestWholePass:
    def test_the_chain_is_the_references(self, course, plain, dropped):
        reference = course.assignment("regularization").reference
        for (steps, right), name, setting in (
            (plain, "backward_propagation_with_regularization", LAMBDA),
            (dropped, "backward_propagation_with_dropout", KEEP),
        ):
            cache = tuple(steps.entries.values())
            expected = getattr(reference, name)(steps.x, steps.y, cache, setting)
            assert compare_gradients(right, expected, GRADIENTS).wrong == []
            for each in GRADIENTS[1:]:
                for candidate in steps.given(each, expected)[1]:
                    np.testing.assert_allclose(candidate, expected[each], atol=1e-12)

    def test_what_follows_from_your_own_is_right_given_yours(self, plain):
        steps, right = plain
        got = go_on(steps, {**right, "dZ2": right["dA2"]}, "dZ2")
        seen = compare_gradients(got, right, GRADIENTS, steps)
        assert seen.summary == (
            "dZ3, dW3, db3 and dA2 are right. dZ2 is the first wrong one: it is not zero where "
            "the ReLU is off, and right everywhere else. dW2, db2, dA1, dZ1, dW1 and db1 are "
            "right, given your dZ2. So look at the line that computes dZ2."
        )
        assert states(seen.panels[-1]) == {State.FOLLOWS}

    def test_a_second_mistake_is_judged_by_your_own_gradients(self, dropped):
        steps, right = dropped
        got = go_on(steps, {**right, "dA2": right["dA2"] * KEEP}, "dA2")
        got["db1"] = -got["db1"]
        seen = compare_gradients(got, right, GRADIENTS, steps)
        assert (
            "dA2 is the first wrong one: it is too small by a factor of 1.43 everywhere."
            in seen.summary
        )
        assert "db1 is wrong too: given your dZ1, it has the wrong sign everywhere." in seen.summary
        assert "dZ2, dW2, db2, dA1, dZ1 and dW1 are right, given your dA2." in seen.summary

    def test_one_mistake_in_all_layers_is_told_once(self, plain):
        steps, right = plain
        got = {**right}
        for layer in "123":
            got[f"dW{layer}"] = right[f"dW{layer}"] - LAMBDA / M * steps.entries[f"W{layer}"]
        seen = compare_gradients(got, right, GRADIENTS, steps)
        assert "it lacks the penalty λ/m · W3. dW2 and dW1 are wrong in the same way as dW3." in (
            seen.summary
        )

    def test_masks_that_are_mixed_up_are_named(self):
        rng, layers = np.random.default_rng(9), (3, 5, 5, 1)
        x, y, parameters = fresh(rng, layers, M)
        cache = dropout_cache(x, parameters, fresh_masks(rng, layers, M, KEEP), KEEP)
        steps = chain(x, y, cache, keep=KEEP)
        right = steps.right()
        back = cache[-2].T @ right["dZ3"]
        seen = compare_gradients({**right, "dA2": back * cache[1] / KEEP}, right, GRADIENTS, steps)
        assert seen.wrong[0].words.startswith("is wrong where D1 and D2 differ")

    def test_names_that_are_no_gradients_names_get_a_noun(self):
        class Net(Knowledge):
            noun = "gradient"

        right = {"W2": RIGHT, "b2": RIGHT, "W1": RIGHT}
        seen = compare_gradients({**right, "W1": -RIGHT}, right, right, Net())
        assert seen.summary == (
            "The gradients of W2 and b2 are right. The gradient of W1 is the first wrong one: it "
            "has the wrong sign everywhere."
        )

    def test_what_the_right_values_are_is_noted_where_it_matters(self):
        class OwnLoss(Knowledge):
            note = "Measured by your own loss."

        seen = compare_gradients({"dx": -RIGHT}, {"dx": RIGHT}, ("dx",), OwnLoss())
        assert seen.summary == "dx has the wrong sign everywhere. Measured by your own loss."

    def test_one_that_is_missing_is_called_so(self):
        seen = compare_gradients({"dx": RIGHT}, {"dx": RIGHT, "dW": RIGHT}, ("dx", "dW"))
        assert seen.summary == "dx is right. dW is the first wrong one: it is missing."


GARBAGE = [
    None, "text", b"bytes", [], {}, (), object(), True, 1j, 2**80, float("nan"), float("inf"),
    np.array([]), np.zeros((0, 5)), np.array([None, object()]), np.array(["a"]),
    np.full((4, 5), np.nan), np.where(RIGHT > 0, np.inf, RIGHT), np.full((4, 5), 1e308),
    np.full((4, 5), -1e308), np.full((4, 5), 5e-324), np.zeros((4, 5), dtype="M8[D]"),
    np.zeros((4, 5), dtype=bool), np.zeros((5, 4), dtype=np.uint8), np.full((4, 5), "x"),
    np.ones((4, 5), dtype=complex), np.zeros((7, 2, 3)), lambda: 1,
]  # fmt: skip


class TestGarbage:
    @pytest.mark.parametrize("got", GARBAGE, ids=[f"{i}" for i in range(len(GARBAGE))])
    def test_garbage_is_wrong_and_never_raises(self, got, plain):
        more = {"terms": {"a": PENALTY}, "extras": {"b": PENALTY}, "regions": {"c": ON}, "many": 7}
        panel = look("dW", got, RIGHT, **more)
        assert not panel.right and panel.words
        assert draw(GradientDiff((panel,)))
        steps, right = plain
        for broken in (got, dict.fromkeys(GRADIENTS, got), {**right, "dZ2": got}):
            seen = compare_gradients(broken, right, GRADIENTS, steps)
            assert seen.wrong and seen.summary and draw(seen)

    @pytest.mark.parametrize(
        "right", [np.array(2.0), np.zeros((1, 1)), np.zeros(3), np.ones((2, 3, 4))]
    )
    def test_right_gradients_of_any_shape_are_seen(self, right):
        for got in (*GARBAGE, right + 1, -right):
            assert draw(GradientDiff((look("dx", got, right),)))

    def test_a_fault_of_the_microscope_costs_the_picture_and_never_the_check(self, caplog):
        with pytest.raises(AssertionError, match="wrong") as failure, with_picture(lambda: 1 / 0):
            raise AssertionError("it is wrong")
        assert not isinstance(failure.value, WrongGradient)
        assert "could not be magnified" in caplog.text

    def test_answers_that_cannot_be_read_have_no_picture_and_are_nobodys_fault(self, caplog):
        def unreadable():
            raise AssertionError("The gradient of b2 has a wrong shape.")

        with (
            pytest.raises(AssertionError, match="it is wrong") as failure,
            with_picture(unreadable),
        ):
            raise AssertionError("it is wrong")
        assert not isinstance(failure.value, WrongGradient)
        assert caplog.text == ""


class Page(HTMLParser):
    """Tags, attributes and text as a browser would see them."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.names, self.values, self.text = set(), set(), [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        self.values += [value for _, value in attrs]

    def handle_data(self, data):
        self.text += data


def exercise(seen, *more):
    failed = [
        Check(name, "A title", 1, Outcome.FAIL, "It is wrong.", "A hint", microscope=seen)
        for name in ("by_hand", "first", "second")
    ]
    failed[0] = replace(failed[0], example=True)
    return Exercise("backward", 10, (Check("none", "Other", 1, Outcome.PASS), *failed))


HOSTILE = "<script>alert(1)</script>\"'&<b onload=x>"


class TestPicture:
    def test_nothing_in_it_acts_or_refers_to_anything(self, plain):
        steps, right = plain
        page = Page(draw(compare_gradients(dict.fromkeys(GRADIENTS), right, GRADIENTS, steps)))
        assert page.tags == {"div", "span", "svg", "title", "text", "path"}
        assert not page.names & {"id", "href", "src", "class", "onload"}
        assert not [value for value in page.values if "url(" in value or "javascript" in value]

    def test_every_grid_says_in_words_what_it_shows(self, plain):
        steps, right = plain
        html = draw(compare_gradients({**right, "dZ2": -right["dZ2"]}, right, GRADIENTS, steps))
        assert html.count('role="img"') == len(GRADIENTS)
        assert 'aria-label="dZ2: has the wrong sign everywhere"' in html
        assert "<title>dZ2: has the wrong sign everywhere</title>" in html

    def test_every_state_but_right_has_a_mark_of_its_own(self):
        marks = {strokes for strokes, _ in gradient_picture.MARKS.values()}
        assert len(marks) == len(State) - 1
        assert set(gradient_picture.FILLS) == set(State)
        assert len(set(gradient_picture.FILLS.values())) == len(State)

    @pytest.mark.parametrize("state", gradient_picture.MARKS)
    def test_every_mark_stands_out_from_its_cell(self, state):
        dark, light = sorted(
            map(luminance, (gradient_picture.FILLS[state], gradient_picture.MARKS[state][1]))
        )
        assert (light + 0.05) / (dark + 0.05) >= 3

    def test_hostile_names_are_escaped(self):
        panel = look(HOSTILE, -RIGHT, RIGHT, axes=(HOSTILE, HOSTILE))
        page = wording.as_html(exercise(GradientDiff((panel,), HOSTILE)))
        assert "<script" not in page and "<b " not in page
        assert HOSTILE in Page(page).text

    def test_no_digits_of_the_right_values_are_told(self, plain):
        steps, right = plain
        rng = np.random.default_rng(10)
        for name in GRADIENTS:
            noisy = go_on(
                steps, {**right, name: right[name] + rng.normal(size=right[name].shape)}, name
            )
            page = wording.as_html(exercise(compare_gradients(noisy, right, GRADIENTS, steps)))
            text = Page(page).text
            for value in np.concatenate([each.ravel() for each in right.values()]):
                digits = f"{abs(value):.9f}".replace(".", "").lstrip("0")[:3]
                assert len(digits) < 3 or digits not in text
            assert not re.search(r"\d\.\d{3,}", page.replace("vertical-align", ""))


def luminance(colour):
    """The relative luminance of a colour, as WCAG has it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    lit = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * lit[0] + 0.7152 * lit[1] + 0.0722 * lit[2]


class TestFeedback:
    def test_the_picture_is_shown_once_and_not_for_the_worked_example(self):
        seen = GradientDiff((look("dx", -RIGHT, RIGHT),))
        html, text = wording.as_html(exercise(seen)), wording.as_text(exercise(seen))
        assert html.count('role="img" aria-label="dx') == 1
        assert "dx has the wrong sign everywhere." in html
        assert text.count("  dx has the wrong sign everywhere.") == 1
        assert "<svg" not in text

    def test_what_a_check_has_said_already_is_not_said_again(self):
        seen = GradientDiff((look("dx", -RIGHT, RIGHT),))
        check = Check("a", "A title", 1, Outcome.FAIL, f"{seen.summary} (Tried.)", microscope=seen)
        found = Exercise("backward", 10, (check,))
        assert wording.as_text(found).count("wrong sign") == 2  # what to do next, and the check
        assert Page(wording.as_html(found)).text.count("dx has the wrong sign") == 2

    def test_it_is_no_part_of_the_results(self):
        check = exercise(GradientDiff((look("dx", -RIGHT, RIGHT),))).checks[2]
        assert "microscope" not in check.as_json()
        assert check == Check("first", "A title", 1, Outcome.FAIL, "It is wrong.", "A hint")

    def test_nothing_is_looked_at_when_all_is_right(self, monkeypatch):
        monkeypatch.setattr("autograder.testing.expectations.compare_gradients", None)
        expect_gradients({"dx": RIGHT}, {"dx": RIGHT}, "", ("dx",))
        with with_picture(None):
            pass

    def test_a_suite_tells_the_first_wrong_gradient_in_a_sentence(self, plain):
        steps, right = plain
        got = go_on(steps, {**right, "dZ2": right["dA2"]}, "dZ2")
        with pytest.raises(WrongGradient) as failure:
            expect_gradients(got, right, "(Tried.)", GRADIENTS, known=steps)
        assert str(failure.value) == (
            "dZ2 is not zero where the ReLU is off, and right everywhere else. (Tried.)"
        )

    @pytest.mark.parametrize("got", [None, (), {}, dict.fromkeys(GRADIENTS, "text")])
    def test_where_nothing_can_be_seen_there_is_no_picture(self, plain, got):
        steps, right = plain
        with pytest.raises(AssertionError) as failure:
            expect_gradients(got, right, "", GRADIENTS, known=steps)
        assert not isinstance(failure.value, WrongGradient)

    def test_a_graded_submission_carries_it(self, grade_exercise):
        path = (
            ROOT
            / "autograder/exercises/regularization/backward_propagation_with_dropout/misconceptions"
        )
        code = (path / "relu_slope_forgotten.py").read_text(encoding="utf-8")
        found = grade_exercise("regularization", path.parent.name, code)["exercise"]
        seen = {check.name: check.microscope for check in found.checks if check.microscope}
        assert "is the first wrong one: it is not zero" in seen["other_networks"].summary
        assert "all of them where the ReLU is off" in seen["other_networks"].summary
        assert wording.as_html(found).count('aria-label="dZ2') == 1
