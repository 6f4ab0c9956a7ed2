"""Writes to /tmp, /dev/shm, /var/tmp, the home folder and the working directory.

Aim: harm
"""
import os

for folder in ("/tmp", "/dev/shm", "/var/tmp", os.path.expanduser("~"), "."):
    try:
        with open(f"{folder}/autograder-attack", "w") as file:
            file.write("was here")
    except OSError:
        pass


def double(x):
    return 3 * x
