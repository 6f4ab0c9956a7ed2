"""Attacks by submissions: none gains marks, learns anything hidden, or touches anyone else.

The attacks are the files in ``cases/``; ``support/cases.py`` says how one is written.
"""

import re
import time
import unicodedata
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from autograder.feedback import wording
from autograder.sandbox.box import STUDENT_UID
from autograder.sandbox.exceptions import BoxError
from autograder.sandbox.limits import Level
from autograder.testing.results import Outcome
from tests.attacks.support.cases import FOLDER, cases
from tests.attacks.support.room import (
    LIMITS,
    SUITES,
    Class,
    Tags,
    below,
    files,
    hidden_digits,
    running,
    told,
    without_seconds,
)
from tests.support.places import ROOT

CASES = cases()
MARK = "autograder-attack"  # in the name of every file that an attack tries to leave
PLACES = [Path(place) for place in ("/tmp", "/dev/shm", "/var/tmp", ".", Path.home(), ROOT)]
TAGS = {"div", "p", "strong", "ul", "li", "span", "br"}
ATTRIBUTES = {"class", "style", "role", "aria-label"}


def params(*aims: str):
    """The attacks with these aims."""
    return [pytest.param(case, id=case.slug) for case in CASES if case.fields["Aim"] in aims]


@pytest.fixture(scope="module")
def attacked(toy):
    room = Class(toy, seed=0)
    yield room
    room.grader.close()


@pytest.fixture(scope="module")
def other_inputs(toy):
    """A class with other hidden inputs, in a box without bubblewrap."""
    room = Class(toy, 1, Level.SEALED, Level.SEALED)
    yield room
    room.grader.close()


@pytest.mark.parametrize("case", params("marks", "harm", "leak"))
def test_an_attack_scores_what_its_wrong_answers_earn(attacked, case, request):
    if reason := case.fields.get("Fails"):
        request.applymarker(pytest.mark.xfail(strict=True, reason=reason))
    graded = attacked.grade(case)
    checks = [check for exercise in graded.exercises for check in exercise.checks]
    assert graded.error is None
    assert [(c.name, c.cause) for c in checks if c.outcome is Outcome.ERROR] == []
    assert graded.score == case.earns
    assert case.fields.get("Told", "") in told(graded)
    assert attacked.cpu[case.slug] < 1.0, "the attack keeps the grader itself busy"


@pytest.mark.parametrize("case", params("marks", "harm", "leak"))
def test_an_attack_carries_nothing_hidden_out(attacked, case):
    text = told(attacked.grade(case))
    digits = re.sub(r"\D", "", text)
    assert [number for number in hidden_digits(0) if number in digits] == []
    assert "assert_close" not in text
    for place in (ROOT, FOLDER, SUITES, attacked.grader.assignment.folder):
        assert str(place) not in text


@pytest.mark.parametrize("case", params("leak"))
def test_what_is_told_of_a_leak_does_not_depend_on_the_hidden_inputs(attacked, other_inputs, case):
    first, second = attacked.grade(case), other_inputs.grade(case)
    assert str(ROOT) not in told(second)
    if case.fields.get("Same", "").startswith("no"):
        pytest.skip(case.fields["Same"])
    assert without_seconds(first) == without_seconds(second)


@pytest.mark.parametrize("case", params("marks", "harm", "leak"))
def test_text_of_an_attack_is_inert(attacked, case):
    graded = attacked.grade(case)
    for exercise in graded.exercises:
        found = Tags(wording.as_html(exercise))
        assert found.tags <= TAGS
        assert found.attributes <= ATTRIBUTES
    text = told(graded).replace("\n", " ")
    assert {c for c in text if unicodedata.category(c)[0] == "C"} == set()
    assert max(len(c.rationale) for e in graded.exercises for c in e.checks) <= 600


def test_the_others_get_the_same_as_without_the_attackers(attacked, toy):
    for case in CASES:
        attacked.grade(case)
    clean = Class(toy, seed=0)
    clean.grader.close()
    assert clean.before == attacked.before
    assert [slug for slug, after in attacked.after.items() if after != clean.before] == []


def test_no_process_and_no_file_is_left_behind(attacked, toy):
    for case in CASES:
        attacked.grade(case)
    chain = below(attacked.boxes.pid)
    assert len(chain) == attacked.processes, "a box holds its zygote and no student"
    assert files(toy.folder.parent.parent) == attacked.files
    for path in (path for place in PLACES if place.is_dir() for path in place.iterdir()):
        assert MARK not in path.name
        assert path.lstat().st_uid != STUDENT_UID


def test_a_closed_box_leaves_no_process(toy):
    room = Class(toy, seed=0)
    student = room.boxes.opened[-1].spawn(LIMITS)
    chain = below(room.boxes.pid)
    assert len(chain) == room.processes + 1
    room.grader.close()
    with suppress(BoxError):  # there is no box left that could reap it
        student.kill()
    deadline = time.monotonic() + 10
    while left := [pid for pid in chain if running(pid)]:
        assert time.monotonic() < deadline, left
        time.sleep(0.05)


def test_at_least_sixty_attacks_are_tried_of_every_aim(capsys):
    aims = Counter(case.fields["Aim"] for case in CASES)
    with capsys.disabled():
        each = ", ".join(f"{count} at {aim}" for aim, count in sorted(aims.items()))
        print(f"\n{len(CASES)} attacks tried: {each}")
    assert set(aims) == {"marks", "harm", "leak"}
    assert len(CASES) >= 60
