import pytest

from autograder.sandbox.inside.cells import ParsedCell, run_cell, without_magics


def run(source, **options):
    namespace: dict = {}
    return run_cell(source, "<cell 1>", namespace, **options), namespace


def test_a_cell_defines_its_names():
    error, names = run("x = 1\ndef f():\n    return x")
    assert error is None
    assert names["f"]() == 1


@pytest.mark.parametrize(
    "line",
    ["%matplotlib inline", "!pip install numpy", "?np.dot", "np.dot?", "np.dot??", "files = !ls",
     "t = %time 1", "%timeit f()"],
)  # fmt: skip
def test_magics_and_shell_lines_are_dropped(line):
    error, names = run(f"{line}\nx = 1")
    assert error is None
    assert names["x"] == 1


def test_a_magic_inside_a_block_leaves_the_block_valid():
    error, names = run("if True:\n    !ls\nx = 1")
    assert (error, names["x"]) == (None, 1)


@pytest.mark.parametrize("magic", ["%%time", "%%timeit", "%%capture out"])
def test_the_body_of_a_python_cell_magic_runs(magic):
    assert run(f"{magic}\nx = 1")[1]["x"] == 1


@pytest.mark.parametrize("magic", ["%%bash", "%%html", "%%writefile f.py", "%%"])
def test_the_body_of_a_foreign_cell_magic_does_not_run(magic):
    error, names = run(f"{magic}\nx = 1")
    assert error is None
    assert "x" not in names


def test_valid_python_that_looks_like_a_magic_is_left_alone():
    source = 'text = """\n%time\n!ls\n"""\nrest = (7\n  % 4)'
    assert run(source)[1]["text"] == "\n%time\n!ls\n"
    assert run(source)[1]["rest"] == 3


def test_line_numbers_survive_the_removal_of_magics():
    assert without_magics("%a\nx\n!b\ny").split("\n") == ["pass", "x", "pass", "y"]


def test_a_syntax_error_is_reported_and_nothing_runs():
    error, names = run("x = 1\ndef f(:\n    pass")
    assert isinstance(error, SyntaxError)
    assert "x" not in names


def test_after_an_exception_the_rest_of_the_cell_runs():
    error, names = run("open('missing')\nx = float('2')\ndef f():\n    return 1")
    assert isinstance(error, FileNotFoundError)
    assert names["f"]() == 1
    assert names["x"] == 2


def test_only_definitions_leaves_loops_and_calls_out():
    names = {}
    cell = ParsedCell(
        "def f():\n    return 1\nn = int('3')\nwhile True:\n    pass\nexit()", "<cell>"
    )
    error, troubles = cell.run(names, only_definitions=True)
    assert error is None
    assert names["n"] == 3
    assert [(trouble.place, trouble.why) for trouble in troubles] == [(2, "time"), (3, "time")]


def test_sys_exit_ends_the_cell_and_not_the_process():
    error, _ = run("import sys\nsys.exit()")
    assert isinstance(error, RuntimeError)


def test_a_future_import_holds_for_the_whole_cell():
    error, _ = run("from __future__ import annotations\ndef f(x: unknown): pass")
    assert error is None


def test_a_future_import_holds_whichever_statement_is_compiled_first():
    cell = ParsedCell("from __future__ import annotations\ndef f(x: unknown): pass", "<cell>")
    cell.compiled(1)
    assert cell.run({})[0] is None
