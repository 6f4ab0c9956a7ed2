"""The documentation's site: built without a warning, offline, on a phone, for everybody."""

import os
import re
import shutil
from html.parser import HTMLParser
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest

from tests.support import pages, patience
from tests.support.browser import LAPTOP, PHONE, browser, overflow, violations  # noqa: F401
from tests.support.docs_site import DOCS, PAGES, build, built, sphinx_options
from tests.support.places import ROOT

COLOURS = ("light", "dark")


@pytest.fixture(scope="module")
def site():
    return built()


def html(site):
    return sorted(site.glob("*.html"))


def test_make_docs_takes_warnings_for_errors():
    assert "--fail-on-warning" in sphinx_options()


def test_every_page_is_on_the_site_and_in_the_navigation(site):
    index = (site / "index.html").read_text(encoding="utf-8")
    for page in PAGES:
        assert f'href="{page.stem}.html"' in index or page.name == "index.md", page.name


def test_a_broken_link_and_a_missing_anchor_fail_the_build(tmp_path):
    copy = tmp_path / "docs"
    shutil.copytree(DOCS, copy)
    (tmp_path / "benchmarks").mkdir()
    for name in ("CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/README.md"):
        (tmp_path / name).write_text("# Something\n", encoding="utf-8")
    with (copy / "glossary.md").open("a", encoding="utf-8") as page:
        page.write("\n[gone](nowhere.md) and [nothing](security.md#no-such-part)\n")
    done = build(copy, tmp_path / "out")
    assert done.returncode != 0
    assert "nowhere.md" in done.stderr
    assert "no-such-part" in done.stderr


class Loaded(HTMLParser):
    """Collects what a page loads by itself; links that a reader follows may lead anywhere."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        names = ("src", "data", "poster") + (("href",) if tag in ("link", "use") else ())
        self.found += [value for name, value in attributes if name in names and value]


def test_nothing_of_the_site_comes_from_elsewhere(site):
    for page in html(site):
        loaded = Loaded()
        loaded.feed(page.read_text(encoding="utf-8"))
        assert loaded.found
        assert not [url for url in loaded.found if urlsplit(url).netloc], page.name
    for sheet in site.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert not re.search(r"""(?:url\(|@import)\s*["']?(?:https?:)?//""", text), sheet.name


@pytest.fixture(scope="module")
def visited(site, browser):  # noqa: F811
    """Each page opened once on a phone: what was asked for, what failed, what is too wide."""
    seen = SimpleNamespace(asked=[], failed=[], wide={})
    page = browser.new_page(viewport=PHONE)
    page.on("request", lambda request: seen.asked.append(request.url))
    page.on("requestfailed", lambda request: seen.failed.append(request.url))
    page.on("pageerror", lambda error: seen.failed.append(str(error)))
    for each in html(site):
        page.goto(each.as_uri(), wait_until="load")
        seen.wide[each.name] = overflow(page)
    page.close()
    return seen


def test_a_browser_asks_nobody_else_and_finds_everything(visited):
    assert {urlsplit(url).scheme for url in visited.asked} <= {"file", "data"}
    assert not visited.failed


def test_no_page_is_wider_than_a_phone(visited):
    assert not {name: found for name, found in visited.wide.items() if found}


def test_the_search_finds_a_word_without_a_network(site, browser):  # noqa: F811
    page = browser.new_page(viewport=LAPTOP)
    page.goto(f"{(site / 'search.html').as_uri()}?q=seccomp", wait_until="load")
    page.wait_for_selector("#search-results li a", timeout=patience.MILLISECONDS)
    found = page.locator("#search-results li a").evaluate_all("links => links.map(a => a.href)")
    page.close()
    assert any("security.html" in link for link in found)


@pytest.mark.parametrize("colours", COLOURS)
def test_pages_of_every_kind_can_be_read_by_everybody(site, browser, colours):  # noqa: F811
    """WCAG 2 A and AA, for the pages with code, tables, pictures and generated parts."""
    page = browser.new_page(viewport=PHONE, color_scheme=colours)
    broken = {}
    for name in ("adding-an-exercise", "architecture", "command-line", "diagnosis", "students"):
        page.goto((site / f"{name}.html").as_uri(), wait_until="load")
        broken[name] = violations(page, within="article")
    page.close()
    assert not {name: found for name, found in broken.items() if found}


@pytest.mark.parametrize("colours", COLOURS)
def test_the_diagram_can_be_read(site, browser, colours):  # noqa: F811
    page = browser.new_page(viewport=PHONE, color_scheme=colours)
    page.goto((site / "architecture.html").as_uri(), wait_until="load")
    diagram = page.locator("figure.diagram svg")
    assert len(diagram.locator("desc").text_content()) > 200
    ink = "e => getComputedStyle(e).fill"
    text, ground = (diagram.locator(part).first.evaluate(ink) for part in ("text", "rect"))
    size = diagram.evaluate("e => 13 * e.getBoundingClientRect().width / e.viewBox.baseVal.width")
    page.close()
    assert contrast(text, ground) > 4.5
    assert size > 10  # CSS pixels of the smallest text


def contrast(one, other):
    """The contrast of two colours written as rgb(…), by WCAG 2's formula."""

    def luminance(colour):
        parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def external_links():
    found = {}
    for page in [*PAGES, ROOT / "README.md", ROOT / "CONTRIBUTING.md"]:
        prose = pages.FENCE.sub("", page.read_text(encoding="utf-8"))
        for link in re.findall(r"\]\((https?://[^)\s]+)\)", prose):
            found.setdefault(link, page.name)
    return found


def test_links_to_elsewhere_are_well_formed_and_encrypted():
    assert external_links()
    for link, page in external_links().items():
        parts = urlsplit(link)
        assert parts.scheme == "https" and "." in parts.netloc and " " not in link, (page, link)


@pytest.mark.skipif("DOCS_LINKS" not in os.environ, reason="by hand: DOCS_LINKS=1, with a network")
@pytest.mark.parametrize("link", external_links())
def test_a_link_to_elsewhere_answers(link):
    from urllib.request import Request, urlopen

    request = Request(link, headers={"User-Agent": "Mozilla/5.0 (link check)"})
    with urlopen(request, timeout=20) as reply:
        assert reply.status == 200
