"""A judge of pages that shares no code with ``narrate`` or ``proof``: a plain reading of what a page may say.

``pages`` walks all that a page prints and holds it against its evidence; ``numerals`` and ``names`` read
numbers and names out of words; ``limits`` counts what is taken of other people's words. Whether a line says
what its source says is not decided here: that takes a reader.
"""

from tests.judge.limits import breaches
from tests.judge.names import NAME
from tests.judge.numerals import NUMBER
from tests.judge.pages import faults, words_of
from tests.judge.reading import QUOTATION

__all__ = ["NAME", "NUMBER", "QUOTATION", "breaches", "faults", "words_of"]
