"""Answers of language models, kept in a folder by what was asked: the same question is paid for once.

Decides the name of an entry (everything that could change the answer, nothing that is secret) and writes it
whole or not at all. A damaged entry is no entry.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path

from dateline.core.ids import digest
from dateline.core.ports import Question


class Remembered:
    """A folder of answers; without a folder it remembers nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def find(self, question: Question, settings: str) -> str | None:
        """The answer to the question under these settings, if there is one."""
        if self._folder is None:
            return None
        try:
            held = json.loads(self._place(self._folder, question, settings).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        text = held.get("answer") if isinstance(held, dict) else None
        return text if isinstance(text, str) else None

    def keep(self, question: Question, settings: str, answer: str) -> None:
        """Write the answer. Where it cannot be written it is not kept, and will be asked for again."""
        if self._folder is None:
            return
        place = self._place(self._folder, question, settings)
        with contextlib.suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=place.parent, prefix=".", suffix=".part")
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                json.dump({"settings": settings, "answer": answer}, stream)
            os.replace(name, place)

    @staticmethod
    def _place(folder: Path, question: Question, settings: str) -> Path:
        parts = (settings, question.system, question.user, question.schema, str(question.most_tokens))
        name = digest("answer", *parts, size=20)
        return folder / name[:2] / f"{name}.json"
