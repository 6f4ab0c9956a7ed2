"""JupyterLab's own parts: the page, its menus, its dialogs, and a notebook in it."""

from playwright.sync_api import Browser, Locator, Page, expect

from tests.support import patience
from tests.support.browser import LAPTOP


def open_lab(browser: Browser, address: str) -> Page:
    """Open JupyterLab in a session of its own and wait until it is ready."""
    page = browser.new_page(viewport={**LAPTOP, "height": 900})
    page.set_default_timeout(patience.MILLISECONDS)
    page.goto(address)
    news = page.get_by_text("notified about official Jupyter news").locator("xpath=../..")
    no = page.get_by_role("button", name="No", exact=True)
    page.add_locator_handler(news, lambda _: no.click())
    expect(page.locator(".jp-Launcher")).to_be_visible()
    return page


def choose(page: Page, menu: str, entry: str) -> None:
    """Choose an entry of the menu bar."""
    page.get_by_role("menuitem", name=menu, exact=True).click()
    page.locator(".lm-Menu").get_by_role("menuitem", name=entry, exact=True).click()


def answer_dialog(page: Page) -> str:
    """Wait for a dialog, press its last button; return what it said."""
    dialog = page.locator(".jp-Dialog")
    dialog.wait_for()
    text = dialog.inner_text()
    dialog.locator("button.jp-Dialog-button").last.click()
    dialog.wait_for(state="detached")
    return text


class Notebook:
    """The notebook that is open in front."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.cells = page.locator(".jp-Notebook:visible .jp-Cell")
        self.cells.first.wait_for()

    def wait_for_cells(self, number: int) -> None:
        """Wait until all cells are there with their text: JupyterLab adds them bit by bit."""
        expect(self.cells).to_have_count(number)
        # a placeholder stands for the code of a folded cell
        finished = self.page.locator(".cm-content, .jp-MarkdownOutput, .jp-Placeholder")
        unfinished = self.cells.filter(has_not=finished)
        expect(unfinished).to_have_count(0)

    def write_code(self, containing: str, text: str) -> None:
        """Replace the text of the code cell that contains something."""
        self._replace(self.cells.filter(has_text=containing).first, text)

    def write_answer(self, containing: str, text: str) -> None:
        """Replace and render the text of the Markdown cell that contains something."""
        cell = self.cells.filter(has_text=containing).first
        cell.scroll_into_view_if_needed()
        cell.locator(".jp-MarkdownOutput").dblclick()
        self._replace(cell, text)
        self.page.keyboard.press("Shift+Enter")

    def _replace(self, cell: Locator, text: str) -> None:
        cell.scroll_into_view_if_needed()
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def run(self, containing: str) -> Locator:
        """Run the cell that contains something, which may be folded; return it."""
        cell = self.cells.filter(has_text=containing).first
        cell.scroll_into_view_if_needed()
        cell.locator(".jp-InputPrompt").click()
        self.page.keyboard.press("Shift+Enter")
        return cell

    def run_all(self) -> None:
        """Run all cells in the kernel and wait until it is idle and no cell waits."""
        choose(self.page, "Run", "Run All Cells")
        waiting = self.cells.locator(".jp-InputPrompt", has_text="[*]")
        expect(waiting).not_to_have_count(0)
        expect(waiting).to_have_count(0)
        self.page.get_by_text("| Idle").wait_for()

    def count(self, text: str) -> int:
        """Return how many cells contain a text."""
        return self.cells.filter(has_text=text).count()

    def outputs(self) -> list[str]:
        """Return the text of each output."""
        return self.cells.locator(".jp-OutputArea-output").all_text_contents()

    def save(self) -> None:
        """Save with the keyboard and wait until it is done."""
        self.cells.first.click(position={"x": 2, "y": 2})
        self.page.keyboard.press("Control+S")
        unsaved = self.page.locator(".lm-DockPanel-tabBar .lm-mod-current.jp-mod-dirty")
        expect(unsaved).to_have_count(0)

    def validate(self) -> str:
        """Press nbgrader's Validate; return what the dialog says."""
        self.page.locator(".jp-Toolbar:visible").get_by_text("Validate", exact=True).click()
        return answer_dialog(self.page)
