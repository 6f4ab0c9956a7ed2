"""The notebook's last cell: it asks a real grading service, and says in words where it cannot."""

import importlib.util
import json
import socket
import sys

import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from tests.support import notebooks, service
from tests.support.places import ROOT
from tests.support.released import NAMES

THREEFOLD = "def double(x):\n    return 3 * x"
FOURFOLD = "def double(x):\n    return 4 * x"
VARIABLES = ("AUTOGRADER_SERVICE", "AUTOGRADER_TOKEN", "JUPYTERHUB_API_TOKEN", "JPY_SESSION_NAME")


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    settings = "c.Serve.attempts_per_hour = 2\n"
    root = service.course(tmp_path_factory.mktemp("asked") / "course", settings)
    with service.service(root) as found:
        yield found


@pytest.fixture(scope="module")
def helper():
    folder = ROOT / "source/regularization/helpers"
    about = importlib.util.spec_from_file_location(
        "asking_helpers", folder / "check_panel.py", submodule_search_locations=[str(folder)]
    )
    sys.modules["asking_helpers"] = importlib.util.module_from_spec(about)
    yield importlib.import_module("asking_helpers.ask_grader")
    for name in [name for name in sys.modules if name.startswith("asking_helpers")]:
        del sys.modules[name]


@pytest.fixture(autouse=True)
def computer(monkeypatch, tmp_path):
    """A student's computer that knows of no service."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("no_proxy", "*")
    return tmp_path


@pytest.fixture
def at_a_hub(running, monkeypatch, request):
    """A server of a student of their own, with the address of the service."""
    token = service.token(running.root, request.node.name[:90])
    monkeypatch.setenv("AUTOGRADER_SERVICE", running.address + "/")
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", token)


@pytest.fixture
def saved(monkeypatch, computer):
    """Save a notebook as Jupyter does, and tell the kernel where."""

    def save(notebook):
        path = notebooks.write(computer / "arithmetic.ipynb", notebook)
        monkeypatch.setenv("JPY_SESSION_NAME", str(path))

    return save


@pytest.fixture
def shell():
    config = Config({"HistoryManager": {"hist_file": ":memory:"}})
    made = InteractiveShell.instance(config=config)
    yield made
    made.history_manager.end_session()
    InteractiveShell.clear_instance()


@pytest.mark.usefixtures("at_a_hub")
def test_a_saved_notebook_is_asked_about_and_the_reason_is_printed(helper, saved, capsys):
    saved(notebooks.toy(double=THREEFOLD))
    helper.ask_the_grader("arithmetic")
    printed = " ".join(capsys.readouterr().out.split())
    assert "✗ double" in printed
    assert "too large by a factor of 1.5 everywhere" in printed
    assert "✓ negate" in printed
    assert "Attempts left this hour: 1." in printed


@pytest.mark.usefixtures("at_a_hub")
def test_running_all_cells_again_says_the_same_and_uses_no_attempt(helper, shell, capsys):
    printed = []
    for _ in range(4):
        for cell in ("import numpy as np", THREEFOLD, "1 / 0", notebooks.NEGATE):
            shell.run_cell(cell, store_history=True)
        capsys.readouterr()
        helper.ask_the_grader("arithmetic")
        printed.append(" ".join(capsys.readouterr().out.split()))
    first, *again = printed
    assert "Same code" not in first
    assert all("Attempts left this hour: 1." in each for each in printed)
    for each in again:
        assert "too large by a factor of 1.5 everywhere" in each
        assert "this is the answer of then; no attempt used." in each


@pytest.mark.slow
@pytest.mark.usefixtures("at_a_hub")
def test_what_was_run_since_it_was_saved_counts(helper, saved, shell, capsys):
    saved(notebooks.toy(double=THREEFOLD))
    for cell in (FOURFOLD, "%matplotlib", notebooks.DOUBLE):
        shell.run_cell(cell, store_history=True)
    helper.ask_the_grader("arithmetic", "double")
    assert "✓ double" in capsys.readouterr().out


@pytest.mark.usefixtures("at_a_hub")
def test_where_no_file_is_found_the_cells_that_were_run_are_asked_about(helper, shell, capsys):
    for cell in (THREEFOLD, notebooks.NEGATE):
        shell.run_cell(cell, store_history=True)
    helper.ask_the_grader("arithmetic")
    printed = capsys.readouterr().out
    assert "✗ double" in printed
    assert "✓ negate" in printed


@pytest.mark.usefixtures("at_a_hub")
def test_used_up_attempts_are_said_with_the_time_of_the_next(helper, saved, capsys):
    for factor in (3, 4, 5):
        saved(notebooks.toy(f"def double(x):\n    return {factor} * x"))
        helper.ask_the_grader("arithmetic", "double")
    last = " ".join(capsys.readouterr().out.splitlines()[-2:])
    assert "All 2 attempts of this hour are used up. The next one is free in 60 minutes" in last


def test_without_a_service_nothing_happens_but_a_word(helper, monkeypatch, capsys):
    monkeypatch.setattr(helper, "_post", lambda *_: pytest.fail("something was sent"))
    helper.ask_the_grader("arithmetic")
    assert "no grading service here, so nothing was sent" in capsys.readouterr().out


def test_a_service_that_is_away_is_said_in_words(helper, monkeypatch, capsys):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        address = f"http://127.0.0.1:{closed.getsockname()[1]}"
    monkeypatch.setenv("AUTOGRADER_SERVICE", address)
    helper.ask_the_grader("arithmetic")
    assert "does not answer ([Errno 111] Connection refused)" in capsys.readouterr().out


def test_an_address_and_a_token_are_remembered_for_this_account_alone(
    helper, running, saved, computer, capsys
):
    saved(notebooks.toy())
    helper.remember_grader(running.address, service.token(running.root, "at home"))
    helper.ask_the_grader("arithmetic")
    assert "✓ double" in capsys.readouterr().out
    (kept,) = computer.glob(".autograder-service")
    assert kept.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", NAMES)
def test_the_released_cell_is_folded_and_asks_about_its_notebook(name):
    path = ROOT / f"release/{name}/{name}.ipynb"
    *_, cell = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert cell["metadata"]["jupyter"] == {"source_hidden": True}
    assert f'ask_the_grader("{name}")' in "".join(cell["source"])
