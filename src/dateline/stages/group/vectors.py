"""Reports as vectors: TF-IDF over all words, over title and lead, and over names and numbers.

Decides how alike two reports are in words. The three facets stand side by side in one matrix, each scaled so
that the product of two rows is the weighted mean of the three cosines. How rare a word is comes from the
reports at hand. Does not know about time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dateline.core.types import Report
from dateline.stages.group.options import Options, Weights
from dateline.stages.group.words import content_words, names_and_numbers

if TYPE_CHECKING:
    import numpy as np

#: scipy's sparse rows, which have no types.
Matrix = Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Vectors:
    """Rows of length one for each report, a matrix for each facet.

    ``terms`` names the columns of ``words``; ``rarity`` gives the weight (idf) of each of those terms.
    """

    words: Matrix
    lead: Matrix
    names: Matrix
    terms: np.ndarray[Any, Any]
    rarity: dict[str, float]

    def weighted(self, weights: Weights) -> Matrix:
        """The facets side by side: the product of two rows is the weighted mean of their cosines."""
        from scipy.sparse import hstack

        facets = (self.words, self.lead, self.names)
        return hstack(
            [facet * weight**0.5 for facet, weight in zip(facets, weights, strict=True)], format="csr"
        )

    def shared(self, one: int, other: int, most: int = 3) -> list[str]:
        """The words that bring two rows together, heaviest first."""
        import numpy as np

        (one_at, one_data), (other_at, other_data) = self._row(one), self._row(other)
        both, left, right = np.intersect1d(one_at, other_at, assume_unique=True, return_indices=True)
        weighed = sorted(zip(-(one_data[left] * other_data[right]), self.terms[both], strict=True))
        return [str(term) for _, term in weighed[:most]]

    def _row(self, at: int) -> tuple[Any, Any]:
        part = slice(self.words.indptr[at], self.words.indptr[at + 1])
        return self.words.indices[part], self.words.data[part]


def vectors(reports: Sequence[Report], options: Options) -> Vectors:
    """Vectors of the reports, in their order."""
    import numpy as np

    def whole(report: Report) -> list[str]:
        return content_words(report.title) * options.title_times + content_words(report.text)

    def lead(report: Report) -> list[str]:
        return content_words(f"{report.title}\n{report.text[: options.lead_length]}")

    def names(report: Report) -> list[str]:
        return names_and_numbers(f". {report.title}\n{report.text}")

    words, rarity = _facet(reports, whole)
    return Vectors(
        words=words,
        lead=_facet(reports, lead)[0],
        names=_facet(reports, names)[0],
        terms=np.array([*rarity]),
        rarity=rarity,
    )


def _facet(
    reports: Sequence[Report], tokens: Callable[[Report], list[str]]
) -> tuple[Matrix, dict[str, float]]:
    """TF-IDF rows of length one, and the terms of the columns with their weights."""
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfVectorizer

    documents = [tokens(report) for report in reports]
    if not any(documents):
        return csr_matrix((len(documents), 1)), {"": 0.0}
    model = TfidfVectorizer(analyzer=list, sublinear_tf=True)
    rows = model.fit_transform(documents).tocsr()
    terms = (str(term) for term in model.get_feature_names_out())
    return rows, dict(zip(terms, model.idf_.tolist(), strict=True))
