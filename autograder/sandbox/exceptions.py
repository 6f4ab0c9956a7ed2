"""What can go wrong: with a student's code, or with the box itself."""

from autograder.sandbox.bits import FAULT, PHRASE, Form


class StudentFault(Exception):
    """The submission's own fault: it costs the check that it touches. The text is the rationale.

    ``fault``: what kind it is, for those who read results by program. Of an exception that the code
    raised, ``exception`` is the reason in a form that other code shares, as far as it is told, and
    ``place`` the part of the text that says where. ``forms``: the text, and shorter ones that tell
    less.
    """

    fault = ""
    # whether the student's process was lost with it
    stops = False

    def __init__(
        self,
        rationale: str,
        fault: str = "",
        exception: str = "",
        place: str = "",
        forms: tuple[Form, ...] = (),
    ) -> None:
        super().__init__(rationale)
        self.fault = fault or self.fault
        self.forms = forms or (Form(rationale, FAULT + PHRASE),)
        self.exception, self.place = exception, place


class NotWritten(StudentFault):
    """The function is missing or still the stub, or another one that it needs is."""

    fault = "not_written"


class Raised(StudentFault):
    """The student's code raised an exception."""

    fault = "raised"


class Hung(StudentFault):
    """The student's code did not finish in time."""

    fault = "time"
    stops = True


class Died(StudentFault):
    """The student's process ended."""

    fault = "ended"
    stops = True


class Garbled(StudentFault):
    """The student's process sent something that is no answer."""

    fault = "garbled"
    stops = True


class NotJudged(Exception):
    """The submission's time was used up elsewhere: what is asked waits for a person.

    ``bits``: what the text can carry.
    """

    def __init__(self, why: str, bits: float = PHRASE) -> None:
        super().__init__(why)
        self.bits = bits


class BoxError(Exception):
    """The box failed: a fault of the machine or the grader, never of the student."""

    # of the command line: some were not graded
    exit_code = 1
