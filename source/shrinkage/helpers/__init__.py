"""What the notebook uses of this folder: `from helpers import *`."""

import numpy as np

__all__ = ["np"]
