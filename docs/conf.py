"""The documentation site: Sphinx with MyST and Furo, built by ``make docs``."""

import re
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import generated  # noqa: E402

from autograder import __version__  # noqa: E402

project = "Regularisation by hand"
author = "the course's authors"
copyright = "the course's authors, BSD-3-Clause"
version = release = __version__
language = "en-GB"

extensions = ["myst_parser"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
nitpicky = True

html_theme = "furo"
html_title = "Regularisation by hand"
html_static_path = ["_static"]
html_css_files = ["wide.css"]
html_copy_source = html_show_sourcelink = False
html_theme_options = {"navigation_with_keys": True}

# Files outside docs/ have a page here, which includes them: links on GitHub and links on the site.
MOVED = {
    "](../README.md)": "](index.md)",
    "](../CONTRIBUTING.md)": "](contributing.md)",
    "](../CHANGELOG.md)": "](changelog.md)",
    "](../benchmarks/README.md)": "](benchmarks.md)",
}


def _read(app: Any, page: str, content: list[str]) -> None:
    for old, new in MOVED.items():
        content[0] = content[0].replace(old, new)
    content[0] = generated.filled_in(content[0])


SCROLLS = re.compile(r'(<div class="highlight"><pre|<div(?= class="table-wrapper))')


def _focusable(app: Any, page: str, template: str, context: dict[str, Any], tree: Any) -> None:
    """Let the keyboard reach what scrolls by itself: code and tables."""
    context["body"] = SCROLLS.sub(r'\1 tabindex="0"', context.get("body", ""))


def setup(app: Any) -> None:
    """Have each page completed as Sphinx reads it."""
    app.connect("source-read", _read)
    app.connect("html-page-context", _focusable)
