"""Two known mistakes at once: which pairs are tried, which of them is named, and what is kept."""

import shutil

import numpy as np
import pytest

from autograder.course.course import Course
from autograder.course.edits import Edits
from autograder.grading.diagnosis.cache import FOLDER, BehaviourCache
from autograder.grading.diagnosis.matching import Trace, match, shows
from autograder.grading.diagnosis.pairs import Pairs, likely
from autograder.grading.grader import Grader
from autograder.sandbox.answer_sketch import sketch_of
from autograder.submission.cells import extract_cells
from tests.support import notebooks

A = np.arange(6.0) + 1
PASS, SKIP = Trace("pass", "", []), Trace("skip", "", [])
NO_SCALE, NO_SEED, IN_PLACE = "They are not scaled.", "The seed is not used.", "x is changed."


def fails(words, value=A, **more):
    return Trace("fail", words, [sketch_of({"value": value})], **more)


def raises(reason):
    return Trace("fail", f"It raised {reason}.", [sketch_of(None)], True, reason)


def behaviour(scale=PASS, seed=PASS, place=PASS):
    return {"scale": scale, "seed": seed, "place": place}


ALONE = {
    "no_scale": behaviour(scale=fails(NO_SCALE)),
    "no_seed": behaviour(seed=fails(NO_SEED)),
    "in_place": behaviour(place=fails(IN_PLACE)),
    "crash": behaviour(seed=raises("KeyError: 'seed'"), place=raises("KeyError: 'seed'")),
}


def test_pairs_are_likely_that_fail_no_other_checks_and_all_of_these():
    found = behaviour(scale=fails(NO_SCALE), seed=fails(NO_SEED))
    assert likely(found, ALONE) == [("no_scale", "no_seed")]
    assert likely(behaviour(scale=fails(NO_SCALE), place=fails(IN_PLACE)), ALONE) == [
        ("no_scale", "in_place")
    ]


def test_whichever_mistake_shows_first_comes_first_in_a_pair():
    found = behaviour(seed=fails(NO_SEED), place=fails(IN_PLACE))
    assert likely(found, ALONE)[0] == ("no_seed", "in_place")


def test_the_likeliest_pair_is_the_one_whose_words_are_found():
    other = {"wrong_scale": behaviour(scale=fails("They are too large."))}
    found = behaviour(scale=fails(NO_SCALE), seed=fails(NO_SEED))
    assert likely(found, ALONE | other)[0] == ("no_scale", "no_seed")
    assert len(likely(found, ALONE | other)) == 2


def test_an_exception_is_explained_by_the_same_exception_alone():
    crashing = behaviour(fails(NO_SCALE), *[raises("KeyError: 'seed'")] * 2)
    assert likely(crashing, ALONE) == [("no_scale", "crash")]
    crashing = behaviour(fails(NO_SCALE), *[raises("KeyError: 'mode'")] * 2)
    assert likely(crashing, ALONE) == []


def test_a_check_that_depends_on_the_draws_rules_no_pair_out():
    drawn = {"drawn": fails("Other numbers.", drawn=True)}
    alone = {slug: known | {"drawn": Trace("pass", "", [], drawn=True)}
             for slug, known in ALONE.items()}  # fmt: skip
    found = behaviour(scale=fails(NO_SCALE), seed=fails(NO_SEED)) | drawn
    assert likely(found, alone) == [("no_scale", "no_seed")]


def test_a_mistake_shows_as_it_is_alone_by_its_words_or_its_numbers_or_its_exception():
    assert shows(ALONE["no_scale"], behaviour(scale=fails(NO_SCALE, A + 1)))
    assert shows(ALONE["no_scale"], behaviour(scale=fails("It is wrong in every entry.")))
    assert not shows(ALONE["no_scale"], behaviour(scale=fails("Half of it is there.", A + 1)))
    assert shows(ALONE["crash"], behaviour(seed=raises("KeyError: 'seed'")))
    assert not shows(ALONE["crash"], behaviour(seed=fails(NO_SEED)))
    assert not shows(ALONE["no_scale"], behaviour(seed=fails(NO_SEED)))


# --- which pair it is: programs are words here, and what they do is looked up

PROGRAM = Edits(
    "scale seed place",
    {"no_scale": {"scale": "SCALE"}, "no_seed": {"seed": "SEED"}, "in_place": {"place": "PLACE"},
     "no_scale_nor_place": {"scale": "SCALE", "place": "PLACE"},
     "other_scale": {"scale": "OTHER"}},
)  # fmt: skip
BOTH = behaviour(scale=fails(NO_SCALE), seed=fails(NO_SEED))


def nearest(does, found=BOTH, alone=None):
    """The pairs for what is found, where each program does what `does` says, else what is right."""
    cache = BehaviourCache("toy", "pairs", repr(does), [])
    pairs = Pairs(PROGRAM, lambda code, _: does.get(code, behaviour()), cache)
    return pairs.nearest(found, alone or ALONE, strictly=False)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_a_pair_is_named_that_does_the_same_when_it_is_run():
    assert nearest({"SCALE SEED place": BOTH}) == [("no_scale", "no_seed")]
    assert nearest({"SCALE SEED place": behaviour(scale=fails(NO_SCALE))}) == []


def test_a_pair_of_which_one_mistake_hides_the_other_is_none():
    alone = ALONE | {"no_seed": BOTH}
    assert match(BOTH, alone["no_seed"])
    assert nearest({"SCALE SEED place": BOTH}, alone=alone) == []


