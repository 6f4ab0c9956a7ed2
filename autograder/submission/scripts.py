"""Notebooks that are kept as text: scripts with cell markers, and Markdown with blocks of code.

Markdown cells are left out: of a loose file nothing but code is judged.
"""

import re

# the percent format (Jupytext, VS Code, Spyder), what nbconvert writes, and Jupytext's light format
_MARKER = re.compile(
    r"^# ?%%+(?P<about>(?:[ \t[].*)?)$"
    r"|^# In ?\[[ \d*]*\]:?[ \t]*$"
    r"|^# (?P<light>\+)[ \t]*(?P<options>(?:[\[{\"]|\w+=).*)?$"
    r"|^# (?P<end>-)[ \t]*$",
    re.MULTILINE,
)
_NO_CODE = re.compile(r"\[(?:markdown|md|raw)\]")
_BRACES = r"\{[ \t]*\.?python\d?\b[^\n]*"
_JUPYTEXT = rf"{_BRACES}|python\d?\b[^\n]*|\{{code-cell\}}[^\n]*"
# how MyST begins a cell that has options
_OPTIONS = re.compile(r"\A(?:(?::[\w-]+:[^\n]*\n)+|---\n.*?^---\n)", re.MULTILINE | re.DOTALL)
# which blocks are cells, by the file's suffix
FENCED = {".qmd": _BRACES, ".rmd": _BRACES, ".md": _JUPYTEXT}


def is_script(text: str) -> bool:
    """Tell whether a Python file is a notebook kept as a script: it has cell markers."""
    return _MARKER.search(text) is not None


def script_cells(text: str) -> list[str]:
    """Return the code cells of a script; all of a file without markers is one."""
    markers = list(_MARKER.finditer(text))
    cells, start, code = list[str](), 0, True
    loose = any(marker["light"] for marker in markers)
    for marker in [*markers, None]:
        piece = text[start : marker.start() if marker else len(text)]
        if code:
            # outside of its markers, a light script has a cell between two blank lines
            cells += re.split(r"\n[ \t]*\n(?=\S)", piece) if loose else [piece]
        if marker:
            start = marker.end()
            code = not _NO_CODE.search(marker["about"] or marker["options"] or "")
            loose = marker["end"] is not None
    return [cell.strip("\n") for cell in cells if cell.strip()]


def fenced_cells(text: str, suffix: str) -> list[str]:
    """Return the code cells of a Markdown file; ``suffix``: one of FENCED."""
    block = re.compile(
        rf"^(`{{3,}}|~{{3,}})[ \t]*(?:{FENCED[suffix]})\n(.*?)(?:^\1[`~]*[ \t]*$|\Z)",
        re.MULTILINE | re.DOTALL,
    )
    return [_OPTIONS.sub("", found[2]) for found in block.finditer(text)]
