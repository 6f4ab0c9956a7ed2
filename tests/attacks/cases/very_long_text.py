"""A message, a name and a printed text of a megabyte each.

Aim: harm
"""
print("x" * 10**6)
raise type("N" * 10**6, (Exception,), {})("m" * 10**6)
