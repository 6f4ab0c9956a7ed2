"""Notebooks kept as text: which pieces of a script or of a Markdown file are code cells."""

import pytest

from autograder.submission.scripts import fenced_cells, is_script, script_cells

JUPYTEXT_PERCENT = """\
# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
# ---

# %% [markdown]
# # Doubling
# def double(x): is what is asked for

# %% tags=["setup"]
import numpy as np

# %% nbgrader={"grade": false, "grade_id": "double", "solution": true}
# %%time
def double(x):

    return 2 * x


# %% [raw]
# y = 0
# %%
z = 1
"""
VSCODE = (
    '#%%\nimport numpy as np\n#%% Title of a cell\nx = 1\n#%% [md]\n"""\ntext\n"""\n#%%\ny = 2\n'
)
NBCONVERT = (
    "#!/usr/bin/env python\n# coding: utf-8\n\n# In[ ]:\n\n\nx = 1\n\n\n# ## A heading\n\n"
    "# In[12]:\n\n\nget_ipython().run_line_magic('matplotlib', 'inline')\n\n\n# In [3]:\ny = 2\n"
)
JUPYTEXT_LIGHT = """\
# # Doubling
#
# what is asked for

import numpy as np
import toy_given

# then

# + tags=["x"]
def double(x):

    return 2 * x


def helper():
    pass
# -

double(3)

# + [markdown]
# text
# +
y = 2

z = 3
"""
HEAD = "# ---\n# jupyter:\n#   jupytext:\n#     formats: ipynb,py:percent\n# ---"
COUNTED = {
    "jupytext's percent format": (
        JUPYTEXT_PERCENT,
        [HEAD, "import numpy as np", "# %%time\ndef double(x):\n\n    return 2 * x", "z = 1"],
    ),
    "VS Code's cells": (VSCODE, ["import numpy as np", "x = 1", "y = 2"]),
    "what nbconvert writes": (
        NBCONVERT,
        ["#!/usr/bin/env python\n# coding: utf-8", "x = 1\n\n\n# ## A heading",
         "get_ipython().run_line_magic('matplotlib', 'inline')", "y = 2"],
    ),
    "jupytext's light format": (
        JUPYTEXT_LIGHT,
        ["# # Doubling\n#\n# what is asked for", "import numpy as np\nimport toy_given", "# then",
         "def double(x):\n\n    return 2 * x\n\n\ndef helper():\n    pass", "double(3)",
         "y = 2\n\nz = 3"],
    ),
    "cells below cells": ("# %% A\nx = 1\n# %%% B\ny = 2\n", ["x = 1", "y = 2"]),
    "a last cell without an end of line": ("# %%\nx = 1", ["x = 1"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "cells"), COUNTED.values(), ids=COUNTED)
def test_the_code_cells_of_a_script_are_found(text, cells):
    assert is_script(text)
    assert script_cells(text) == cells


@pytest.mark.parametrize(
    "text",
    ["x = 1\n", "# a comment\n\n\nx = 1\n", "#%d\nx = 1", "# %matplotlib inline\nx = 1",
     "x = 5 # %% of it\n", "#-\n# ----\n# + the penalty\n# - the rest\n", "# %%time\nx = 1",
     "s = '''\n\n  # +\n'''", "    # %%\n"],
)  # fmt: skip
def test_a_plain_module_is_no_script(text):
    assert not is_script(text)
    assert script_cells(text) == [text.strip("\n")]


QUARTO = """\
---
title: Doubling
---

```{python}
#| label: setup
import numpy as np
```

Shown, and not run:

```python
double = None
```

```{r}
double <- 3
```

~~~{.python}
x = "```"
~~~

```{python echo=FALSE}
def double(x):
    return 2 * x
```

```` {python}
y = 2
````
"""
RUN = ['#| label: setup\nimport numpy as np\n', 'x = "```"\n',
       "def double(x):\n    return 2 * x\n", "y = 2\n"]  # fmt: skip
MYST = """\
```{code-cell} ipython3
:tags: [hide-input]
:label: a

x = 1
```

```{code-cell}
---
tags: [a]
---
y = 2
```
"""


@pytest.mark.parametrize("suffix", [".qmd", ".rmd"])
def test_the_blocks_that_quarto_runs_are_cells(suffix):
    assert fenced_cells(QUARTO, suffix) == RUN


def test_in_jupytexts_markdown_each_python_block_is_a_cell():
    assert "double = None\n" in fenced_cells(QUARTO, ".md")
    assert fenced_cells("```python tags=['a']\nx = 1\n```\n\n```bash\nls\n```\n", ".md") == [
        "x = 1\n"
    ]


def test_a_myst_cells_options_are_no_code():
    assert fenced_cells(MYST, ".md") == ["\nx = 1\n", "y = 2\n"]


def test_a_block_that_is_never_closed_goes_on_to_the_end():
    assert fenced_cells("```{python}\nx = 1\ny = 2", ".qmd") == ["x = 1\ny = 2"]


def test_text_without_blocks_has_no_cells():
    assert fenced_cells("# Only words\n\n    x = 1\n", ".md") == []
