"""The loop: a batch, its gradients, a step of Adam, and again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from unerase.denoisers.slices import Slices, whole
from unerase.training.adam import Adam
from unerase.training.batches import Batch
from unerase.training.network import Network
from unerase.training.targets import Target


@dataclass(frozen=True, eq=False)
class Training:
    """A network that learns from batches, in place, what the target asks for."""

    network: Network
    target: Target
    batches: Iterator[Batch]
    adam: Adam

    def step(self) -> Slices[float]:
        """One step, in slices; returns the loss of its batch, before the step.

        The shares are of its parts, one after the other: the gradients, then Adam.
        """
        batch = next(self.batches)
        yield 0.0
        given = self.target.inputs(batch.x_t, batch.alpha_bar)
        loss, gradients = yield from self.network.gradients(
            given, lambda z: self.target.loss(z, batch)
        )
        yield from self.adam.step(gradients)
        return loss


def train(training: Training) -> Iterator[float]:
    """Trains without end, and yields the loss of each step's batch after the step.

    With the same network and the same noise it is the same on the same machine; elsewhere sums run
    in another order, and their last bits differ.
    """
    while True:
        yield whole(training.step())
