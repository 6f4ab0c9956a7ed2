"""Results in words, pictures and pages; ``nbgrader_config.py`` names what is handed on here."""

from pathlib import Path

from autograder import lazily

# a template for nbconvert's own pages
WITH_POLICY = str(Path(__file__).parent / "templates" / "with_policy")

__getattr__ = lazily(
    __name__,
    {
        "as_handed_in": "AsHandedIn",
        "folding": "FoldGiven",
        "page": "FeedbackPage Grades NextSteps",
        "markdown": "markdown2html highlight_code strip_files_prefix",
    },
)
