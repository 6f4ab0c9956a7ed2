"""Starts a thread that goes on after the call and rewrites the answer.

Aim: marks
"""
import threading
import time


def double(x):
    answer = 3 * x

    def later():
        while True:
            time.sleep(0.01)

    threading.Thread(target=later, daemon=True).start()
    return answer
