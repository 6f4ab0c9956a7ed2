"""Results in words, pictures and pages; ``nbgrader_config.py`` names what is handed on here."""

from autograder import lazily

__getattr__ = lazily(
    __name__, {"page": "FeedbackPage Grades NextSteps", "markdown": "markdown2html"}
)
