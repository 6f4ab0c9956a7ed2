"""What an instructor can do about each reason to look at a student's work."""

from autograder.commands.report.concerns import Kind

ADVICE = {
    Kind.UNREADABLE: "Ask for the notebook again; it is graded with the next "
    "“autograder grade {name}”.",
    Kind.UNGRADED: "Run “autograder grade {name}”.",
    Kind.CHANGED: "The figures here are of what was handed in before. Run "
    "“autograder grade {name}”.",
    Kind.HELD: "This is not the student's fault. Run “autograder grade {name}” again: it "
    "says what went wrong. Whatever stays held back, mark by hand in formgrader.",
    Kind.WRONG_FILE: "Ask for the right file: it is graded with the next “autograder grade "
    "{name}”. If this is the work, mark it by hand in formgrader.",
    Kind.FOREIGN: "Another grader made the autograded notebook, or it is damaged. Run "
    "“autograder grade {name} --force --student …”.",
    Kind.DIFFERS: "Run “autograder grade {name}”: it enters what is missing.",
    Kind.LATE: "Run “autograder grade {name}”: it works out the penalties again, and runs no code.",
    Kind.ISOLATION: "Run “autograder grade {name}” on a machine that provides the isolation that "
    "c.Grading.isolation asks for.",
    Kind.TIME: "Usually a loop that never ends, and the feedback says so. If the code is right but "
    "slow, raise the setting that the feedback names (c.Grading.call_seconds, cell_seconds, "
    "own_cells_seconds or submission_seconds) and grade again.",
    Kind.MEMORY: "Usually an array of a wrong shape that grows. If the code is right, raise "
    "c.Grading.memory_mb and grade again.",
    Kind.ENDED: "Look at the code: endless recursion, a call of exit, or an attempt to stop the "
    "grader. Only the checks that it touches are lost.",
    Kind.GARBLED: "Look at the code: it returned something that is not a number, array or text, or "
    "it tampers with the answers.",
    Kind.NOTHING: "Ask whether this is the right file: no exercise has been written.",
    Kind.LEFT_OUT: "It has 0 points, as nbgrader gives. If it still comes in, collect it and run "
    "“autograder grade {name}” again.",
    Kind.RENAMED: "It was the only candidate. If it is not the right one, put the right one "
    "into submitted/ and run “autograder grade {name}”.",
    Kind.MISSING: "They are in the gradebook, but submitted/ has no folder of theirs.",
}


def advice(kind: Kind, assignment: str) -> str:
    """Return what to do, in a sentence or two."""
    return ADVICE[kind].format(name=assignment)
