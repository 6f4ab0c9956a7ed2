"""A file is written whole or not at all."""

import os
import stat

import pytest

from autograder.course.whole_file import write_whole


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize(("private", "expected"), [(True, 0o600), (False, 0o644)])
def test_a_new_file_is_its_owners_or_everybodys_to_read(tmp_path, private, expected):
    before = os.umask(0o022)
    try:
        write_whole(tmp_path / "new", b"content", private)
    finally:
        os.umask(before)
    assert (tmp_path / "new").read_bytes() == b"content"
    assert mode(tmp_path / "new") == expected


def test_a_file_that_was_there_keeps_its_mode(tmp_path):
    (tmp_path / "old").write_bytes(b"before")
    (tmp_path / "old").chmod(0o640)
    write_whole(tmp_path / "old", b"after")
    assert ((tmp_path / "old").read_bytes(), mode(tmp_path / "old")) == (b"after", 0o640)


def test_what_cannot_be_written_leaves_all_as_it_was(tmp_path, monkeypatch):
    (tmp_path / "old").write_bytes(b"before")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "old", b"after")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"old": b"before"}
