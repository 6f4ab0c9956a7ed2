"""The helpers lie in a folder of their own; what was handed in when they lay flat is still graded.

They are the course's own, wherever a copy lies beside a submission and whatever is in it.
"""

import json

import pytest

from tests.support.places import ROOT

NAME = "regularization"
COST = "compute_cost_with_regularization"
SOLUTION = f"""def {COST}(A3, Y, parameters, lambd):
    squares = sum(np.sum(parameters[name] ** 2) for name in ("W1", "W2", "W3"))
    return entropy(A3, Y) + lambd / (2 * Y.shape[1]) * squares
"""
WAYS = {
    "flat, as once": "from reg_utils import compute_cost as entropy",
    "from the folder": "from helpers.reg_utils import compute_cost as entropy",
    "from the whole": "import helpers\nentropy = helpers.compute_cost",
}


@pytest.fixture
def cost_of(graders, tmp_path):
    """Grade the solved notebook with an own import and a solution that uses it; return points."""

    def points(own):
        path = ROOT / "solutions" / NAME / f"{NAME}.ipynb"
        notebook = json.loads(path.read_text(encoding="utf-8"))
        cells = notebook["cells"]
        place = next(number for number, cell in enumerate(cells)
                     if cell["metadata"].get("nbgrader", {}).get("grade_id") == COST)  # fmt: skip
        cells[place]["source"] = SOLUTION
        cells.insert(place, {"cell_type": "code", "id": "own", "metadata": {}, "outputs": [],
                             "execution_count": None, "source": own})  # fmt: skip
        handed_in = tmp_path / f"{NAME}.ipynb"
        handed_in.write_text(json.dumps(notebook), encoding="utf-8")
        graded = graders[NAME].grade_file(handed_in)
        return next(each.score for each in graded.exercises if each.exercise == COST)

    return points


@pytest.mark.parametrize("own", WAYS.values(), ids=WAYS)
def test_a_submission_may_import_a_helper_in_its_old_and_its_new_place(cost_of, own):
    assert cost_of(own) == 10


@pytest.mark.parametrize("place", ["reg_utils.py", "helpers/reg_utils.py"])
def test_a_changed_copy_beside_a_submission_has_no_effect(cost_of, tmp_path, place):
    forged = tmp_path / place
    forged.parent.mkdir(exist_ok=True)
    forged.write_text("raise SystemExit('forged')\n")
    assert cost_of(WAYS["flat, as once"]) == 10


def test_the_reference_takes_its_helpers_from_the_course_wherever_grading_was_started(
    course, tmp_path, monkeypatch
):
    (tmp_path / "helpers").mkdir()
    (tmp_path / "helpers/__init__.py").write_text("raise SystemExit('forged')\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend("")
    assignment = type(course)(ROOT).assignment(NAME)
    assert assignment.reference.relu.__module__ == "helpers.reg_utils"
    assert str(ROOT) in assignment.reference.relu.__code__.co_filename
