"""``autograder grade`` for a class: what it says beside the table."""

import pytest

from autograder.__main__ import main
from autograder.classroom.workers import local
from tests.support import notebooks, toy_class
from tests.support.shell import environment, run


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course with two students whose feedback is out."""
    root = toy_class.release(tmp_path_factory.mktemp("course"))
    toy_class.submit(root, {"ada": notebooks.toy(), "ben": notebooks.toy("def double(x):\n  x")})
    grade(root)
    done = run(root, "nbgrader", "generate_feedback", "arithmetic")
    assert done.returncode == 0, done.stderr
    return root


def grade(root, *words, **env):
    done = run(root, "autograder", "grade", "arithmetic", *words, env=environment(**env))
    assert done.returncode == 0, done.stderr
    return done


@pytest.mark.slow
def test_pages_that_are_older_than_the_grades_are_named_with_the_command_that_renews_them(course):
    assert "feedback" not in grade(course).stderr
    toy_class.submit(course, {"ben": notebooks.toy()})
    said = grade(course).stderr
    assert "feedback pages older than the grades: ben\n" in said
    _, _, command = said.partition("  nbgrader ")
    done = run(course, "nbgrader", *command.split("\n")[0].split())
    assert done.returncode == 0, done.stderr
    assert "15 of 15 points" in toy_class.notebook_of(course, "ben", "feedback").with_suffix(
        ".html"
    ).read_text("utf-8")
    assert "feedback" not in grade(course).stderr


@pytest.mark.slow
def test_a_terminal_without_all_letters_shows_the_table(course):
    toy_class.submit(course, {"zoë": notebooks.toy()})
    table = grade(course, PYTHONIOENCODING="ascii").stdout
    assert "zo?          10.00    5.00  15.00  15" in table


@pytest.mark.slow
def test_processes_load_beside_the_command_where_several_have_work(course, monkeypatch):
    class Begun(Exception):
        pass

    def begun():
        raise Begun

    monkeypatch.setattr(local, "load_ahead", begun)
    line = ["grade", "arithmetic", "--course", str(course), "--jobs"]
    # nothing is new, one is new, two are, two for one process
    assert main([*line, "2"]) == 0
    toy_class.submit(course, {"cy": notebooks.toy()})
    assert main([*line, "2"]) == 0
    toy_class.submit(course, {"dan": notebooks.toy(), "eva": notebooks.toy()})
    with pytest.raises(Begun):
        main([*line, "2"])
    assert main([*line, "1"]) == 0
