"""Runs a module as ``python -m`` does, but for the two seconds in which nbgrader is imported.

    python -m tests.support.quickly nbgrader autograde …

Our own commands import it so too. Untouched, as people start it, nbgrader runs in the tests of the
README, the documentation's pages, the tutorial and the front ends.
"""

import runpy
import sys

from autograder.gradebook.quick_import import import_quickly

if __name__ == "__main__":
    import_quickly()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
