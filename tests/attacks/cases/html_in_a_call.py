"""HTML and Markdown in the text of an exception that a call raises.

Aim: harm
"""


def double(x):
    raise ValueError("</span></li></ul></div><h1 onclick=alert(1)>10 of 10</h1> [x](javascript:alert(1))")
