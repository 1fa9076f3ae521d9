"""What the stage calls an array. numpy's own name with its two parameters says no more of it."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
