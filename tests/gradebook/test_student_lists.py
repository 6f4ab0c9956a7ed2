"""``nbgrader db student import`` and ``release_feedback``, as the configuration has them."""

import sqlite3
from contextlib import closing

import pytest

from tests.support import toy_class
from tests.support.shell import run

LIST = "id{0}first_name{0}last_name\nasa{0}Åsa{0}O'Neil\n"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return toy_class.release(tmp_path_factory.mktemp("course"))


def students(course):
    with closing(sqlite3.connect(course / "gradebook.db")) as book:
        return book.execute("SELECT id, first_name, last_name FROM student").fetchall()


@pytest.mark.parametrize(
    ("separator", "encoding"), [(";", "utf-8-sig"), ("\t", "utf-16"), (",", "utf-8")]
)
def test_a_list_is_imported_as_a_spreadsheet_saves_it(course, separator, encoding):
    (course / "list.csv").write_bytes(LIST.format(separator).encode(encoding))
    done = run(course, "nbgrader", "db", "student", "import", "list.csv")
    assert done.returncode == 0, done.stderr
    assert students(course) == [("asa", "Åsa", "O'Neil")]


def test_a_list_in_another_encoding_is_refused_in_a_sentence(course):
    (course / "list.csv").write_bytes(LIST.format(",").encode("cp1252"))
    done = run(course, "nbgrader", "db", "student", "import", "list.csv")
    assert done.returncode == 1
    assert "the list 'list.csv' is not in UTF-8" in done.stderr
    assert "Traceback" not in done.stderr


def test_one_student_without_a_receipt_stops_nobodys_feedback(course):
    exchange = course / "exchange"
    with (course / "nbgrader_config.py").open("a") as config:
        config.write(f"c.Exchange.root = {str(exchange)!r}\n")
    exchange.mkdir()
    exchange.chmod(0o777)
    for student, receipt in (("ada", "secret of ada"), ("ben", ""), ("zoe", "secret of zoe")):
        folder = course / f"feedback/{student}/arithmetic"
        folder.mkdir(parents=True)
        (folder / "arithmetic.html").write_text(f"the page of {student}")
        if receipt:
            (folder / "timestamp.txt").write_text("2026-03-02 10:00:00 UTC")
            (folder / "submission_secret.txt").write_text(receipt)
    done = run(course, "nbgrader", "release_feedback", "arithmetic")
    assert done.returncode == 0, done.stderr
    pages = exchange.glob("*/feedback/*.html")
    assert {page.read_text() for page in pages} == {"the page of ada", "the page of zoe"}
    last = done.stderr.splitlines()[-1]
    assert "Not released" in last and "(1): ben." in last
