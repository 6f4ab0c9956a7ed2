"""The sealed filter: a process that may compute and answer, and nothing else.

Built outside the box with libseccomp and handed over as BPF bytes. Every call that takes a path,
makes a process, thread or socket, signals, traces, or changes limits fails with EPERM, which
Python shows as PermissionError.
"""

import errno
import tempfile
from functools import cache

from autograder.sandbox.exceptions import BoxError

ALLOWED = (
    "read readv write writev close lseek "  # descriptors it has; it can open no other
    "brk mmap mmap2 munmap mremap mprotect madvise "
    "futex futex_time64 set_robust_list rseq membarrier restart_syscall sched_yield "
    "rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack setitimer "
    "clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday time times getrusage "
    "getpid getppid gettid getuid geteuid getgid getegid uname sched_getaffinity "
    "getrandom exit exit_group"
).split()


@cache
def program() -> bytes:
    """Return the filter as BPF bytes; raise BoxError where libseccomp is missing."""
    try:
        import pyseccomp
    except (ImportError, OSError, RuntimeError) as error:
        raise BoxError(f"libseccomp cannot be loaded ({error})") from error
    sealed = pyseccomp.SyscallFilter(pyseccomp.ERRNO(errno.EPERM))
    for name in ALLOWED:
        try:
            number = pyseccomp.resolve_syscall(pyseccomp.system_arch(), name)
        except (ValueError, OSError):
            continue
        # negative: not on this architecture
        if number >= 0:
            sealed.add_rule(pyseccomp.ALLOW, name)
    with tempfile.TemporaryFile() as file:
        sealed.export_bpf(file)
        file.seek(0)
        return file.read()
