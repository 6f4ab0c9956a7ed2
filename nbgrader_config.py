"""The course for nbgrader: its name, its folders and the sandboxed grading."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from autograder.gradebook import configure

c = get_config()  # noqa: F821  (nbgrader provides it)

# Grade in the sandbox, not in a kernel: docs/configuration.md says what this sets. Your own
# settings stand below it.
configure(c)

c.CourseDirectory.course_id = "regularization"

# The weakest isolation to grade with; the seed of the hidden inputs (keep yours to yourself, and
# take a long one: python -c "import secrets; print(secrets.randbits(64))").
c.Grading.isolation = "sealed"
c.Grading.seed = 0
