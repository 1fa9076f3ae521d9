"""How the tokens beside a cue are laid out for the net, and what each of them may be.

Decides nothing: names and numbers that the net, its input and the phrases made of its answers share.
"""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

Array = NDArray[Any]

#: Tokens before and behind a cue among which its speaker and its content are looked for.
BEFORE, BEHIND = 52, 60
#: What a token beside a cue may be.
NOTHING, SPEAKER, CONTENT, CUE = range(4)
