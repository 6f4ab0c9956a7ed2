"""Names the mistake behind a failing exercise, by what its code did: never by the code's text."""

from autograder.grading.diagnosis.diagnoses import Diagnoses
from autograder.grading.diagnosis.matching import Matched, match

__all__ = ["Diagnoses", "Matched", "match"]
