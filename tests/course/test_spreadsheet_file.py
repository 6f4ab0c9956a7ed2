"""Tables as spreadsheets save them are read, or refused in a sentence."""

import codecs

import pytest

from autograder.course.course import CourseError
from autograder.course.spreadsheet_file import read_rows

ROWS = [["id", "name"], ["ö1", "Åsa, the \t;\nsecond"]]
TEXT = 'id{0}name\r\nö1{0}"Åsa, the \t;\nsecond"\r\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("told", ["", "sep={0}\r\n", '"sep={0}"\n'])
def test_a_table_is_read_whatever_the_spreadsheet(tmp_path, encoding, separator, told):
    path = tmp_path / "list.csv"
    path.write_bytes((told + TEXT).format(separator).encode(encoding))
    assert read_rows(path, "the list") == ROWS


def test_both_orders_of_bytes_are_read(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(codecs.BOM_UTF16_BE + TEXT.format(",").encode("utf-16-be"))
    assert read_rows(path, "the list") == ROWS


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("id,name\nå,Åsa\n".encode("cp1252"), "is not in UTF-8: export it again"),
        ("id,name\n".encode("utf-16-le"), "is not in UTF-8: export it again"),
        (codecs.BOM_UTF16_LE + b"i", "is not in UTF-8: export it again"),
        (b'id,name\n"ada', "is not a CSV file"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(tmp_path, content, said):
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(CourseError, match=said) as refused:
        read_rows(path, "the list")
    assert str(refused.value).startswith(f"the list '{path}'")


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CourseError, match="cannot be read: No such file"):
        read_rows(tmp_path / "none.csv", "the list")


def test_an_empty_file_has_no_rows(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(codecs.BOM_UTF8)
    assert read_rows(path, "the list") == []
