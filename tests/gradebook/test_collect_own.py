"""What one account hands in as another's never takes the place of theirs."""

import os
import pwd

import pytest

from tests.support.places import ROOT
from tests.support.shell import run

MYSELF = pwd.getpwuid(os.getuid()).pw_name
ANOTHER = "nobody"


@pytest.fixture
def course(tmp_path):
    """A course without submissions, and an exchange in which it is released."""
    (tmp_path / "nbgrader_config.py").write_text(
        (ROOT / "nbgrader_config.py").read_text("utf-8")
        + f"\nc.Exchange.root = {str(tmp_path / 'exchange')!r}\n", "utf-8",
    )  # fmt: skip
    (tmp_path / "exchange/regularization/inbound").mkdir(parents=True)
    (tmp_path / "exchange").chmod(0o1777)
    return tmp_path


def hand_in(course, student, time, owner):
    name = f"{student}+arithmetic+2026-03-02 {time}:00.000000 UTC+{time}"
    folder = course / "exchange/regularization/inbound" / name
    folder.mkdir()
    (folder / "arithmetic.ipynb").write_text(time)
    if owner != MYSELF:
        os.chown(folder, pwd.getpwnam(owner).pw_uid, -1)


def collected(course):
    return {
        path.parts[-3]: path.read_text()
        for path in course.glob("submitted/*/arithmetic/arithmetic.ipynb")
    }


def collect(course, *words):
    done = run(course, "nbgrader", "collect", "arithmetic", *words)
    assert done.returncode == 0, done.stderr
    return done.stderr.splitlines()[-1]


def test_what_stands_under_a_strangers_name_is_left_out_and_named(course):
    hand_in(course, MYSELF, "10:00", MYSELF)
    hand_in(course, "ada", "11:00", MYSELF)
    said = collect(course)
    assert collected(course) == {MYSELF: "10:00"}
    assert "Not collected" in said
    assert f"(1): ada (owned by {MYSELF})" in said


@pytest.mark.skipif(os.geteuid() != 0, reason="to hand in as somebody else needs root")
def test_a_newer_one_of_another_account_does_not_hide_ones_own(course):
    hand_in(course, ANOTHER, "10:00", ANOTHER)
    hand_in(course, ANOTHER, "11:00", ANOTHER)
    hand_in(course, ANOTHER, "12:00", MYSELF)
    collect(course)
    assert collected(course) == {ANOTHER: "11:00"}


def test_where_accounts_own_no_files_the_check_can_be_off(course):
    hand_in(course, "ada", "11:00", MYSELF)
    said = collect(course, "--ExchangeCollect.check_owner=False")
    assert collected(course) == {"ada": "11:00"}
    assert "Not collected" not in said
