"""The course for nbgrader: its name, its folders and the sandboxed grading."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from autograder.feedback import WITH_POLICY
from autograder.gradebook import declare_indexes, read_carefully

c = get_config()  # noqa: F821  (nbgrader provides it)

c.CourseDirectory.course_id = "regularization"
c.CourseDirectory.solution_directory = "solutions"

# A new gradebook gets the indexes that large classes need; an old one: autograder db optimize.
declare_indexes()

# A timestamp.txt that is a pipe, or a link to an endless device, must not stop formgrader.
read_carefully()

# Say below the title when it is due, where the gradebook knows.
c.GenerateAssignment.preprocessors = [
    "nbgrader.preprocessors.IncludeHeaderFooter",
    "nbgrader.preprocessors.InstantiateTests",
    "nbgrader.preprocessors.LockCells",
    "nbgrader.preprocessors.ClearSolutions",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.SaveCells",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
    "autograder.gradebook.DueDate",
]

# Grade in the sandbox, not in a kernel. Lists are set whole: nbgrader reads this file repeatedly.
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
c.OverwriteCells.add_missing_cells = True

# Read what is handed in whatever shape it has; points and kinds of cells are the course's.
c.Autograde.exporter_class = "autograder.gradebook.TidyExporter"

# Rubrics stand in the question cells: markers see them in formgrader, students never do.
c.ClearMarkScheme.enforce_metadata = False

# A page that everybody can read, on a phone too; it needs no script and runs none.
c.GenerateFeedback.exporter_class = "autograder.feedback.FeedbackPage"
c.GenerateFeedback.preprocessors = [
    "autograder.feedback.Grades",
    "autograder.feedback.NextSteps",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]

# What a student writes is shown without any HTML that could act, and as quickly as other texts, in
# feedback and in formgrader.
c.HTMLExporter.filters = {
    name: f"autograder.feedback.{name}"
    for name in ("markdown2html", "highlight_code", "strip_files_prefix")
}
c.HTMLExporter.template_file = "with_policy.html.j2"
c.HTMLExporter.extra_template_paths = [WITH_POLICY]
c.HTMLExporter.exclude_raw = True

# The weakest isolation to grade with; the seed of the hidden inputs (keep yours to yourself, and
# take a long one: python -c "import secrets; print(secrets.randbits(64))").
c.Grading.isolation = "sealed"
c.Grading.seed = 0
