"""Sets alarms and timers that raise in the worker after the call.

Aim: harm
"""
import signal


def double(x):
    signal.signal(signal.SIGALRM, lambda *args: 1 / 0)
    signal.setitimer(signal.ITIMER_REAL, 0.01)
    return 3 * x
