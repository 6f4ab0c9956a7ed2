"""nbgrader's two front ends in JupyterLab: the Assignment List and Formgrader."""

import re

from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests.support.frontends.jupyter import Notebook, choose

# formgrader's buttons are icons without a name
ICONS = {
    "generate": "glyphicon-education",
    "release": "glyphicon-cloud-upload",
    "collect": "glyphicon-cloud-download",
    "autograde": "glyphicon-flash",
    "generate feedback": "glyphicon-comment",
    "release feedback": "glyphicon-envelope",
}


class AssignmentList:
    """A student's list of assignments."""

    def __init__(self, page: Page) -> None:
        self.page = page
        choose(page, "Nbgrader", "Assignment List")
        self.released = page.locator("#released_assignments_list")
        self.fetched = page.locator("#fetched_assignments_list")
        self.submitted = page.locator("#submitted_assignments_list")

    def fetch(self, assignment: str) -> None:
        """Fetch a released assignment; afterwards it is among the downloaded ones."""
        self._row(self.released, assignment).get_by_role("button", name="Fetch").click()
        self._row(self.fetched, assignment).wait_for()

    def open(self, assignment: str) -> Notebook:
        """Unfold a downloaded assignment and open its notebook."""
        self.fetched.get_by_role("button", name=assignment).click()
        self.fetched.locator(".nested_list_item").get_by_text(assignment).click()
        return Notebook(self.page)

    def submit(self, assignment: str) -> None:
        """Hand in what is on the disk; afterwards it is among the submitted ones."""
        self.page.get_by_role("tab", name="Assignments").click()
        self._row(self.fetched, assignment).get_by_role("button", name="Submit").click()
        self._row(self.submitted, assignment).wait_for()

    def fetch_feedback(self, assignment: str) -> None:
        """Fetch the feedback; afterwards the list offers to show it."""
        button = self._row(self.submitted, assignment).get_by_role("button", name="Fetch Feedback")
        button.click()
        self.submitted.get_by_text("(view feedback)").wait_for()

    def view_feedback(self, assignment: str) -> FrameLocator:
        """Go to the feedback's folder and open the page; return its frame."""
        self.submitted.get_by_text("(view feedback)").click()
        self.page.locator(".jp-DirListing-item", has_text=f"{assignment}.html").dblclick()
        frame = self.page.frame_locator(".jp-HTMLViewer iframe")
        frame.locator("body").wait_for()
        return frame

    @staticmethod
    def _row(part: Locator, assignment: str) -> Locator:
        return part.locator(".list_item", has_text=assignment).first


class Formgrader:
    """An instructor's Formgrader."""

    def __init__(self, page: Page) -> None:
        self.page = page
        choose(page, "Nbgrader", "Formgrader")
        self.frame = page.frame_locator("iframe[src*=formgrader]")
        self.heading("Manage Assignments").wait_for()

    def heading(self, text: str) -> Locator:
        """Return the page's heading with this text."""
        return self.frame.get_by_role("heading", name=text)

    def row(self, text: str) -> Locator:
        """Return the table's row with this text."""
        return self.frame.locator("#main-table tr", has_text=text)

    def press(self, row: str, button: str) -> str:
        """Press a button of a row; return what the dialog says, once it is closed again."""
        self.row(row).locator(f"a:has(.{ICONS[button]})").click()
        dialog = self.frame.locator(".modal.in")
        dialog.wait_for()
        text = dialog.inner_text()
        dialog.get_by_role("button", name="OK").click()
        dialog.wait_for(state="hidden")
        self.frame.locator(".modal-backdrop").wait_for(state="detached")  # it fades
        expect(self.row(row).locator("a").first).to_be_visible()
        return text

    def follow(self, *links: str) -> None:
        """Follow links one after the other, the last of each name on the page."""
        for link in links:
            self.frame.get_by_role("link", name=link, exact=True).last.click()

    def mark(self, submission: str) -> Locator:
        """Open a submission's marking page; return its notebook, once marks can be entered."""
        self.follow(submission)
        grades = self.frame.locator("input.score")
        expect(grades.first).to_have_attribute("placeholder", re.compile("."))
        return self.frame.locator("#notebook-container").first

    def enter(self, field: str, text: str) -> None:
        """Type into a field of the marking page; wait until it is recorded."""
        into = self.frame.locator(f"#{field}")
        into.scroll_into_view_if_needed()
        into.click()
        into.press_sequentially(text)  # as a person: the page saves when the field is left
        with self.page.expect_response(lambda reply: reply.request.method == "PUT") as recorded:
            into.press("Tab")
        assert recorded.value.ok

    def assignments(self) -> None:
        """Go to the table of assignments."""
        self.frame.get_by_role("link", name="Manage Assignments").first.click()
        self.heading("Manage Assignments").wait_for()
        self.row("regularization").wait_for()
