"""Words as numbers: each folded word has one for as long as a window is open.

Decides how a text is cut and looked up with the least work: at its spaces, each stretch once in its life.
What a token is, ``words`` decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from dateline.stages.group.arrays import Array
from dateline.stages.group.reading.cuts import BREAK, Cut, Cutter, Known
from dateline.stages.group.reading.words import ends_a_sentence, stem, tokens
from dateline.stages.group.window.columns import Tail, stretches

#: Stretches remembered; then all are forgotten at once, which costs a second of reading a day.
_MOST_CHUNKS = 200_000
#: Longer stretches (addresses, scripts without spaces) are cut: no two are the same anyway.
_LONGEST = 40
#: The first stretch of all is a break: no token, and a capital after it tells nothing.
_BREAK_CODE = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """Tokens of many texts, in order: number of the word, bits (``words``), what it is in.

    ``chunk`` is the index of its stretch in what was read; ``opens``: it stands where a sentence begins.
    """

    term: Array
    bits: Array
    chunk: Array
    opens: Array


class Vocabulary:
    """Words and their numbers, and the stretches of text that were cut before."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._words: list[str] = []
        self._hashes, self._signs = Tail(np.uint32), Tail(np.uint32)
        self._stems, self._shown = Tail(np.int32), Tail(np.int32)
        self._cutter = Cutter()
        self._chunks = _Chunks(self)

    def __len__(self) -> int:
        return len(self._words)

    @property
    def first_signs(self) -> Array:
        """The code point that each word begins with: anchors are told by it."""
        return self._signs.values

    @property
    def stems(self) -> Array:
        """For each word the number of its stem (``words.stem``), which is a word of its own."""
        return self._stems.values

    @property
    def forms(self) -> Array:
        """For each word the number of the word that is printed for it: of a stem, the one it was met in."""
        return self._shown.values

    @property
    def hashes(self) -> Array:
        """A number for each word that is the same in every process (CRC-32)."""
        return self._hashes.values

    def word(self, number: int) -> str:
        """The folded word of a number; of a stem the word that it was first met in."""
        return self._words[int(self._shown.values[number])]

    def find(self, word: str) -> int | None:
        """The number of a word, if it was ever met."""
        return self._numbers.get(word)

    def number(self, word: str) -> int:
        """The number of a word."""
        found = self._numbers.get(word)
        return self._add(word) if found is None else found

    def _add(self, word: str) -> int:
        """A number for a new word, and for its stem, which is printed as this word if it is new, too."""
        number = self._numbers[word] = len(self._words)
        self._words.append(word)
        self._signs.write(ord(word[:1] or " "))
        self._hashes.write(crc32(word.encode("utf-8", "surrogatepass")))
        root = stem(word)
        known = number if root == word else self._numbers.get(root)
        self._stems.write(number + 1 if known is None else known)
        self._shown.write(number)
        if known is None and self._add(root) == number + 1:
            self._shown.change(number + 1, number)
        return number

    def cut(self, texts: Sequence[str]) -> tuple[Array, Array, Array]:
        """The stretches of texts, one text after another: codes, widths in code points, how many each has.

        Codes are taken by ``read`` before the next ``tidy``; a width is with the space after the stretch.
        """
        cuts = self._cutter.cuts(texts)
        nothing = np.zeros(0, np.int64)
        codes = np.concatenate([nothing, *(self._chunks.codes(cut) for cut in cuts)])
        widths = np.concatenate([nothing, *(cut.ends - cut.starts + 1 for cut in cuts)])
        widths[codes == _BREAK_CODE] = 1
        return codes, widths, np.concatenate([nothing, *(cut.counts for cut in cuts)])

    def read(self, codes: Array) -> Read:
        """The tokens of stretches that stand one after another."""
        return self._chunks.read(codes)

    def tidy(self) -> None:
        """Forget stretches when there are too many."""
        if len(self._chunks) > _MOST_CHUNKS:
            self._chunks = _Chunks(self)

    def keep(self, used: Array) -> None:
        """Forget all words but these (sorted numbers), which are numbered anew in the same order."""
        words = self._words
        self._words = [words[at] for at in used.tolist()]
        shown = [words[at] for at in self.forms[used].tolist()]
        for kept in (self._hashes, self._signs):
            kept.put(kept.values[used])
        self._numbers = {word: at for at, word in enumerate(self._words)}
        known = self._numbers.get
        self._stems.put(np.array([known(stem(word), at) for at, word in enumerate(self._words)], np.int32))
        self._shown.put(np.array([known(word, at) for at, word in enumerate(shown)], np.int32))
        self._chunks = _Chunks(self)


class _Chunks:
    """Numbers of stretches; a stretch that is new is cut into tokens, which are remembered."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._known = Known()
        self._first, self._count = Tail(np.int32), Tail(np.int32)
        self._terms, self._bits = Tail(np.int32), Tail(np.uint8)
        self._ends = Tail(np.bool_)

    def __len__(self) -> int:
        return len(self._known)

    def codes(self, cut: Cut) -> Array:
        """The number of each stretch."""
        codes = self._known.find(cut.hashes)
        new = np.flatnonzero(codes < 0)
        if len(new):
            _, first = np.unique(cut.hashes[new], return_index=True)
            at = new[np.sort(first)]
            for start, end in zip(cut.starts[at].tolist(), cut.ends[at].tolist(), strict=True):
                self._hold(cut.whole[start:end])
            self._known.add(cut.hashes[at])
            codes[new] = self._known.find(cut.hashes[new])
        return codes

    def read(self, codes: Array) -> Read:
        count = self._count.values[codes]
        at = stretches(self._first.values[codes], count)
        chunk = np.repeat(np.arange(len(codes)), count)
        ends = self._ends.values[codes]
        opens = np.concatenate([[True], ends[:-1]])
        return Read(
            term=self._terms.values[at],
            bits=self._bits.values[at],
            chunk=chunk,
            opens=opens[chunk],
        )

    def _hold(self, chunk: str) -> None:
        found = [pair for piece in _pieces(chunk) for pair in tokens(piece)]
        self._first.write(len(self._terms))
        for word, bits in found:
            self._terms.write(self._vocabulary.number(word))
            self._bits.write(bits)
        self._count.write(len(found))
        self._ends.write(chunk == BREAK or ends_a_sentence(chunk))


def _pieces(chunk: str) -> Iterable[str]:
    if len(chunk) <= _LONGEST:
        return (chunk,)
    return (chunk[at : at + _LONGEST] for at in range(0, len(chunk), _LONGEST))
