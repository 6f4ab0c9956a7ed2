"""Shows what a student writes: in feedback and in formgrader, harmless and in bounded time.

nbgrader shows Markdown with all its raw HTML, in the marker's browser too, and takes hours for some
texts. ``nbgrader_config.py`` puts these filters in the place of nbconvert's own.
"""

from functools import cache, lru_cache
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.filters.highlight import Highlight2HTML
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from autograder.feedback.bounds import Account, affordable, as_written, code_work, text_work
from autograder.feedback.harmless_html import harmless
from autograder.feedback.mathml import mathml
from autograder.feedback.pictures import Pictures

# the languages of course notebooks; nobody has looked how long the patterns of others can take
LANGUAGES = frozenset({"python", "python3", "py", "ipython", "ipython3", "text"})
SHARED = 256  # cells that are kept as they are shown
NOT_READ = "This could not be formatted: shown as it was written."


@pass_context
def markdown2html(context: Context, source: str) -> str:
    """Render Markdown as nbconvert does, and leave of it what can do no harm.

    Formulas become MathML here, so that formgrader's MathJax, which obeys commands to load and to
    style, is told to pass over all of it.
    """
    page = _account(context)
    pictures = Pictures((context.get("cell") or {}).get("attachments"), page)
    text = pictures.take_out_of(source)
    if not affordable(text, text_work(text), page):
        shown = as_written(text, page)
    else:
        try:
            shown = pictures.put_into(_rendered(text))
        # one text that no reader of Markdown has met before, or too deep a recursion, costs no page
        except Exception:
            shown = as_written(text, page, NOT_READ)
    return f'<div class="tex2jax_ignore mathjax_ignore">{shown}</div>'


@pass_context
def highlight_code(context: Context, source: str, **_: Any) -> str:
    """Show code in colours, read as Python whatever the notebook says."""
    page = _account(context)
    if not affordable(source, code_work(source), page):
        return as_written(source, page)
    return _coloured(source)


# most cells of a class are the course's own, the same on each page
@lru_cache(SHARED)
def _rendered(text: str) -> str:
    return mathml(harmless(_reader().render(text)))


@lru_cache(SHARED)
def _coloured(source: str) -> str:
    shown: str = Highlight2HTML(pygments_lexer="ipython3")(source)
    return shown


def strip_files_prefix(shown: str) -> str:
    """Leave links alone: nbconvert's own filter mends those of IPython 1, in quadratic time."""
    return shown


def _account(context: Context) -> Account:
    """Return what is kept of a page while it is written."""
    resources = context.get("resources")
    return {} if resources is None else resources


class _Renderer(IPythonRenderer):
    """As nbconvert's, but only some languages have colours, and pictures keep their names."""

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Leave the address as it is."""
        shown: str = super(IPythonRenderer, self).image(text, url, title)
        return shown

    def block_code(self, code: str, info: str | None = None) -> str:
        """Colour code that is short and of a known language."""
        language = (info or "").split()[:1]
        # the text around it has paid for its length, but not for its shape
        coloured = (
            language and language[0].lower() in LANGUAGES and affordable(code, code_work(code), {})
        )
        shown: str = super().block_code(code, info if coloured else None)
        return shown

    def latex_environment(self, name: str, body: str) -> str:
        """Write it as a formula, which becomes MathML."""
        shown: str = super().latex_environment(name, body)
        return f"$${shown}$$"


@cache
def _reader() -> MarkdownWithMath:
    # headings without ids: a page's own names could be hidden behind them
    return MarkdownWithMath(renderer=_Renderer(escape=False, exclude_anchor_links=True))
