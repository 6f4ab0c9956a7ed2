"""A class: what is left to do, who grades it, who records it."""

from autograder.gradebook.quick_import import import_quickly

# this package comes first in a forked process and on another machine, and imports nbgrader soon
import_quickly()
