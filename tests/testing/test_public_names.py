"""What suites are written with: all of it comes from one place, with words and types."""

import inspect
import subprocess
import sys

import pytest

import autograder.testing as testing
from tests.support.places import ROOT


def test_every_name_that_is_promised_is_there():
    handed_on = set(inspect.getclosurevars(testing.__getattr__).nonlocals["found"])
    assert set(testing.__all__) == handed_on | {"StudentFault"}
    assert testing.__all__ == sorted(testing.__all__, key=lambda name: (name.islower(), name))


@pytest.mark.parametrize("name", testing.__all__)
def test_each_says_what_it_does(name):
    assert len(inspect.getdoc(getattr(testing, name)) or "") > 30


@pytest.mark.parametrize("name", testing.__all__)
def test_each_function_has_types(name):
    value = getattr(testing, name)
    if inspect.isfunction(value):
        signature = inspect.signature(value)
        kinds = [each.annotation for each in signature.parameters.values()]
        assert inspect.Parameter.empty not in [*kinds, signature.return_annotation]


def test_types_are_for_those_who_import_us_too():
    assert (ROOT / "autograder/py.typed").is_file()


def test_an_unknown_name_is_an_ordinary_error():
    with pytest.raises(AttributeError, match=r"'autograder\.testing' has no attribute 'asert'"):
        testing.asert  # noqa: B018


def test_the_engine_gets_the_results_without_loading_pytest():
    code = "import sys, autograder.testing.results; print('pytest' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, text=True, capture_output=True)
    assert done.stdout == "False\n"
