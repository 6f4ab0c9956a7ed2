"""What a command loads before it can answer: nothing that it does not need."""

import json
import subprocess
import sys

import pytest

from autograder.commands import COMMANDS
from tests.support import notebooks
from tests.support.places import TOY

HEAVY = {
    "IPython", "jinja2", "jsonschema", "matplotlib", "msgpack", "nbconvert", "nbformat", "nbgrader",
    "numpy", "pytest", "scipy", "setuptools", "sqlalchemy", "tornado", "tqdm", "traitlets",
}  # fmt: skip


def loaded(code: str, *arguments: str) -> set[str]:
    """Return which heavy packages a Python has loaded after ``code``."""
    last = f"\nprint(json.dumps(sorted({HEAVY!r} & set(sys.modules))))"
    done = subprocess.run(
        [sys.executable, "-c", f"import json, sys\n{code}{last}", *arguments],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_help_and_usage_errors_wait_for_nothing():
    code = f"from autograder.__main__ import parser\nparser({set(COMMANDS)!r})"
    assert loaded(code) - {"traitlets"} == set()


@pytest.mark.parametrize("command", ["grade", "report", "regrade", "export", "replay", "verify"])
def test_a_commands_own_arguments_wait_for_nothing(command):
    assert loaded(f"from autograder.__main__ import parser\nparser({{{command!r}}})") == set()


def test_a_lone_file_is_graded_without_nbgrader(tmp_path):
    file = notebooks.write(tmp_path / "a.ipynb", notebooks.toy())
    source = tmp_path / "source" / "arithmetic"
    source.mkdir(parents=True)
    for helper in (TOY / "source" / "arithmetic").glob("*.py"):
        (source / helper.name).write_bytes(helper.read_bytes())
    notebooks.write(source / "arithmetic.ipynb", notebooks.toy())
    settings = f"c = get_config()\nc.Grading.suites = {str(TOY / 'exercises')!r}\n"
    (tmp_path / "nbgrader_config.py").write_text(settings)
    code = "from autograder.__main__ import main\nassert main(sys.argv[1:]) == 0"
    found = loaded(code, "grade", "arithmetic", str(file), "--course", str(tmp_path), "--json")
    assert found == {"msgpack", "numpy", "pytest", "tqdm", "traitlets", "jinja2"}
