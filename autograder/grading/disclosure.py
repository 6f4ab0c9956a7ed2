"""What a submission can make its results say, counted in bits and kept within a budget.

A check's inputs are hidden, but code sees them, and whatever depends on what it does can carry them
out: which checks pass, sentences, types, names, lines, pictures. So all of it passes through one
account: each sentence says what it can carry (`autograder.sandbox.bits`), and where that is more
than is left, a shorter one is told. What depends on code alone, such as the text of a cell that
fails before any input is sent, carries nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from autograder.sandbox.bits import Form, choice
from autograder.testing.results import Check, Exercise, Outcome

CHECK_BITS, SUBMISSION_BITS = 64.0, 512.0
# whether a check passes, does not, or was not judged; what was not tried follows from the others
OUTCOME = choice(3)
# of an exercise: none of its known mistakes, one, or two of them; 83 at the most make 12.8 bits
MISTAKES = 2 * choice(128)
# how long grading took, in hundredths of a second, for those who read the JSON: 10 minutes
SECONDS = 16.0
# that a sentence, but for its numbers, was told before, or not
AGAIN = 1.0


def disclosed(exercises: Iterable[Exercise]) -> list[Exercise]:
    """Return the exercises of a submission with no more in them than the budget allows."""
    return Account(list(exercises)).disclosed()


class Account:
    """What is told of a submission: ``spent`` in bits, by exercise and check, and what is left."""

    def __init__(self, exercises: Sequence[Exercise]) -> None:
        self._exercises = exercises
        # reserved, whatever comes out: how much is left must not say anything itself
        checks = sum(len(each.checks) for each in exercises)
        self.left = SUBMISSION_BITS - SECONDS - OUTCOME * checks - MISTAKES * len(exercises)
        self.spent = {
            (each.exercise, check.name): OUTCOME for each in exercises for check in each.checks
        }
        self._frames: set[str] = set()

    def disclosed(self) -> list[Exercise]:
        """Return what may be told: sentences first, then pictures of what is left."""
        told = [
            replace(each, checks=tuple(self._told(each, check) for check in each.checks))
            for each in self._exercises
        ]
        return [self._illustrated(each) for each in told]

    def _told(self, exercise: Exercise, check: Check) -> Check:
        """Return a check with the first form of its rationale that the account can pay for."""
        most = self._most(exercise, check)
        for form in check.forms:
            if (carries := self._carries(form)) <= most:
                self._spend(exercise, check, carries)
                self._frames.add(_frame(form))
                return replace(check, rationale=form.text)
        return _bare(check) if check.forms else check

    def _illustrated(self, exercise: Exercise) -> Exercise:
        """Return an exercise with the one picture that is shown, as far as it can be paid for."""
        shown = exercise.magnified
        picture = None
        if shown:
            picture = shown.microscope.within(self._most(exercise, shown), shown.rationale)
            self._spend(exercise, shown, picture.bits(shown.rationale) if picture else 0.0)
        checks = (
            replace(each, microscope=picture if each is shown else None)
            if each.microscope
            else each
            for each in exercise.checks
        )
        return replace(exercise, checks=tuple(checks))

    def _most(self, exercise: Exercise, check: Check) -> float:
        return min(self.left, CHECK_BITS - self.spent[exercise.exercise, check.name])

    def _spend(self, exercise: Exercise, check: Check, carries: float) -> None:
        self.left -= carries
        self.spent[exercise.exercise, check.name] += carries

    def _carries(self, form: Form) -> float:
        # one of those before is as much as the list of them allows, and its numbers
        again = choice(len(self._frames)) + form.numbers
        return AGAIN + (min(form.bits, again) if _frame(form) in self._frames else form.bits)


def _frame(form: Form) -> str:
    return form.frame or form.text


def _bare(check: Check) -> Check:
    """Return a check of which no more is told than its outcome."""
    words = {
        Outcome.FAIL: f"This does not hold: {check.title}.",
        Outcome.ERROR: "Not judged; a person will look at it.",
    }
    return Check(
        check.name, check.title, check.weight, check.outcome, words[check.outcome],
        cause=check.cause if check.outcome is Outcome.ERROR else "",
        drawn=check.drawn, example=check.example, answers=check.answers,
    )  # fmt: skip