def test_two_that_only_together_look_like_this_are_none():
    found = behaviour(scale=fails("It is zero.", 0 * A), seed=fails("It is zero.", 0 * A))
    assert nearest({"SCALE SEED place": found}, found) == []
    half = behaviour(scale=fails(NO_SCALE), seed=fails("It is zero.", 0 * A))
    assert nearest({"SCALE SEED place": half}, half) == [("no_scale", "no_seed")]


def test_of_two_pairs_the_one_that_claims_more_is_none_and_others_are_both_told():
    alone = ALONE | {
        "no_scale_nor_place": behaviour(fails(NO_SCALE)),
        "other_scale": behaviour(fails("They are not scaled, or hardly.")),
    }
    same = {"SCALE SEED place": BOTH, "SCALE SEED PLACE": BOTH}
    assert nearest(same, alone=alone) == [("no_scale", "no_seed")]
    found = nearest(same | {"OTHER SEED place": BOTH}, alone=alone)
    assert set(found) == {("no_scale", "no_seed"), ("other_scale", "no_seed")}


def test_edits_that_are_in_each_others_way_make_no_pair():
    assert PROGRAM.code("no_scale", "no_seed") == "SCALE SEED place"
    assert PROGRAM.code("no_scale", "other_scale") is None


def test_a_pair_is_run_once_and_kept_beside_those_of_other_processes(folder):
    ran = []

    def run(code, _):
        ran.append(code)
        return BOTH

    def fresh():
        return Pairs(PROGRAM, run, BehaviourCache("toy", "pairs", "state", []))

    first, second = fresh(), fresh()
    for pairs in (first, first, second, fresh()):
        assert pairs.nearest(BOTH, ALONE, False) == [("no_scale", "no_seed")]
    assert len(ran) == 1
    placed = behaviour(scale=fails(NO_SCALE), place=fails(IN_PLACE))
    first.nearest(placed, ALONE, False)
    assert len(ran) == 2
    (kept,) = folder.glob("*.jsonl")
    assert all(name in kept.read_text() for name in ("no_scale+no_seed", "no_scale+in_place"))


def test_a_pair_is_run_as_far_as_the_first_check_that_differs_and_further_for_who_agrees_so_far():
    seen = []

    def run(code, differs):
        whole = behaviour(scale=fails(NO_SCALE), place=fails(IN_PLACE))
        known = {}
        for name, trace in whole.items():
            known[name] = trace
            if differs(name, trace):
                break
        seen.append([*known])
        return known

    pairs = Pairs(PROGRAM, run, BehaviourCache("toy", "pairs", "state", []))
    scaled = behaviour(scale=fails("Half of it is there.", A + 1), place=fails(IN_PLACE))
    placed = behaviour(scale=fails(NO_SCALE), place=fails(IN_PLACE))
    for found in (scaled, scaled, placed, placed):
        named = pairs.nearest(found, ALONE, False)
    assert named == [("no_scale", "in_place")]
    assert seen == [["scale"], [*placed]]


# --- on a course

THRICE = '"""Matrices are tripled.\n\nBelief: Twice is thrice.\nHint: Count.\n"""\n'
ONE_MORE = '"""Numbers get one more.\n\nBelief: More is better.\nHint: Try 0.\n"""\n'
EDITS = """
right = '''
def double(x):
    if np.ndim(x) == 0:
        return 2 * x
    return x + x
'''

[thrice]
'x + x' = 'x + x + x'

[one_more]
'2 * x' = '2 * x + 1'
"""


@pytest.fixture
def course(toy, tmp_path):
    root = tmp_path / "course"
    shutil.copytree(toy.folder.parents[1], root)
    shutil.copytree(toy.suites.parent, root / "exercises")
    exercise = root / "exercises/arithmetic/double"
    bank = exercise / "misconceptions"
    bank.mkdir()
    (bank / "thrice.py").write_text(
        f"{THRICE}def double(x):\n    return 3 * x if np.ndim(x) else 2 * x"
    )
    (bank / "one_more.py").write_text(
        f"{ONE_MORE}def double(x):\n    return 2 * x if np.ndim(x) else 2 * x + 1"
    )
    (exercise / "edits.toml").write_text(EDITS)
    return Course(root, root / "exercises").assignment("arithmetic")


def exercises_of(assignment, double):
    with Grader(assignment) as grader:
        notebook = notebooks.toy(double)
        return grader.grade_cells(extract_cells(notebook, assignment), "student").exercises


TWO = "def double(x):\n    return np.add(x, 2 * x) if hasattr(x, 'shape') else 1 + x * 2"
# another number for a scalar: no pair of the bank does that
THREE = "def double(x):\n    return 3 * x if hasattr(x, 'shape') else 2 * x + 7"


def test_both_mistakes_of_a_submission_are_named_and_the_first_stays_the_misconception(course):
    double, negate = exercises_of(course, TWO)
    assert [each.slug for each in double.misconceptions] == ["thrice", "one_more"]
    told = double.as_json()
    assert told["misconception"] == "thrice"
    assert told["misconceptions"] == ["thrice", "one_more"]
    assert negate.misconceptions == ()


def test_one_of_them_with_another_mistake_gets_no_name(course):
    assert exercises_of(course, THREE)[0].misconceptions == ()


def test_without_edits_no_pair_is_named(course):
    (course.suites / "double/edits.toml").unlink()
    assert exercises_of(course, TWO)[0].misconceptions == ()
