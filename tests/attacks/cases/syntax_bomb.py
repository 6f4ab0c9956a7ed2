"""Nested code that takes the parser's stack and the compiler's memory.

Aim: harm
Told: not defined
"""
exec("(" * 100_000)
exec("-" * 500_000 + "1")
x = eval("[" * 90 + "0" + "]" * 90)
