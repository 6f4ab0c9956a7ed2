"""An archive that grades one assignment on Gradescope."""
