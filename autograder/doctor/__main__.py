"""``python -m autograder.doctor``, for installations in which ``autograder`` cannot start."""

import sys

from autograder.commands import doctor

if __name__ == "__main__":
    sys.exit(doctor.main(sys.argv[1:]))
