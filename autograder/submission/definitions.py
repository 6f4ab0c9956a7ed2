"""What code defines, found in its text: code that does not parse defines it too.

Nothing here runs a submission, and none of it goes through Python's parser, which a text can
exhaust.
"""

import re
from collections.abc import Collection
from itertools import pairwise

MOST = 4_000_000  # letters of a text that is looked into; a longer one is not run either
# strings and comments; the second group tells of a long string that is never closed
_QUOTED = re.compile(
    r'("""|\'\'\')(?:\\.|(?!\1)[^\\])*+(?:\1|(\\?\Z))'
    r'|"(?:\\.|[^"\\\n])*+"?|\'(?:\\.|[^\'\\\n])*+\'?|\#[^\n]*',
    re.DOTALL,
)
_DEF, _ASSIGNED = r"^(?:async[ \t]+)?(?:def|class)[ \t]+{}\b", r"^{}[ \t]*(?::[^=\n]*)?=(?!=)"
_BLOCK = re.compile(r"^(?:@|(?:async[ \t]+)?(?:def|class)[ \t]+\w)", re.MULTILINE)


def blanked(source: str) -> str:
    """Return ``source`` with spaces in place of strings and comments; lines and places stay."""

    def blank(quoted: re.Match[str]) -> str:
        # what follows a string that is never closed is code that somebody meant to write
        return quoted[0] if quoted[2] is not None else re.sub(r"[^\n]", " ", quoted[0])

    return _QUOTED.sub(blank, source[:MOST])


def defined(source: str, names: Collection[str]) -> dict[str, int]:
    """Return which of ``names`` are defined at top level, and where each definition begins.

    The last definition counts, as in Python; ``def`` and ``class`` go before an assignment.
    """
    if not any(name in source for name in names):
        return {}
    return _places(blanked(source), names)


def may_define(source: str, name: str) -> bool:
    """Tell whether a text may define ``name`` in any way: nested, in a tuple, by ``exec``."""
    word = rf"\b{re.escape(name)}\b"
    # no more than a line of other names: else a long text of them would take hours
    more = r"[\w \t,]{0,60}(?::[^=\n]{0,60})?"
    ways = rf"(?:def|class)\s+{word}|{word}{more}=(?!=)|[\"']{word}[\"']"
    return name in source and re.search(ways, source[:MOST]) is not None


def pieces(source: str, names: Collection[str]) -> list[tuple[str, str]]:
    """Cut a text before and behind the definitions of ``names``; return (name or "", text) each.

    To a definition belong its decorators, and what stands between it and the next one.
    """
    code = blanked(source)
    blocks = _blocks(code)
    cuts = {0: "", len(source): ""}
    for name, place in _places(code, names).items():
        start = max((block for block in blocks if block <= place), default=place)
        cuts[start] = name
        cuts.setdefault(next((block for block in blocks if block > place), len(source)), "")
    made = [(cuts[start], source[start:end]) for start, end in pairwise(sorted(cuts))]
    return [(name, text) for name, text in made if text.strip()]


def parameters(source: str, name: str) -> dict[str, str]:
    """Return the parameters of a function, or of a class's ``__init__``, with their defaults.

    A default is its text, empty where there is none or where it is a string.
    """
    code = blanked(source)
    place = _places(code, [name]).get(name, len(code))
    start = re.match(_DEF.format(re.escape(name)), code[place:])
    if start and start[0].startswith("class"):
        start = re.search(r"\bdef[ \t]+__init__\b", code[place:])
    inner = _inside_brackets(code[place + start.end() :]) if start else ""
    parts = (part.partition("=") for part in inner)
    return {head.partition(":")[0].strip(): default.strip() for head, _, default in parts}


def _inside_brackets(code: str) -> list[str]:
    """Return what stands between the commas of the first pair of brackets."""
    parts, depth = [""], 0
    for sign in re.finditer(r"[(\[{]|[)\]}]|,|[^(\[{)\]},]+", code):
        depth += (sign[0] in "([{") - (sign[0] in ")]}")
        if depth <= 0:
            break
        if depth == 1 and sign[0] == ",":
            parts.append("")
        else:
            parts[-1] += sign[0]
    return [part.removeprefix("(") for part in parts]


def _places(code: str, names: Collection[str]) -> dict[str, int]:
    found = {}
    for name in names:
        for pattern in (_DEF, _ASSIGNED):
            places = re.finditer(pattern.format(re.escape(name)), code, re.MULTILINE)
            if last := [match.start() for match in places][-1:]:
                found[name] = last[0]
                break
    return found


def _blocks(code: str) -> list[int]:
    """Return where definitions begin at top level, each with its decorators."""
    found, decorated = [], False
    for match in _BLOCK.finditer(code):
        if not decorated:
            found.append(match.start())
        decorated = match[0] == "@"
    return found
