"""nbgrader's side: its preprocessors and its database.

``nbgrader_config.py`` names what is handed on here. It runs at every start of nbgrader, and must
not import nbgrader early: so each comes when it is asked for.
"""

from autograder import lazily

__getattr__ = lazily(
    __name__,
    {
        "preprocessors": "GradeInSandbox RestoreCells SaveGrades",
        "downloads.collector": "DownloadCollector",
        "exporter": "TidyExporter",
        "due_date": "DueDate",
        "clear_attachments": "ClearAttachments",
        "save_questions": "SaveQuestions",
        "feedback_release": "ReleaseFeedback",
        "collect_own": "CollectOwn",
        "nbgrader_settings": "configure",
        "indexes": "declare_indexes",
        "timestamps": "read_carefully",
    },
)
