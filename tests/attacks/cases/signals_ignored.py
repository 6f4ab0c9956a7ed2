"""Ignores all signals and never returns.

Aim: harm
Stock: skip (never ends)
"""
import signal

for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, signal.SIG_IGN)


def double(x):
    while True:
        pass
