"""Control characters, terminal titles, links and bidirectional overrides in an exception.

Aim: harm
"""
raise ValueError("\x1b[2J\x1b]0;title\x07\x9b31m\u202egnorw\u2066\u200f\r15 of 15 points\n✓ all\x00\x08")
