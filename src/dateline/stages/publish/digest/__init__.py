"""The site by mail: who may be written to, when, and what a letter says.

All decisions, no I/O: ``app.digest`` looks things up, ``clients.mail`` hands letters over.

::

    consent    which addresses may be asked and written to; what a confirmation and a farewell change
    tokens     links in letters that only we can have written
    due        when a digest is due, and what follows from what became of it
    contents   what is news since the reader was last told
    letters    the words of a digest and of the mail that asks for confirmation
    answers    the pages behind the links in letters
"""

from __future__ import annotations
