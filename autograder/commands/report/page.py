"""The report as one HTML page that needs nothing else: no script, no request, no other file."""

import datetime
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Template
from markupsafe import Markup, escape

from autograder import __version__
from autograder.commands.output.html import templates_in
from autograder.commands.report import csv_rows, item_analysis
from autograder.commands.report.advice import advice
from autograder.commands.report.figures import Figures
from autograder.sandbox.untrusted_text import clean
from autograder.testing.results import Outcome

TEMPLATES = Path(__file__).parent / "templates"
WORDS = {
    Outcome.PASS: "pass",
    Outcome.FAIL: "fail",
    Outcome.SKIP: "not tried",
    Outcome.ERROR: "held back",
}
NAMELESS = "(a folder without a readable name)"


def render(
    figures: Figures,
    made: datetime.datetime,
    anonymous: bool = False,
    pages: Mapping[str, str] | None = None,
) -> str:
    """Return the page; ``made``: when, in UTC. All text in it is escaped.

    ``pages``: the addresses of students' feedback pages, seen from this one.
    """
    table = csv_rows.as_csv(csv_rows.check_rows(figures))
    return _template().render(
        figures=figures,
        made=made.strftime("%Y-%m-%d %H:%M UTC"),
        version=__version__,
        anonymous=anonymous,
        pages=pages or {},
        outcomes=WORDS,
        csv=f"data:text/csv;charset=utf-8,{quote(table)}",
        fewest=item_analysis.FEWEST,
        bound=item_analysis.LOW,
    )


@cache
def _template() -> Template:
    made = templates_in(TEMPLATES)
    made.filters |= {
        "name": shown_name,
        "number": number,
        "fixed": fixed,
        "percent": percent,
        "counted": counted,
        "place": place,
        "breakable": breakable,
    }
    made.globals |= {"advice": advice}
    return made.get_template("report.html.j2")


def shown_name(student: str) -> str:
    """Return a student's name on one line, without characters that do not show."""
    return clean(student, 80) or NAMELESS


def breakable(name: str) -> Markup:
    """Return the name of an exercise, which may go on in the next line after an underscore."""
    return Markup("_<wbr>").join(map(escape, name.split("_")))


def number(value: float, digits: int = 1) -> str:
    """Return a number with at most so many digits after the point; a dash for none."""
    if value != value:
        return "–"
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "-") else text.replace("-", "−")


def fixed(value: float) -> str:
    """Return a number with two digits after the point, as columns want it."""
    return f"{value:.2f}".replace("-0.00", "0.00").replace("-", "−")


def percent(share: float) -> str:
    """Return a share in per cent; what is nearly all or nearly none does not pass for it."""
    if share != share:
        return "–"
    whole = round(100 * share)
    whole = min(whole, 99) if share < 1 else whole
    return f"{max(whole, 1) if share > 0 else whole} %"


def counted(count: int, one: str, more: str = "") -> str:
    """Return a count with its noun."""
    return f"{count} {one if count == 1 else more or one + 's'}"


def place(value: float, whole: float, start: float = 0.0) -> str:
    """Return where a value lies between ``start`` and ``whole``, in per cent for a picture."""
    share = (value - start) / (whole - start) if whole > start else 0.0
    return f"{100 * min(max(share, 0.0), 1.0):.2f}%"
