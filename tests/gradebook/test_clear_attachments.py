"""Pictures of model answers and rubrics stay with the instructor."""

import json

import pytest
from nbgrader.apps import NbGraderAPI

from autograder.course.course import Course
from autograder.course.settings import load_config
from tests.support import notebooks, toy_class

PICTURES = {"model.png": {"image/png": "U0VDUkVU"}, "asked.png": {"image/png": "QVNLRUQ="}}
ANSWER = {"schema_version": 3, "grade_id": "why", "task": False, "locked": False, "grade": True,
          "solution": True, "points": 5}  # fmt: skip
QUESTION = {"schema_version": 3, "grade_id": "question", "task": False, "locked": True,
            "grade": False, "solution": False}  # fmt: skip


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """Return a function that releases one Markdown cell and returns it."""
    root = toy_class.release(tmp_path_factory.mktemp("pictures"))

    def release(source, about, attachments=PICTURES):
        whole = notebooks.toy()
        cell = {"cell_type": "markdown", "id": "text", "metadata": {"nbgrader": about},
                "source": source, "attachments": attachments}  # fmt: skip
        whole["cells"].append(cell)
        notebooks.write(root / "source/arithmetic/arithmetic.ipynb", whole)
        assert NbGraderAPI(config=load_config(Course(root))).generate_assignment("arithmetic")[
            "success"
        ]
        released = json.loads((root / "release/arithmetic/arithmetic.ipynb").read_text())
        return released["cells"][-1]

    return release


def test_a_picture_in_a_model_answer_is_not_released(released):
    source = "=== BEGIN SOLUTION ===\n![so](attachment:model.png)\n=== END SOLUTION ==="
    assert "attachments" not in released(source, ANSWER)


def test_a_picture_in_a_rubric_is_not_released_and_one_in_the_question_is(released):
    source = (
        "![what](attachment:asked.png)\n"
        "=== BEGIN MARK SCHEME ===\n![so](attachment:model.png)\n=== END MARK SCHEME ==="
    )
    cell = released(source, QUESTION)
    assert cell["attachments"] == {"asked.png": PICTURES["asked.png"]}


def test_a_picture_that_an_author_has_deleted_from_the_text_is_not_released(released):
    assert "attachments" not in released("What do you see?", QUESTION)


@pytest.mark.parametrize(
    "text",
    ["![](attachment:my%20plot%20(1).png)", "![](<attachment:my plot (1).png>)",
     '<img src="attachment:my plot (1).png">', "![][p]\n\n[p]: attachment:my%20plot%20(1).png"],
)  # fmt: skip
def test_a_picture_is_found_however_its_name_is_written(released, text):
    picture = {"my plot (1).png": PICTURES["asked.png"]}
    assert released(text, QUESTION, picture)["attachments"] == picture


def test_a_name_that_begins_like_a_shown_one_is_not_shown(released):
    longer = {"plot.png.old": PICTURES["asked.png"]}
    both = {"plot.png": PICTURES["model.png"], **longer}
    assert released("![](attachment:plot.png.old)", QUESTION, both)["attachments"] == longer
