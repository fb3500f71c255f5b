"""The learner's network in PyTorch; `unerase.denoisers.learned` is the same sum in numpy.

A small U-net (Ronneberger et al. 2015) at 16, 8 and 4 cells a side, of residual blocks without
normalisation, each told the noise level and the name by a scale and a shift per channel (FiLM,
Perez et al. 2018). At 4 × 4 cells a dense bottleneck sees the whole picture at once. The answer is
tanh of the output: the mean of ±1 pixels whose log-odds the output is (twice over).
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from unerase.shapes import KINDS, STYLES

FINE, MIDDLE, COARSE = 32, 64, 64
"""Channels at 16, 8 and 4 cells a side."""

TOLD = 64
"""Numbers that tell the blocks the noise level and the name."""

FEATURES = 8
_SQUEEZED, _DENSE = 16, 96
_FINE_MIXED, _MIDDLE_MIXED = 48, 96


class Block(nn.Module):
    """Two 3 × 3 convolutions with a scale and a shift between them, added to what came in."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(channels, channels, 3, padding=1)
        self.told = nn.Linear(TOLD, 2 * channels)
        self.second = nn.Conv2d(channels, channels, 3, padding=1)
        nn.init.zeros_(self.second.weight)
        nn.init.zeros_(self.told.weight)

    def forward(self, x: Tensor, told: Tensor) -> Tensor:
        scale, shift = self.told(told)[:, :, None, None].chunk(2, dim=1)
        y = self.first(F.silu(x)) * (1 + scale) + shift
        return x + self.second(F.silu(y))


class Mixer(nn.Module):
    """Every cell to every cell, alike for all channels (Tolstikhin et al. 2021), added to x."""

    def __init__(self, cells: int, hidden: int) -> None:
        super().__init__()
        self.narrow = nn.Linear(cells, hidden)
        self.widen = nn.Linear(hidden, cells)
        nn.init.zeros_(self.widen.weight)

    def forward(self, x: Tensor) -> Tensor:
        y = self.widen(F.silu(self.narrow(F.silu(x.flatten(2)))))
        return x + y.view(x.shape)


class Bottleneck(nn.Module):
    """Every cell to every cell: squeezed to a few channels, through a dense layer, and back."""

    def __init__(self) -> None:
        super().__init__()
        self.squeeze = nn.Conv2d(COARSE, _SQUEEZED, 1)
        self.narrow = nn.Linear(16 * _SQUEEZED, _DENSE)
        self.told = nn.Linear(TOLD, 2 * _DENSE)
        self.widen = nn.Linear(_DENSE, 16 * _SQUEEZED)
        self.spread = nn.Conv2d(_SQUEEZED, COARSE, 1)
        nn.init.zeros_(self.spread.weight)
        nn.init.zeros_(self.told.weight)

    def forward(self, x: Tensor, told: Tensor) -> Tensor:
        # Flattened as rows, columns, channels: the order that numpy keeps.
        y = F.silu(self.squeeze(F.silu(x))).permute(0, 2, 3, 1).flatten(1)
        scale, shift = self.told(told).chunk(2, dim=1)
        y = F.silu(self.widen(F.silu(self.narrow(y) * (1 + scale) + shift)))
        y = y.view(-1, 4, 4, _SQUEEZED).permute(0, 3, 1, 2)
        return x + self.spread(y)


class Network(nn.Module):
    """x_t (B, 32, 32), alpha_bar (B,), kind and style (B,) to log-odds / 2 of ink (B, 32, 32).

    The last kind and the last style, one beyond the names, stand for "not told".
    """

    def __init__(self) -> None:
        super().__init__()
        self.level = nn.Linear(FEATURES, TOLD)
        self.kind = nn.Embedding(len(KINDS) + 1, TOLD)
        self.style = nn.Embedding(len(STYLES) + 1, TOLD)
        self.tell = nn.Linear(TOLD, TOLD)
        self.enter = nn.Conv2d(4, FINE, 3, padding=1)
        self.fine_in = Block(FINE)
        self.fine_in_mixer = Mixer(16 * 16, _FINE_MIXED)
        self.to_middle = nn.Conv2d(4 * FINE, MIDDLE, 1)
        self.middle_in = Block(MIDDLE)
        self.middle_in_mixer = Mixer(8 * 8, _MIDDLE_MIXED)
        self.to_coarse = nn.Conv2d(4 * MIDDLE, COARSE, 1)
        self.coarse_in = Block(COARSE)
        self.bottleneck = Bottleneck()
        self.coarse_out = Block(COARSE)
        self.from_coarse = nn.Conv2d(COARSE, 4 * MIDDLE, 1)
        self.middle_out_mixer = Mixer(8 * 8, _MIDDLE_MIXED)
        self.middle_out = Block(MIDDLE)
        self.from_middle = nn.Conv2d(MIDDLE, 4 * FINE, 1)
        self.fine_out_mixer = Mixer(16 * 16, _FINE_MIXED)
        self.fine_out = Block(FINE)
        self.leave = nn.Conv2d(FINE, 4, 3, padding=1)
        nn.init.zeros_(self.leave.weight)

    def forward(self, x_t: Tensor, alpha_bar: Tensor, kind: Tensor, style: Tensor) -> Tensor:
        told = self.level(level_features(alpha_bar)) + self.kind(kind) + self.style(style)
        told = F.silu(self.tell(F.silu(told)))
        fine = self.fine_in(self.enter(F.pixel_unshuffle(x_t[:, None], 2)), told)
        fine = self.fine_in_mixer(fine)
        middle = self.middle_in(self.to_middle(F.pixel_unshuffle(fine, 2)), told)
        middle = self.middle_in_mixer(middle)
        coarse = self.coarse_in(self.to_coarse(F.pixel_unshuffle(middle, 2)), told)
        coarse = self.coarse_out(self.bottleneck(coarse, told), told)
        middle = middle + F.pixel_shuffle(self.from_coarse(coarse), 2)
        middle = self.middle_out(self.middle_out_mixer(middle), told)
        fine = fine + F.pixel_shuffle(self.from_middle(middle), 2)
        fine = self.fine_out(self.fine_out_mixer(fine), told)
        return F.pixel_shuffle(self.leave(F.silu(fine)), 2)[:, 0]


def level_features(alpha_bar: Tensor) -> Tensor:
    """cos(k·φ) for k = 1 … 8 with alpha_bar = cos²(φ/2), shape (B, 8): finite at 0 and at 1."""
    phase = torch.arccos(2 * alpha_bar - 1)
    return torch.cos(phase[:, None] * torch.arange(1, FEATURES + 1))


def training_loss(output: Tensor, x0: Tensor, alpha_bar: Tensor) -> Tensor:
    """softplus(-2·output·x0), the cross-entropy of each pixel, weighted by √SNR within limits."""
    snr = (alpha_bar / (1 - alpha_bar)).clamp(0.05, 5)
    pixels = F.softplus(-2 * output * x0).mean(dim=(1, 2))
    return (snr.sqrt() * pixels).mean()


def random_levels(count: int, source: torch.Generator) -> Tensor:
    """alpha_bar = cos²(φ) with φ uniform over a quarter turn."""
    phase = torch.rand(count, generator=source) * (math.pi / 2)
    return torch.cos(phase) ** 2
