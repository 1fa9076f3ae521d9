"""Which lines of a page are new to a reader who was here before.

Decides by the log of revisions alone which one last changed a line; when a reader was here is known to the
reader's own browser, which compares.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.core.pages import Page


def last_changed(page: Page) -> dict[str, int]:
    """The number of the revision that last changed each printed line, by the line's id; 1 where none did."""
    numbers = {line.id: 1 for line in page.lines}
    for revision in page.revisions:
        for change in revision.changes:
            if change.after and change.line in numbers:
                numbers[change.line] = max(numbers[change.line], revision.number)
    return numbers
