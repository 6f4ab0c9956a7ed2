"""Asks the kernel directly: open, process_vm_readv, ptrace, io_uring, userfaultfd, memfd.

Aim: leak
"""
import ctypes


def double(x):
    libc = ctypes.CDLL(None)
    done = [libc.syscall(n, b"/etc/passwd", 0, 0) for n in (2, 310, 101, 425, 323, 319, 257, 437)]
    return sum(value >= 0 for value in done)
