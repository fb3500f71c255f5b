"""PCG64 in numpy: `numpy.random` has nine extension modules, a fifth of a start in the browser.

PCG XSL-RR 128/64 (O'Neill 2014), seeded by numpy's SeedSequence, both of which numpy promises to
keep as they are; many numbers at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from unerase.arrays import Floats

Words = NDArray[np.uint64]

MULTIPLIER = 0x2360ED051FC65DA44385DF649FCCF645
BLOCK = 2048
"""How many numbers are made together: a power of two."""

_M32, _M64, _M128 = 2**32 - 1, 2**64 - 1, 2**128 - 1
_HALF = np.uint64(32)
_LOW_HALF = np.uint64(_M32)


class PCG64:
    """The stream that numpy.random.PCG64(SeedSequence(entropy)) has.

    entropy: at most four whole numbers, each 0 … 2**32 - 1.
    """

    def __init__(self, entropy: Sequence[int]) -> None:
        high, low, inc_high, inc_low = seed_words(entropy)
        self._inc = ((inc_high << 64 | inc_low) << 1 | 1) & _M128
        self._state = ((self._inc + (high << 64 | low)) * MULTIPLIER + self._inc) & _M128
        self._left: Words = np.empty(0, dtype=np.uint64)

    def random_raw(self, count: int) -> Words:
        """The next `count` numbers, uint64."""
        blocks = [self._left]
        missing = count - self._left.size
        while missing > 0:
            blocks.append(self._block())
            missing -= BLOCK
        made = np.concatenate(blocks) if len(blocks) > 1 else self._left
        self._left = made[count:]
        return made[:count]

    def uniform(self, count: int) -> Floats:
        """The next `count` numbers as multiples of 2**-53 in [0, 1), as numpy makes them."""
        return (self.random_raw(count) >> np.uint64(11)).astype(np.float64) * 2.0**-53

    def _block(self) -> Words:
        """The next BLOCK numbers: the states s·aⁿ + c·(1 + a + … + aⁿ⁻¹), all n at once."""
        powers, sums = _powers()
        high, low = _add(_times(powers, self._state), _times(sums, self._inc))
        self._state = _last((high, low))
        # Output: the halves XORed, and turned right by what the upper six bits say.
        folded, turn = high ^ low, high >> np.uint64(58)
        back = (np.uint64(64) - turn) & np.uint64(63)
        turned: Words = np.bitwise_or(folded >> turn, folded << back)
        return turned


@cache
def _powers() -> tuple[tuple[Words, Words], tuple[Words, Words]]:
    """aⁿ and 1 + a + … + aⁿ⁻¹ for n = 1 … BLOCK, modulo 2**128, each as (upper, lower) words.

    By doubling: aᵐ⁺ⁿ = aᵐ·aⁿ, and of the sums sₘ₊ₙ = aᵐ·sₙ + sₘ.
    """
    powers, sums = _words(MULTIPLIER), _words(1)
    while powers[0].size < BLOCK:
        power, total = _last(powers), _words(_last(sums))
        powers = _joined(powers, _times(powers, power))
        sums = _joined(sums, _add(_times(sums, power), total))
    return powers, sums


def _words(number: int) -> tuple[Words, Words]:
    high, low = number >> 64, number & _M64
    return np.array([high], dtype=np.uint64), np.array([low], dtype=np.uint64)


def _last(numbers: tuple[Words, Words]) -> int:
    return int(numbers[0][-1]) << 64 | int(numbers[1][-1])


def _joined(a: tuple[Words, Words], b: tuple[Words, Words]) -> tuple[Words, Words]:
    return np.concatenate((a[0], b[0])), np.concatenate((a[1], b[1]))


def _times(a: tuple[Words, Words], b: int) -> tuple[Words, Words]:
    """a·b modulo 2**128."""
    (high, low), (b_high, b_low) = a, _words(b)
    return _upper(low, b_low) + high * b_low + low * b_high, low * b_low


def _upper(a: Words, b: Words) -> Words:
    """The upper 64 bits of the 128 of a·b (Knuth, TAOCP 4.3.1, algorithm M, in two digits)."""
    a_low, a_high, b_low, b_high = a & _LOW_HALF, a >> _HALF, b & _LOW_HALF, b >> _HALF
    middle = a_high * b_low + (a_low * b_low >> _HALF)
    other = a_low * b_high + (middle & _LOW_HALF)
    upper: Words = a_high * b_high + (middle >> _HALF) + (other >> _HALF)
    return upper


def _add(a: tuple[Words, Words], b: tuple[Words, Words]) -> tuple[Words, Words]:
    """a + b modulo 2**128."""
    low = a[1] + b[1]
    return a[0] + b[0] + (low < a[1]), low


def seed_words(entropy: Sequence[int]) -> list[int]:
    """Four words of 64 bits from a seed: numpy's SeedSequence(entropy).generate_state(4, uint64).

    The hash is O'Neill's `seed_seq_fe` ("C++ Seeding Surprises", 2015).
    """
    pool, constant = [], 0x43B0D7E5

    def scrambled(value: int) -> int:
        nonlocal constant
        value ^= constant
        constant = constant * 0x931E8875 & _M32
        value = value * constant & _M32
        return value ^ value >> 16

    for word in (*entropy, 0, 0, 0, 0)[:4]:
        pool.append(scrambled(word))
    for source in range(4):
        for target in range(4):
            if source != target:
                mixed = pool[target] * 0xCA01F9DD - scrambled(pool[source]) * 0x4973F715 & _M32
                pool[target] = mixed ^ mixed >> 16

    words, constant = [], 0x8B51F9DD
    for n in range(8):
        value = pool[n % 4] ^ constant
        constant = constant * 0x58F38DED & _M32
        value = value * constant & _M32
        words.append(value ^ value >> 16)
    return [low | high << 32 for low, high in zip(words[0::2], words[1::2], strict=True)]
