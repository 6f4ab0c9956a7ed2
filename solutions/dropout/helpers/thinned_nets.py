"""One picture of what dropout does: a whole net, and some of the thinned ones it trains.

The same file lies in the helpers of each assignment that uses it.
"""

import numpy as np

LAYERS = (2, 6, 4, 1)
BLUE, INK, FAINT = "#0072B2", "#333333", "#BBBBBB"


def draw_thinned_nets(keep_prob, new_figure, show, seed=3):
    """Draw the whole net and three thinned ones, hidden units kept with `keep_prob`."""
    draws = np.random.RandomState(seed)
    figure, axes = new_figure(1, 4, width=2.5, height=2.6)
    said = []
    for number, axis in enumerate(axes):
        p = keep_prob if number else 1
        on = [np.ones(LAYERS[0]), *(draws.rand(n) < p for n in LAYERS[1:-1]), np.ones(LAYERS[-1])]
        _draw(axis, [np.asarray(layer, dtype=bool) for layer in on])
        title = "the whole net: predicts" if number == 0 else f"training, draw {number}"
        axis.set_title(title, fontsize=10, color=INK)
        said.append(" and ".join(str(int(np.sum(layer))) for layer in on[1:-1]))
    show(
        figure,
        f"a net with hidden layers of {said[0]} units; in three thinned versions of it, "
        f"{', '.join(said[1:])} of them are on, and the lines to and from the others are gone.",
    )


def _draw(axis, on):
    places = [
        [(layer, (unit - (len(units) - 1) / 2)) for unit in range(len(units))]
        for layer, units in enumerate(on)
    ]
    for layer in range(len(on) - 1):
        for start, here in zip(places[layer], on[layer], strict=True):
            for end, there in zip(places[layer + 1], on[layer + 1], strict=True):
                if here and there:
                    axis.plot(*zip(start, end, strict=True), color=FAINT, linewidth=0.7, zorder=1)
    for units, kept in zip(places, on, strict=True):
        for (x, y), is_on in zip(units, kept, strict=True):
            colour = (BLUE, BLUE) if is_on else ("white", FAINT)
            axis.scatter(x, y, s=90, c=colour[0], edgecolors=colour[1], zorder=2)
            if not is_on:
                axis.scatter(x, y, s=26, c=INK, marker="x", linewidths=1.2, zorder=3)
    axis.axis("off")
