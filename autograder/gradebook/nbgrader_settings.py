"""What a course's ``nbgrader_config.py`` sets so that nbgrader grades in the sandbox."""

from typing import Any

from autograder.feedback import WITH_POLICY
from autograder.gradebook.indexes import declare_indexes
from autograder.gradebook.student_lists import read_any_list
from autograder.gradebook.timestamps import read_carefully


def configure(c: Any) -> None:
    """Set in nbgrader's configuration ``c`` what sandboxed grading needs; safe to repeat.

    Lists are set whole, for nbgrader runs the file repeatedly.
    """
    _course(c)
    _generate(c)
    _autograde(c)
    _pages(c)


def _course(c: Any) -> None:
    c.CourseDirectory.solution_directory = "solutions"
    # zip_collect knows the file names of five learning management systems.
    c.ZipCollectApp.collector_plugin = "autograder.gradebook.DownloadCollector"
    # One student without a receipt stops nobody's feedback.
    c.ExchangeFactory.release_feedback = "autograder.gradebook.ReleaseFeedback"
    # What another account has handed in for a student is not collected in place of theirs.
    c.ExchangeFactory.collect = "autograder.gradebook.CollectOwn"
    # Lists of students are read as spreadsheets save them.
    read_any_list()
    # A new gradebook gets the indexes that large classes need; an old one: autograder db optimize.
    declare_indexes()
    # A timestamp.txt that is a pipe, or a link to an endless device, must not stop formgrader.
    read_carefully()


def _generate(c: Any) -> None:
    # Let questions come and go, release no picture of a model answer, and say below the title when
    # it is due.
    c.GenerateAssignment.preprocessors = [
        "nbgrader.preprocessors.IncludeHeaderFooter",
        "nbgrader.preprocessors.InstantiateTests",
        "nbgrader.preprocessors.LockCells",
        "nbgrader.preprocessors.ClearSolutions",
        "nbgrader.preprocessors.ClearOutput",
        "nbgrader.preprocessors.CheckCellMetadata",
        "nbgrader.preprocessors.ComputeChecksums",
        "autograder.gradebook.SaveQuestions",
        "nbgrader.preprocessors.ClearHiddenTests",
        "nbgrader.preprocessors.ClearMarkScheme",
        "nbgrader.preprocessors.ComputeChecksums",
        "nbgrader.preprocessors.CheckCellMetadata",
        "autograder.gradebook.ClearAttachments",
        "autograder.gradebook.DueDate",
    ]
    # ClearAttachments takes the pictures of rubrics out, in place of refusing some of them.
    c.ClearMarkScheme.check_attachment_leakage = False


def _autograde(c: Any) -> None:
    # Steps that were set above go on where nbgrader runs an assignment by itself.
    for name in ("sanitize_preprocessors", "autograde_preprocessors"):
        steps = c.Autograde.get(name, [])
        if steps and not any("autograder.gradebook" in str(each) for each in steps):
            c.Grading[name] = steps
    # Grade in the sandbox, not in a kernel.
    c.Autograde.autograde_preprocessors = [
        "autograder.gradebook.GradeInSandbox",
        "nbgrader.preprocessors.IgnorePattern",
        "nbconvert.preprocessors.ClearMetadataPreprocessor",
        "nbgrader.preprocessors.LimitOutput",
        "autograder.gradebook.SaveGrades",
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    c.Autograde.sanitize_preprocessors = [
        "nbgrader.preprocessors.ClearOutput",
        "nbgrader.preprocessors.DeduplicateIds",
        "autograder.gradebook.RestoreCells",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    c.RestoreCells.add_missing_cells = True
    # Read what is handed in whatever shape it has; points and kinds of cells are the course's.
    c.Autograde.exporter_class = "autograder.gradebook.TidyExporter"
    # Rubrics stand in the question cells: markers see them in formgrader, students never do.
    c.ClearMarkScheme.enforce_metadata = False


def _pages(c: Any) -> None:
    # A page that everybody can read, on a phone too; it needs no script and runs none.
    c.GenerateFeedback.exporter_class = "autograder.feedback.FeedbackPage"
    c.GenerateFeedback.preprocessors = [
        "autograder.feedback.Grades",
        "autograder.feedback.FoldGiven",
        "autograder.feedback.NextSteps",
        "nbgrader.preprocessors.ClearMarkScheme",
        "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
    ]
    # What a student writes is shown without any HTML that could act, and as quickly as other
    # texts, in feedback and in formgrader.
    c.HTMLExporter.filters = {
        name: f"autograder.feedback.{name}"
        for name in ("markdown2html", "highlight_code", "strip_files_prefix")
    }
    c.HTMLExporter.template_file = "with_policy.html.j2"
    c.HTMLExporter.extra_template_paths = [WITH_POLICY]
    c.HTMLExporter.exclude_raw = True
    # Figures and tables that were handed in stand below the code, in both.
    c.HTMLExporter.preprocessors = ["autograder.feedback.AsHandedIn"]
