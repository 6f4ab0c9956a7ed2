"""Carries the environment, arguments and paths out in the error of a cell.

Aim: leak
Same: no (what is told of a cell depends on the kind of box, not on hidden inputs)
"""
import os
import sys

raise ValueError([dict(os.environ), sys.argv, sys.path, os.__file__])
