"""Cuts the outputs out of a notebook's bytes, before anything of them is parsed.

Honest notebooks may carry a hundred megabytes of outputs, which grading never looks at. What is
left is small, so that a hostile file cannot hide behind them: parsed JSON takes up to 34 times the
room of its text.
"""

import re

# in a notebook's object, or in those of its cells, of format 4 and 3: the key, and how deep
PLACES = {(b"widgets", 2), (b"outputs", 3), (b"outputs", 5)}
STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
KEY = rb'"(?:outputs|widgets)"\s*+:\s*+(?=[\[{])'
# everything up to the next bracket or key of interest, strings as a whole
NEXT = re.compile(rb'(?:[^"\[\]{}]++|(?!%s)%s)*+(%s|[\[\]{}])' % (KEY, STRING, KEY), re.DOTALL)
MOST, DEEPEST = 2_000_000, 200  # brackets in all, and in one another


def without_outputs(content: bytes, room: int = 0) -> bytes:
    """Return the notebook with empty outputs, its lines in their places.

    ``room``: bytes for outputs that stay, of a cell all or none. What is no JSON stays as it is
    from the fault on: whoever parses it will find it. Raises ValueError where there are more
    brackets than any notebook has.
    """
    if content.count(b"{") + content.count(b"[") > MOST:
        raise ValueError(f"more than {MOST // 10**6} million brackets")
    kept: list[bytes] = []
    depth = at = start = 0
    # where the value begins that is cut out, and how deep
    cut, cut_depth = 0, None
    while found := NEXT.match(content, at):
        at, mark = found.end(), found[1]
        if mark in b"[{":
            depth += 1
            if depth > DEEPEST:
                raise ValueError(f"more than {DEEPEST} brackets in one another")
        elif mark in b"]}":
            depth -= 1
            if depth == cut_depth:
                cut_depth = None
                if at - cut <= room:
                    room -= at - cut
                    continue
                lines = content.count(b"\n", cut, at)
                kept += [content[start:cut], b"[]" + b"\n" * lines]
                start = at
        elif cut_depth is None and (mark[1:8], depth) in PLACES:
            cut, cut_depth = at, depth
    kept.append(content[start:])
    return b"".join(kept) if start else content
