"""Pixels are {0, 1} for the visitor, ±1 for the engine and 0 … 255 for the eye: converted here."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from unerase import checks
from unerase.arrays import Bits, Picture

# tone() takes ±1 to 90% and 10% of the scale: a clean drawing is crisp, and noise beyond ±1
# still has room to be seen.
_STEEPNESS = 0.79 / math.sqrt(1 - 0.79**2)


def to_signal(bits: Bits) -> Picture:
    """Ink (True) to +1, paper (False) to -1, float32: zero mean (Ho et al. 2020, §3.3)."""
    return np.where(checks.bits("bits", bits), np.float32(1), np.float32(-1))


def to_bits(x: Picture) -> Bits:
    """True where x is above 0; the inverse of `to_signal`, and a threshold on anything else."""
    return np.asarray(x > 0)


def tone(x: Picture) -> NDArray[np.uint8]:
    """A fixed, symmetric tone scale: 0 to 128 (127.5 rounded), ±1 to 228 and 27, far out 255 and 0.

    The same value has the same tone in every picture, so that pictures can be compared by eye.
    The curve is s·x / sqrt(1 + (s·x)²): IEEE 754 rounds each of its operations exactly, so that,
    unlike tanh, it gives the same bytes on every platform.
    """
    # Beyond ±1000 the scale is at its ends; without the limit the square could overflow.
    curve = x.clip(-1000, 1000)
    curve *= np.float32(_STEEPNESS)
    length = curve * curve
    length += 1
    curve /= np.sqrt(length, out=length)
    curve *= 127.5
    curve += 127.5
    tones: NDArray[np.uint8] = np.rint(curve, out=curve).astype(np.uint8)
    return tones


def pack_bits(bits: Bits) -> bytes:
    """A binary picture as bytes, row by row, first pixel in the highest bit."""
    return np.packbits(checks.bits("bits", bits).reshape(-1)).tobytes()


def unpack_bits(packed: bytes, side: int) -> Bits:
    """The (side, side) picture that `pack_bits` packed."""
    side = checks.integer("side", side, 1, 4096)
    wanted = (side * side + 7) // 8
    if not isinstance(packed, bytes):
        raise ValueError(f"packed was a {type(packed).__name__}; it must be {wanted} bytes")
    if len(packed) != wanted:
        raise ValueError(f"packed had {len(packed)} bytes; it must be {wanted} bytes")
    bits = np.unpackbits(np.frombuffer(packed, dtype=np.uint8), count=side * side)
    return bits.astype(bool).reshape(side, side)
