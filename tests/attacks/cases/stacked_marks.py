"""Text with hundreds of combining marks, which covers what stands around it.

Aim: harm
"""
raise ValueError("Z" + "\u0335\u0336\u0489\u0300\u0301" * 60)
