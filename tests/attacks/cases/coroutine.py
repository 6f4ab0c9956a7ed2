"""Async functions in place of plain ones.

Aim: marks
"""


async def double(x):
    return 2 * x
