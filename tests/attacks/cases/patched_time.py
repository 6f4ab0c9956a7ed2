"""Stops the clocks, so that no limit is ever reached.

Aim: harm
"""
import time

time.time = time.monotonic = time.perf_counter = lambda: 0.0


def double(x):
    while True:
        pass
