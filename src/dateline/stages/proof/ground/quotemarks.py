"""What stands between quotation marks, in any style of them.

Decides where a quotation starts and ends. Whether it is verbatim is for ``quotations``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Double quotation marks of any style, PTB's doubled ones too; single ones only where no letter is next.
_QUOTED = (
    re.compile(r"“([^“”\n]{1,2000})”"),
    re.compile(r"(?<!\w)\"([^\"\n]{1,2000})\"(?!\w)"),
    re.compile(r"``([^`\n]{1,2000}?)''"),
    re.compile(r"«([^«»\n]{1,2000})»"),
    re.compile(r"(?<![\w’'])[‘]([^‘’\n]{1,600}(?:’(?=\w)[^‘’\n]{1,600}){0,20})’(?!\w)"),
    re.compile(r"(?<![\w'`.])'(?!\s)([^'\n]{1,600}(?:'(?=\w)[^'\n]{1,600}){0,20})(?<!\s)'(?![\w'])"),
)


def quoted(text: str) -> Iterator[tuple[int, int]]:
    """The offsets of what stands between quotation marks, without the marks, in order."""
    taken = bytearray(len(text))
    marks: list[tuple[int, int]] = []
    for pattern in _QUOTED:
        for match in pattern.finditer(text):
            start, end = match.span(1)
            if not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                marks.append((start, end))
    yield from sorted(marks)
