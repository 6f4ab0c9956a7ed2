"""What is released: the notebooks' cells, the helpers, and what they import."""

import ast
import json
import re
import shutil
import sys

from autograder.course.course import Course
from tests.support.places import ROOT

NAMES = Course(ROOT).names


def cells(folder, name):
    path = ROOT / folder / name / f"{name}.ipynb"
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def sources(folder, name):
    """Return the code cells' sources by cell id."""
    return {c["id"]: "".join(c["source"]) for c in cells(folder, name) if c["cell_type"] == "code"}


def helpers(name):
    return sorted((ROOT / "release" / name / "helpers").glob("*.py"))


def imports(node):
    """Yield the top-level names of all modules that a statement, or what is in it, imports."""
    for each in ast.walk(node):
        if isinstance(each, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in each.names)
        elif isinstance(each, ast.ImportFrom):
            yield "helpers" if each.level else each.module.partition(".")[0]


def standard(name):
    """Return what of the standard library the released notebook and its helpers import."""
    return imported(name) & set(sys.stdlib_module_names)


def third_party(name):
    """Return the other packages that they import; ``google`` is Colab's own."""
    return imported(name) - set(sys.stdlib_module_names) - {"google", "helpers"}


def imported(name):
    """Return what the released notebook and its helpers import, wherever in the code."""
    texts = [path.read_text(encoding="utf-8") for path in helpers(name)]
    texts += sources("release", name).values()
    return {module for text in texts for module in imports(ast.parse(text))}


def put(name, folder):
    """Put the released assignment into a folder, as a student would upload it."""
    unwanted = shutil.ignore_patterns("__pycache__")
    return shutil.copytree(ROOT / "release" / name, folder, ignore=unwanted, dirs_exist_ok=True)


def solution_lines(source):
    """Return the lines of the solution regions that a stub does not share."""
    regions = re.findall(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", source, re.DOTALL)
    return {line.strip() for region in regions for line in region.splitlines() if line.strip()}
