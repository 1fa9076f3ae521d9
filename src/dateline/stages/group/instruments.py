"""The instruments that the desk works with, put together.

Decides who judges a pair: within one language the model that ships, across languages what is shared without
translation.
"""

from __future__ import annotations

import numpy as np

from dateline.stages.group.arrays import Array
from dateline.stages.group.holdings import Instruments
from dateline.stages.group.judging.pairs import likelihoods
from dateline.stages.group.languages import crossing
from dateline.stages.group.options import Options
from dateline.stages.group.stories.lineage import Lineage
from dateline.stages.group.stories.origins import CopyGroups, copies, origins_of
from dateline.stages.group.themes.shelf import Shelf
from dateline.stages.group.window.window import Pairs, Window


def instruments(options: Options) -> Instruments:
    """A window of its own, the model that ships, and everything else that a desk asks."""
    window = Window(options)

    def judged(found: Pairs) -> Array:
        across = crossing.likelihoods(found, window.anchors, window.rarity, len(window))
        return np.where(np.isnan(across), likelihoods(found), across)

    return Instruments(
        window=window,
        copies=CopyGroups(window.order),
        likelihoods=judged,
        copied=lambda found: copies(found, window),
        origins=origins_of,
        lineage=Lineage(options),
        shelf=Shelf,
    )
