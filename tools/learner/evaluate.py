"""Judge the shipped learner (`make evaluate`): writes `tools/learner/report.json`.

Everything is drawn through the numpy that the page runs, 20 stops and guidance as shipped, and
fixed by seeds. The same figures over fewer drawings are asserted by the tests.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "py"), str(ROOT / "tools")]

from learner import sampling  # noqa: E402
from learner.data import HELD_OUT_SEED, SEEN, TRAINING_SEED, drawings, pictures  # noqa: E402
from learner.fit import CLEAN, misfits  # noqa: E402
from learner.judge import Judge  # noqa: E402
from unerase.arrays import Bits  # noqa: E402
from unerase.denoisers.learned import Weights  # noqa: E402
from unerase.metrics import hamming  # noqa: E402
from unerase.shapes import KINDS, STYLES, UNSEEN  # noqa: E402

HERE = Path(__file__).parent
JUDGED = ROOT / "py" / "unerase" / "denoisers" / "learned" / "judged.py"
"""Where the engine keeps what the page says of these figures."""
FRESH_SEED = 5

Pair = tuple[str, str]
Album = Mapping[Pair, Bits]
"""Drawings by what was asked for, each (count, 32, 32)."""


@dataclass(frozen=True)
class Judges:
    """The two that were trained apart from the learner: one knows junk, one does not."""

    plain: Judge
    with_junk: Judge

    @classmethod
    def load(cls) -> Judges:
        """The committed ones."""
        names = ("judge.npz", "judge_with_junk.npz")
        return cls(*(Judge.read((HERE / name).read_bytes()) for name in names))


def ask(weights: Weights, pairs: Sequence[Pair], seeds: int, guidance: float) -> Album:
    """One drawing from each of the seeds 0 … seeds - 1, which take turns asking for the pairs."""
    return {
        pair: sampling.draw(weights, *pair, range(place, seeds, len(pairs)), guidance)
        for place, pair in enumerate(pairs)
        if place < seeds
    }


def per_pair(album: Album, judge: Judge) -> dict[Pair, NDArray[np.bool_]]:
    """Which drawings the judge recognises as what was asked for, in kind and style."""
    return {pair: judge.recognises(bits, *pair) for pair, bits in album.items()}


def all_misfits(album: Album) -> dict[Pair, NDArray[np.int64]]:
    """How far each drawing is from the family it was asked from, in pixels."""
    return {pair: misfits(bits, *pair) for pair, bits in album.items()}


def pooled(values: Mapping[Pair, NDArray[np.generic]], of: str | None = None) -> float:
    """The mean over all drawings, or over those of one kind or one style."""
    parts = [row for pair, row in values.items() if of is None or of in pair]
    return float(np.concatenate(parts).mean())


def diversity(album: Album) -> float:
    """The mean distance between two drawings asked for alike, in proportion to the training's."""
    drawn, known = [], []
    for pair, bits in album.items():
        drawn += [hamming(one, other) for one, other in combinations(bits, 2)]
        there = drawings(*pair, TRAINING_SEED, 40)
        own = np.mean([hamming(one, other) for one, other in combinations(there, 2)])
        known += [own] * (len(bits) * (len(bits) - 1) // 2)
    return float(np.mean(drawn) / np.mean(known))


def nearest(bits: Bits, known: NDArray[np.float32]) -> NDArray[np.int64]:
    """The distance of each drawing to the nearest row of `known` (N, 1024), in pixels."""
    flat = bits.reshape(len(bits), -1).astype(np.float32)
    shared = flat @ known.T
    off = flat.sum(axis=1, keepdims=True) + known.sum(axis=1) - 2 * shared
    return np.asarray(np.rint(off.min(axis=1)), dtype=np.int64)


def memory(album: Album) -> dict[str, float]:
    """Whether it copies: how often the training set is nearer than as large a set never shown.

    Ties count half. Beside it the share of exact copies of training pictures, and that share of
    as many fresh drawings of the generator.
    """
    drawn = np.concatenate(list(album.values()))
    fresh = np.concatenate([drawings(*pair, FRESH_SEED, 10) for pair in SEEN])
    known = _rows(TRAINING_SEED)
    to_known, fresh_to_known = nearest(drawn, known), nearest(fresh, known)
    del known
    to_others = nearest(drawn, _rows(HELD_OUT_SEED))
    nearer = (to_known < to_others).mean() + 0.5 * (to_known == to_others).mean()
    return {
        "nearer_to_training": float(nearer),
        "copies": float((to_known == 0).mean()),
        "copies_of_fresh_draws": float((fresh_to_known == 0).mean()),
    }


def _rows(seed: int) -> NDArray[np.float32]:
    bits, _, _ = pictures(seed)
    return bits.reshape(len(bits), -1).astype(np.float32)


def ink(album: Album) -> float:
    """The mean number of ink pixels, in proportion to the training's."""
    drawn = np.mean([bits.mean() for bits in album.values()])
    known = np.mean([drawings(*pair, TRAINING_SEED, 40).mean() for pair in album])
    return float(drawn / known)


def measure(
    weights: Weights, judges: Judges, seeds: int, unseen_seeds: int, guidance: float
) -> dict[str, object]:
    """Every figure of the report, over so many seeds for all seen pairs and all unseen ones."""
    album = ask(weights, SEEN, seeds, guidance)
    unseen = ask(weights, UNSEEN, unseen_seeds, guidance)
    recognised = per_pair(album, judges.plain)
    off = all_misfits(album)
    clean = {pair: each <= CLEAN for pair, each in off.items()}
    by_kind = {kind: pooled(recognised, kind) for kind in KINDS}
    return {
        "seeds": seeds,
        "guidance": guidance,
        "recognised": pooled(recognised),
        "recognised_least_kind": min(by_kind.values()),
        "recognised_by_kind": by_kind,
        "recognised_with_junk": pooled(per_pair(album, judges.with_junk)),
        "clean": pooled(clean),
        "clean_by_style": {style: pooled(clean, style) for style in STYLES},
        "clean_by_kind": {kind: pooled(clean, kind) for kind in KINDS},
        "mean_misfit": pooled(off),
        "diversity": diversity(album),
        "ink": ink(album),
        **memory(album),
        "unseen_seeds": unseen_seeds,
        "unseen_recognised": pooled(per_pair(unseen, judges.plain)),
        "unseen_by_pair": {
            " ".join(pair): float(row.mean())
            for pair, row in per_pair(unseen, judges.plain).items()
        },
        "unseen_clean": pooled({pair: row <= CLEAN for pair, row in all_misfits(unseen).items()}),
    }


def main() -> None:
    """Measure with 200 seeds, as the tests do, and with ten for every seen pair.

    With `--seeds` and `--unseen` measures that alone, and prints it without writing the report.
    """
    parser = argparse.ArgumentParser(description="Judge the shipped learner.")
    parser.add_argument("--seeds", type=int)
    parser.add_argument("--unseen", type=int, default=100)
    asked = parser.parse_args()
    weights, judges = Weights.load(), Judges.load()
    if asked.seeds is not None:
        found = measure(weights, judges, asked.seeds, asked.unseen, sampling.GUIDANCE)
        print(json.dumps(found))
        return
    report = [
        measure(weights, judges, seeds, unseen, sampling.GUIDANCE)
        for seeds, unseen in ((200, 100), (10 * len(SEEN), 50 * len(UNSEEN)))
    ]
    text = json.dumps(report, indent=1)
    print(text)
    (HERE / "report.json").write_text(text + "\n", encoding="utf-8")
    JUDGED.write_text(judged(report[-1], JUDGED.read_text("utf-8")), encoding="utf-8")


def judged(found: Mapping[str, object], module: str) -> str:
    """The module of the engine with these figures in it."""
    for name, key in (("NEARER", "nearer_to_training"), ("COPIES", "copies")):
        module = re.sub(rf"^{name} = .*$", f"{name} = {found[key]:.4f}", module, flags=re.MULTILINE)
    return module


if __name__ == "__main__":
    main()
