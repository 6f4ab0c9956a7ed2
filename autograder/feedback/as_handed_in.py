"""What the student's own run has shown, for whoever reads a feedback page or marks an answer.

Figures, tables and text stand below the code that made them, as they were handed in: nothing is run
again, and what is shown can only be looked at.
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any

from nbconvert.preprocessors import Preprocessor
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_output
from nbgrader.coursedir import CourseDirectory

from autograder.course.folders import CourseFolders, Step
from autograder.course.ordinary import NOT_ISOLATED
from autograder.feedback.bounds import Account
from autograder.feedback.harmless_html import NoPageError, harmless
from autograder.feedback.pictures import PAGE_PICTURES, SPENT, is_base64
from autograder.sandbox.untrusted_text import is_plain
from autograder.submission.cells import GIVEN_AS_CHANGED
from autograder.submission.hashes import content_hash
from autograder.submission.mark import CALLED, MARK, WHOLE_FILE
from autograder.submission.outputs import without_outputs
from autograder.submission.read import (
    UnreadableSubmission,
    cells_of,
    content_of,
    lean_notebook,
    parse_notebook,
    source_of,
)

# bytes of a notebook's outputs that are read
ROOM = 16 * 2**20
# outputs of a cell, characters of each text, and of each table
MOST, LONGEST, LONGEST_TABLE = 12, 3000, 60_000
# characters of all texts and tables of a page: tags that are never closed make a table longer
PAGE_OUTPUTS, USED = 1_000_000, "autograder_outputs"
PICTURES = ("image/png", "image/jpeg")
LABEL = "As handed in, not run again"
# formgrader gives each picture a red border, and a figure the width that it was made in
FIGURE, TEXT = "max-width: 100%; border: 0", "white-space: pre-wrap"
_COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


class AsHandedIn(Preprocessor):
    """Puts the outputs that were handed in below a graded notebook's code, harmless and bounded.

    Where the file is no longer the one that was graded, nothing is shown.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Change the copy that becomes a page, of feedback or of formgrader."""
        mark = nb.metadata.get(MARK)
        ours = isinstance(mark, dict) and not _was_run(mark)
        file = self._file(mark, resources) if ours else None
        found = _outputs(file, mark) if file else {}
        for cell in nb.cells:
            waiting = found.get(cell.source.removeprefix(GIVEN_AS_CHANGED).strip())
            if cell.cell_type == "code" and waiting and not cell.outputs:
                html = "".join(_shown(waiting.popleft(), resources))
                data = {"text/html": f"<p><em>{LABEL}:</em></p>{html}", "text/plain": LABEL}
                cell.outputs = [new_output("display_data", data)] if html else []
        return nb, resources

    def _file(self, mark: dict[str, Any], resources: dict[str, Any]) -> Path | None:
        """Return the file that was graded; formgrader and feedback name it in ways of their own."""
        about = resources.get("nbgrader") or {
            "student": resources.get("student"),
            "assignment": resources.get("assignment_id"),
            "notebook": resources.get("notebook_id"),
        }
        student, assignment = str(about.get("student")), str(about.get("assignment"))
        name = Path(mark.get(CALLED) or f"{about.get('notebook')}.ipynb").name
        if not is_plain(student + assignment + name):
            return None
        folders = CourseFolders(Path(CourseDirectory(config=self.config).root), self.config)
        return folders.of(Step.SUBMITTED, student, assignment) / name


def _was_run(mark: dict[str, Any]) -> bool:
    """Tell whether nbgrader has run the notebook: then its outputs are those of that run."""
    receipt = mark.get("receipt")
    return isinstance(receipt, dict) and receipt.get("isolation") == NOT_ISOLATED


def _outputs(file: Path, mark: dict[str, Any]) -> dict[str, deque[list[Any]]]:
    """Return the outputs of a notebook's cells by their text; none of another file than graded."""
    found: dict[str, deque[list[Any]]] = defaultdict(deque)
    try:
        content = content_of(file)
        if content_hash(lean_notebook(content, file.name)) != mark.get(WHOLE_FILE):
            return {}
        notebook = parse_notebook(without_outputs(content, ROOM), file.name, outputs=True)
    except (UnreadableSubmission, ValueError):
        return {}
    for cell in cells_of(notebook):
        outputs = cell.get("outputs")
        found[source_of(cell).strip()].append(outputs if isinstance(outputs, list) else [])
    return found


def _shown(outputs: list[Any], page: Account) -> Iterator[str]:
    """Yield what a cell's outputs show, as HTML that can only be looked at."""
    for output in outputs[:MOST]:
        html = _one(output, page) if isinstance(output, dict) else ""
        # pictures have an account of their own
        used = (page.get(USED) or 0) + (0 if html.startswith("<p><img") else len(html))
        if used > PAGE_OUTPUTS:
            yield "<p><em>more than this page can show, the notebook has it</em></p>"
            return
        page[USED] = used
        yield html
    if len(outputs) > MOST:
        yield f"<p><em>and {len(outputs) - MOST} more, in the notebook</em></p>"


def _one(output: dict[str, Any], page: Account) -> str:
    data = output.get("data")
    # a notebook of format 3 has the kinds as its keys
    kinds = data if isinstance(data, dict) else output
    for kind in PICTURES:
        if kind in kinds and (picture := _picture(kind, kinds[kind], page)):
            return picture
    table = _joined(kinds.get("text/html"))
    if table and len(table) <= LONGEST_TABLE:
        try:
            return harmless(table)
        except NoPageError:
            pass
    error = [_joined(output.get(key)) for key in ("ename", "evalue")] if "ename" in output else []
    text = ": ".join(error) or _joined(kinds.get("text/plain")) or _joined(output.get("text"))
    return _text(text)


def _picture(kind: str, data: Any, page: Account) -> str:
    data = _joined(data)
    spent = (page.get(SPENT) or 0) + len(data)
    if not is_base64(data):
        return ""
    if spent > PAGE_PICTURES:
        return (
            "<p><em>a figure, left out: there are too many for this page, see the notebook</em></p>"
        )
    page[SPENT] = spent
    data = "".join(data.split())
    shown = f'<img alt="A figure, as handed in" src="data:{kind};base64,{data}" style="{FIGURE}">'
    return f"<p>{shown}</p>"


def _text(text: str) -> str:
    """Return a text without colours and control characters; of a long one the beginning."""
    text = _COLOURS.sub("", text[: 4 * LONGEST])
    text = "".join(each for each in text if each in "\n\t" or is_plain(each))
    if not text.strip():
        return ""
    more = "\n…" if len(text) > LONGEST else ""
    return f'<pre style="{TEXT}">{escape(text[:LONGEST], quote=False)}{more}</pre>'


def _joined(value: Any) -> str:
    """Return a text, which a notebook may hold in lines."""
    lines: Iterable[Any] = value if isinstance(value, list) else [value]
    return "".join(line for line in lines if isinstance(line, str))
