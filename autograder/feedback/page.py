"""The page that ``nbgrader generate_feedback`` writes for a student, in the course's own shape.

nbgrader's page has no language and no heading, links that are hard to read, tables wider than a
phone, and formulas only where a script may come from the internet. ``nbgrader_config.py`` puts this
exporter in its place.
"""

from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.filters.highlight import Highlight2HTML
from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_markdown_cell
from nbgrader.api import MissingEntry
from nbgrader.preprocessors import GetGrades, NbGraderPreprocessor
from traitlets.config import Config

from autograder.sandbox.untrusted_text import clean
from autograder.submission.mark import CALLED, MARK, NEXT

TEMPLATES = Path(__file__).parent / "templates"


class FeedbackPage(HTMLExporter):
    """Renders a graded notebook with the template ``feedback_page``."""

    @property
    def default_config(self) -> Config:
        """Choose the template, over the one that nbgrader sets for all HTML."""
        own = {
            "template_name": "feedback_page",
            # it has a policy of its own, a stricter one
            "template_file": "index.html.j2",
            "extra_template_basedirs": [str(TEMPLATES)],
        }
        config = Config({"FeedbackPage": own})
        config.merge(super().default_config)
        return config

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Render as nbconvert does, which then parses the page and writes it once more.

        That is for pictures without a description and for cells that the keyboard reaches; here
        pictures have one, the template has no such cells, and it would take most of the time.
        """
        resources = self._init_resources(resources)
        chosen = WidgetsDataTypeFilter(
            notebook_metadata=self._nb_metadata, parent=self, resources=resources
        )
        self.register_filter("filter_data_type", chosen)
        if "highlight_code" not in self.filters:
            self.register_filter("highlight_code", Highlight2HTML(pygments_lexer="ipython3"))
        page: tuple[str, dict[str, Any]] = TemplateExporter.from_notebook_node(
            self, nb, resources, **kw
        )
        return page


class Grades(GetGrades):
    """Adds scores and comments as nbgrader does, what still waits for a person, and the dates.

    nbgrader shows what waits as 0 points: written answers before they are marked, and exercises
    that were held back.
    """

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], cell_index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Add to a cell, and with the first one to what the page is made from."""
        # here nbgrader has the gradebook open: to open it once more takes longer than to read it
        if cell_index == 0:
            self._add_dates(resources["nbgrader"])
        try:
            super().preprocess_cell(cell, resources, cell_index)
        except MissingEntry:
            # a question that is withdrawn since it was graded: for nobody's score
            cell.metadata.pop("nbgrader")
        return cell, resources

    def _add_dates(self, about: dict[str, Any]) -> None:
        """Add when it is ``due``, with an extension, and when it was ``handed_in``."""
        found = self.gradebook.find_submission(about["assignment"], about["student"])
        about["due"] = found.duedate if found.assignment.duedate else None
        about["handed_in"] = found.timestamp

    def _get_score(self, cell: NotebookNode, resources: dict[str, Any]) -> None:
        super()._get_score(cell, resources)
        about = cell.metadata.nbgrader
        names = (self.notebook_id, self.assignment_id, self.student_id)
        about["waiting"] = self.gradebook.find_grade(about.grade_id, *names).needs_manual_grade


class NextSteps(NbGraderPreprocessor):
    """Adds a first cell with the next step of each exercise, in the notebook's order."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Change the copy that becomes the page; a notebook of another grader stays as it is."""
        mark = nb.metadata.get(MARK)
        steps = mark.get(NEXT) if isinstance(mark, dict) else None
        if isinstance(steps, dict):
            order = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in nb.cells]
            known = sorted(
                steps, key=lambda name: order.index(name) if name in order else len(order)
            )
            lines = [f"- `{exercise}`: {steps[exercise]}" for exercise in known]
            if called := mark.get(CALLED):
                name = resources["nbgrader"]["notebook"]
                lines.append(
                    f"- Your notebook is called `{clean(called, 60)}`. It was the only "
                    f"candidate and was graded; the expected name is `{name}.ipynb`."
                )
            if lines:
                told = ["## What to do next", "", *lines]
                nb.cells.insert(0, new_markdown_cell("\n".join(told)))
        return nb, resources
