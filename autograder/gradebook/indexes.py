"""The indexes that nbgrader's gradebook lacks: without them each score searches whole tables.

nbgrader's own unique constraints begin with the other column each, so that they serve other
queries. A foreign key that many rows share needs an index of its own.
"""

import sys
from typing import Any

from autograder.gradebook.errors import GradebookError, in_plain_words

INDEXES = {
    "ix_grade_notebook_cell": ("grade", ("notebook_id", "cell_id")),
    "ix_comment_notebook_cell": ("comment", ("notebook_id", "cell_id")),
    "ix_submitted_notebook_assignment": ("submitted_notebook", ("assignment_id",)),
    "ix_submitted_assignment_student": ("submitted_assignment", ("student_id",)),
}


def declare_indexes() -> None:
    """Have new gradebooks made with the indexes; for ``nbgrader_config.py``, which runs repeatedly.

    Does nothing in a program that has not loaded nbgrader's gradebook, for that takes long.
    """
    if "nbgrader.api" not in sys.modules:
        return
    from nbgrader.api import Base
    from sqlalchemy import Index

    for name, (table, columns) in INDEXES.items():
        described = Base.metadata.tables[table]
        if name not in {index.name for index in described.indexes}:
            Index(name, *(described.columns[column] for column in columns))


def add_indexes(book: Any) -> list[str]:
    """Add the indexes that are missing and return their names; safe to repeat.

    ``book``: nbgrader's Gradebook. Raises GradebookError where it cannot be changed.
    """
    from sqlalchemy import Index, MetaData, Table, inspect
    from sqlalchemy.exc import SQLAlchemyError

    added = []
    try:
        for name, (table, columns) in INDEXES.items():
            known = {index["name"] for index in inspect(book.engine).get_indexes(table)}
            if name not in known:
                described = Table(table, MetaData(), autoload_with=book.engine)
                chosen = [described.columns[column] for column in columns]
                Index(name, *chosen).create(book.engine, checkfirst=True)
                added.append(name)
    except SQLAlchemyError as error:
        raise GradebookError(in_plain_words(str(getattr(error, "orig", error)))) from error
    return added
