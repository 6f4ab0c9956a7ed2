"""The documentation's reference: keys, options, settings and figures are those of the code."""

import ast
import importlib.util
import re
from functools import cache

import pytest

from autograder import commands
from autograder.__main__ import parser
from autograder.commands.serve.settings import Serve
from autograder.course.settings import Grading
from tests.support.docs_site import DOCS, PAGES, built
from tests.support.places import ROOT


@pytest.fixture(scope="module")
def site():
    return built()


def table(page, name=None):
    """The first column of a page's tables: of all, or of those that are marked with ``name``.

    A mark may give the path that its table's keys lie below: ``<!-- keys: receipt limits. -->``.
    """
    text = (DOCS / page).read_text(encoding="utf-8")
    if name is None:
        return re.findall(r"^\| `([^`]+)`", text, re.MULTILINE)
    marked = re.findall(rf"<!-- keys: {name} ?(\S*) -->\n\n((?:\|.*\n)+)", text)
    return [path + key for path, rows in marked for key in re.findall(r"(?m)^\| `([^`]+)`", rows)]


def keys(value, path=""):
    """The keys of JSON in the way in which the page writes them."""
    if isinstance(value, dict) and value:
        for key, each in value.items():
            yield from keys(each, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        yield from keys(value[0], f"{path}[]")
    else:
        yield path


def test_every_key_of_a_result_and_of_its_receipt_is_described(grade):
    result = grade(double="def double(x):\n    return x").as_json()
    receipt = {
        name: {"<exercise>": "a hash"} if name in ("checks", "mistakes") else value
        for name, value in result["receipt"].items()
    }
    assert sorted(table("results.md", "receipt")) == sorted(keys(receipt))
    assert sorted(table("results.md", "result")) == sorted(keys({**result, "receipt": None}))


def test_every_key_of_a_replay_is_described(grade):
    from autograder.commands.replay.replay import Replayed

    result = grade().as_json()
    told = Replayed(result, result).as_json()
    assert sorted(table("results.md", "replay")) == sorted(keys(told))


def test_every_key_of_a_proof_is_described():
    from autograder.commands.verify.printed import as_json
    from autograder.commands.verify.proof import Proof

    told = as_json(Proof("an assignment", "an exercise"))
    assert sorted(table("results.md", "verify")) == sorted(keys(told))


def test_the_command_line_is_described_as_it_is(site):
    text = (site / "command-line.html").read_text(encoding="utf-8")
    for name, command in every_command(parser()):
        assert f'id="{name.replace(" ", "-")}"' in text, name
        for action in command._actions:
            for option in action.option_strings:
                assert option in text or option in ("-h", "--help"), (name, option)


def every_command(top, before=""):
    import argparse

    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, each in action.choices.items():
                yield f"{before}{name}", each
                yield from every_command(each, f"{before}{name} ")


def test_help_with_odd_characters_stays_one_row_of_the_table():
    from argparse import ArgumentParser

    command = ArgumentParser()
    command.add_argument("--odd", choices=["a|b", "c"], metavar="A|B", help="one | two <b> *three*")
    (row,) = [generated()._row(action) for action in command._actions if action.dest == "odd"]
    assert row == r"| `--odd a\|b\|c` | One \| two &lt;b> \*three\*. |"


def test_a_part_that_cannot_be_generated_fails_the_build():
    with pytest.raises(KeyError, match="no-such-part"):
        generated().filled_in("<!-- generated: no-such-part -->")


@cache
def generated():
    """The module that makes parts of the reference; it lies beside the pages."""
    spec = importlib.util.spec_from_file_location("generated", DOCS / "generated.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def settings():
    """What can be set, each with the name of its group."""
    return [
        (kind.__name__, name, trait)
        for kind in (Grading, Serve)
        for name, trait in kind.class_own_traits(config=True).items()
    ]


def test_every_setting_is_described_with_its_default(site):
    text = re.sub(r"<[^>]+>", "", (site / "configuration.html").read_text(encoding="utf-8"))
    for kind, name, trait in settings():
        assert f"c.{kind}.{name}" in text
        assert name == "suites" or re.search(
            rf"c\.{kind}\.{name}\s+{re.escape(str(trait.default_value))}|{name}\s+'", text
        ), name


def test_the_limits_of_the_security_page_are_the_defaults():
    text = (DOCS / "security.md").read_text(encoding="utf-8")
    for name, value in re.findall(r"^\| `c\.Grading\.(\w+)` \| (\d+) \|", text, re.MULTILINE):
        assert float(value) == Grading.class_own_traits()[name].default_value, name


def test_exit_codes_are_those_of_the_commands():
    text = (DOCS / "command-line.md").read_text(encoding="utf-8")
    told = [int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)]
    assert told == [
        commands.OK, commands.SOME_NOT_GRADED, commands.WRONG_USAGE, commands.INTERRUPTED,
    ]  # fmt: skip


def test_environment_variables_are_those_that_the_code_reads():
    told = {name for name in table("command-line.md") if name.isupper()}
    assert told == read_variables()


def read_variables():
    """The names in os.environ[…] and os.environ.get(…), constants resolved; PATH is no setting."""
    found = set()
    for folder in ("autograder", "source"):
        for path in (ROOT / folder).rglob("*.py"):
            if "environ" in (text := path.read_text(encoding="utf-8")):
                found |= set(variables(ast.parse(text)))
    return found - {"PATH"}


def variables(tree):
    constants = {
        node.targets[0].id: node.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
            name = node.slice
        elif isinstance(node, ast.Call) and ast.unparse(node.func).startswith("os.environ.get"):
            name = node.args[0]
        else:
            continue
        if isinstance(name, ast.Constant):
            yield name.value
        elif isinstance(name, ast.Name) and isinstance(constants.get(name.id), str):
            yield constants[name.id]


def test_the_words_of_the_outcome_are_those_of_the_code():
    from autograder.testing.results import Outcome

    text = (DOCS / "results.md").read_text(encoding="utf-8")
    row = text.split("checks[]. -->")[1].split("| `outcome`")[1].split("\n")[0]
    assert set(re.findall(r"`(\w+)`", row)) == set(Outcome)


def test_levels_are_those_of_the_code():
    from autograder.sandbox.limits import Level

    text = (DOCS / "security.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `(\w+)`(?: \(default\))? \| .* \| ", text, re.MULTILINE)
    assert {level.name.lower() for level in Level} <= set(told)


def test_figures_quoted_from_other_pages_agree_with_them():
    decisions = (DOCS / "decisions.md").read_text(encoding="utf-8")
    security = (DOCS / "security.md").read_text(encoding="utf-8")
    diagnosis = (DOCS / "diagnosis.md").read_text(encoding="utf-8")
    stock = re.search(r"(\d+) of (\d+) gain marks there", security)
    assert f"of {stock[2]} attacks that were tried on stock nbgrader, {stock[1]} gain" in decisions
    second = re.search(r"in its first run (\d+) of (\d+) right names", diagnosis)
    assert f"{second[1]} of {second[2]} got the right name" in decisions
    performance = (DOCS / "performance.md").read_text(encoding="utf-8")
    for figure in ("280 ms", "9 ms", "150 ms", "25 submissions", "some 200 submissions a second"):
        assert figure in decisions and figure in performance, figure


def test_students_are_told_the_packages_and_limits_that_hold():
    page = (DOCS / "students.md").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    installed = re.findall(r"^pip install .*$|^pip install -r .*$", readme, re.MULTILINE)[0]
    assert installed in page
    call, cell = (Grading.class_own_traits()[f"{name}_seconds"].default_value
                  for name in ("call", "cell"))  # fmt: skip
    assert f"A call may take {call:g} seconds and a cell {cell:g} seconds" in page


def test_no_page_names_a_folder_of_some_machine():
    for page in PAGES:
        assert not re.search(r"/work/|/tmp/", page.read_text(encoding="utf-8")), page.name
