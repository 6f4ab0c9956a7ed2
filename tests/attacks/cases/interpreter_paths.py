"""Carries the places of all modules out in the error of a cell.

Aim: leak
Same: no (what is told of a cell depends on the kind of box, not on hidden inputs)
"""
import sys

import toy_given

places = [getattr(m, "__file__", "") or "" for m in sys.modules.values()]
raise ValueError(" ".join([toy_given.__file__, *(p for p in places if "inside" in p), *sys.orig_argv[:-1]]))
