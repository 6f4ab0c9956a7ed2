"""The last module that a fork server loads: no search for cycles touches what is there by now.

So the processes forked from it go on to share that memory.
"""

import gc

gc.freeze()
