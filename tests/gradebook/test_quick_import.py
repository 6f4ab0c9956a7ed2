"""nbgrader without what few of its commands call: quick to load, and nothing is missed."""

import json
import subprocess
import sys
import zipfile

NEEDED_BY_FEW = ("setuptools", "pkg_resources", "jupyter_server", "isoduration", "tornado.web")


def after(code: str) -> object:
    """Return what ``code`` prints, as JSON, in a Python that imports quickly."""
    start = "import json, sys\nfrom autograder.gradebook.quick_import import import_quickly\n"
    start += "import_quickly()\n"
    done = subprocess.run([sys.executable, "-c", start + code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_gradebook_is_there_without_a_web_server_or_setuptools():
    names = "[name for name, module in sys.modules.items() if module]"
    loaded = after(f"import nbgrader.api\nprint(json.dumps({names}))")
    assert not {*NEEDED_BY_FEW} & {*loaded}
    assert "nbgrader.api" in loaded


def test_archives_are_unpacked_as_ever(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("b/c.txt", "here")
    paths = f"{str(tmp_path / 'a.zip')!r}, {str(tmp_path)!r}"
    code = f"from nbgrader.utils import unzip\nunzip({paths})\n"
    assert after(code + "print(json.dumps('setuptools' in sys.modules))") is True
    assert (tmp_path / "b" / "c.txt").read_text() == "here"


def test_the_pages_can_still_be_loaded():
    code = "import nbgrader\nfrom nbgrader.server_extensions import formgrader\n"
    code += "import nbgrader.server_extensions.formgrader.formgrader\n"
    code += "loader = type(nbgrader.__spec__.loader).__name__\n"
    code += "module = formgrader.load_jupyter_server_extension.__module__\n"
    code += "print(json.dumps([module, loader]))"
    assert after(code) == ["nbgrader.server_extensions.formgrader.formgrader", "SourceFileLoader"]


def test_what_is_loaded_already_stays():
    code = "import setuptools.archive_util as before, nbgrader.utils\n"
    assert after(code + "print(json.dumps(sys.modules[before.__name__] is before))") is True
