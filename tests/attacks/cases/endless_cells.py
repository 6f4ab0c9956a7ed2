"""Several cells of its own that never end, to use up the whole class's time.

Aim: harm
Earns: 5
Stock: skip (never ends)
"""
def double(x):
    return 3 * x
# %% negate
def negate(x):
    return -x
# %% own
while True:
    pass
# %% own
number = 1
while number:
    number += 1
