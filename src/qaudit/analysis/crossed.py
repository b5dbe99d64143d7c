"""Scores by branch and auditor: what belongs to where, what to who, fitted together by least squares.

Auditors go to different branches, and unequally often. The auditors of good branches are not lenient and the
branches of lenient auditors not good: each can be judged only where auditors share branches.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Crossed:
    """Visits in a canonical order, and the sums of squares that their design allows.

    The names follow Searle, Casella and McCulloch (1992): R(b) is what branches explain alone, R(a|b) what auditors
    explain beyond them.
    """

    branches: tuple[str, ...]
    auditors: tuple[str, ...]
    branch: Places
    """For each visit the place of its branch in `branches`; `auditor` likewise."""
    auditor: Places
    score: Floats
    counts: Floats
    """Branches x auditors: visits."""
    information: Floats
    """Auditors x auditors: what is known of auditors once branches are fitted (C, Laplacian of shared branches)."""
    inverse: Floats
    """Its Moore-Penrose inverse: auditors of one island add up to 0."""
    islands: Places
    """For each auditor its island: auditors linked by shared branches, directly or through others."""

    @property
    def n(self) -> int:
        return len(self.score)

    @property
    def rank(self) -> int:
        """Parameters that can be told apart."""
        return len(self.branches) + len(self.auditors) - self.island_count

    @property
    def island_count(self) -> int:
        return int(self.islands.max()) + 1

    @property
    def freedom(self) -> int:
        """Degrees of freedom left for the visits."""
        return self.n - self.rank


@dataclass(frozen=True, slots=True)
class Squares:
    """Sums of squares of both orders of fitting."""

    branches_beyond: float
    """R(b|a): branches, auditors fitted."""
    auditors_beyond: float
    """R(a|b)."""
    rest: float
    """What neither explains."""


@dataclass(frozen=True, slots=True, eq=False)
class Directions:
    """R(a|b), or R(b|a), taken apart into independent squares."""

    known: Floats
    """What the design knows of each direction: eigenvalues of the information, above 0."""
    square: Floats
    """The sum of squares there; all of them add up to the whole."""


MOST_DIRECTIONS = 300
"""With more auditors (or branches) than this every direction is taken as the average one: unevenness matters
little there, and eigenvalues take the cube of the time."""
ROUNDING = 1e-10
"""Of all squares, the part that may be left over by rounding alone."""


def crossed(branches: Sequence[str], auditors: Sequence[str], scores: Sequence[float]) -> Crossed:
    """The design of n > 0 visits: one branch, one auditor and one score each.

    Raises ValueError for columns of different length, no visit, or a score that is not finite.
    """
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    score = np.asarray(scores, dtype=float)
    if not len(branches) == len(auditors) == len(score) or not len(score) or not np.isfinite(score).all():
        raise ValueError("every visit needs a branch, an auditor and a finite score")
    branch_names, branch = np.unique(np.asarray(branches, dtype=object).astype(str), return_inverse=True)
    auditor_names, auditor = np.unique(np.asarray(auditors, dtype=object).astype(str), return_inverse=True)
    order = np.lexsort((score, auditor, branch))
    branch, auditor, score = branch[order], auditor[order], score[order]
    counts = np.zeros((len(branch_names), len(auditor_names)))
    np.add.at(counts, (branch, auditor), 1.0)
    information = _information(counts)
    _, islands = connected_components(csr_array(counts.T @ counts > 0), directed=False)
    return Crossed(
        tuple(branch_names.tolist()),
        tuple(auditor_names.tolist()),
        branch,
        auditor,
        score,
        counts,
        information,
        np.asarray(np.linalg.pinv(information, rcond=1e-10, hermitian=True), dtype=float),
        islands.astype(np.int64),
    )


def auditor_effects(design: Crossed) -> Floats:
    """For each auditor how much higher it scores than its peers at the same branches; 0 on average of an island."""
    left = _left_over(design.auditor, design.branch, design.score, design.counts)
    effects: Floats = design.inverse @ left
    return effects


def branch_effects(design: Crossed) -> Floats:
    """For each branch its mean, had an auditor of average severity made all its visits."""
    effects = auditor_effects(design)
    share = design.counts / design.counts.sum(axis=1, keepdims=True)
    means = np.bincount(design.branch, design.score, len(design.branches)) / design.counts.sum(axis=1)
    corrected: Floats = means - share @ effects
    return corrected


def squares(design: Crossed) -> Squares:
    """The sums of squares of the fit, none below 0."""
    score = design.score - design.score.mean()
    whole = float(score @ score)
    by_branch = np.bincount(design.branch, score, len(design.branches))
    by_auditor = np.bincount(design.auditor, score, len(design.auditors))
    visits_of_branch, visits_of_auditor = design.counts.sum(axis=1), design.counts.sum(axis=0)
    of_branches = float((by_branch**2 / visits_of_branch).sum())
    of_auditors = float((by_auditor**2 / visits_of_auditor).sum())
    left = by_auditor - design.counts.T @ (by_branch / visits_of_branch)
    beyond = float(left @ design.inverse @ left)
    rest = whole - of_branches - beyond
    return Squares(
        max(beyond + of_branches - of_auditors, 0.0),
        max(beyond, 0.0),
        rest if rest > ROUNDING * whole else 0.0,
    )


def auditor_directions(design: Crossed) -> Directions:
    """R(a|b) by direction."""
    left = _left_over(design.auditor, design.branch, design.score, design.counts)
    return _directions(design.information, left, squares(design).auditors_beyond, design.island_count)


def branch_directions(design: Crossed) -> Directions:
    """R(b|a) by direction."""
    left = _left_over(design.branch, design.auditor, design.score, design.counts.T)
    return _directions(
        _information(design.counts.T), left, squares(design).branches_beyond, design.island_count
    )


def _information(counts: Floats) -> Floats:
    """What is known of the columns once the rows are fitted."""
    found: Floats = np.diag(counts.sum(axis=0)) - counts.T @ (counts / counts.sum(axis=1, keepdims=True))
    return found


def _left_over(column: Places, row: Places, score: Floats, counts: Floats) -> Floats:
    """Of the columns' sums of scores, what is left when every visit of a row had the row's mean."""
    means = np.bincount(row, score, counts.shape[0]) / counts.sum(axis=1)
    left: Floats = np.bincount(column, score, counts.shape[1]) - counts.T @ means
    return left


def _directions(information: Floats, left: Floats, beyond: float, islands: int) -> Directions:
    many = len(left) - islands
    if len(left) > MOST_DIRECTIONS:
        average = float(np.trace(information)) / many
        return Directions(np.full(many, average), np.full(many, beyond / many))
    known, vectors = np.linalg.eigh(information)
    known, vectors = known[islands:], vectors[:, islands:]
    return Directions(known, (left @ vectors) ** 2 / known)
