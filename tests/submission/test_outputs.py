"""Outputs are cut out of a notebook's bytes as if they had been parsed and emptied."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.submission.outputs import DEEPEST, MOST, without_outputs

KEYS = st.sampled_from(["outputs", "widgets", "cells", "metadata", "source", 'a"\\', "[{", "é"])
LEAVES = st.one_of(st.text("x\\\"'[]{}:,\n é\ud83d", max_size=6), st.integers(), st.none(), KEYS)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3)
)
CELLS = st.dictionaries(KEYS, VALUES, max_size=4)
SHEETS = st.lists(st.fixed_dictionaries({"cells": st.lists(CELLS, max_size=2)}))
NOTEBOOKS = st.fixed_dictionaries(
    {"metadata": st.dictionaries(KEYS, VALUES, max_size=3), "cells": st.lists(CELLS, max_size=3)},
    optional={
        "worksheets": st.lists(st.fixed_dictionaries({"cells": st.lists(CELLS, max_size=2)}))
    },
)


def emptied(value, depth=0):
    """Return what is to be left, told from the parsed notebook."""
    if isinstance(value, list):
        return [emptied(each, depth + 1) for each in value]
    if not isinstance(value, dict):
        return value
    cut = {2: "widgets", 3: "outputs", 5: "outputs"}.get(depth + 1)
    return {
        key: [] if key == cut and isinstance(each, list | dict) else emptied(each, depth + 1)
        for key, each in value.items()
    }


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(NOTEBOOKS, st.sampled_from([None, 1]), st.booleans())
def test_of_any_notebook_the_outputs_are_empty_and_the_rest_is_as_it_was(notebook, indent, ascii):
    text = json.dumps(notebook, indent=indent, ensure_ascii=ascii)
    left = without_outputs(text.encode(errors="surrogatepass"))
    assert json.loads(left.decode(errors="surrogatepass")) == emptied(notebook)


def test_a_fault_behind_outputs_is_told_in_its_own_line():
    text = json.dumps({"cells": [{"outputs": [{"text": ["a\n", "b\n"]}], "source": 1}]}, indent=1)
    broken = text.replace('"source": 1', '"source": ?').encode()
    with pytest.raises(json.JSONDecodeError) as before:
        json.loads(broken)
    with pytest.raises(json.JSONDecodeError) as after:
        json.loads(without_outputs(broken))
    assert after.value.lineno == before.value.lineno


@pytest.mark.parametrize(
    "content",
    [b"", b"[", b"]]]", b'{"cells":[{"outputs":[', b'{"cells":[{"outputs":["]', b'"', b"\\",
     b'{"cells":[{"outputs":null}]}', b"\xff\xfe[\x00", b'"outputs":['],
)  # fmt: skip
def test_what_is_no_json_stays_as_it_is(content):
    assert without_outputs(content) == content


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"[" * (DEEPEST + 1), "in one another"), (b"{}," * (MOST + 1), "million brackets")],
)
def test_what_is_far_from_any_notebook_is_not_looked_through(content, why):
    with pytest.raises(ValueError, match=why):
        without_outputs(content)
