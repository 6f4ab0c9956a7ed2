"""HTML in a line that is no Python.

Aim: harm
"""
def double(x): <iframe src="javascript:alert(1)"></iframe>
