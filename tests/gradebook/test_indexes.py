"""The gradebook's indexes: added where they are missing, used by the queries that need them."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import create_engine, inspect

from autograder.gradebook.indexes import INDEXES
from tests.support import notebooks, toy_class
from tests.support.shell import run

SCORE = """
    EXPLAIN QUERY PLAN
    SELECT g.auto_score FROM submitted_assignment sa
    JOIN submitted_notebook sn ON sn.assignment_id = sa.id
    JOIN grade g ON g.notebook_id = sn.id WHERE sa.student_id = 'ana'
"""


@pytest.fixture
def course(tmp_path):
    """A course of its own for each test, whose gradebook has no index of ours."""
    root = toy_class.release(tmp_path / "carnet de notes")
    toy_class.submit(root, {"ana": notebooks.toy()})
    config = root / "nbgrader_config.py"  # nbgrader db upgrade takes what follows ? for the name
    config.write_text(config.read_text().replace("?timeout=1", ""))
    drop_indexes(root)
    return root


def drop_indexes(root):
    """Make the gradebook what nbgrader makes without our configuration."""
    with closing(sqlite3.connect(root / "gradebook.db")) as book:
        for name in INDEXES:
            book.execute(f"DROP INDEX {name}")


def indexes(root):
    engine = create_engine(f"sqlite:///{root / 'gradebook.db'}")
    found = inspect(engine)
    return {index["name"] for table, _ in INDEXES.values() for index in found.get_indexes(table)}


def plan(root):
    with closing(sqlite3.connect(root / "gradebook.db")) as book:
        return " ".join(row[-1] for row in book.execute(SCORE))


def test_optimize_adds_what_is_missing_and_may_be_repeated(course):
    assert not indexes(course) & INDEXES.keys()
    assert "SCAN" in plan(course)
    first = run(course, "autograder", "db", "optimize")
    assert (first.returncode, first.stdout) == (0, f"added: {', '.join(INDEXES)}\n"), first.stderr
    again = run(course, "autograder", "db", "optimize")
    assert again.stdout == "nothing to add: all indexes are there\n"
    assert indexes(course) >= INDEXES.keys()
    assert "SCAN" not in plan(course)


@pytest.mark.slow
def test_nbgrader_grades_upgrades_and_exports_with_them(course):
    assert run(course, "autograder", "db", "optimize").returncode == 0
    for command in (["autograde", "arithmetic"], ["db", "upgrade"], ["export"]):
        done = run(course, "nbgrader", *command)
        assert done.returncode == 0, done.stderr
    assert "ana" in (course / "grades.csv").read_text()
    assert indexes(course) >= INDEXES.keys()


def test_a_new_gradebook_has_them(tmp_path):
    root = toy_class.release(tmp_path)  # by nbgrader generate_assignment
    assert indexes(root) >= INDEXES.keys()


def test_grading_a_class_adds_them(tmp_path):
    root = toy_class.release(tmp_path)
    drop_indexes(root)
    toy_class.submit(root, {"ana": notebooks.toy()})
    assert run(root, "autograder", "grade", "arithmetic").returncode == 0
    assert indexes(root) >= INDEXES.keys()


def test_a_gradebook_that_is_none_is_told_in_a_line(tmp_path):
    root = toy_class.release(tmp_path)
    (root / "gradebook.db").write_bytes(b"no database at all" * 100)
    done = run(root, "autograder", "db", "optimize")
    assert (done.returncode, done.stdout) == (1, "")
    assert "damaged" in done.stderr
    assert len(done.stderr.splitlines()) == 1
