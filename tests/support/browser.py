"""A real browser for the tests: Chromium, driven by Playwright.

``browser`` is a fixture (import it into the test module), ``started()`` the same as a context
manager; both skip, with the reason, where Chromium or Playwright is missing.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support import patience

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ARGUMENTS = [
    f"--{switch}"
    for switch in (
        "no-sandbox",
        "disable-gpu",
        "disable-quic",
        "no-first-run",
        "disable-background-networking",
        "disable-component-update",
        "disable-sync",
        "hide-scrollbars",
        "force-prefers-reduced-motion",
    )
]
PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1280, "height": 800}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
WIDER = """() => {
  const page = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= page) return [];
  const name = e => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') +
    (e.getAttribute('class') || '').trim().replace(/^(?=.)|\\s+/g, '.');
  const scrolls = e => e && (getComputedStyle(e).overflowX !== 'visible' && e !== document.body
    && e !== document.documentElement || scrolls(e.parentElement));
  const found = [...document.body.querySelectorAll('*')]
    .filter(e => !scrolls(e.parentElement) && e.getBoundingClientRect().right > page + 0.5)
    .map(e => `${name(e)} ends at ${Math.round(e.getBoundingClientRect().right)} of ${page}`);
  return found.length ? found : [`something ends at ${document.scrollingElement.scrollWidth}`];
}"""


@contextmanager
def started() -> Iterator["Browser"]:
    """Give a headless Chromium; close it at the end."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    executable = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if executable is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    playwright.expect.set_options(timeout=patience.MILLISECONDS)
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=executable, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """A browser for all tests of a module; take ``browser.new_page(viewport=PHONE)``."""
    with started() as running:
        yield running


def overflow(page: "Page") -> list[str]:
    """Return what makes the page wider than its window; what scrolls by itself does not."""
    found: list[str] = page.evaluate(WIDER)
    return found


def violations(page: "Page", *known: str, within: str | None = None) -> list[str]:
    """Return what of the page breaks WCAG 2 A or AA as axe-core sees it, one line an element.

    ``known``: axe's rules that are left out; ``within``: the selector of a part to look at alone.
    """
    axe = pytest.importorskip("axe_playwright_python", reason="axe-core is not installed")
    script = (Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    page.evaluate(f"() => {{ {script} }}")  # a page's own policy does not forbid this
    options = {
        "runOnly": {"type": "tag", "values": WCAG},
        "rules": {rule: {"enabled": False} for rule in known},
        "resultTypes": ["violations"],
    }
    reply: dict[str, Any] = page.evaluate(
        "([within, options]) => axe.run(within || document, options)", [within, options]
    )
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {_first_line(node)}"
        for rule in reply["violations"]
        for node in rule["nodes"]
    ]


def _first_line(node: dict[str, Any]) -> str:
    checks = [*node["any"], *node["all"], *node["none"]]
    return str(checks[0]["message"]) if checks else str(node["html"])
