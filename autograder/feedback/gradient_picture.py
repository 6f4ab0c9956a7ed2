"""The microscope's picture: one small grid a gradient, as inline SVG between plain HTML.

No script, no id, no reference to anything outside. What is no fault is pale; the other colours are
those of Okabe and Ito, and every state but "right" has a mark too. Each grid is an SVG of its own,
so that a narrow page wraps them.
"""

from html import escape

from autograder.testing.gradients.diff import GradientDiff
from autograder.testing.gradients.panel import Panel
from autograder.testing.gradients.places import plural
from autograder.testing.gradients.states import LEGEND, State

CELL, LEFT, TOP, BELOW = 14, 1, 20, 34
NARROWEST = 112
FONT = 'font-family="sans-serif" fill="#222222"'
FILLS = {
    State.RIGHT: "#eef3f6",
    State.FOLLOWS: "#c5ebde",
    State.FACTOR: "#cc79a7",
    State.TERM: "#f0e442",
    State.SIGN: "#0072b2",
    State.WRONG: "#d55e00",
    State.ZERO: "#000000",
    State.NOT_ZERO: "#e69f00",
    State.UNREADABLE: "#cccccc",
}
# strokes in a cell of 14 by 14, and their colour
MARKS = {
    State.FOLLOWS: ("m4 7.5 2.2 2.5 4-6", "#00664b"),
    State.FACTOR: ("m4 10.5 6-7", "#000000"),
    State.TERM: ("m7 3.5v7m-3.5-3.5h7", "#000000"),
    State.SIGN: ("m3.5 7h7", "#ffffff"),
    State.WRONG: ("m4 4 6 6m0-6-6 6", "#ffffff"),
    State.ZERO: ("m7 3.6a2.4 3.4 0 1 0 .01 0z", "#ffffff"),
    State.NOT_ZERO: ("m7 5.6a1.4 1.4 0 1 0 .01 0z", "#000000"),
    State.UNREADABLE: ("m5 5.4c0-2.6 4-2.6 4 0 0 1.6-2 1.4-2 3m0 1.6v.6", "#000000"),
}
BOX = (
    "margin:0.5em 0 0.3em;padding:0.6em 0.7em 0.2em;border:1px solid #d0d0d0;border-radius:4px;"
    "background:#ffffff;color:#222222;text-indent:0"
)


def draw(microscope: GradientDiff) -> str:
    """Return the picture as HTML; all text in it is escaped, whatever the gradients' names."""
    present = {state for panel in microscope.panels for row in panel.grid for state in row}
    grids = "".join(_svg(panel) for panel in microscope.panels)
    keys = "".join(_key(state) for state in State if state in present)
    several = any(panel.block != (1, 1) for panel in microscope.panels)
    note = "A cell that stands for several entries shows the worst of them." if several else ""
    return (
        f'<div style="{BOX}"><div style="line-height:0">{grids}</div>'
        f'<div style="font-size:12px;line-height:1.7">{keys}'
        f'<span style="white-space:normal">{note}</span></div></div>'
    )


def _svg(panel: Panel) -> str:
    """One gradient: its name, its grid, its verdict and its size."""
    rows, columns = len(panel.grid), len(panel.grid[0])
    width = max(NARROWEST, columns * CELL + 2 * LEFT + 8)
    height = TOP + rows * CELL + BELOW
    foot = TOP + rows * CELL
    verdict, size = escape(_verdict(panel)), escape(_size(panel))
    label = escape(f"{panel.name}: {panel.words or _verdict(panel)}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{label}" '
        f'viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'style="max-width:100%;overflow:visible;margin:0 10px 8px 0;vertical-align:top">'
        f"<title>{label}</title>"
        f'<text x="{LEFT}" y="13" font-size="14" font-weight="bold" {FONT}>'
        f"{escape(panel.name)}</text>{_cells(panel)}"
        f'<text x="{LEFT}" y="{foot + 14}" font-size="11.5" {FONT}>{verdict}</text>'
        f'<text x="{LEFT}" y="{foot + 28}" font-size="10.5" {FONT}>{size}</text></svg>'
    )


def _cells(panel: Panel) -> str:
    """The grid: runs of one state as one rectangle, a mark in each cell, lines between."""
    rows, columns = len(panel.grid), len(panel.grid[0])
    fills: dict[State, str] = {}
    marks: dict[State, str] = {}
    for i, row in enumerate(panel.grid):
        y, start = TOP + i * CELL, 0
        for j, state in enumerate(row):
            if j + 1 == columns or row[j + 1] is not state:
                run = f"M{LEFT + start * CELL} {y}h{(j + 1 - start) * CELL}v{CELL}H"
                fills[state] = f"{fills.get(state, '')}{run}{LEFT + start * CELL}z"
                start = j + 1
            if state in MARKS:
                mark = f"M{LEFT + j * CELL} {y}{MARKS[state][0]}"
                marks[state] = marks.get(state, "") + mark
    parts = [f'<path fill="{FILLS[state]}" d="{d}"/>' for state, d in fills.items()]
    across = "".join(f"M{LEFT} {TOP + i * CELL}h{columns * CELL}" for i in range(rows + 1))
    down = "".join(f"M{LEFT + j * CELL} {TOP}v{rows * CELL}" for j in range(columns + 1))
    parts.append(f'<path fill="none" stroke="#767676" d="{across}{down}"/>')
    parts += [
        f'<path fill="none" stroke="{MARKS[state][1]}" stroke-width="1.7" d="{d}"/>'
        for state, d in marks.items()
    ]
    return "".join(parts)


def _verdict(panel: Panel) -> str:
    if panel.follows:
        return f"✓ given your {panel.given}"
    return "✓ right" if panel.right else "✗ wrong"


def _size(panel: Panel) -> str:
    """The shape in words, "3 units × 7 examples", and how many entries a cell stands for."""
    sizes = " × ".join(map(str, panel.shape)) or "a number"
    if len(panel.axes) == len(panel.shape):
        pairs = [pair for pair in zip(panel.shape, panel.axes, strict=True) if pair[1]]
        sizes = " × ".join(f"{number} {plural(noun, number)}" for number, noun in pairs)
    return sizes


def _key(state: State) -> str:
    """A line of the legend."""
    mark = ""
    if state in MARKS:
        strokes, colour = MARKS[state]
        mark = f'<path fill="none" stroke="{colour}" stroke-width="1.7" d="M0 0{strokes}"/>'
    return (
        '<span style="display:inline-block;margin-right:1.1em"><svg '
        'xmlns="http://www.w3.org/2000/svg" aria-hidden="true" viewBox="0 0 14 14" width="14" '
        f'height="14" style="vertical-align:-2px"><path fill="{FILLS[state]}" stroke="#767676" '
        f'd="M.5.5h13v13h-13z"/>{mark}</svg> {LEGEND[state]}</span>'
    )
