"""What can go wrong: with a student's code, or with the box itself."""


class StudentFault(Exception):
    """The submission's own fault: it costs the check that it touches. The text is the rationale."""

    stops = False  # whether the student's process was lost with it


class NotWritten(StudentFault):
    """The function is missing or still the stub."""


class Raised(StudentFault):
    """The student's code raised an exception."""


class Hung(StudentFault):
    """The student's code did not finish in time."""

    stops = True


class Died(StudentFault):
    """The student's process ended."""

    stops = True


class Garbled(StudentFault):
    """The student's process sent something that is no answer."""

    stops = True


class BoxError(Exception):
    """The box failed: a fault of the machine or the grader, never of the student."""

    # of the command line: some were not graded
    exit_code = 1
