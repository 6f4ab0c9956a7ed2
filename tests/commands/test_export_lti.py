"""``autograder export lti``: what a platform that checks signatures is told of whom."""

import datetime
import json

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from autograder import __main__ as cli
from autograder.commands.export.lti.platform import public_jwk
from tests.commands.test_export import PEOPLE, made  # noqa: F401  (a class that is graded)
from tests.support import lti_platform

CLIENT = "10000000000042"


def new_key() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form, none = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, form, none).decode()


KEY = new_key()


@pytest.fixture
def platform():
    users = {lms for *_, lms in PEOPLE.values() if lms}
    jwk = json.loads(public_jwk(KEY))
    with lti_platform.running(CLIENT, jwk, users) as platform:
        yield platform


@pytest.fixture
def course(made, tmp_path, platform):  # noqa: F811
    """The class, registered with the platform."""
    (tmp_path / "lti.pem").write_text(KEY)
    (tmp_path / "source").symlink_to(made / "source")
    (tmp_path / "submitted").symlink_to(made / "submitted")
    config = (made / "nbgrader_config.py").read_text()
    config += f"""
c.Lti.issuer = "https://platform.example"
c.Lti.client_id = {CLIENT!r}
c.Lti.token_url = "{platform.address}/token"
c.Lti.line_items = "{platform.address}/items"
"""
    (tmp_path / "nbgrader_config.py").write_text(config)
    return tmp_path


@pytest.fixture
def export(course, capsys):
    def run(*words):
        code = cli.main(["export", "lti", "arithmetic", *words, "--course", str(course)])
        said = capsys.readouterr()
        return code, said.out.splitlines(), said.err.splitlines()

    return run


def told(platform):
    """What the platform knows of each user: progress and score."""
    return {
        score["userId"]: (score["gradingProgress"], score.get("scoreGiven"))
        for _, score in platform.scores
    }


def set_to(course, line):
    with (course / "nbgrader_config.py").open("a") as config:
        config.write(line + "\n")


def test_nothing_is_sent_unless_that_is_asked_for(export, platform):
    code, out, err = export()
    assert code == 0
    assert (platform.tokens, platform.line_items, platform.scores) == ([], [], [])
    assert out[0] == "arithmetic:"
    assert "  ada: 19.5 of 20, FullyGraded" in out
    assert "  ben: no score of 20, PendingManual" in out
    assert "nothing was sent: --send sends it" in err


def test_each_score_is_told_with_how_far_it_is(export, platform):
    code, out, _ = export("--send")
    assert code == 0
    assert out == ["arithmetic: 6 of 6 sent"]
    assert told(platform) == {
        "1001": ("FullyGraded", 19.5),
        "1002": ("PendingManual", None),  # a written answer waits
        "sis-3": ("FullyGraded", 6.083333),
        "1005": ("NotReady", None),  # held back by a fault of the grader
        "@1006": ("FullyGraded", 20),
        "1008": ("Pending", None),  # handed in, not graded
    }


def test_unfinished_grades_are_told_if_that_is_asked_for_but_never_what_is_held_back(
    export, platform
):
    export("--send", "--with-unfinished")
    assert told(platform)["1002"] == ("PendingManual", 9.5)
    assert told(platform)["1005"] == ("NotReady", None)


def test_who_handed_in_nothing_is_told_as_0_only_if_that_is_asked_for(export, platform):
    _, _, err = export("--send")
    assert "1007" not in told(platform)
    assert any("1 not submitted, nothing is sent for them" in line for line in err)
    export("--send", "--missing-as-zero")
    assert told(platform)["1007"] == ("FullyGraded", 0)


def test_who_has_no_id_there_is_left_out_and_told(export, platform):
    _, _, err = export("--send")
    assert any("no lms_user_id for them: dot" in line for line in err)


def test_the_column_is_made_once_and_found_again(export, platform):
    export("--send")
    export("--send")
    (item,) = platform.line_items
    assert (item["label"], item["resourceId"]) == ("arithmetic", "arithmetic")
    assert item["scoreMaximum"] == 20
    assert {place for place, _ in platform.scores} == {"/items/0"}


def test_a_column_that_is_there_is_taken_by_its_heading(export, platform):
    there = {"id": f"{platform.address}/items/9", "label": "Homework 3", "scoreMaximum": 50}
    platform.line_items.append(there)
    export("--send", "--column", "arithmetic=Homework 3")
    assert platform.line_items == [there]
    assert {place for place, _ in platform.scores} == {"/items/9"}


def test_a_score_says_when_it_was_made_and_when_the_work_was_handed_in(export, platform):
    export("--send")
    score = next(score for _, score in platform.scores if score["userId"] == "1001")
    assert score["submission"] == {"submittedAt": "2026-02-27T09:30:00.000Z"}
    assert datetime.datetime.fromisoformat(score["timestamp"]).utcoffset() == datetime.timedelta()
    assert (score["activityProgress"], score["scoreMaximum"]) == ("Completed", 20)


def test_one_token_serves_a_run(export, platform):
    export("--send")
    assert len(platform.tokens) == 1


def test_a_student_that_the_platform_refuses_costs_nobody_else_anything(export, platform):
    platform.users.remove("1001")
    code, out, err = export("--send")
    assert (code, out) == (1, ["arithmetic: 5 of 6 sent"])
    assert "sis-3" in told(platform)
    (line,) = [line for line in err if line.startswith("not taken")]
    assert line.startswith("not taken: ada: 19.5 of 20, FullyGraded: ") and "404" in line


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (new_key(), "the platform refuses access: "),
        ("no key", "the private key is not valid: "),
    ],
)
def test_a_wrong_key_sends_nothing(export, course, platform, key, said):
    (course / "lti.pem").write_text(key)
    code, out, err = export("--send")
    assert (code, out, platform.scores) == (2, [], [])
    assert said in err[-1]
    assert KEY.splitlines()[1] not in "\n".join(err)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('c.Lti.client_id = ""', "c.Lti.client_id is not set"),
        ('c.Lti.client_id = "another"', "the platform refuses access"),
        ('c.Lti.private_key = "none.pem"', "cannot be read: No such file"),
        ('c.Lti.token_url = "http://platform.example/token"', "must begin with https://"),
        ('c.Lti.line_items = "http://127.0.0.1:9/items"', "the platform refuses access"),
    ],
)
def test_a_setting_that_is_wrong_is_told_in_a_line(export, course, platform, line, said):
    set_to(course, line)
    code, out, err = export("--send")
    assert (code, out, platform.scores) == (2, [], [])
    assert said in err[-1]


def test_a_platform_that_answers_nonsense_is_told_in_a_line(export, platform):
    platform.line_items.append("nonsense")
    code, _, err = export("--send")
    assert code == 2
    assert "the platform refuses access" in err[-1]


@pytest.mark.parametrize("words", [["--into", "x"], ["--feedback"]])
def test_what_is_for_files_is_refused(export, words):
    code, _, err = export(*words)
    assert code == 2
    assert "not for lti" in err[-1]


def test_sending_is_for_lti_alone(course, capsys):
    assert cli.main(["export", "csv", "--send", "--course", str(course)]) == 2
    assert "--send is for lti, not for csv" in capsys.readouterr().err


def test_without_the_library_it_is_told_what_to_install(export, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "pylti1p3.grade", None)
    monkeypatch.delitem(sys.modules, "autograder.commands.export.lti.platform")
    code, _, err = export("--send")
    assert code == 2
    assert err[-1] == (
        "autograder: lti needs a library: python -m pip install 'pylti1p3next>=2.0.2,<3'"
    )
