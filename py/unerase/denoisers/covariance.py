"""The covariance of a shelf of pictures, in a form that is made in slices and quickly inverted."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from unerase import checks
from unerase.arrays import Floats, Picture
from unerase.denoisers.slices import Slices
from unerase.noise import NoiseSource

_ROUNDING = 1e-12  # of all there is: less is no direction of its own


@dataclass(frozen=True, eq=False)
class Covariance:
    """Mean and covariance, divided by N, of N examples of some pixels: C = Qᵀ·T·Q.

    mean has shape (pixels,). basis is Q, shape (rank, pixels): orthonormal rows that span all that
    the examples do around their mean, so that rank is at most N - 1. T is symmetric and
    tridiagonal: `diagonal`, shape (rank,), and `beside`, shape (rank,), where beside[j] links j and
    j + 1 and the last is 0. Float64.
    """

    mean: Floats
    basis: Floats
    diagonal: Floats
    beside: Floats

    def filtered(self, values: Floats, of_c: float, of_i: float) -> Floats:
        """C·(of_c·C + of_i·I)^-1·values for one row of pixels, float64; of_c >= 0 and of_i > 0."""
        along = np.einsum("rp,p->r", self.basis, values).tolist()
        middle = (of_c * self.diagonal + of_i).tolist()
        beside = (of_c * self.beside).tolist()
        # Elimination without pivots, stable because the matrix is positive definite.
        for j in range(1, len(along)):
            share = beside[j - 1] / middle[j - 1]
            middle[j] -= share * beside[j - 1]
            along[j] -= share * along[j - 1]
        after = 0.0
        for j in range(len(along) - 1, -1, -1):
            after = along[j] = (along[j] - beside[j] * after) / middle[j]
        solved = np.array(along)
        answer = self.diagonal * solved
        answer[:-1] += self.beside[:-1] * solved[1:]
        answer[1:] += self.beside[:-1] * solved[:-1]
        return np.asarray(np.einsum("r,rp->p", answer, self.basis))

    def projected(self, values: Floats) -> Floats:
        """The part of a row of pixels that lies among the directions of C; float64."""
        along = np.einsum("rp,p->r", self.basis, values)
        return np.asarray(np.einsum("r,rp->p", along, self.basis))


def covariance(examples: Picture) -> Slices[Covariance]:
    """Factorise the covariance of examples (N, *item), N >= 1, a direction in each slice.

    First Gram & Schmidt find a basis of all that the examples do around their mean, then Lanczos
    1950 turns it until the covariance is tridiagonal; both make each direction orthogonal to all
    before it, twice ("twice is enough", Parlett 1980, §6.9). Lanczos alone would drift into
    directions that no example has. Unlike the dense eigendecomposition of a Gram matrix this can
    pause anywhere.
    """
    examples = checks.items("examples", examples)
    rows = examples.reshape(len(examples), -1).astype(np.float64)
    mean = rows.mean(axis=0)
    rows = (rows - mean) / math.sqrt(len(rows))
    least = _ROUNDING * _length(rows)
    found, parts = yield from _spanned(rows, least)
    basis, diagonal, beside = yield from _tridiagonal(found, parts, least * _length(rows))
    for array in (mean, basis, diagonal, beside):
        array.setflags(write=False)
    return Covariance(mean, basis, diagonal, beside)


def _spanned(rows: Floats, least: float) -> Slices[tuple[Floats, Floats]]:
    """Orthonormal directions that span the rows, and how much of each is in each row.

    Gram & Schmidt; what is shorter than `least` is no direction of its own.
    """
    most, rank = min(rows.shape), 0
    found, parts = np.empty((most, rows.shape[1])), np.zeros((len(rows), most))
    for i, row in enumerate(rows):
        left, parts[i, :rank] = _apart(row, found[:rank])
        length = _length(left)
        if rank < most and length > least:
            found[rank], parts[i, rank] = left / length, length
            rank += 1
        yield 0.5 * (i + 1) / len(rows)
    return found[:rank], parts[:, :rank].copy()


def _tridiagonal(
    found: Floats, parts: Floats, least: float
) -> Slices[tuple[Floats, Floats, Floats]]:
    """The directions turned until partsᵀ·parts is tridiagonal, its diagonal and what is beside it.

    Lanczos; where the link to the next direction is at most `least`, another part begins.
    """
    rank = len(found)
    turns, basis = np.empty((rank, rank)), np.empty_like(found)
    diagonal, beside = np.zeros(rank), np.zeros(rank)
    noise, left, link = NoiseSource(0), np.zeros(rank), 0.0
    for j in range(rank):
        if link <= least:
            left, _ = _apart(noise.normal((rank,)).astype(np.float64), turns[:j])
            link = 0.0
        if j:
            beside[j - 1] = link
        turns[j] = left / _length(left)
        basis[j] = np.einsum("r,rp->p", turns[j], found)
        image = np.einsum("nr,r->n", parts, turns[j])
        left, along = _apart(np.einsum("n,nr->r", image, parts), turns[: j + 1])
        diagonal[j], link = along[-1], _length(left)
        yield 0.5 + 0.5 * (j + 1) / rank
    return basis, diagonal, beside


def _apart(vector: Floats, basis: Floats) -> tuple[Floats, Floats]:
    """What of a vector is orthogonal to the basis, and how much of each of its rows the rest is."""
    along = np.zeros(len(basis))
    for _ in range(2):
        more = np.einsum("rp,p->r", basis, vector)
        vector = vector - np.einsum("r,rp->p", more, basis)
        along += more
    return vector, along


def _length(vector: Floats) -> float:
    return math.sqrt(float(np.square(vector).sum()))
