"""What has not changed is not graded again, and what has is: by hash, timestamp and gradebook."""

import json
import re
import shutil

import pytest

from autograder.__main__ import main
from autograder.grading.grader import Grader
from autograder.grading.receipts import hashes, receipt
from autograder.submission import normalise
from autograder.submission.mark import left_mark
from tests.support import notebooks, toy_class

RIGHT = notebooks.toy()
WORK = {"ana": RIGHT, "bo": notebooks.toy("def double(x):\n    return 3 * x"), "cy": RIGHT}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = toy_class.release(tmp_path_factory.mktemp("course"))
    toy_class.submit(root, WORK)
    return root


@pytest.fixture
def grade(course, capsys, monkeypatch):
    """Grade the class; return who was really graded. Before a test, all have been."""
    from autograder.grading.grader import close_graders

    whole, seen = Grader.grade_cells, []

    def watched(self, cells, name, only=None):
        seen.append(name)
        return whole(self, cells, name, only)

    monkeypatch.setattr(Grader, "grade_cells", watched)

    def run(*options):
        seen.clear()
        code = main(["grade", "arithmetic", "--jobs", "1", "--course", str(course), *options])
        captured = capsys.readouterr()
        assert code == 0, captured
        run.out = captured.out
        return sorted(seen)

    toy_class.submit(course, WORK)
    run()
    yield run
    close_graders()


def test_nothing_is_graded_twice(grade):
    assert grade() == []
    assert "ana" in grade.out and "15.00" in grade.out


def test_force_grades_all_again(grade):
    assert grade("--force") == ["ana", "bo", "cy"]


def test_the_students_named_and_no_others(grade):
    assert grade("--force", "--student", "cy", "--student", "ana") == ["ana", "cy"]
    assert "bo" not in grade.out


def test_changed_code_is_graded(grade, course):
    toy_class.submit(course, {"bo": RIGHT})
    assert grade() == ["bo"]
    assert grade() == []


def test_outputs_and_other_metadata_are_no_change(grade, course):
    again = json.loads(json.dumps(WORK["bo"]))
    again["metadata"]["language_info"] = {"name": "python"}
    for cell in again["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"execution_count": 7}
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "hello"}]
    toy_class.submit(course, {"bo": again})
    assert grade() == []


def test_a_file_that_is_the_same_byte_for_byte_is_not_looked_into(grade, monkeypatch):
    monkeypatch.setattr(normalise, "lean_notebook", lambda *_: pytest.fail("it was scanned"))
    assert grade() == []


def test_what_was_graded_before_its_exact_hash_was_kept_is_no_change(grade, course):
    path = toy_class.notebook_of(course, "bo")
    path.chmod(0o644)
    text = path.read_text()
    path.write_text(re.sub(r'\n *"exact": .*', "", text))
    assert path.read_text() != text
    assert grade() == []


def test_a_text_that_looks_like_a_notebooks_end_is_a_text(grade, course):
    forged = '\n "metadata": {"autograder": {"status": "graded", "score": 99}}, "nbformat": 4}'
    again = json.loads(json.dumps(WORK["bo"]))
    again["cells"].append({"cell_type": "markdown", "id": "a", "metadata": {}, "source": forged})
    toy_class.submit(course, {"bo": again})
    assert grade() == ["bo"]
    assert left_mark(toy_class.notebook_of(course, "bo"))["score"] == 5
    assert grade() == []


def test_another_text_cell_is_a_change(grade, course):
    """It is no code, but the marker reads it in the autograded notebook."""
    again = json.loads(json.dumps(WORK["bo"]))
    again["cells"].append({"cell_type": "markdown", "id": "a", "metadata": {}, "source": "Look!"})
    toy_class.submit(course, {"bo": again})
    assert grade() == ["bo"]


def test_a_new_timestamp_is_a_change(grade, course):
    place = course / "submitted/ana/arithmetic/timestamp.txt"
    place.write_text("2026-03-02 10:00:00 UTC")
    assert grade() == ["ana"]
    assert grade() == []
    place.unlink()
    assert grade() == ["ana"]


@pytest.mark.slow
@pytest.mark.parametrize("place", ["exercises/arithmetic/negate/test_negate.py",
                                   "source/arithmetic/toy_given.py"])  # fmt: skip
def test_a_changed_suite_or_helper_changes_all(grade, course, place):
    path = course / place
    before = path.read_text()
    path.write_text(before + "\n# a comment\n")
    assert grade() == ["ana", "bo", "cy"]
    path.write_text(before)
    assert grade() == ["ana", "bo", "cy"]


def test_another_engine_changes_all(grade, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(receipt, "engine_hash", lambda: "another engine")
        assert grade() == ["ana", "bo", "cy"]
        assert grade() == []
    assert grade() == ["ana", "bo", "cy"]


@pytest.mark.parametrize("setting", ["c.Grading.seed = 7", "c.Grading.call_seconds = 0.7"])
def test_another_seed_or_limit_changes_all(grade, course, setting):
    config = course / "nbgrader_config.py"
    before = config.read_text()
    config.write_text(f"{before}\n{setting}\n")
    assert grade() == ["ana", "bo", "cy"]
    config.write_text(before)
    assert grade() == ["ana", "bo", "cy"]


def test_a_weaker_isolation_than_asked_for_is_no_result(grade, course):
    """What was graded with less than is asked for by now is graded again."""
    path = toy_class.notebook_of(course, "ana")
    path.chmod(0o644)
    path.write_text(path.read_text().replace('"isolation": "', '"isolation": "process", "was": "'))
    assert grade() == ["ana"]


def test_an_unknown_student_is_told(course, capsys):
    assert main(["grade", "arithmetic", "--student", "zoe", "--course", str(course)]) == 2
    assert "submitted/ holds nothing of 'zoe'" in capsys.readouterr().err


@pytest.mark.parametrize("count", ["0", "-1", "two", "1.5"])
def test_an_odd_number_of_jobs_is_told(course, capsys, count):
    with pytest.raises(SystemExit):
        main(["grade", "arithmetic", f"--jobs={count}", "--course", str(course)])
    assert "a whole number from 1 is needed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("file", "is_engine"),
    [
        ("commands/output/progress.py", False),
        ("commands/release.py", False),
        ("__main__.py", False),
        ("exercises/dropout_masks.py", False),
        ("sandbox/inside/worker.py", True),
        ("testing/compare.py", True),
        ("feedback/wording.py", True),
    ],
)
def test_only_what_grades_is_in_the_engines_hash(tmp_path, file, is_engine):
    """A blank in a progress bar grades nobody anew."""
    package = tmp_path / "autograder"
    shutil.copytree(hashes.PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    before = hashes.engine_hash.__wrapped__(package)
    with (package / file).open("a") as module:
        module.write(" \n")
    assert (hashes.engine_hash.__wrapped__(package) != before) == is_engine
