"""A recorded grade, replayed from its receipt: the same outcome, or what has changed."""

import json

import pytest

from tests.support import notebooks, toy_class
from tests.support.shell import run

IN_PLACE = "def double(x):\n    x *= 2\n    return x"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A class of two, graded and recorded with a seed of the instructor's own."""
    root = toy_class.release(tmp_path_factory.mktemp("cours à rejouer"))
    with (root / "nbgrader_config.py").open("a") as config:
        config.write("c.Grading.seed = 4711\n")
    work = {"ana": notebooks.toy(), "cy": notebooks.toy(IN_PLACE)}
    toy_class.submit(root, work)
    done = run(root, "autograder", "grade", "arithmetic", "--json")
    assert done.returncode == 0, done.stderr
    return root


def replay(root, student, *more):
    return run(root, "autograder", "replay", student, "arithmetic", *more)


def rewritten(path, change):
    """Change the JSON of a notebook; return what puts it back."""
    before = path.read_bytes()
    content = json.loads(before)
    change(content)
    path.chmod(0o644)
    path.write_text(json.dumps(content), encoding="utf-8")
    return lambda: path.write_bytes(before)


def test_an_unchanged_grade_is_replayed_to_the_same_outcome(course):
    done = replay(course, "cy")
    assert done.returncode == 0, done.stdout + done.stderr
    first, last = done.stdout.splitlines()
    assert first.startswith("cy, arithmetic: recorded with seed 4711, suites ")
    assert first.endswith(": 13.0 of 15")
    assert last == "the same outcome in all 4 checks"


def test_the_recorded_seed_counts_and_not_the_configured_one(course):
    config = course / "nbgrader_config.py"
    before = config.read_text()
    config.write_text(before + "c.Grading.seed = 12\n")
    done = replay(course, "cy")
    config.write_text(before)
    assert done.returncode == 0, done.stdout
    assert "seed 4711" in done.stdout


def test_json_gives_the_same_in_one_line(course):
    told = json.loads(replay(course, "ana", "--json").stdout)
    assert told == {
        "submission": "ana", "assignment": "arithmetic", "same": True, "differences": [],
        "changed": {}, "notes": [], "score": {"then": 15.0, "now": 15.0},
    }  # fmt: skip


def test_a_changed_suite_is_named_and_so_is_every_check_that_ends_otherwise(course):
    suite = course / "exercises/arithmetic/double/test_double.py"
    before = suite.read_text()
    suite.write_text(before + "\n\ndef test_new(student):\n    assert False, 'stricter now'\n")
    done = replay(course, "ana")
    suite.write_text(before)
    assert done.returncode == 1
    assert "changed since: suites: " in done.stdout
    assert "  double, new: this check is new" in done.stdout
    assert "the outcome differs:" in done.stdout
    assert "nothing recorded has changed" not in done.stdout


def test_a_submission_handed_in_since_is_told_and_the_graded_one_replayed(course):
    path = toy_class.notebook_of(course, "cy", "submitted")
    before = path.read_bytes()
    notebooks.write(path, notebooks.toy())
    done = replay(course, "cy")
    path.write_bytes(before)
    assert done.returncode == 0
    assert "submitted/ now holds other code; what is replayed is what was graded" in done.stdout


def test_an_autograded_notebook_that_was_changed_afterwards_is_told(course):
    path = toy_class.notebook_of(course, "cy")
    back = rewritten(path, lambda nb: nb["cells"][1].update(source="def double(x):\n    return 0"))
    done = replay(course, "cy")
    back()
    assert done.returncode == 1
    assert "the autograded notebook no longer holds the code that was graded" in done.stdout
    assert "changed since: submission: " in done.stdout


def test_another_machine_is_named(course):
    path = toy_class.notebook_of(course, "ana")

    def elsewhere(content):
        content["metadata"]["autograder"]["receipt"]["environment"]["numpy"] = "1.26.0"

    back = rewritten(path, elsewhere)
    done = replay(course, "ana")
    back()
    assert done.returncode == 0
    assert "changed since: environment numpy: 1.26.0 → " in done.stdout


def test_a_forged_outcome_does_not_stand_the_replay(course):
    path = toy_class.notebook_of(course, "cy")

    def forge(content):
        exercise = content["metadata"]["autograder"]["exercises"][0]
        exercise["score"], exercise["checks"][1]["outcome"] = 10.0, "pass"

    back = rewritten(path, forge)
    done = replay(course, "cy")
    back()
    assert done.returncode == 1
    assert "double: 10.0 → 8.0 points" in done.stdout
    assert done.stdout.rstrip().endswith("the outcome depends on time or on chance")


def test_a_grade_without_a_receipt_is_refused_with_what_to_do(course):
    path = toy_class.notebook_of(course, "ana")
    back = rewritten(path, lambda nb: nb["metadata"]["autograder"].pop("receipt"))
    done = replay(course, "ana")
    back()
    assert done.returncode == 2
    assert "has no receipt" in done.stderr
    assert "--force" in done.stderr


@pytest.mark.parametrize(
    ("student", "assignment", "told"),
    [
        ("nobody", "arithmetic", "there is no recorded grade of 'nobody'"),
        ("ana", "geometry", "there is no assignment 'geometry'"),
    ],
)
def test_what_is_not_there_is_told_in_a_line(course, student, assignment, told):
    done = run(course, "autograder", "replay", student, assignment)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1
