"""What a notebook shows and says, in any front end.

The same file lies in the helpers of each assignment.
"""

import textwrap

WIDTH = 100  # characters: VS Code and Colab do not wrap what is printed


def say(words, hanging=0):
    """Print a sentence on as many lines as it takes, those after the first indented."""
    indent = " " * hanging
    print(textwrap.fill(words, WIDTH, subsequent_indent=indent, break_on_hyphens=False))


def show(figure, words):
    """Show a figure with `words` as its alternative text, or just close it without a display."""
    import matplotlib.pyplot as plt

    if _in_notebook():
        from IPython.display import display

        # by hand, since `Image` takes no alternative text in the IPython of Colab; the text is
        # what VS Code reads out, the metadata is for JupyterLab and web pages
        data = {"image/png": _picture(figure), "text/plain": words}
        about = {"width": int(82 * figure.get_figwidth()), "alt": words}
        display(data, raw=True, metadata={"image/png": about})
    elif plt.get_backend().lower() != "agg":
        plt.show()
    plt.close(figure)
    say(f"The figure in words: {words}")


def _in_notebook():
    try:
        from IPython import get_ipython
    except ImportError:
        return False
    return getattr(get_ipython(), "kernel", None) is not None


def _picture(figure):
    """Return the figure as PNG in base 64, with few colours: a notebook of figures stays small."""
    import base64
    import io

    from PIL import Image  # comes with matplotlib

    raw, small = io.BytesIO(), io.BytesIO()
    figure.savefig(raw, format="png", dpi=130)
    Image.open(raw).convert("RGB").quantize(128).save(small, format="png", optimize=True)
    return base64.b64encode(small.getvalue()).decode("ascii")
